"""The second engine: says what rules mean by evaluating the checked tree directly, recursively and three-valued.

It shares nothing with the first but the rules as read, the facts as known and the algebra of bounds. It counts days by
an algorithm of its own. Read it to learn what a rule file means; it is short, and it never tries to be quick.
"""

from __future__ import annotations

from datetime import date
from typing import assert_never

from kb.engine.reference_days import ReferenceDays
from kb.engine.views import FAILS, HOLDS, NEVER_SO, OPEN, SURE, Possible, View, both, either, sure
from kb.model.bounds import EARLIEST, LATEST, minutes_of, moment_at
from kb.model.case import Case
from kb.model.outcome import Evaluation, Outcome
from kb.model.policy import ConclusionPlan, LinkedProcedure, LinkedRule
from kb.model.situation import Situation
from kb.model.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Happened,
    Holds,
    Includes,
    Is,
    No,
    Not,
    ReadingCondition,
    Stated,
    Undecided,
    Yes,
)


class Reference(ReferenceDays):
    """Evaluates one procedure on one head of a case."""

    def __init__(
        self, procedure: LinkedProcedure, case: Case, situation: Situation, readings: dict[str, str | None]
    ) -> None:
        """Keep the rules, the facts, and the reading chosen for each unclear passage (None: left open)."""
        super().__init__(procedure, case, situation, readings)
        self.seen: dict[str, View] = {}
        self.values: dict[tuple[str, str], View] = {}
        self.applied: dict[str, View] = {}

    def evaluation(self) -> Evaluation:
        """Give the outcome of every conclusion, and whether each rule applies."""
        plans = self.procedure.conclusions
        outcomes = {name: self.outcome(plan) for name, plan in plans.items() if plan.kind.type != "day"}
        outcomes |= {name: self.day_outcome(self.named(name)) for name in self.procedure.days}
        return Evaluation(outcomes, {rule.id: self.applies(rule).truth for rule in self.procedure.rules})

    # --- outcomes ---

    def outcome(self, plan: ConclusionPlan) -> Outcome:
        """Give the outcome of a conclusion that is not a day."""
        views = {value: self.value(plan.name, value) for value in plan.values}
        open_ = tuple([value for value, view in views.items() if view.truth is OPEN])
        derived = tuple([value for value, view in views.items() if view.truth is HOLDS])
        needs = tuple(sorted(frozenset().union(*[views[value].needs for value in open_]))) if open_ else ()
        if plan.kind.type == "any-of":
            members = tuple([(value, view.truth) for value, view in views.items()])
            kind = "concluded" if derived else "open" if open_ else "not_concluded"
            return Outcome(kind, members=members, possible=open_, needs=needs)  # type: ignore[arg-type]
        if len(derived) > 1:
            return Outcome("conflict", clash=derived)
        if not open_:
            return Outcome("concluded", derived[0]) if derived else Outcome("not_concluded")
        possible = tuple([value for value, view in views.items() if view.truth is not FAILS])
        return Outcome("open", possible=possible, needs=needs)

    def day_outcome(self, days: list[Possible]) -> Outcome:
        """Give the outcome of a conclusion that is a day."""
        if all(one.day.never for one in days):
            return Outcome("concluded", "never")
        timed = {one.day.by_minute for one in days}  # a minute and a whole day differ, even on one day
        first, last = (self.spelt(days, end, timed == {True}) for end in (0, 1))
        if first is not None and first == last and len(timed) == 1:
            return Outcome("concluded", first)
        waiting = frozenset().union(*(one.needs | one.guard.view.needs for one in days))
        return Outcome("open", bounds=(first, last), needs=tuple(sorted(waiting)))

    @staticmethod
    def spelt(days: list[Possible], end: int, by_minute: bool) -> str | None:
        """Give the first or last end of some days as text; None where there is no bound."""
        ordinal = (min, max)[end]((one.day.lo, one.day.hi)[end] for one in days)
        if not EARLIEST < ordinal < LATEST:
            return None
        if by_minute:
            minute = (min, max)[end](minutes_of(one.day)[end] for one in days)
            return moment_at(minute).strftime("%Y-%m-%d %H:%M")
        return date.fromordinal(ordinal).isoformat()

    # --- rules ---

    def value(self, name: str, value: str) -> View:
        """Say whether a value is derived: some rule for it applies, or it is what is left over."""
        key = (name, value)
        if key not in self.values:
            plan = self.procedure.conclusions[name]
            views = [self.applies(rule) for rule in self.procedure.rules_for.get(key, ())]
            if plan.otherwise and plan.otherwise.value == value:
                views.append(both(~self.value(name, other) for other in plan.values if other != value))
            self.values[key] = either(views)
        return self.values[key]

    def applies(self, rule: LinkedRule) -> View:
        """Say whether a rule applies: its condition holds, and no exception to it applies."""
        if rule.id not in self.applied:
            condition = self.see(rule.when) if rule.when is not None else SURE
            others = [~self.applies(self.procedure.rule[other]) for other in rule.exceptions]
            self.applied[rule.id] = both([condition, *others]) if others else condition
        return self.applied[rule.id]

    def concluded(self, name: str, value: str) -> View:
        """Say whether a conclusion is a value: it is derived and, of a single value, every other one fails."""
        plan = self.procedure.conclusions.get(name)
        if plan is None or value not in plan.values:
            return NEVER_SO
        view = self.value(name, value)
        if plan.kind.type == "any-of" or view.truth is FAILS:
            return view
        others = [self.value(name, other) for other in plan.values if other != value]
        if any(other.truth is HOLDS for other in others):  # a conflict, unless this value turns out to fail
            return View(OPEN, view.needs)
        return both([view, *(~other for other in others)])

    # --- conditions ---

    def see(self, condition: Condition) -> View:
        """Evaluate a condition."""
        view = self.seen.get(condition.key)
        if view is None:
            view = self.seen[condition.key] = self.look(condition)
        return view

    def look(self, condition: Condition) -> View:
        """Evaluate a condition that has not been seen before."""
        match condition:
            case Compare():
                return self.compare(condition)
            case Happened(happened=day):
                return self.happened(day)
            case Holds():
                return self.holds(condition)
            case All(all=parts):
                return both(self.see(part) for part in parts)
            case AnyOf(any=parts):
                return either(self.see(part) for part in parts)
            case Not(not_=part):
                return ~self.see(part)
            case Yes(yes=fact):
                return self.fact(fact, {"yes"})
            case No(no=fact):
                return self.fact(fact, {"no"})
            case Is():
                return self.fact(condition.fact, set(condition.values))
            case Undecided(undecided=decision):
                return self.fact(decision, {"not yet made"})
            case Includes():
                members = self.situation[condition.fact].members
                if members is None:
                    return self.known(condition.fact, OPEN)
                return sure(condition.member in members)
            case Stated(stated=name):
                return self.known(name, self.situation[name].status)
            case ReadingCondition(reading=name):
                choices = self.procedure.readings[name].choices
                views = [(self.read_as(name, choice), self.see(node)) for choice, node in choices.items()]  # type: ignore[arg-type]
                return self.under(views)
        assert_never(condition)

    def fact(self, name: str, values: set[str]) -> View:
        """Say whether a fact has one of some values."""
        possible = self.situation[name].possible
        return self.known(name, FAILS if not possible & values else HOLDS if possible <= values else OPEN)

    def holds(self, condition: Holds) -> View:
        """Say whether a conclusion has one of some values."""
        plan = self.procedure.conclusions.get(condition.name)
        values = plan.values if plan and condition.values == ("any",) else condition.values
        return either(self.concluded(condition.name, value) for value in values)
