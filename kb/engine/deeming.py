"""The working day on which something counts as coming, for the first engine: the day itself, or the next one."""

from __future__ import annotations

from datetime import date, datetime, time

from kb.calendar import Calendar
from kb.model.bounds import EARLIEST, LATEST, LONDON, Bounds, day_of, minute_of, minutes_of


def deemed(day: Bounds, cut_off: str, calendar: Calendar) -> Bounds:
    """Move each end of a day's bounds to a working day; what comes later never counts as coming sooner.

    Where there is a cut-off, a day without a time of day may have ended before or after it.
    """
    if not cut_off:
        return Bounds(_counts_on(day.lo, False, calendar), _counts_on(day.hi, False, calendar))
    first, last = (_by_minute(minute, time.fromisoformat(cut_off), calendar) for minute in minutes_of(day))
    return Bounds(first, last)


def _by_minute(minute: int, cut_off: time, calendar: Calendar) -> int:
    ordinal = day_of(minute)
    known = EARLIEST < ordinal < LATEST
    return _counts_on(ordinal, known and minute > last_minute(ordinal, cut_off), calendar)


def last_minute(ordinal: int, cut_off: time) -> int:
    """Give the last minute of a day that is in time: where the clocks went back, the second that they showed so."""
    shown = datetime.combine(date.fromordinal(ordinal), cut_off, tzinfo=LONDON)
    return max(minute_of(shown), minute_of(shown.replace(fold=1)))


def _counts_on(ordinal: int, late: bool, calendar: Calendar) -> int:
    if not EARLIEST < ordinal < LATEST:
        return ordinal
    day = date.fromordinal(ordinal)
    return (calendar.next_working_day(day) if late else calendar.working_day_from(day)).toordinal()
