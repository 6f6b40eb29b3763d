"""Periods whose clock stands still for a while, for the first engine."""

from __future__ import annotations

from datetime import date

from kb.calendar import Calendar
from kb.model.bounds import EARLIEST, LATEST, Bounds
from kb.model.periods import Counted, Period


def paused(
    start: Bounds, begin: Bounds, end: Bounds, today: int, period: Period, how: Counted, calendar: Calendar
) -> Bounds:
    """Count a period while the clock stands still after one day, up to and with another.

    A later start, an earlier beginning of the pause and a later end of it can only make the last day later: so the first
    last day comes of the earliest start, the latest beginning and the earliest end, and the last of the others. The pause
    is taken to have begun by today; where it cannot have, it changes nothing.
    """
    began = begin.lo <= today
    first = range(min(begin.hi, today) + 1, (end.lo if began else EARLIEST) + 1)
    last = range(begin.lo + 1, (end.hi if began else EARLIEST) + 1)
    return Bounds(
        _last_day(start.lo, period, how, first, calendar), _last_day(start.hi, period, how, last, calendar)
    )


def _last_day(ordinal: int, period: Period, how: Counted, still: range, calendar: Calendar) -> int:
    if not EARLIEST < ordinal < LATEST:
        return ordinal
    event = date.fromordinal(ordinal)
    plain = calendar.last_day(event, period, how).toordinal()
    if plain < still.start:
        return plain
    if still.stop > LATEST:
        return LATEST
    return calendar.last_day_paused(event, period, how, still).toordinal()
