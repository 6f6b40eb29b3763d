"""What could have happened to a complaint, made up: the day of each event in the order of events, a value for the rest.

Days stand near what is hard: bank holidays, month ends, clock changes, and the last days of limits that run from other
events.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from kb.calendar import calendar
from kb.check.periods import dates, periods
from kb.model.bounds import LONDON
from kb.model.closures import PolicyCalendar
from kb.model.periods import Counted, Period, Unit
from kb.model.policy import LinkedProcedure
from kb.model.vocabulary import Fact

ANCHORS = (
    date(2019, 12, 20),  # Christmas, and a leap year after it
    date(2020, 2, 27),
    date(2020, 5, 6),  # VE Day, moved from Monday
    date(2022, 5, 30),  # the Platinum Jubilee
    date(2022, 9, 16),  # the state funeral
    date(2022, 12, 22),
    date(2023, 3, 24),  # clocks go forward
    date(2023, 4, 5),  # Easter, and then the coronation
    date(2023, 10, 27),  # clocks go back
    date(2024, 2, 28),
    date(2024, 3, 27),  # Easter at a clock change
    date(2024, 8, 30),
    date(2024, 12, 23),
    date(2025, 1, 31),
    date(2026, 4, 1),
)
NEAR = timedelta(days=400)
STEPS = (0, 0, 0, 1, 1, 2, 3, 4, 5, 7, 14, 28, 60, 95)


@dataclass(frozen=True)
class History:
    """What is true of every fact: the moment of an event (None: not by the assessment day), or the value."""

    assessed_on: date
    moments: dict[str, datetime | None]
    values: dict[str, str | frozenset[str] | date | None]


def happen(rng: Random, procedure: LinkedProcedure) -> History:
    """Make up what happened, from the first event on, and when it is looked at."""
    start = rng.choice(ANCHORS) + timedelta(days=rng.randint(-3, 3))
    days: dict[str, date] = {}
    vocabulary = procedure.vocabulary
    for name in vocabulary.in_order:
        earliest = max((days[one] for one in vocabulary.facts[name].follows), default=start)
        days[name] = _day(rng, procedure, name, earliest, days)
    assessed_on = _assessment_day(rng, procedure, days)
    moments: dict[str, datetime | None] = {}
    for name in vocabulary.in_order:
        before = [moments[one] for one in vocabulary.facts[name].follows]
        if days[name] > assessed_on or None in before or rng.random() < 0.15:
            moments[name] = None
        else:
            moments[name] = _moment(rng, days[name], [one for one in before if one is not None])
    values = {
        name: _value(rng, fact, procedure, days)
        for name, fact in vocabulary.facts.items()
        if fact.kind != "event"
    }
    return History(assessed_on, moments, values)


def _day(rng: Random, procedure: LinkedProcedure, name: str, earliest: date, days: dict[str, date]) -> date:
    """On, or a day beside, the last day of a limit that runs from an earlier event; else some days later."""
    if rng.random() < 0.5:
        ends = [day for day in _ends(procedure, days) if day >= earliest]
        if ends:
            return rng.choice(ends)
    return earliest + timedelta(days=rng.choice(STEPS))


def _ends(procedure: LinkedProcedure, days: dict[str, date]) -> list[date]:
    found = [
        _end(procedure.policy.calendar, days[event], period, counted)
        for event, period, counted in periods(procedure)
        if event in days
    ]
    first = min(days.values(), default=None)
    found += [day for day in dates(procedure) if first is None or abs(day - first) < NEAR]
    return [near for day in found for near in _around(day)]


@cache
def _around(day: date) -> tuple[date, ...]:
    return tuple(day + timedelta(days=step) for step in (-1, 0, 0, 1))


@cache
def _end(used: PolicyCalendar, day: date, period: Period, counted: Counted) -> date:
    if period.unit is Unit.HOURS:
        return day + timedelta(days=period.number // 24)
    return calendar(used.nation, used.closures).last_day(day, period, counted)


def _assessment_day(rng: Random, procedure: LinkedProcedure, days: dict[str, date]) -> date:
    if rng.random() < 0.5 and (ends := _ends(procedure, days)):
        return rng.choice(ends)
    return rng.choice(list(days.values())) + timedelta(days=rng.choice((0, 0, 1, 5, 40)))


def _moment(rng: Random, day: date, before: list[datetime]) -> datetime:
    minute = rng.choice((0, 1, 89, 119, 601, 720, 1439))
    found = datetime(day.year, day.month, day.day, tzinfo=LONDON) + timedelta(minutes=minute)
    found = found.astimezone(UTC).astimezone(LONDON)  # a minute that the clocks skipped becomes the one shown
    return max([found, *before], key=lambda one: one.astimezone(UTC))


def _value(rng: Random, fact: Fact, procedure: LinkedProcedure, days: dict[str, date]) -> Any:
    if fact.kind == "day":
        near = rng.choice([*_ends(procedure, days), *days.values()])
        return rng.choice((None, near, near + timedelta(days=rng.choice((0, 1, 3)))))
    if fact.any_of:
        return frozenset(one for one in fact.any_of if rng.random() < 0.5)
    return rng.choice(fact.values)
