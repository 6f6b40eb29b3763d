"""No case makes two rules give one conclusion different values: neither an example nor one that was made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from kb.calendar import OutsideCalendar
from kb.check.shown import Shown
from kb.check.spots import spot_of
from kb.check.subject import Subject
from kb.check.telling import tell
from kb.engine.reference import Reference
from kb.model.case import Case, Head
from kb.model.diagnostics import Diagnostic
from kb.model.outcome import Outcome
from kb.model.policy import ConclusionPlan, LinkedProcedure, LinkedRule
from kb.model.situation import situation_of
from kb.model.truth import Truth
from kb.source import codes

MOST_TOLD = 6
"""How many facts of a case are told; one that needs more is told in part."""


def conflicts_in_examples(subject: Subject, shown: Iterable[Shown]) -> Iterator[Diagnostic]:
    """Find conclusions of examples that have two values."""
    for example in shown:
        for one in example.assessed:
            for name, outcome in one.evaluation.outcomes.items():
                if outcome.kind == "conflict":
                    rules = _giving(one.procedure, name, outcome, one.evaluation.rules)
                    yield _told(subject, one.procedure, name, rules, f"it does so in {example.path}")


class MadeUp:
    """Cases made up for one procedure, always the same ones, in which each clash is told once."""

    def __init__(self, subject: Subject, procedure: LinkedProcedure) -> None:
        """Keep the procedure, and the conclusions that can have two values at once."""
        self.subject, self.procedure = subject, procedure
        self.plans = [plan for plan in procedure.conclusions.values() if _can_clash(plan)]
        self.told: set[tuple[str, tuple[str, ...]]] = set()

    def conflicts(self, number: int) -> Iterator[Diagnostic]:
        """Find conclusions that have two values in one case, by its number."""
        told = tell(Random(number), self.procedure, record=0, share=1, exact=0.9)
        for plan, clash in self._clashes(told.case, self.plans):
            key = plan.name, clash.clash
            if key not in self.told:
                self.told.add(key)
                yield self._diagnostic(self._shortest(told.case, plan, clash), plan)

    def _clashes(
        self, case: Case, plans: Iterable[ConclusionPlan]
    ) -> Iterator[tuple[ConclusionPlan, Outcome]]:
        engine = self._engine(case)
        for plan in plans:
            try:
                outcome = engine.outcome(plan)
            except OutsideCalendar:
                continue
            if outcome.kind == "conflict":
                yield plan, outcome

    def _engine(self, case: Case) -> Reference:
        procedure, (head,) = self.procedure, case.heads
        readings = {name: case.readings.get(name, one.default) for name, one in procedure.readings.items()}
        return Reference(procedure, case, situation_of(case, head, procedure.vocabulary), dict(readings))

    def _shortest(self, case: Case, plan: ConclusionPlan, clash: Outcome) -> Case:
        """Leave out every fact that the clash does not need."""
        for name in sorted(case.heads[0].facts):
            facts = {other: one for other, one in case.heads[0].facts.items() if other != name}
            shorter = replace(case, heads=(Head(None, facts),))
            if any(outcome == clash for _, outcome in self._clashes(shorter, [plan])):
                case = shorter
        return case

    def _diagnostic(self, case: Case, plan: ConclusionPlan) -> Diagnostic:
        engine = self._engine(case)
        truths = {
            rule.id: engine.applies(rule).truth
            for rule in self.procedure.rules
            if rule.conclusion == plan.name
        }
        rules = _giving(self.procedure, plan.name, engine.outcome(plan), truths)
        facts = [f"{one.name}: {one.text}" for one in case.heads[0].facts.values()]
        facts = [*facts[:MOST_TOLD], *(["and more"] if len(facts) > MOST_TOLD else [])]
        given = f"assessed on {case.assessed_on}, with {', '.join(facts) or 'nothing stated'}"
        return _told(self.subject, self.procedure, plan.name, rules, given)


def _can_clash(plan: ConclusionPlan) -> bool:
    return plan.kind.type in ("yes-no", "one-of") and len(plan.values) > 1


def _giving(
    procedure: LinkedProcedure, name: str, outcome: Outcome, truths: dict[str, Truth]
) -> list[LinkedRule]:
    """Give the rules that apply, one for each of the values that clash."""
    found = (
        [rule for rule in procedure.rules_for.get((name, value), ()) if truths[rule.id] is Truth.HOLDS]
        for value in outcome.clash
    )
    return [rules[0] for rules in found if rules]


def _told(
    subject: Subject, linked: LinkedProcedure, name: str, rules: list[LinkedRule], where: str
) -> Diagnostic:
    values = " and ".join(f"`{rule.value}` (`{rule.id}`)" for rule in rules)
    return spot_of(subject, linked, rules[-1]).found(codes.CLASH, f"`{name}` is both {values}", where)
