"""Cases by chance, always free of contradiction: first what happened is made up, then told in part.

`tell` first draws a history (each event's true moment, or none, in the order of events; a value for each
other fact) and an assessment day. The case then states a part of it, more or less exactly, so that stated
facts never clash. Days stand near what is hard: bank holidays, month ends, clock changes, and the last days
of limits that run from other events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, Literal

from hypothesis import strategies as st
from pydantic import BaseModel

from kb.calendar import calendar
from kb.model.bounds import EARLIEST, LONDON, Bounds, exactly, minute_of
from kb.model.case import NOT_YET, Case, Head, Stated
from kb.model.closures import PolicyCalendar
from kb.model.periods import Counted, Period, Unit
from kb.model.policy import LinkedProcedure
from kb.model.tree import Name, OnDate, PeriodCases, Plus, Qualified, ReadingDay
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
STEPS = (0, 0, 0, 1, 1, 2, 3, 4, 5, 7, 14, 28, 60, 95)
NEAR = timedelta(days=400)
Period_ = tuple[str, Period, Counted]


@dataclass(frozen=True)
class Told:
    """A case, and the history that it tells a part of."""

    case: Case
    history: History

    @property
    def head(self) -> Head:
        """The one head."""
        return self.case.heads[0]


@dataclass(frozen=True)
class History:
    """What is true of every fact: the moment of an event (None: not by the assessment day), or the value."""

    assessed_on: date
    moments: dict[str, datetime | None]
    values: dict[str, str | frozenset[str] | date | None]


def tell(rng: Random, procedure: LinkedProcedure, record: float = 0.1, share: float | None = None) -> Told:
    """Make up a history and a case that states a part of it; `share` is the chance that a fact is stated."""
    history = happen(rng, procedure)
    part = rng.choice((0.2, 0.5, 0.8, 0.95)) if share is None else share
    facts = {}
    for name in shuffled(rng, procedure.vocabulary.facts):
        if rng.random() < part:
            facts[name] = stated(rng, procedure, name, history)
    complete: Literal["complete"] | None = "complete" if rng.random() < record else None
    unclear = procedure.readings.items()
    readings = {name: rng.choice(list(one.choices)) for name, one in unclear if rng.random() < 0.15}
    heads = (Head(None, facts),)
    case = Case("made up", procedure.policy.policy, history.assessed_on, heads, complete, readings)
    return Told(case, history)


def told(procedure: LinkedProcedure, **chances: Any) -> st.SearchStrategy[Told]:
    """Give the same as `tell`, as a strategy that shrinks."""
    return st.randoms(use_true_random=False).map(lambda rng: tell(rng, procedure, **chances))


def shuffled(rng: Random, names: Any) -> list[str]:
    """Give names in any order."""
    found = list(names)
    rng.shuffle(found)
    return found


# --- what happened ------------------------------------------------------------------------------------------


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
    found += [day for day in dates(procedure) if abs(day - min(days.values(), default=day)) < NEAR]
    return [day + timedelta(days=step) for day in found for step in (-1, 0, 0, 1)]


@cache
def _end(used: PolicyCalendar, day: date, period: Period, counted: Counted) -> date:
    if period.unit is Unit.HOURS:
        return day + timedelta(days=period.number // 24)
    return calendar(used.nation, used.closures).last_day(day, period, counted)


_NAMED: dict[int, tuple[LinkedProcedure, tuple[Period_, ...], tuple[date, ...]]] = {}


def _named(procedure: LinkedProcedure) -> tuple[LinkedProcedure, tuple[Period_, ...], tuple[date, ...]]:
    """Give what a procedure counts and names, worked out once for each."""
    kept = _NAMED.get(id(procedure))
    if kept is None or kept[0] is not procedure:
        if len(_NAMED) > 99:
            _NAMED.clear()
        nodes = list(tree(roots(procedure)))
        found = tuple(dict.fromkeys(node.date for node in nodes if isinstance(node, OnDate)))
        kept = _NAMED[id(procedure)] = (procedure, tuple(_counted(procedure, nodes)), found)
    return kept


def periods(procedure: LinkedProcedure) -> tuple[Period_, ...]:
    """Give each period that the procedure counts from an event, by any reading and in any circumstances."""
    return _named(procedure)[1]


def dates(procedure: LinkedProcedure) -> tuple[date, ...]:
    """Give each date that the procedure names."""
    return _named(procedure)[2]


def roots(procedure: LinkedProcedure) -> list[Any]:
    """Give every day and condition that a procedure is made of."""
    parts: list[Any] = [one.when for one in procedure.rules] + [one.day for one in procedure.days.values()]
    return parts + [choice for one in procedure.readings.values() for choice in one.choices.values()]


def _counted(procedure: LinkedProcedure, nodes: list[Any]) -> dict[Period_, None]:
    return {
        (event, period, node.counted): None
        for node in nodes
        if isinstance(node, Plus)
        for event in _events(procedure, node.from_)
        for period in _lengths(node)
    }


def _lengths(node: Plus) -> list[Period]:
    if isinstance(node.period, PeriodCases):
        return [*(case.then for case in node.period.cases), node.period.otherwise]
    return [node.period]


def _events(procedure: LinkedProcedure, day: Any) -> Iterator[str]:
    facts = procedure.vocabulary.facts
    for node in tree([day]):
        if isinstance(node, Name) and node.name in facts and facts[node.name].kind == "event":
            yield node.name
        elif isinstance(node, Qualified):
            yield node.event
        elif isinstance(node, ReadingDay):
            for choice in procedure.readings[node.reading].choices.values():
                yield from _events(procedure, choice)


def tree(roots: Any) -> Iterator[Any]:
    """Give every node of some trees."""
    if isinstance(roots, BaseModel):
        yield roots
        roots = [getattr(roots, key) for key in type(roots).model_fields]
    if isinstance(roots, list | tuple):
        for one in roots:
            yield from tree(one)


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


# --- what is told -------------------------------------------------------------------------------------------


def stated(
    rng: Random, procedure: LinkedProcedure, name: str, history: History, exact: float = 0.5
) -> Stated:
    """State one fact as it is, with more or less exactness."""
    fact = procedure.vocabulary.facts[name]
    if fact.kind == "event":
        moment = history.moments[name]
        if moment is None:
            return Stated(name, NOT_YET, NOT_YET)
        return _event(rng, name, moment, history.assessed_on, exact)
    value = history.values[name]
    if isinstance(value, date):
        return _told_day(rng, name, value, date(2045, 1, 1), exact)
    if fact.kind == "day":
        return Stated(name, "none", "none")
    assert value is not None
    return Stated(name, value, ", ".join(sorted(value)) if isinstance(value, frozenset) else value)


def _event(rng: Random, name: str, moment: datetime, today: date, exact: float) -> Stated:
    chance = rng.random()
    if chance < 0.15:
        return at(name, moment)
    if chance > 0.9:
        return Stated(name, True, "happened")
    return _told_day(rng, name, moment.date(), today, exact)


def at(name: str, moment: datetime) -> Stated:
    """State an event to the minute."""
    day, minute = moment.date().toordinal(), minute_of(moment)
    return Stated(name, Bounds(day, day, (minute, minute)), moment.strftime("%Y-%m-%d %H:%M"))


def on(name: str, day: date) -> Stated:
    """State the day of an event, or a named day."""
    return Stated(name, exactly(day), day.isoformat())


def between(name: str, first: date, last: date) -> Stated:
    """State an event within a range of days."""
    return Stated(name, Bounds(first.toordinal(), last.toordinal()), f"{first}/{last}")


def _told_day(rng: Random, name: str, day: date, latest: date, exact: float) -> Stated:
    if rng.random() < exact:
        return on(name, day)
    form = rng.choice(("month", "range", "range", "by"))
    if form == "by":
        last = day + timedelta(days=rng.choice((0, 1, 5)))
        return Stated(name, Bounds(EARLIEST, last.toordinal()), f"../{last}")
    if form == "month":
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return Stated(name, Bounds(first.toordinal(), last.toordinal()), f"{day:%Y-%m}")
    before, after = rng.choice((0, 1, 3, 10)), rng.choice((0, 1, 3, 10))
    return between(name, day - timedelta(days=before), day + timedelta(days=after))


# --- what is told later -------------------------------------------------------------------------------------


def told_more(
    rng: Random, procedure: LinkedProcedure, before: Told, changes: int = 1
) -> tuple[Told, tuple[str, ...]]:
    """State missing facts, or state them more exactly; the history stays the same. Gives their names too."""
    facts, changed = dict(before.head.facts), []
    names = shuffled(rng, [name for name in procedure.vocabulary.facts if not _complete(facts.get(name))])
    for name in names[:changes]:
        new = stated(rng, procedure, name, before.history, exact=0.7)
        if name in facts:
            new = _no_wider(facts[name], new, before.history)
        facts[name] = new
        changed.append(name)
    heads = (Head(None, facts),)
    return Told(replace(before.case, heads=heads), before.history), tuple(changed)


def _complete(one: Stated | None) -> bool:
    if one is None:
        return False
    return not (one.value is True or (isinstance(one.value, Bounds) and not one.value.exact))


def _no_wider(old: Stated, new: Stated, history: History) -> Stated:
    """Keep what was stated: the days that both leave possible."""
    if new.value is True or not isinstance(new.value, Bounds):
        return old
    if not isinstance(old.value, Bounds):
        return new
    lo, hi = max(old.value.lo, new.value.lo), min(old.value.hi, new.value.hi)
    minutes = new.value.minutes or old.value.minutes
    return Stated(old.name, Bounds(lo, hi, minutes), f"{lo}/{hi}")
