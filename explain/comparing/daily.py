"""What follows when a fact is each of many days, without working each of them out in full.

What is concluded depends on the facts only through the leaves of a program: the tests of facts and days that its rules
chain from. So on two days on which every leaf comes out the same, the same is concluded, and both engines need to work
out one of them only. Conclusions that are days are calculated for every day, because they can move with it. Nothing is
sampled: a change that lasts one day is a day on which some leaf comes out another way.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from explain.agreed import agreed
from explain.comparing.differences import TODAY
from explain.comparing.series import Series
from explain.determination import goes_by
from kb.engine.assess import Assessed, Assessor
from kb.engine.outcomes import Reader
from kb.engine.settle import Settled
from kb.model.bounds import exactly
from kb.model.case import Case, Head, Stated
from kb.model.files import OUT_OF_SCOPE
from kb.model.outcome import Evaluation, Outcome
from kb.model.situation import FactConflict, Situation, situation_of

Ways = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Day:
    """What follows on one day: outcomes by procedure, and for each conclusion that is a day how it is calculated."""

    by: dict[str, dict[str, Outcome]]
    outcomes: dict[str, Outcome]
    ways: Ways

    def same_way(self, other: Day, name: str) -> bool:
        """Whether a conclusion that is a day only moves from one day to another: it is calculated in the same way."""
        return (
            name in self.ways
            and self.ways.get(name) == other.ways.get(name)
            and self.outcomes[name].kind == other.outcomes[name].kind
        )


class Daily:
    """One head of a case, with one of its facts, or the day of assessment, being any day."""

    def __init__(self, assessors: Mapping[str, Assessor], case: Case, head: Head, fact: str) -> None:
        """Keep the engines and the case; nothing is worked out yet."""
        self.assessors, self.case, self.head, self.fact = assessors, case, head, fact
        self.vocabulary = next(iter(assessors.values())).procedure.vocabulary
        self._known: dict[tuple[str, Hashable], Known] = {}
        self._series: dict[str, Series] = {}

    @property
    def determined(self) -> int:
        """How many days both engines have worked out."""
        return len(self._known)

    def at(self, day: date) -> tuple[Case, Head]:
        """Give the case, and its head, as they are when the fact is a day."""
        if self.fact == TODAY:
            return replace(self.case, assessed_on=day), self.head
        stated = Stated(self.fact, exactly(day), day.isoformat())
        return self.case, replace(self.head, facts={**self.head.facts, self.fact: stated})

    def on(self, day: date) -> Day | str:
        """Give what follows when the fact is a day, or say why it cannot be.

        Raises:
            EnginesDisagree, OutsideCalendar: as `Assessor.assess`.
        """
        case, head = self.at(day)
        too_early = self._after(case, head)
        if too_early:
            return too_early
        try:
            situation = situation_of(case, head, self.vocabulary)
        except FactConflict as conflict:
            return self._said(conflict)
        return self._followed(case, head, situation)

    # --- days that cannot be ---

    def _after(self, case: Case, head: Head) -> str:
        """Name a fact that would be stated for after the day of assessment."""
        today = case.assessed_on
        for name, stated in head.facts.items():
            fact = self.vocabulary.facts[name]
            if stated.after(today, fact.kind == "event"):
                return f"{fact.label}: after the day of assessment"
        return ""

    def _said(self, conflict: FactConflict) -> str:
        earlier, later = (self.vocabulary.facts[name].label for name in (conflict.earlier, conflict.later))
        return f"{later}: cannot come before {earlier}"

    # --- what follows ---

    def _followed(self, case: Case, head: Head, situation: Situation) -> Day:
        found: dict[str, tuple[Assessed, Ways]] = {}

        def by(name: str) -> Assessed:
            found[name] = self._by(name, case, head, situation)
            return found[name][0]

        names = list(self.assessors)
        if OUT_OF_SCOPE in self.assessors:
            names = goes_by(by(OUT_OF_SCOPE).evaluation.outcomes["procedure"])
        several = [found[name][0] if name in found else by(name) for name in names]
        ways = dict.fromkeys(one for name in names for one in found[name][1])
        return Day(
            {one.procedure.name: one.evaluation.outcomes for one in several},
            agreed(several) if len(several) > 1 else several[0].evaluation.outcomes,
            {one: tuple((name, found[name][1].get(one)) for name in names) for one in ways},
        )

    def _by(self, name: str, case: Case, head: Head, situation: Situation) -> tuple[Assessed, Ways]:
        """Give what follows by one procedure: worked out before, but for the days."""
        if name not in self._series:
            assessor = self.assessors[name]
            self._series[name] = Series(assessor.program, assessor.calendar, assessor.readings(self.case))
        days = self._series[name].settled(case, situation)
        key = (name, days.atoms)
        if key not in self._known:
            assessed = self.assessors[name].assess(case, head, vary_readings=False, known=situation)
            self._known[key] = Known(assessed)
        return self._known[key].on(days, situation)


class Known:
    """What was worked out for one day, and with it for all days on which the same leaves hold and fail."""

    def __init__(self, assessed: Assessed) -> None:
        """Keep it, and how each conclusion that is a day is calculated."""
        self.assessed, self.true = assessed, assessed.true
        reader = self._reader(assessed.settled, assessed.situation)
        self.ways = {name: reader.ways(name) for name in assessed.program.day_conclusions}
        self._days: dict[tuple[Hashable, ...], Outcome] = {}

    def _reader(self, days: Settled, situation: Situation) -> Reader:
        one = self.assessed
        return Reader(one.program, self.true, days, situation, one.procedure.vocabulary)

    def on(self, days: Settled, situation: Situation) -> tuple[Assessed, Ways]:
        """Give what follows on another such day, whose days are calculated."""
        reader = self._reader(days, situation)
        here = {}
        for name, ways in self.ways.items():
            key = (name, *(days.days[one] for one in ways))
            if key not in self._days:
                self._days[key] = reader.day(name)
            here[name] = self._days[key]
        outcomes = {**self.assessed.evaluation.outcomes, **here}
        return replace(self.assessed, evaluation=Evaluation(outcomes)), self.ways
