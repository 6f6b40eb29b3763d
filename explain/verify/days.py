"""What a day of the rules rests on: the days that it can be, and the conditions that choose between them."""

from __future__ import annotations

from abc import abstractmethod
from itertools import product
from typing import assert_never

from explain.verify.counts import Counts
from explain.verify.following import FAILS, HOLDS
from kb.model.periods import Period
from kb.model.tree import (
    All,
    Condition,
    Day,
    DayCases,
    EarlierOf,
    LaterOf,
    Name,
    NextWorkingDay,
    OnDate,
    Pause,
    PeriodCase,
    PeriodCases,
    Plus,
    Qualified,
    ReadingDay,
)
from kb.model.tree import DayCase as Case
from kb.model.truth import all_of
from kb.program.form import counted_key, moved_key

TODAY = "assessed_on"


class Days(Counts):
    """Each method gives the ids of steps. A day that is calculated notes in `ways` what this way to it rests on."""

    @abstractmethod
    def condition_step(self, condition: Condition) -> str:
        """Give the id of a condition's step."""

    def day(self, day: Day) -> list[str]:
        """Give the steps that a day comes from."""
        match day:
            case Name(name=name):
                if name in self.procedure.days:
                    return [f"conclusion {name}"]
                return [TODAY if name in (TODAY, "never") else f"fact {name}"]
            case OnDate():
                return []  # the clause itself names it
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                return [step for part in parts for step in self.day(part)]
            case Plus():
                lengths = day.period.cases if isinstance(day.period, PeriodCases) else ()
                below = [*self.day(day.from_), *self._paused(day.paused), *self._guards(lengths)]
                return self._calculated(day, below)
            case NextWorkingDay(next_working_day=start):
                return self._calculated(day, self.day(start))
            case Qualified(event=event, provided=provided):
                to_come = [] if self.truths.condition(provided) is HOLDS else [TODAY]
                return [f"fact {event}", self.condition_step(provided), *to_come]
            case ReadingDay(reading=name):
                return [f"reading {name}", *self.day(self.chosen(name))]
            case DayCases(cases=cases):
                possible = [step for part in self._possible(day) for step in self.day(part)]
                return [*self._guards(cases), *possible]
        assert_never(day)

    def happened(self, day: Day) -> list[str]:
        """Give the steps that show whether what a day stands for has happened."""
        match day:
            case Name(name=name):
                if name in self.procedure.days:
                    return self.happened(self.procedure.days[name].day)
                return [TODAY if name in (TODAY, "never") else f"fact {name}"]
            case OnDate():
                return [TODAY]
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                return [step for part in parts for step in self.happened(part)]
            case Plus(from_=start) | NextWorkingDay(next_working_day=start):
                return self.happened(start)
            case Qualified(event=event, provided=provided):
                return [f"fact {event}", self.condition_step(provided)]
            case ReadingDay(reading=name):
                return [f"reading {name}", *self.happened(self.chosen(name))]
            case DayCases(cases=cases):
                possible = [step for part in self._possible(day) for step in self.happened(part)]
                return [*self._guards(cases), *possible]
        assert_never(day)

    def chosen(self, reading: str) -> Day:
        """Give the day that a passage is read as."""
        chosen = self.following.readings[reading]
        return self.procedure.readings[reading].choices[str(chosen)]  # type: ignore[return-value]

    def _guards(self, cases: tuple[Case, ...] | tuple[PeriodCase, ...]) -> list[str]:
        return [self.condition_step(case.when) for case in cases]

    def _possible(self, day: DayCases) -> list[Day]:
        """Give the alternatives of a day that are not ruled out, up to the first that is the one."""
        found = []
        for case in day.cases:
            truth = self.truths.condition(case.when)
            if truth is not FAILS:
                found.append(case.then)
            if truth is HOLDS:
                return found
        return [*found, day.otherwise]

    def _paused(self, pause: Pause | None) -> list[str]:
        if pause is None:
            return []
        begun = pause.begun
        assert isinstance(begun, All)
        truth = self.truths.condition(begun)
        parts = [part for part in begun.all if truth is not FAILS or self.truths.condition(part) is FAILS]
        fact = self.facts.get(pause.from_.name) if isinstance(pause.from_, Name) else None
        if fact is not None and fact.kind == "event":
            parts = parts[:1]  # an event that has happened is not after today
        why = [self.condition_step(part) for part in parts]
        return why if truth is FAILS else [*why, *self.day(pause.from_), *self.day(pause.until)]

    def _calculated(self, day: Plus | NextWorkingDay, below: list[str]) -> list[str]:
        self.look_at(below)
        keys = [key for key in self.keys(day) if key in self.program.day]
        for key in keys:
            self.ways.setdefault(key, {})[tuple(dict.fromkeys(below))] = None
        return [f"day {key}" for key in keys]

    @abstractmethod
    def look_at(self, steps: list[str]) -> None:
        """Note that steps are looked at, whether or not anything comes to rest on them."""

    # --- which day it is ---

    def keys(self, day: Day) -> list[str]:
        """Give the days of the program that a day can be."""
        match day:
            case Name(name=name) if name in self.procedure.days:
                truth = self.following.truth
                candidates = self.program.day_conclusions[name]
                return [one.day for one in candidates if all_of(map(truth, one.guards)) is not FAILS]
            case Name(name=name):
                return [name]
            case OnDate():
                return [day.key]
            case Qualified(event=event, provided=provided):
                truth_of = self.truths.condition(provided)
                counts = [event] if truth_of is not FAILS else []
                return counts + ([f"{event} still to come"] if truth_of is not HOLDS else [])
            case ReadingDay(reading=name):
                return self.keys(self.chosen(name))
            case DayCases():
                return [key for part in self._possible(day) for key in self.keys(part)]
            case LaterOf(later_of=parts):
                return [f"later({'; '.join(some)})" for some in product(*map(self.keys, parts))]
            case EarlierOf(earlier_of=parts):
                return [f"earlier({'; '.join(some)})" for some in product(*map(self.keys, parts))]
            case Plus(period=period, counted=counted, from_=start, paused=pause):
                ways = product(self._lengths(period), self.keys(start), self._pauses(pause))
                return [counted_key(length, counted, one, still) for length, one, still in ways]
            case NextWorkingDay(next_working_day=start, cut_off=cut_off):
                return [moved_key(one, cut_off) for one in self.keys(start)]
        assert_never(day)

    def _lengths(self, period: Period | PeriodCases) -> list[Period]:
        if isinstance(period, Period):
            return [period]
        found = []
        for case in period.cases:
            truth = self.truths.condition(case.when)
            if truth is not FAILS:
                found.append(case.then)
            if truth is HOLDS:
                return found
        return [*found, period.otherwise]

    def _pauses(self, pause: Pause | None) -> list[tuple[str, ...]]:
        if pause is None:
            return [()]
        truth = self.truths.condition(pause.begun)
        never: list[tuple[str, ...]] = [] if truth is HOLDS else [()]
        both = product(self.keys(pause.from_), self.keys(pause.until))
        return [*never, *(both if truth is not FAILS else ())]
