"""How the second engine counts from days that are known only within bounds: from each end, by its own algorithm."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kb.engine.counting import Counting
from kb.model.bounds import (
    EARLIEST,
    LATEST,
    LONDON,
    Bounds,
    day_of,
    minute_of,
    minutes_of,
    moment_at,
)
from kb.model.periods import Counted, Period, Unit


class BoundedCounting:
    """Counting for one organisation, where the days counted from may be known within bounds only."""

    def __init__(self, counting: Counting) -> None:
        """Keep what counts from one known day."""
        self.counting = counting

    def count(self, start: Bounds, period: Period, how: Counted) -> Bounds:
        """Count a period from each end of a day."""
        if period.unit is Unit.HOURS:
            first, last = (self._later_by(minute, period.number) for minute in minutes_of(start))
            return Bounds(day_of(first), day_of(last), (first, last), by_minute=True)
        return Bounds(self._count_from(start.lo, period, how), self._count_from(start.hi, period, how))

    def paused(
        self, start: Bounds, begin: Bounds, end: Bounds, today: Bounds, period: Period, how: Counted
    ) -> Bounds:
        """Count a period whose clock stands still after `begin`, up to and with `end`, if it has begun by today.

        The last day is the later, the later the start and the end of the pause are, and the earlier its beginning.
        """
        if begin.lo > today.lo:
            return self.count(start, period, how)
        first = self._paused_from(start.lo, min(begin.hi, today.lo), end.lo, period, how)
        return Bounds(first, self._paused_from(start.hi, begin.lo, end.hi, period, how))

    def _paused_from(self, ordinal: int, begin: int, end: int, period: Period, how: Counted) -> int:
        if not _bounded(ordinal):
            return ordinal
        event = date.fromordinal(ordinal)
        if end < LATEST:
            return self.counting.last_day_paused(event, period, how, begin, end).toordinal()
        plain = self.counting.last_day(event, period, how).toordinal()
        return plain if plain <= begin else LATEST

    def working_day(self, day: Bounds, cut_off: str | None) -> Bounds:
        """Give the working day on which something counts as coming, from each end of its day."""
        if cut_off is None:
            return Bounds(self._working_day(day.lo), self._working_day(day.hi))
        first, last = (self._working_day(_day_of_coming(minute, cut_off)) for minute in minutes_of(day))
        return Bounds(first, last)

    def _count_from(self, ordinal: int, period: Period, how: Counted) -> int:
        if not _bounded(ordinal):
            return ordinal
        return self.counting.last_day(date.fromordinal(ordinal), period, how).toordinal()

    def _working_day(self, ordinal: int) -> int:
        if not _bounded(ordinal):
            return ordinal
        return self.counting.working_day_from(date.fromordinal(ordinal)).toordinal()

    def _later_by(self, minute: int, hours: int) -> int:
        if not EARLIEST * 1440 < minute < LATEST * 1440:
            return minute
        return minute_of(self.counting.elapsed(moment_at(minute), hours))


def _bounded(ordinal: int) -> bool:
    return EARLIEST < ordinal < LATEST


def _day_of_coming(minute: int, cut_off: str) -> int:
    """Give the day on which a minute counts as coming: after the cut-off, the next, whether it works or not."""
    ordinal = day_of(minute)
    if not _bounded(ordinal):
        return ordinal
    midnight = datetime.combine(date.fromordinal(ordinal), datetime.min.time())
    hour, past = cut_off.split(":")
    shown = midnight + timedelta(hours=int(hour), minutes=int(past))
    # of a minute that the clocks showed twice, the second
    last = max(minute_of(shown.replace(tzinfo=LONDON, fold=fold)) for fold in (0, 1))
    return ordinal + (minute > last)
