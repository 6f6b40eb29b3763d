"""What a step of a trace must be: its kind, its words, its truth, and the steps that it rests on."""

from __future__ import annotations

from typing import Any, NamedTuple

from kb.model.truth import Truth


class Step(NamedTuple):
    """A step that follows.

    `below` are the steps that it rests on. Where the rules come to it in several `ways` (a day that several rules count),
    it rests on all that one of them names, too. A trace may leave out those in `spared`, which would close a circle.
    """

    kind: str
    label: str
    below: tuple[str, ...] = ()
    truth: Truth | None = None
    particulars: dict[str, Any] = {}  # noqa: RUF012
    spared: frozenset[str] = frozenset()
    ways: tuple[tuple[str, ...], ...] = ()

    def allowed(self) -> list[set[str]]:
        """Give what it may rest on, in each of the ways."""
        return [{*self.below, *way} for way in self.ways or ((),)]
