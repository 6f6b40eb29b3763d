"""The nodes of conditions and of the days that they compare, each with the truth that the engine derived."""

from __future__ import annotations

from abc import abstractmethod
from itertools import product
from typing import ClassVar, assert_never

from explain import said as wording
from explain.calculations import Calculations
from explain.grounds import FAILS, HOLDS, OPEN
from explain.outline import Said, outline_of
from kb.engine.assess import Assessed
from kb.model.bounds import Bounds
from kb.model.periods import Period
from kb.model.tree import (
    Compare,
    Condition,
    Day,
    DayCases,
    EarlierOf,
    Happened,
    LaterOf,
    Name,
    NextWorkingDay,
    OnDate,
    Pause,
    PeriodCases,
    Plus,
    Qualified,
    ReadingCondition,
    ReadingDay,
)
from kb.model.truth import Truth, all_of
from kb.program.form import counted_key, moved_key


class Conditions(Calculations):
    """Adds conditions and days; a conclusion that one of them looks at is added by `conclusion`."""

    said: ClassVar[Said]

    def __init__(self, assessed: Assessed) -> None:
        """Keep what was worked out."""
        super().__init__(assessed)
        self.true, self._pairs = assessed.true, assessed.program.conditions
        self.outline = outline_of(assessed.procedure, assessed.program, self.said)
        self.words = self.outline.cited.words  # they keep what they said in other cases

    @abstractmethod
    def conclusion(self, name: str) -> str:
        """Add a conclusion and give its node."""

    def truth(self, pair: tuple[int, int]) -> Truth:
        """Give the truth of a condition from its two atoms."""
        return HOLDS if pair[0] in self.true else FAILS if pair[1] in self.true else OPEN

    def truth_of(self, condition: Condition) -> Truth:
        """Give the truth of a condition of the rules."""
        holds, fails = self._pairs[condition.key]
        return HOLDS if holds in self.true else FAILS if fails in self.true else OPEN

    def condition(self, condition: Condition) -> str:
        """Add a condition; what is negated is the node of what it negates."""
        return self.outline.condition(condition).on(self)

    def _condition_said(self, condition: Condition, truth: Truth | None) -> str:
        assert truth is not None
        if isinstance(condition, Compare) and truth is not OPEN:
            days = self._one_day(condition.day), self._one_day(condition.other)
            return wording.comparison(self.words, condition, truth, days)
        return self.words.condition(condition, truth)

    def bounds_of(self, day: Day) -> list[Bounds]:
        """Give what a day can be: the bounds of each alternative that is not ruled out."""
        days = self.assessed.settled.days
        return list(dict.fromkeys(days[one] for one in self._alive(day) if one in days))

    def periods_of(self, day: Day) -> list[str]:
        """Give the lengths that are counted to reach a day, each that is not ruled out."""
        nodes = (self.assessed.program.day.get(one) for one in self._alive(day))
        return [str(node.period) for node in nodes if node is not None and node.period is not None]

    def _one_day(self, day: Day) -> Bounds | None:
        """Give what is known of a day, where only one is possible."""
        bounds = self.bounds_of(day)
        return bounds[0] if len(bounds) == 1 else None

    def grown(self, condition: Compare | Happened | ReadingCondition, truth: Truth) -> list[str]:
        """Add what a condition stands on where only the case tells what that is."""
        match condition:
            case Compare(day=day):
                return [*self.day(day), *self.day(condition.other)] or [self.calendar()]
            case Happened(happened=day):
                return self.happened(day)
            case ReadingCondition(reading=name):
                chosen = self.assessed.readings[name]
                return [self.reading(name), self.condition(self.procedure.readings[name].choices[chosen])]  # type: ignore[arg-type]
        assert_never(condition)

    # --- days ---

    def happened(self, day: Day) -> list[str]:
        """Add what shows whether a day's event has happened."""
        match day:
            case Name(name=name):
                if name in self.procedure.days:
                    return self.happened(self.procedure.days[name].day)
                return [self.assessment()] if name in ("assessed_on", "never") else [self.fact(name)]
            case OnDate():
                return [self.assessment()]
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                return [node for part in parts for node in self.happened(part)]
            case Plus(from_=start) | NextWorkingDay(next_working_day=start):
                return self.happened(start)
            case Qualified(event=event, provided=provided):
                return [self.fact(event), self.condition(provided)]
            case ReadingDay(reading=name):
                return [self.reading(name), *self.happened(self._read(name))]
            case DayCases():
                return [
                    *self._guards(day),
                    *(node for part in self._live(day) for node in self.happened(part)),
                ]
        assert_never(day)

    def day(self, day: Day) -> list[str]:
        """Add the days that a day can be here, the conditions that choose between them, and the conclusion it is."""
        match day:
            case Name(name=name):
                if name in self.procedure.days:
                    return [self.conclusion(name)]
                return [self.assessment()] if name in ("assessed_on", "never") else [self.fact(name)]
            case OnDate():
                return []  # the clause itself names it
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                return [node for part in parts for node in self.day(part)]
            case Plus():
                return self._counted(day)
            case NextWorkingDay():
                return self._moved(day)
            case Qualified(event=event, provided=provided):
                here = [self.assessment()] if self.truth_of(provided) is not HOLDS else []
                return [self.fact(event), self.condition(provided), *here]
            case ReadingDay(reading=name):
                return [self.reading(name), *self.day(self._read(name))]
            case DayCases():
                return [*self._guards(day), *(node for part in self._live(day) for node in self.day(part))]
        assert_never(day)

    def _read(self, name: str) -> Day:
        return self.procedure.readings[name].choices[self.assessed.readings[name]]  # type: ignore[return-value]

    def _guards(self, day: DayCases) -> list[str]:
        return [self.condition(case.when) for case in day.cases]

    def _live(self, day: DayCases) -> list[Day]:
        found = []
        for case in day.cases:
            truth = self.truth_of(case.when)
            if truth is not FAILS:
                found.append(case.then)
            if truth is HOLDS:
                return found
        return [*found, day.otherwise]

    def _alive(self, day: Day) -> list[str]:
        """Give the keys of the program's days that a day can be: those none of whose guards fails."""
        match day:
            case Name(name=name) if name in self.procedure.days:
                candidates = self.assessed.program.day_conclusions[name]
                return [one.day for one in candidates if all_of(map(self.truth, one.guards)) is not FAILS]
            case Name(name=name):
                return [name]
            case OnDate():
                return [day.key]
            case Qualified(event=event, provided=provided):
                truth = self.truth_of(provided)
                some = [event] if truth is not FAILS else []
                return some + ([f"{event} still to come"] if truth is not HOLDS else [])
            case ReadingDay(reading=name):
                return self._alive(self._read(name))
            case DayCases():
                return [key for part in self._live(day) for key in self._alive(part)]
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                op = "later" if isinstance(day, LaterOf) else "earlier"
                return self._crossed(op, [self._alive(part) for part in parts])
            case Plus(period=period, counted=counted, from_=start):
                ways = product(self._lengths(period), self._alive(start), self._pauses(day))
                return [counted_key(length, counted, one, pause) for length, one, pause in ways]
            case NextWorkingDay(next_working_day=start, cut_off=cut_off):
                return [moved_key(one, cut_off) for one in self._alive(start)]
        assert_never(day)

    @staticmethod
    def _crossed(op: str, lists: list[list[str]]) -> list[str]:
        found: list[list[str]] = [[]]
        for some in lists:
            found = [[*taken, one] for taken in found for one in some]
        return [f"{op}({'; '.join(keys)})" for keys in found]

    def _lengths(self, period: Period | PeriodCases) -> list[str]:
        if isinstance(period, Period):
            return [str(period)]
        found = []
        for case in period.cases:
            truth = self.truth_of(case.when)
            if truth is not FAILS:
                found.append(str(case.then))
            if truth is HOLDS:
                return found
        return [*found, str(period.otherwise)]

    def _pauses(self, day: Plus) -> list[tuple[str, ...]]:
        """Give the beginning and end of a pause that may have begun, and nothing where it may not have."""
        if day.paused is None:
            return [()]
        truth = self.truth_of(day.paused.begun)
        found: list[tuple[str, ...]] = [] if truth is HOLDS else [()]
        if truth is not FAILS:
            found += product(self._alive(day.paused.from_), self._alive(day.paused.until))
        return found

    def _why_paused(self, pause: Pause) -> list[str]:
        truth = self.truth_of(pause.begun)
        parts = [part for part in pause.begun.all if truth is not FAILS or self.truth_of(part) is FAILS]
        if isinstance(pause.from_, Name) and self._is_event(pause.from_.name):
            parts = parts[:1]  # an event that has happened is not after today: the fact says it all
        why = [self.condition(part) for part in parts]
        return why if truth is FAILS else [*why, *self.day(pause.from_), *self.day(pause.until)]

    def _is_event(self, name: str) -> bool:
        fact = self.procedure.vocabulary.facts.get(name)
        return fact is not None and fact.kind == "event"

    def _counted(self, day: Plus) -> list[str]:
        below = self.day(day.from_) + (self._why_paused(day.paused) if day.paused else [])
        if isinstance(day.period, PeriodCases):
            below += [self.condition(case.when) for case in day.period.cases]
        days = self.assessed.program.day  # alternatives that contradict each other have no day there
        return [self.calculation(days[key], below) for key in self._alive(day) if key in days]

    def _moved(self, day: NextWorkingDay) -> list[str]:
        below, days = self.day(day.next_working_day), self.assessed.program.day
        return [self.calculation(days[key], below) for key in self._alive(day) if key in days]
