"""One head of a case as assessed, once as it is and once as it would be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from explain.comparing.differences import Differences
from explain.comparing.seen import Seen
from explain.determination import assessed_by_procedure, merged_records
from kb.engine.assess import Assessed, Assessor
from kb.model.case import Case, Head
from kb.model.comparing import Difference
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.outcome import Outcome

CHOOSING = "procedure"
"""The conclusion that says which procedure a complaint goes by."""


@dataclass(frozen=True, slots=True)
class Side:
    """A head as assessed by each procedure that it may go by, with the graph of each and the record of all."""

    seen: dict[str, Seen]
    record: HeadRecord

    @property
    def conclusions(self) -> dict[str, ConclusionRecord]:
        """The conclusions by name."""
        return {one.name: one for one in self.record.conclusions}


def side(assessors: Mapping[str, Assessor], case: Case, head: Head) -> Side:
    """Assess a head, without varying readings.

    Raises:
        EnginesDisagree, FactConflict, OutsideCalendar: as `Assessor.assess`.
    """
    return side_of(assessed_by_procedure(assessors, case, head, vary_readings=False))


def side_of(several: list[Assessed]) -> Side:
    """Give what was assessed, explained."""
    seen = {one.procedure.name: Seen(one) for one in several}
    return Side(seen, merged_records(list(seen.values())))


class Compared:
    """The graphs of one head twice, by procedure, and what was changed between: names of facts, or `assessed_on`."""

    def __init__(
        self, before: Mapping[str, Seen], after: Mapping[str, Seen], changed: Collection[str]
    ) -> None:
        """Keep both."""
        self.before, self.after, self.changed = before, after, changed
        self._differences: dict[tuple[str, str], Differences] = {}

    def why(self, name: str) -> Difference:
        """Say why a conclusion differs: by a procedure that both go by, or because they go by different ones."""
        for procedure in self.before:
            if procedure in self.after and self._differs(procedure, name):
                return self._between(procedure, procedure).why(name)
        first, second = next(iter(self.before)), next(iter(self.after))
        return (
            self._between(first, second).why(CHOOSING).model_copy(update={"by_procedure": name != CHOOSING})
        )

    def _differs(self, procedure: str, name: str) -> bool:
        return _outcome(self.before[procedure], name) != _outcome(self.after[procedure], name)

    def _between(self, before: str, after: str) -> Differences:
        if (before, after) not in self._differences:
            found = Differences(self.before[before], self.after[after], self.changed)
            self._differences[before, after] = found
        return self._differences[before, after]


def _outcome(seen: Seen, name: str) -> Outcome | None:
    found = seen.assessed.evaluation.outcomes.get(name)
    return found.answer if found is not None else None
