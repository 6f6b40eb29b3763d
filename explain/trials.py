"""What a missing fact could turn out to be, tried one value at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations

from explain.agreed import agreed
from explain.days import day_in_words
from explain.determination import assessed_by_procedure
from explain.words import listed
from kb.calendar import OutsideCalendar
from kb.engine.assess import Assessed, Assessor
from kb.model.bounds import EARLIEST, LATEST, Bounds, exactly, minutes_of, moment_at
from kb.model.case import NOT_YET, Head, Stated
from kb.model.outcome import Need, Outcome
from kb.model.periods import Counted, Period, Unit
from kb.model.situation import FactConflict
from kb.model.truth import Truth
from kb.model.vocabulary import Fact
from kb.program.form import DayNode

MOST_SETS, MOST_DAYS = 16, 8
"""How many lists, and how many days, of one fact are tried at most."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One value tried: how it is spelt in a case, in words, and all outcomes under it."""

    value: str
    said: str
    outcomes: dict[str, Outcome]


@dataclass(frozen=True, slots=True)
class Tried:
    """The trials of one fact; `exhaustive` where it can have no other value."""

    trials: tuple[Trial, ...] = ()
    exhaustive: bool = False


class Trials:
    """Tries values of missing facts in one head of a case, the readings as the case has them."""

    def __init__(self, assessors: Mapping[str, Assessor], several: Sequence[Assessed]) -> None:
        """Keep the engines, and what is known without any trial, by each procedure that the head may go by."""
        self.assessors, self.several, self.assessed = assessors, several, several[0]
        self.facts = self.assessed.procedure.vocabulary.facts
        self.today = self.assessed.case.assessed_on

    def of(self, need: Need) -> Tried:
        """Try what a missing item could turn out to be; an event that is to come is tried on the day of assessment."""
        values = list(self._values(need))
        tried = [self._tried(one) for one in values]
        trials = tuple(one for one in tried if isinstance(one, Trial))
        whole = bool(trials) and None not in tried and self._finite(need)
        return Tried(trials, whole)

    def _finite(self, need: Need) -> bool:
        fact = self.facts[need.name]
        if need.kind == "time of day":
            return self.assessed.situation[need.name].bounds.minutes is not None
        few = 2 ** len(fact.any_of) <= MOST_SETS
        return need.kind != "event to come" and fact.kind not in ("event", "day") and few

    def _tried(self, stated: Stated) -> Trial | FactConflict | None:
        """Assess the case with one more fact; a value may contradict what is stated, or lie past the calendar."""
        head = Head(self.assessed.head.name, {**self.assessed.head.facts, stated.name: stated})
        case = replace(self.assessed.case, heads=(head,))
        try:
            outcomes = agreed(assessed_by_procedure(self.assessors, case, head, vary_readings=False))
        except FactConflict as conflict:
            return conflict
        except OutsideCalendar:
            return None
        return Trial(stated.text, self._said(stated), outcomes)

    def _said(self, stated: Stated) -> str:
        fact = self.facts[stated.name]
        if isinstance(stated.value, frozenset):
            some = [fact.worded(one) for one in fact.any_of if one in stated.value]
            return listed(some, "and") if some else "nothing of the list"
        if stated.text in (NOT_YET, "none"):
            return stated.text
        return fact.worded(stated.text) if fact.values else day_in_words(stated.text)

    # --- values ---

    def _values(self, need: Need) -> Iterator[Stated]:
        name, fact, known = need.name, self.facts[need.name], self.assessed.situation[need.name]
        if need.kind == "event to come":
            if known.status is Truth.FAILS:
                yield _on(name, self.today)
        elif need.kind == "time of day":
            yield from _first_and_last_minute(name, known.bounds)
        elif fact.kind == "event":
            yield from (Stated(name, NOT_YET, NOT_YET),) if known.status is Truth.OPEN else ()
            yield from (_on(name, day) for day in self._telling_days(name))
        elif fact.kind == "day":
            yield Stated(name, "none", "none")
            yield from (_on(name, day) for day in self._telling_days(name))
        elif fact.any_of:
            yield from (_list(name, some) for some in _subsets(tuple(fact.any_of)))
        else:
            yield from (Stated(name, value, value) for value in _still_to_try(fact, known.possible))

    def _telling_days(self, name: str) -> list[date]:
        """Give days on which something may turn: its own bounds, today, ends of periods, and the days beside."""
        known = self.assessed.situation[name].bounds
        event = self.facts[name].kind == "event"
        last = min(known.hi, self.today.toordinal()) if event else min(known.hi, LATEST - 1)
        ends = {bounds.lo for _, bounds in self._counted if bounds.exact}
        days = {*ends, *self._starts(name), self.today.toordinal(), known.lo, last}
        beside = {day + step for day in days for step in (0, 1) if EARLIEST < day < LATEST - 1}
        possible = sorted(day for day in beside if known.lo <= day <= last)
        return [date.fromordinal(day) for day in _thinned(possible)]

    @cached_property
    def _counted(self) -> list[tuple[DayNode, Bounds]]:
        """The periods that are counted by any procedure, each with its last day as far as that is known."""
        return [
            (node, one.settled.days[node.key])
            for one in self.several
            for node in one.program.days
            if node.op == "plus"
        ]

    def _starts(self, name: str) -> Iterator[int]:
        """Give, for each period that runs from an event, the last start with which it has ended on a day that is known."""
        known = (one.bounds for one in self.assessed.situation.values())
        ends = {self.today.toordinal(), *(bounds.lo for bounds in known if bounds.exact)}
        for node, _ in self._counted:
            if node.period is not None and name in node.facts:
                for end in sorted(ends):
                    yield from self._start(node.period, node.counted, end)

    def _start(self, period: Period, counted: Counted, end: int) -> Iterator[int]:
        """Find the last day from which a period ends before a day, by halving: a later start never ends sooner."""
        if period.unit is Unit.HOURS:
            return
        low, high = end - 2 * _most_days(period), end
        try:
            while high - low > 1:
                middle = (low + high) // 2
                ends = self.assessed.calendar.last_day(date.fromordinal(middle), period, counted)
                low, high = (middle, high) if ends.toordinal() < end else (low, middle)
        except OutsideCalendar:
            return
        yield low


def _most_days(period: Period) -> int:
    """Give a number of days that a period has at most, holidays included."""
    lengths = {Unit.WORKING_DAYS: 3, Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31, Unit.YEARS: 366}
    return period.number * lengths[period.unit] + 14


def _still_to_try(fact: Fact, possible: frozenset[str]) -> Iterable[str]:
    """Give the values of a fact; of a decision that is not made, what it can come to."""
    return [one for one in fact.values if fact.kind != "decision" or one not in possible]


def _subsets(members: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give every list; where there are too many, none, each one alone, and all."""
    if 2 ** len(members) > MOST_SETS:
        return [(), *((one,) for one in members), members]
    return [some for size in range(len(members) + 1) for some in combinations(members, size)]


def _thinned(days: list[int]) -> list[int]:
    """Give some days spread over all of them, the first and the last among them."""
    if len(days) <= MOST_DAYS:
        return days
    return [days[round(place * (len(days) - 1) / (MOST_DAYS - 1))] for place in range(MOST_DAYS)]


def _on(name: str, day: date) -> Stated:
    return Stated(name, exactly(day), day.isoformat())


def _first_and_last_minute(name: str, day: Bounds) -> Iterator[Stated]:
    zone = " %Z" if day.minutes else ""  # a minute that the clocks showed twice
    for minute in minutes_of(day):
        text = moment_at(minute).strftime(f"%Y-%m-%d %H:%M{zone}")
        yield Stated(name, Bounds(day.lo, day.hi, (minute, minute)), text)


def _list(name: str, members: tuple[str, ...]) -> Stated:
    return Stated(name, frozenset(members), f"[{', '.join(members)}]")
