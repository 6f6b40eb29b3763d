"""Cases by chance, always free of contradiction: first what happened is made up, then told in part.

`tell` first draws a history and an assessment day. The case then states a part of it, more or less exactly, so that
stated facts never clash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Literal

from kb.check.histories import History, happen
from kb.model.bounds import EARLIEST, Bounds, exactly, minute_of
from kb.model.case import NOT_YET, Case, Head, Stated
from kb.model.policy import LinkedProcedure


@dataclass(frozen=True)
class Told:
    """A case, and the history that it tells a part of."""

    case: Case
    history: History

    @property
    def head(self) -> Head:
        """The one head."""
        return self.case.heads[0]


def tell(
    rng: Random,
    procedure: LinkedProcedure,
    record: float = 0.1,
    share: float | None = None,
    exact: float = 0.5,
) -> Told:
    """Make up a history and a case that states a part of it.

    `share` is the chance that a fact is stated, `exact` that a day is stated as it is, `record` that the record is.
    """
    history = happen(rng, procedure)
    part = rng.choice((0.2, 0.5, 0.8, 0.95)) if share is None else share
    facts = {}
    for name in shuffled(rng, procedure.vocabulary.facts):
        if rng.random() < part:
            facts[name] = stated(rng, procedure, name, history, exact)
    complete: Literal["complete"] | None = "complete" if rng.random() < record else None
    unclear = procedure.readings.items()
    readings = {name: rng.choice(list(one.choices)) for name, one in unclear if rng.random() < 0.15}
    heads = (Head(None, facts),)
    case = Case("made up", procedure.policy.policy, history.assessed_on, heads, complete, readings)
    return Told(case, history)


def shuffled(rng: Random, names: Iterable[str]) -> list[str]:
    """Give names in any order."""
    found = list(names)
    rng.shuffle(found)
    return found


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
