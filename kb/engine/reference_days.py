"""How the second engine sees days: each day that a day can be, with its bounds and the guard under which it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import assert_never

from kb.engine.bounded import BoundedCounting
from kb.engine.counting import Counting
from kb.engine.views import FAILS, HOLDS, OPEN, UNGUARDED, Guard, Possible, View, both, either, joined, sure
from kb.model.bounds import (
    LATEST,
    NEVER,
    Bounds,
    compared,
    earliest_of,
    exactly,
    latest_of,
)
from kb.model.case import Case
from kb.model.outcome import Need, NeedKind
from kb.model.periods import Counted, Period
from kb.model.policy import LinkedProcedure
from kb.model.situation import Situation
from kb.model.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Day,
    DayCases,
    EarlierOf,
    LaterOf,
    Name,
    NextWorkingDay,
    Not,
    OnDate,
    PeriodCases,
    Plus,
    Qualified,
    ReadingDay,
)
from kb.model.truth import Truth


class ReferenceDays(ABC):
    """The half of the second engine that knows facts, readings and days; conditions it gets from `see`."""

    def __init__(
        self, procedure: LinkedProcedure, case: Case, situation: Situation, readings: dict[str, str | None]
    ) -> None:
        """Keep the rules, the facts, and the reading chosen for each unclear passage (None: left open)."""
        self.procedure, self.situation, self.readings = procedure, situation, readings
        self.today = exactly(case.assessed_on)
        calendar = procedure.policy.calendar
        self.calendar = BoundedCounting(Counting(calendar.nation, calendar.closures))
        self.days: dict[str, list[Possible]] = {}

    @abstractmethod
    def see(self, condition: Condition) -> View:
        """Evaluate a condition."""

    # --- facts and readings ---

    def known(self, name: str, truth: Truth) -> View:
        """Say how a test of one fact comes out."""
        return View(OPEN, frozenset([self.need(name)])) if truth is OPEN else sure(truth is HOLDS)

    def need(self, name: str) -> Need:
        """Give the fact to ask for."""
        asked = self.situation[name].ask
        kinds: dict[str, NeedKind] = {"judgement": "judgement", "decision": "decision"}
        return Need(kinds.get(self.procedure.vocabulary.facts[asked].kind, "fact"), asked)

    def read_as(self, name: str, choice: str) -> Guard:
        """Say whether a passage is read in a certain way."""
        chosen = self.readings[name]
        view = View(OPEN) if chosen is None else sure(chosen == choice)
        return Guard(frozenset({(f"reading {name} is {choice}", True)}), view)

    @staticmethod
    def under(parts: list[tuple[Guard, View]]) -> View:
        """Give what alternatives come to: it holds if, whichever guard it is, it holds there; it fails likewise."""
        left = [(guard.view, view) for guard, view in parts if guard.possible]
        truths = {view.truth for _, view in left}
        if len(truths) == 1 and OPEN not in truths:
            return sure(HOLDS in truths)
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
                if truth is OPEN and (left.day.by_minute or right.day.by_minute):
                    needs |= left.times | right.times
                parts.append((joined([left.guard, right.guard]), View(truth, needs)))
        return self.under(parts)

    def happened(self, day: Day) -> View:
        """Say whether what a day stands for, or is counted from, has happened."""
        match day:
            case Name(name=name):
                if name in ("assessed_on", "never"):
                    return sure(name == "assessed_on")
                if name in self.procedure.days:
                    return self.happened(self.procedure.days[name].day)
                return self.known(name, self.situation[name].status)
            case OnDate(date=on):
                return sure(on.toordinal() <= self.today.lo)
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
                    times = frozenset().union(*(one.times for one in some))
                    guard = joined(one.guard for one in some)
                    yield Possible(guard, pick(one.day for one in some), needs, times)
            case Plus(counted=how, from_=start):
                for guard, period in self.periods(day):
                    for pausing, pause in self.pauses(day):
                        for one in self.day(start):
                            last = self.last_day(one, pause, period, how)
                            yield last._replace(guard=joined([guard, pausing, one.guard]))
            case NextWorkingDay(next_working_day=start, cut_off=cut_off):
                for one in self.day(start):
                    moved = self.calendar.working_day(one.day, cut_off)
                    times = one.times if cut_off and moved.lo != moved.hi else frozenset()
                    yield Possible(one.guard, moved, one.needs | times)
            case Qualified(event=event, provided=provided):
                counts, does_not = self.in_turn([provided])
                yield Possible(
                    counts, self.situation[event].bounds, self.to_learn(event), self.time_of(event)
                )
                to_come = frozenset([Need("event to come", event)])
                yield Possible(does_not, Bounds(self.today.lo, LATEST), to_come)
            case DayCases() | ReadingDay():
                for guard, part in self.choices(day):
                    for one in self.day(part):
                        yield one._replace(guard=joined([guard, one.guard]))
            case _:
                assert_never(day)

    def named(self, name: str) -> list[Possible]:
        """Give a day by its name."""
        if name in self.procedure.days:
            return self.day(self.procedure.days[name].day)
        if name in ("assessed_on", "never"):
            return [Possible(UNGUARDED, self.today if name == "assessed_on" else NEVER, frozenset())]
        return [Possible(UNGUARDED, self.situation[name].bounds, self.to_learn(name), self.time_of(name))]

    def time_of(self, name: str) -> frozenset[Need]:
        """Give what would tell the minute of an event whose day is known."""
        bounds = self.situation[name].bounds
        unclocked = bounds.exact and not bounds.timed
        event = self.procedure.vocabulary.facts[name].kind == "event"
        return frozenset([Need("time of day", name)] if unclocked and event else [])

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

    def pauses(self, day: Plus) -> list[tuple[Guard, tuple[Possible, ...]]]:
        """Give the beginnings and ends that a pause can have, and none where it has not begun."""
        if day.paused is None:
            return [(UNGUARDED, ())]
        begun, not_begun = self.in_turn([day.paused.begun])
        pauses = self.together([self.day(day.paused.from_), self.day(day.paused.until)])
        return [
            *((joined([begun, *(part.guard for part in pause)]), tuple(pause)) for pause in pauses),
            (not_begun, ()),
        ]

    def last_day(
        self, start: Possible, pause: tuple[Possible, ...], period: Period, how: Counted
    ) -> Possible:
        """Count a period from a day, without the days on which the clock stands still."""
        needs = start.needs.union(*(part.needs for part in pause))
        if pause:
            begin, end = pause
            day = self.calendar.paused(start.day, begin.day, end.day, self.today, period, how)
            return Possible(UNGUARDED, day, needs)
        day = self.calendar.count(start.day, period, how)
        if day.minutes is None:
            return Possible(UNGUARDED, day, needs)
        first, last = day.minutes
        return Possible(UNGUARDED, day, needs | start.times if first != last else needs, start.times)

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
