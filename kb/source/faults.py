"""The faults of one file while they are gathered."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.source.codes import Code
from kb.source.wording import visible
from kb.source.yaml_nodes import At

MOST = 100
"""How many faults of one file are told; a file with more was meant as something else."""


class Placed(Protocol):
    """A file as read, that knows where each of its values and keys stands."""

    @property
    def path(self) -> Path:
        """Where the file is."""
        ...

    @property
    def data(self) -> Any:
        """What the file holds."""
        ...

    def value(self, at: At) -> Any:
        """Give the value at a place; KeyError or IndexError where there is none."""
        ...

    def place(self, at: At = (), *, key: bool = False) -> Place:
        """Give the place of a value, or of its key; where there is none, of the nearest value around it."""
        ...


class Faults:
    """All that is wrong with one document, each with its place; told together, in the order of the file."""

    def __init__(self, document: Placed) -> None:
        self.document = document
        self._found: dict[Diagnostic, None] = {}

    def add(self, code: Code, message: str, at: At = (), *, key: bool = False, help: str = "") -> None:
        """Note a fault at a value, or at its key."""
        if len(self._found) >= MOST:
            return
        place = self.document.place(at, key=key)
        self._found[
            Diagnostic(code.id, visible(message), place, within(self.document, at), visible(help))
        ] = None

    def include(self, others: Iterable[Diagnostic]) -> None:
        """Note faults that were found elsewhere."""
        self._found.update(dict.fromkeys(others))

    @property
    def found(self) -> list[Diagnostic]:
        """The faults, in the order of the file."""
        return sorted(self._found, key=lambda one: _position(one.place))

    def refuse(self) -> None:
        """Stop here if there is any fault.

        Raises:
            Refused: with all of them.
        """
        if self._found:
            raise Refused(self.found)


def within(document: Placed, at: At) -> str:
    """Say which clause of which policy, or which head of a case, a value belongs to."""
    if len(at) < 2:
        return ""
    if at[0] == "heads":
        return f"head {visible(at[1])}" if isinstance(at[1], str) else ""
    if at[0] not in ("clauses", "readings"):
        return ""
    kind = str(at[0]).removesuffix("s")
    record = document.value(at[:2])
    name = record.get(kind) if isinstance(record, dict) else None
    return f"{document.path.parent.name}, {kind} {visible(name)}" if isinstance(name, str) else ""


def _position(place: Place) -> tuple[int, int]:
    return place.line, place.column
