"""Days and minutes as the oracle reckons them: in the plainest way, and with no code of the engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from math import inf
from typing import Any
from zoneinfo import ZoneInfo

from kb.model.closures import PolicyCalendar
from kb.model.periods import Counted, Period, Unit

LONDON = ZoneInfo("Europe/London")
NO_BOUND = 10**8
Shut = frozenset[int]


@dataclass(frozen=True)
class Time:
    """A day, and the first and last minute (UTC, since 1970) it can mean; `inf` is a day that never comes."""

    day: float
    minutes: tuple[float, float] | None = None
    by_minute: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """The minutes: those known, or the whole day."""
        if self.minutes is not None:
            return self.minutes
        return (inf, inf) if self.day == inf else (minute(int(self.day), 0), minute(int(self.day), 1439))


@cache
def minute(ordinal: int, of_day: int) -> int:
    """Give a time of day in London, by how long after midnight the clocks show it, as minutes of UTC."""
    day = date.fromordinal(ordinal)
    wall = datetime(day.year, day.month, day.day, of_day // 60, of_day % 60, tzinfo=LONDON)
    return int(wall.timestamp()) // 60


def london(minute_: float) -> datetime:
    """Give minutes of UTC as the clocks of London show them."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute_)).astimezone(LONDON)


def extreme(parts: list[Time], pick: Callable[[Iterable[float]], float]) -> Time:
    """Give the earliest or latest of some days."""
    spans = [part.span for part in parts]
    minutes = (pick(first for first, _ in spans), pick(last for _, last in spans))
    return Time(pick(part.day for part in parts), minutes, any(part.by_minute for part in parts))


def paused(start: Time, pause: tuple[float, float], period: Period, how: Counted, shut: Shut) -> Time:
    """Count a period day by day, passing over those after the pause begins, up to and with the day it ends."""
    plain, (begin, end) = counted(start, period, how, shut), pause
    if plain.day <= begin or plain.day == inf:
        return plain
    if end == inf:
        return Time(inf)
    day, left = int(start.day) - (how is Counted.BEGINNING_WITH), period.number
    left *= 7 if period.unit is Unit.WEEKS else 1
    while left:
        day += 1
        counts = works(day, shut) if period.unit is Unit.WORKING_DAYS else True
        left -= counts and not begin < day <= end
    return Time(day)


def counted(start: Time, period: Period, how: Counted, shut: Shut) -> Time:
    """Count a period from a day, in the plainest way."""
    if start.day == inf:
        return Time(inf, (inf, inf), period.unit is Unit.HOURS)
    if period.unit is Unit.HOURS:
        first, last = (end + 60 * period.number for end in start.span)
        return Time(london(first).date().toordinal(), (first, last), by_minute=True)
    return Time(last_day(int(start.day), period, how, shut))


@cache
def last_day(ordinal: int, period: Period, how: Counted, shut: Shut) -> int:
    """Give the last day of a period after a day, or beginning with it."""
    inside = how is Counted.BEGINNING_WITH
    match period.unit:
        case Unit.WORKING_DAYS:
            day, left = ordinal - inside, period.number
            while left:
                day += 1
                left -= works(day, shut)
            return day
        case Unit.DAYS | Unit.WEEKS:
            return ordinal + period.number * (7 if period.unit is Unit.WEEKS else 1) - inside
        case _:
            return months(
                date.fromordinal(ordinal), period.number * (12 if period.unit is Unit.YEARS else 1), inside
            )


def moved(came: Time, cut_off: str | None, shut: Shut) -> Time | None:
    """Give the working day that a day counts as; None where a time of day decides that is not known."""
    if came.day == inf:
        return Time(inf)
    if cut_off is None:
        return Time(_working_from(int(came.day), shut))
    shown = [london(end) for end in came.span]
    days = {_working_from(one.toordinal() + (one.strftime("%H:%M") > cut_off), shut) for one in shown}
    return Time(days.pop()) if len(days) == 1 else None


def _working_from(ordinal: int, shut: Shut) -> int:
    return next(day for day in range(ordinal, ordinal + 60) if works(day, shut))


def works(ordinal: int, shut: Shut) -> bool:
    """Whether a day is a working day in England, and the organisation is not shut."""
    day = date.fromordinal(ordinal)
    return day.weekday() < 5 and day not in _holidays(day.year) and ordinal not in shut


@cache
def shut_on(calendar: PolicyCalendar) -> Shut:
    """Give the days on which an organisation is shut, by comparing each day as it is written."""
    days = range(date(2010, 1, 1).toordinal(), date(2036, 1, 1).toordinal())
    return frozenset(day for day in days if _is_shut(calendar, date.fromordinal(day).isoformat()))


def _is_shut(calendar: PolicyCalendar, day: str) -> bool:
    for text in calendar.closed:
        if text.split("/")[0] <= day <= text.split("/")[-1]:
            return True
    for text in calendar.closed_each_year:
        first, last = text.split("/")[0], text.split("/")[-1]
        within = (first <= day[5:], day[5:] <= last)
        if all(within) or (first > last and any(within)):
            return True
    return False


@cache
def _holidays(year: int) -> Any:
    import holidays

    return holidays.country_holidays("GB", subdiv="ENG", years=year)


def months(start: date, number: int, inside: bool) -> int:
    """Give the corresponding date (or the day before, if the first day counts), else the end of the month."""
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    try:
        return date(year, month + 1, start.day).toordinal() - inside
    except ValueError:
        return date(year + month // 11, (month + 1) % 12 + 1, 1).toordinal() - 1
