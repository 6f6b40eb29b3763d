"""Assesses one head of a case by one procedure: facts, days, chaining, outcomes, by two engines that must agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from kb.calendar import Calendar, calendar
from kb.engine.chain import Chainer, InOrder
from kb.engine.outcomes import Reader
from kb.engine.readings import Dependence, Reach, Read, dependence
from kb.engine.reference import Reference
from kb.engine.settle import Settled, settled
from kb.model.case import Case, Head
from kb.model.outcome import Evaluation, Outcome
from kb.model.policy import LinkedProcedure
from kb.model.situation import Situation, situation_of
from kb.program import Program, compiled

REFERENCE = "reference"
Readings = dict[str, str | None]


class EnginesDisagree(Exception):
    """The two engines gave different answers: one of them is wrong, so none is given."""

    def __init__(self, differences: Iterable[str]) -> None:
        """Name what differs."""
        self.differences = tuple(differences)
        super().__init__("; ".join(self.differences))


@dataclass(frozen=True, slots=True)
class Assessed:
    """All that was worked out for one head: the outcomes, and the steps from which they can be explained."""

    procedure: LinkedProcedure
    program: Program
    case: Case
    head: Head
    situation: Situation
    settled: Settled
    calendar: Calendar
    readings: dict[str, str]
    true: frozenset[int]
    fired: tuple[int, ...]
    evaluation: Evaluation
    engines: tuple[str, ...]
    dependence: dict[str, Dependence] = field(default_factory=dict)


class Assessor:
    """Both engines, made ready for one procedure."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Compile the procedure and hand it to the rule engine, or to a plain pass where that is not installed."""
        self.procedure = procedure
        self.program = compiled(procedure)
        self.calendar = calendar(procedure.policy.calendar.nation, procedure.policy.calendar.closures)
        self.chainer, name = _chainer(self.program)
        self.engines = (*((name,) if name else ()), REFERENCE)

    def assess(
        self, case: Case, head: Head, vary_readings: bool = True, known: Situation | None = None
    ) -> Assessed:
        """Work out all conclusions, with the default readings unless the case chooses others.

        `known` is what the case lets one take as known, where another procedure has worked that out already.

        Raises:
            EnginesDisagree: the engines differ in any outcome or in whether any rule applies.
            FactConflict: stated facts contradict the order of events.
            OutsideCalendar: a day would have to be counted past the calendar.
        """
        situation = known or situation_of(case, head, self.procedure.vocabulary)
        readings = self.readings(case)
        assessed = self._once(case, head, situation, dict(readings))
        assessed = replace(assessed, readings=readings)
        return replace(assessed, dependence=self._dependence(assessed)) if vary_readings else assessed

    def readings(self, case: Case) -> dict[str, str]:
        """Give the readings that are used: the defaults, unless the case chooses others."""
        defaults = {name: reading.default for name, reading in self.procedure.readings.items()}
        return defaults | {name: choice for name, choice in case.readings.items() if name in defaults}

    def _once(self, case: Case, head: Head, situation: Situation, readings: Readings) -> Assessed:
        days = settled(self.program, case, situation, self.calendar, readings)
        fired = self.chainer.fire(days.atoms)
        true = days.atoms.union([self.program.rules[number].head for number in fired])
        evaluation = Reader(self.program, true, days, situation, self.procedure.vocabulary).evaluation()
        _compare(evaluation, Reference(self.procedure, case, situation, readings).evaluation())
        return Assessed(
            self.procedure, self.program, case, head, situation, days, self.calendar, {},
            true, tuple(fired), evaluation, self.engines,
        )  # fmt: skip

    # --- readings ---

    def _dependence(self, assessed: Assessed) -> dict[str, Dependence]:
        """Find the conclusions that another reading would change.

        First with every reading open: what is settled alike is robust. Only for the rest are combinations tried, of the
        readings that they can depend on. What is open alike may still be settled by one of them.
        """
        if not assessed.readings:
            return {}
        names = list(assessed.readings)
        choices = {name: tuple(self.procedure.readings[name].choices) for name in names}

        @cache
        def under(*some: str | None) -> Assessed:
            read = dict(zip(names, some, strict=True))
            if read == assessed.readings:
                return assessed
            return self._once(assessed.case, assessed.head, assessed.situation, read)

        def outcomes_of(read: Read) -> dict[str, Outcome]:
            return under(*(assessed.readings | read).values()).evaluation.outcomes

        opened = under(*(None for _ in names))
        reach, found = Reach(self.program, opened.true), {}
        for name, outcome in assessed.evaluation.outcomes.items():
            if not outcome.settled or opened.evaluation.outcomes[name].answer != outcome.answer:
                reached = reach.of(name)
                several = {one: choices[one] for one in names if one in reached}
                found[name] = dependence(name, several, outcomes_of)
        return {name: one for name, one in found.items() if one is not None}


def _chainer(program: Program) -> tuple[Chainer, str]:
    try:
        from kb.engine.rete import NAME, Rete
    except ImportError:
        return InOrder(program), ""
    return Rete(program), NAME


def _compare(first: Evaluation, second: Evaluation) -> None:
    differences = [
        f"{name}: {first.outcomes.get(name)} and {second.outcomes.get(name)}"
        for name in {**first.outcomes, **second.outcomes}
        if first.outcomes.get(name) != second.outcomes.get(name)
    ]
    differences += [f"rule {rule}" for rule in first.rules if first.rules[rule] is not second.rules.get(rule)]
    if differences:
        raise EnginesDisagree(differences)
