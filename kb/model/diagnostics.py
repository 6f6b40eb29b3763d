"""A message about a file: what is wrong, where, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: its path as the user gave it, line and column from 1, the length, and the line's text."""

    path: str
    line: int = 0
    column: int = 0
    length: int = 1
    text: str = ""


Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message. `code` is stable (`K104`), `message` one line, `within` the clause it is in, `help` apart.

    A `warning` is worth a look, and no reason to stop.
    """

    code: str
    message: str
    place: Place
    within: str = ""
    help: str = ""
    level: Level = "error"


class Refused(Exception):
    """What was given cannot be used; carries every diagnostic that was found, in the order of the files."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics."""
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{one.code}: {one.message}" for one in self.diagnostics))

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[Diagnostic, ...]]]:
        """Give what it is made of, for another process."""
        return Refused, (self.diagnostics,)
