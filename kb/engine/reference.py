"""The second engine: says what rules mean by evaluating the checked tree directly, recursively and three-valued.

It shares nothing with the first but the rules as read, the facts as known and the algebra of bounds. It counts days by
an algorithm of its own. Read it to learn what a rule file means; it is short, and it never tries to be quick.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from kb.engine.bounded import BoundedCounting
from kb.engine.counting import Counting
from kb.engine.views import (
    FAILS,
    HOLDS,
    NEVER_SO,
    OPEN,
    SURE,
    UNGUARDED,
    Guard,
    Possible,
    View,
    both,
    either,
    joined,
)
from kb.model.bounds import (
    EARLIEST,
    LATEST,
    NEVER,
    Bounds,
    compared,
    earliest_of,
    exactly,
    latest_of,
    minutes_of,
    moment_at,
)
from kb.model.case import Case
from kb.model.outcome import Evaluation, Need, NeedKind, Outcome
from kb.model.periods import Period
from kb.model.policy import ConclusionPlan, LinkedProcedure, LinkedRule
from kb.model.situation import Situation
from kb.model.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Day,
    DayCases,
    EarlierOf,
    Happened,
    Holds,
    Includes,
    Is,
    LaterOf,
    Name,
    NextWorkingDay,
    No,
    Not,
    OnDate,
    PeriodCases,
    Plus,
    Qualified,
    ReadingCondition,
    ReadingDay,
    Stated,
    Undecided,
    Yes,
)
from kb.model.truth import Truth


class Reference:
    """Evaluates one procedure on one head of a case."""

    def __init__(
        self, procedure: LinkedProcedure, case: Case, situation: Situation, readings: dict[str, str | None]
    ) -> None:
        """Keep the rules, the facts, and the reading chosen for each unclear passage (None: left open)."""
        self.procedure, self.situation, self.readings = procedure, situation, readings
        self.today = exactly(case.assessed_on)
        calendar = procedure.policy.calendar
        self.calendar = BoundedCounting(Counting(calendar.nation, calendar.closures))
        self.seen: dict[str, View] = {}
        self.days: dict[str, list[Possible]] = {}

    def evaluation(self) -> Evaluation:
        """Give the outcome of every conclusion, and whether each rule applies."""
        plans = self.procedure.conclusions
        outcomes = {name: self.outcome(plan) for name, plan in plans.items() if plan.kind.type != "day"}
        outcomes |= {name: self.day_outcome(self.day(Name(name=name))) for name in self.procedure.days}
        return Evaluation(outcomes, {rule.id: self.applies(rule).truth for rule in self.procedure.rules})

    # --- outcomes ---

    def outcome(self, plan: ConclusionPlan) -> Outcome:
        """Give the outcome of a conclusion that is not a day."""
        views = {value: self.value(plan.name, value) for value in plan.values}
        open_ = tuple(value for value, view in views.items() if view.truth is OPEN)
        needs = tuple(sorted(frozenset().union(*(views[value].needs for value in open_))))
        derived = tuple(value for value, view in views.items() if view.truth is HOLDS)
        if plan.kind.type == "any-of":
            members = tuple((value, view.truth) for value, view in views.items())
            kind = "concluded" if derived else "open" if open_ else "not_concluded"
            return Outcome(kind, members=members, possible=open_, needs=needs)  # type: ignore[arg-type]
        if len(derived) > 1:
            return Outcome("conflict", clash=derived)
        if derived and not open_:
            return Outcome("concluded", derived[0])
        if not derived and not open_:
            return Outcome("not_concluded")
        possible = tuple(value for value, view in views.items() if view.truth is not FAILS)
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
        key = f"{name} := {value}"
        if key not in self.seen:
            plan = self.procedure.conclusions[name]
            views = [self.applies(rule) for rule in self.procedure.rules_for.get((name, value), ())]
            if plan.otherwise and plan.otherwise.value == value:
                views.append(both(~self.value(name, other) for other in plan.values if other != value))
            self.seen[key] = either(views)
        return self.seen[key]

    def applies(self, rule: LinkedRule) -> View:
        """Say whether a rule applies: its condition holds, and no exception to it applies."""
        condition = self.see(rule.when) if rule.when is not None else SURE
        if not rule.exceptions:
            return condition
        return both([condition, *(~self.applies(self.procedure.rule[other]) for other in rule.exceptions)])

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
        if condition.key not in self.seen:
            self.seen[condition.key] = self.look(condition)
        return self.seen[condition.key]

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
                return self.known(
                    condition.fact, OPEN if members is None else _of(condition.member in members)
                )
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

    def known(self, name: str, truth: Truth) -> View:
        """Say how a test of one fact comes out."""
        return View(truth, frozenset([self.need(name)])) if truth is OPEN else View(truth)

    def need(self, name: str) -> Need:
        """Give the fact to ask for."""
        asked = self.situation[name].ask
        kinds: dict[str, NeedKind] = {"judgement": "judgement", "decision": "decision"}
        return Need(kinds.get(self.procedure.vocabulary.facts[asked].kind, "fact"), asked)

    def holds(self, condition: Holds) -> View:
        """Say whether a conclusion has one of some values."""
        plan = self.procedure.conclusions.get(condition.name)
        values = plan.values if plan and condition.values == ("any",) else condition.values
        return either(self.concluded(condition.name, value) for value in values)

    def read_as(self, name: str, choice: str) -> Guard:
        """Say whether a passage is read in a certain way."""
        chosen = self.readings[name]
        view = View(OPEN) if chosen is None else View(_of(chosen == choice))
        return Guard(frozenset({(f"reading {name} is {choice}", True)}), view)

    @staticmethod
    def under(parts: list[tuple[Guard, View]]) -> View:
        """Give what alternatives come to: it holds if, whichever guard it is, it holds there; it fails likewise."""
        left = [(guard.view, view) for guard, view in parts if guard.possible]
        truths = {view.truth for _, view in left}
        if len(truths) == 1 and OPEN not in truths:
            return View(truths.pop())
        waiting = (
            view.needs | guard.needs for guard, view in left if view.truth is OPEN or guard.truth is OPEN
        )
        return View(OPEN, frozenset().union(*waiting))

    # --- days ---

    def compare(self, condition: Compare) -> View:
        """Compare two days, each of which may be one of several."""
        parts = []
        for left in self.day(condition.day):
            for right in self.day(condition.other):
                truth = compared(left.day, condition.how, right.day)
                needs = left.needs | right.needs if truth is OPEN else frozenset()
                parts.append((joined([left.guard, right.guard]), View(truth, needs)))
        return self.under(parts)

    def happened(self, day: Day) -> View:
        """Say whether what a day stands for, or is counted from, has happened."""
        match day:
            case Name(name=name):
                if name in ("assessed_on", "never"):
                    return View(_of(name == "assessed_on"))
                if name in self.procedure.days:
                    return self.happened(self.procedure.days[name].day)
                return self.known(name, self.situation[name].status)
            case OnDate(date=on):
                return View(_of(on.toordinal() <= self.today.lo))
            case LaterOf(later_of=parts):
                return both(self.happened(part) for part in parts)
            case EarlierOf(earlier_of=parts):
                return either(self.happened(part) for part in parts)
            case Plus(from_=start) | NextWorkingDay(next_working_day=start):
                return self.happened(start)
            case Qualified(event=event, provided=provided):
                return both([self.known(event, self.situation[event].status), self.see(provided)])
            case DayCases() | ReadingDay():
                return self.under([(guard, self.happened(part)) for guard, part in self.choices(day)])
        assert_never(day)

    def day(self, day: Day) -> list[Possible]:
        """Give the days that a day can be; those whose guard fails are left out."""
        if day.key not in self.days:
            self.days[day.key] = [one for one in self.work_out(day) if one.guard.possible]
        return self.days[day.key]

    def work_out(self, day: Day) -> Iterator[Possible]:
        """Work out a day that has not been seen before."""
        match day:
            case Name(name=name):
                yield from self.named(name)
            case OnDate(date=on):
                yield Possible(UNGUARDED, exactly(on), frozenset())
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                pick = latest_of if isinstance(day, LaterOf) else earliest_of
                for some in self.together([self.day(part) for part in parts]):
                    needs = frozenset().union(*(one.needs for one in some))
                    yield Possible(joined(one.guard for one in some), pick(one.day for one in some), needs)
            case Plus(counted=how, from_=start):
                for guard, period in self.periods(day):
                    for one in self.day(start):
                        yield Possible(
                            joined([guard, one.guard]), self.calendar.count(one.day, period, how), one.needs
                        )
            case NextWorkingDay(next_working_day=start, cut_off=cut_off):
                for one in self.day(start):
                    yield one._replace(day=self.calendar.working_day(one.day, cut_off))
            case Qualified(event=event, provided=provided):
                counts, does_not = self.in_turn([provided])
                yield Possible(counts, self.situation[event].bounds, self.to_learn(event))
                to_come = frozenset([Need("event to come", event)])
                yield Possible(does_not, Bounds(self.today.lo, LATEST), to_come)
            case DayCases() | ReadingDay():
                for guard, part in self.choices(day):
                    for one in self.day(part):
                        yield Possible(joined([guard, one.guard]), one.day, one.needs)
            case _:
                assert_never(day)

    def named(self, name: str) -> list[Possible]:
        """Give a day by its name."""
        if name in self.procedure.days:
            return self.day(self.procedure.days[name].day)
        if name in ("assessed_on", "never"):
            return [Possible(UNGUARDED, self.today if name == "assessed_on" else NEVER, frozenset())]
        return [Possible(UNGUARDED, self.situation[name].bounds, self.to_learn(name))]

    def to_learn(self, name: str) -> frozenset[Need]:
        """Give what would narrow the day of a fact."""
        known = self.situation[name]
        if known.bounds.exact:
            return frozenset()
        to_come = known.status is FAILS
        return frozenset([Need("event to come", name) if to_come else self.need(name)])

    def choices(self, day: DayCases | ReadingDay) -> list[tuple[Guard, Day]]:
        """Give the alternatives of a day: under its own condition, and none of the earlier ones."""
        if isinstance(day, ReadingDay):
            choices = self.procedure.readings[day.reading].choices
            return [(self.read_as(day.reading, choice), node) for choice, node in choices.items()]  # type: ignore[misc]
        guards = self.in_turn([case.when for case in day.cases])
        return list(zip(guards, [*(case.then for case in day.cases), day.otherwise], strict=True))

    def periods(self, day: Plus) -> list[tuple[Guard, Period]]:
        """Give the periods that a period can be."""
        if not isinstance(day.period, PeriodCases):
            return [(UNGUARDED, day.period)]
        guards = self.in_turn([case.when for case in day.period.cases])
        return list(
            zip(guards, [*(case.then for case in day.period.cases), day.period.otherwise], strict=True)
        )

    def in_turn(self, conditions: list[Condition]) -> list[Guard]:
        """Give the guards of alternatives taken in turn, and of what is left when none of them holds."""
        holding = [Guard(frozenset({self.meant(one)}), self.see(one)) for one in conditions]
        failing = [
            Guard(frozenset((key, not holds) for key, holds in one.given), ~one.view) for one in holding
        ]
        chosen = [joined([*failing[:number], one]) for number, one in enumerate(holding)]
        return [*chosen, joined(failing)]

    def meant(self, condition: Condition) -> tuple[str, bool]:
        """Give what a guard comes down to, and whether it must hold: `not x` is x, and must not."""
        match condition:
            case Not(not_=part):
                key, holds = self.meant(part)
                return key, not holds
            case All(all=(part,)) | AnyOf(any=(part,)):
                return self.meant(part)
            case _:
                return condition.key, True

    @staticmethod
    def together(lists: list[list[Possible]]) -> list[list[Possible]]:
        """Give every way of taking one from each list."""
        found: list[list[Possible]] = [[]]
        for some in lists:
            found = [[*taken, one] for taken in found for one in some]
        return found


def _of(holds: bool) -> Truth:
    return HOLDS if holds else FAILS
