"""Every way in which a case can turn out: worlds in which each event has its day, and each fact its value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, combinations, islice, product
from math import inf, prod
from random import Random
from typing import Any

from kb.check.histories import NEAR
from kb.check.periods import dates, periods
from kb.model.bounds import Bounds
from kb.model.case import NOT_YET, Case, Stated
from kb.model.periods import Period, Unit
from kb.model.policy import LinkedProcedure
from kb.model.record import nodes_in
from kb.model.tree import (
    Includes,
    Is,
    Name,
    NextWorkingDay,
    No,
    PeriodCases,
    Plus,
    Qualified,
    Undecided,
    Yes,
)
from kb.model.tree import Stated as IsStated
from kb.model.vocabulary import SameDay
from tests.laws.times import NO_BOUND, Time, last_day, minute, shut_on


@dataclass(frozen=True)
class World:
    """Everything about one complaint: what has happened by today, when, and how things are."""

    today: int
    happened: frozenset[str]
    days: dict[str, Time]
    values: dict[str, str | frozenset[str]]
    named: frozenset[str]
    to_come: dict[str, Time]
    readings: dict[str, str]


Turn = tuple[bool, float]
Turns = dict[str, Turn]
Filter = Callable[[Turns], bool]


@dataclass
class Worlds:
    """The worlds that a case allows; all of them if they are few, else some by chance."""

    procedure: LinkedProcedure
    case: Case
    rng: Random
    most: int = 200
    complete: bool = False

    def __post_init__(self) -> None:
        """Read the case."""
        self.facts = self.case.heads[0].facts
        self.vocabulary = self.procedure.vocabulary
        self.today = self.case.assessed_on.toordinal()
        self.filters: list[tuple[str, Filter]] = []
        self._presume()

    # events

    @cached_property
    def pool(self) -> list[float]:
        """The days that are tried: the ends of what is stated, today, and ends of periods from them."""
        ends = {
            end
            for one in self.facts.values()
            if isinstance(one.value, Bounds)
            for end in (one.value.lo, min(one.value.hi, self.today))
            if abs(end) < NO_BOUND
        }
        near = {self.today, self.today - 1, self.today + 1} | ends | self._dates
        limits = {
            last_day(day, period, how, shut_on(self.procedure.policy.calendar)) + step
            for day in near
            for _, period, how in periods(self.procedure)
            if period.unit is not Unit.HOURS
            for step in (0, 1)
        }
        more = self.rng.sample(sorted(limits), min(3, len(limits)))
        return [*sorted({*near, *more, min(near) - 1}), inf]

    @cached_property
    def _dates(self) -> set[int]:
        """The dates that rules name, and the days before and after, where they come near what is stated."""
        named = [day.toordinal() for day in dates(self.procedure)]
        return {day + step for day in named if abs(day - self.today) < NEAR.days for step in (-1, 0, 1)}

    def turns(self, name: str) -> list[Turn]:
        """Give what can have become of an event, by itself: whether it has happened, and its day."""
        one = self.facts.get(name)
        happened = [(True, day) for day in self.pool if day <= self.today]
        still = [(False, day) for day in self.pool if day >= self.today]
        if one is None:
            return happened + still
        if one.value == NOT_YET:
            return still
        if isinstance(one.value, Bounds):
            return [(_, day) for _, day in happened if one.value.lo <= day <= one.value.hi]
        return happened

    def histories(self, chance: bool = False) -> Iterator[Turns]:
        """Give every way in which the events can have gone, or those first found when trying in any order."""
        yield from self._from(0, {}, chance)

    def _from(self, place: int, so_far: Turns, chance: bool) -> Iterator[Turns]:
        names = self.vocabulary.in_order
        if place == len(names):
            yield dict(so_far)
            return
        name = names[place]
        earlier = [so_far[one] for one in self.vocabulary.facts[name].follows]
        options = [turn for turn in self.turns(name) if all(_may_follow(turn, one) for one in earlier)]
        for turn in self.rng.sample(options, len(options)) if chance else options:
            so_far[name] = turn
            if all(allows(so_far) for of, allows in self.filters if of == name):
                yield from self._from(place + 1, so_far, chance)
            del so_far[name]

    def _presume(self) -> None:
        """Take on each presumption that leaves a way in which events can have gone."""
        unstated = [name for name in self.vocabulary.in_order if name not in self.facts]
        self._presume_same_days(unstated)
        for name in unstated:
            if self.case.record == "complete" or self.vocabulary.facts[name].presumed == "not yet":
                self._take_on(name, _not_happened(name))
        self._presume_same_days(unstated)

    def _presume_same_days(self, unstated: list[str]) -> None:
        for name in unstated:
            presumed = self.vocabulary.facts[name].presumed
            if isinstance(presumed, SameDay) and self._surely_happened(presumed.same_day_as):
                self._take_on(name, _same_day(name, presumed.same_day_as))

    def _take_on(self, name: str, allows: Filter) -> None:
        self.filters.append((name, allows))
        if next(self.histories(), None) is None:
            self.filters.pop()

    def _surely_happened(self, name: str) -> bool:
        self.filters.append((name, _not_happened(name)))
        doubt = next(self.histories(), None) is not None
        self.filters.pop()
        return not doubt

    # everything

    def __iter__(self) -> Iterator[World]:
        """Give the worlds."""
        found = list(islice(self.histories(), self.most + 1))
        choices = [[(name, one) for one in self.options(name)] for name in self.others]
        self.complete = len(found) * prod(map(len, choices)) <= self.most
        if self.complete:
            for history, *rest in product(found, *choices):
                yield self.world(history, dict(rest))
            return
        for _ in range(self.most):
            yield self.world(next(self.histories(chance=True)), dict(map(self.rng.choice, choices)))

    @cached_property
    def others(self) -> list[str]:
        """What else there is to choose: facts that rules name, events that qualify later, times of day."""
        used: dict[str, None] = {}
        found = list(nodes_in(self.procedure.bodies))
        for node in found:
            used |= dict.fromkeys(_named_in(node))
        if any(_by_minute(node) for node in found):
            used |= dict.fromkeys(f"minute of {name}" for name in self.vocabulary.in_order)
        facts = self.vocabulary.facts
        return [name for name in used if name not in facts or facts[name].kind != "event"]

    def options(self, name: str) -> list[Any]:
        """Give what something else can be."""
        if name.endswith(" to come"):
            return [day for day in self.pool if day >= self.today]
        if name.startswith("minute of "):
            one = self.facts.get(name.removeprefix("minute of "))
            known = isinstance(one, Stated) and isinstance(one.value, Bounds) and one.value.minutes
            return [_since_1970(known)] if known else [0, 721, 1439]
        if name not in self.vocabulary.facts:
            return [None]
        fact, one = self.vocabulary.facts[name], self.facts.get(name)
        if fact.kind == "day":
            return self._named(one)
        if one is not None:
            return [one.value]
        if fact.kind == "decision":
            return ["not yet made"]
        if fact.any_of:
            return [
                frozenset(some)
                for some in chain(*(combinations(fact.any_of, n) for n in range(len(fact.any_of) + 1)))
            ]
        return list(fact.values)

    def _named(self, one: Stated | None) -> list[tuple[bool, float]]:
        """A day that was never named could be any; nothing may hang on it but that it was not named."""
        free = [(False, day) for day in self.pool]
        if one is None:
            return free + [(True, day) for day in self.pool if day != inf]
        if isinstance(one.value, Bounds):
            ends = {one.value.lo, one.value.hi, *self.pool}
            return [
                (True, day) for day in ends if one.value.lo <= day <= one.value.hi and abs(day) < NO_BOUND
            ]
        return free

    def world(self, history: Turns, rest: dict[str, Any]) -> World:
        """Put a world together."""
        days = {name: self._time(name, day, rest) for name, (_, day) in history.items()}
        named = {name for name, value in rest.items() if isinstance(value, tuple) and value[0]}
        days |= {name: Time(value[1]) for name, value in rest.items() if isinstance(value, tuple)}
        readings = {name: one.default for name, one in self.procedure.readings.items()} | self.case.readings
        return World(
            self.today,
            frozenset(name for name, (happened, _) in history.items() if happened),
            days,
            {name: value for name, value in rest.items() if isinstance(value, str | frozenset)},
            frozenset(named),
            {
                name.removesuffix(" to come"): Time(day)
                for name, day in rest.items()
                if name.endswith(" to come")
            },
            readings,
        )

    @staticmethod
    def _time(name: str, day: float, rest: dict[str, Any]) -> Time:
        of_day = rest.get(f"minute of {name}")
        if of_day is None or day == inf:
            return Time(day)
        exact = of_day.since if isinstance(of_day, _Known) else minute(int(day), of_day)
        return Time(day, (exact, exact))


@dataclass(frozen=True)
class _Known:
    since: int


def _since_1970(minutes: tuple[int, int]) -> _Known:
    start = date(1970, 1, 1).toordinal() - date(1, 1, 1).toordinal()
    return _Known(minutes[0] - start * 1440)


def _may_follow(later: Turn, earlier: Turn) -> bool:
    return later[1] >= earlier[1] and (earlier[0] or not later[0])


def _not_happened(name: str) -> Filter:
    return lambda turns: not turns[name][0]


def _same_day(name: str, other: str) -> Filter:
    return lambda turns: turns[name] == turns[other] and turns[name][0]


def _named_in(node: Any) -> list[str]:
    """Give what a node names, if it is a test of a fact, a day, or an event that may not qualify."""
    if isinstance(node, Qualified):
        return [f"{node.event} to come"]
    if isinstance(node, Is | Includes):
        return [node.fact]
    fields = ((Yes, "yes"), (No, "no"), (Undecided, "undecided"), (IsStated, "stated"), (Name, "name"))
    return [getattr(node, field) for kind, field in fields if isinstance(node, kind)]


def _by_minute(node: Any) -> bool:
    """Whether a day hangs on a time of day."""
    if isinstance(node, NextWorkingDay):
        return node.cut_off is not None
    return isinstance(node, Plus) and _in_hours(node)


def _in_hours(node: Plus) -> bool:
    lengths = [node.period]
    if isinstance(node.period, PeriodCases):
        lengths = [*(one.then for one in node.period.cases), node.period.otherwise]
    return any(one.unit is Unit.HOURS for one in lengths if isinstance(one, Period))
