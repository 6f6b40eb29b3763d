"""What an engine says of each conclusion. Both engines give this, and it is compared whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kb.model.truth import Truth

NeedKind = Literal["fact", "judgement", "decision", "event to come", "time of day"]


class Need(NamedTuple):
    """Something that an open conclusion waits for."""

    kind: NeedKind
    name: str


class Outcome(NamedTuple):
    """One conclusion.

    `value` is the value concluded (a day as `2024-06-18`, or `never`); of an any-of, `members` has each member's
    truth and `value` stays empty. `possible` are the values not ruled out while it is open, `bounds` the first and
    last possible day (None: no bound). `needs` is what would settle it, `clash` the values in conflict.
    """

    kind: Literal["concluded", "not_concluded", "open", "conflict"]
    value: str | None = None
    members: tuple[tuple[str, Truth], ...] = ()
    possible: tuple[str, ...] = ()
    bounds: tuple[str | None, str | None] | None = None
    needs: tuple[Need, ...] = ()
    clash: tuple[str, ...] = ()

    @property
    def answer(self) -> Outcome:
        """The outcome without what it waits for: two that differ only in that say the same."""
        return self._replace(needs=())

    @property
    def settled(self) -> bool:
        """Whether nothing of it is open, not even one of several members."""
        return self.kind != "open" and all(truth is not Truth.OPEN for _, truth in self.members)

    @property
    def concluded(self) -> tuple[str, ...]:
        """The value or members concluded."""
        if self.members:
            return tuple(name for name, truth in self.members if truth is Truth.HOLDS)
        return (self.value,) if self.value is not None else ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All conclusions of one head by one engine, and whether each rule applies."""

    outcomes: dict[str, Outcome]
    rules: dict[str, Truth] = field(default_factory=dict)
