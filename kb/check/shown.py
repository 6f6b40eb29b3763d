"""What the examples of a policy show: each read and assessed once, by every procedure that it may go by."""

from __future__ import annotations

from dataclasses import dataclass

from kb.engine.assess import Assessed, Assessor
from kb.model.case import Case, Head
from kb.model.example import Example
from kb.model.policy import LinkedProcedure
from kb.model.situation import Situation


@dataclass(frozen=True)
class Shown:
    """One example, and all that was worked out for its heads."""

    example: Example
    path: str
    assessed: tuple[Assessed, ...]


class Watched(Assessor):
    """Both engines for a procedure, which keep what they worked out until somebody takes it."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Make the engines ready."""
        super().__init__(procedure)
        self._kept: list[Assessed] = []

    def assess(
        self, case: Case, head: Head, vary_readings: bool = True, known: Situation | None = None
    ) -> Assessed:
        """Work out all conclusions, as `Assessor.assess` does, and keep them."""
        self._kept.append(super().assess(case, head, vary_readings, known))
        return self._kept[-1]

    def taken(self) -> list[Assessed]:
        """Give what was worked out since the last time."""
        kept, self._kept = self._kept, []
        return kept
