"""Assesses one head of a case by one procedure: facts, days, chaining, outcomes, by two engines that must agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import product

from kb.calendar import Calendar, calendar
from kb.engine.chain import Chainer, InOrder
from kb.engine.outcomes import Reader
from kb.engine.reference import Reference
from kb.engine.settle import Settled, settled
from kb.model.case import Case, Head
from kb.model.outcome import Evaluation, Outcome
from kb.model.policy import LinkedProcedure
from kb.model.situation import Situation, situation_of
from kb.program import Program, compiled

REFERENCE = "reference"
MOST_COMBINATIONS = 64
Readings = dict[str, str | None]


class EnginesDisagree(Exception):
    """The two engines gave different answers: one of them is wrong, so none is given."""

    def __init__(self, differences: Iterable[str]) -> None:
        """Name what differs."""
        self.differences = tuple(differences)
        super().__init__("; ".join(self.differences))


@dataclass(frozen=True, slots=True)
class Dependence:
    """How one conclusion depends on readings: its outcome under each combination of those that matter."""

    readings: tuple[str, ...]
    outcomes: tuple[tuple[dict[str, str], Outcome], ...]
    established: bool = True


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

    def assess(self, case: Case, head: Head, vary_readings: bool = True) -> Assessed:
        """Work out all conclusions, with the default readings unless the case chooses others.

        Raises:
            EnginesDisagree: the engines differ in any outcome or in whether any rule applies.
            FactConflict: stated facts contradict the order of events.
            OutsideCalendar: a day would have to be counted past the calendar.
        """
        situation = situation_of(case, head, self.procedure.vocabulary)
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
        atoms = days.atoms(self.program)
        fired = self.chainer.fire(atoms)
        true = frozenset(atoms).union(self.program.rules[number].head for number in fired)
        evaluation = Reader(self.program, set(true), days, situation, self.procedure.vocabulary).evaluation()
        _compare(evaluation, Reference(self.procedure, case, situation, readings).evaluation())
        return Assessed(
            self.procedure, self.program, case, head, situation, days, self.calendar, {},
            true, tuple(fired), evaluation, self.engines,
        )  # fmt: skip

    # --- readings ---

    def _dependence(self, assessed: Assessed) -> dict[str, Dependence]:
        """Find the conclusions that another reading would change.

        First with every reading open: what comes out the same is robust. Only for the rest are combinations tried.
        """
        if not assessed.readings:
            return {}
        case, head, situation = assessed.case, assessed.head, assessed.situation
        opened = self._once(case, head, situation, dict.fromkeys(assessed.readings)).evaluation.outcomes
        usual = assessed.evaluation.outcomes
        doubtful = [name for name, outcome in usual.items() if opened[name].answer != outcome.answer]
        if not doubtful:
            return {}
        names, choices = zip(
            *((n, tuple(r.choices)) for n, r in self.procedure.readings.items()), strict=True
        )
        combinations = [dict(zip(names, some, strict=True)) for some in product(*choices)]
        if len(combinations) > MOST_COMBINATIONS:
            return {name: Dependence(names, (), established=False) for name in doubtful}
        tried = [
            (some, self._once(case, head, situation, dict(some)).evaluation.outcomes) for some in combinations
        ]
        found = {name: _depending(name, names, tried) for name in doubtful}
        return {name: one for name, one in found.items() if one is not None}


def _depending(
    name: str, readings: tuple[str, ...], tried: list[tuple[dict[str, str], dict[str, Outcome]]]
) -> Dependence | None:
    outcomes = [(some, result[name]) for some, result in tried]
    matter = tuple(one for one in readings if _matters(one, outcomes))
    if not matter:
        return None
    seen = {tuple(some[one] for one in matter): (some, outcome) for some, outcome in outcomes}
    effects = tuple(({one: some[one] for one in matter}, outcome) for some, outcome in seen.values())
    return Dependence(matter, effects)


def _matters(reading: str, outcomes: list[tuple[dict[str, str], Outcome]]) -> bool:
    """Whether changing only this reading ever changes the outcome."""
    groups: dict[tuple[str, ...], list[Outcome]] = {}
    for some, outcome in outcomes:
        rest = tuple(choice for name, choice in some.items() if name != reading)
        groups.setdefault(rest, []).append(outcome)
    return any(any(outcome.answer != group[0].answer for outcome in group) for group in groups.values())


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
