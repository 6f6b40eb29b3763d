"""A day that may be known only within bounds.

Days are proleptic Gregorian ordinals (`date.toordinal`), both ends included; `EARLIEST` and `LATEST` stand for
"no bound". A moment adds minutes of UTC since ordinal 0, so that elapsed hours are right across clock changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple, assert_never
from zoneinfo import ZoneInfo

from kb.model.truth import Truth, truth_of

EARLIEST = -(10**9)
LATEST = 10**9
LONDON = ZoneInfo("Europe/London")
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)

Comparison = Literal["before", "on-or-before", "on", "on-or-after", "after"]


class Bounds(NamedTuple):
    """The first and the last day something can be; `minutes` narrows them where a time of day is known.

    `by_minute` marks a day that was counted in hours: comparing with it looks at minutes, not at days.
    """

    lo: int
    hi: int
    minutes: tuple[int, int] | None = None
    by_minute: bool = False

    @property
    def exact(self) -> bool:
        """Whether only one day is possible, and it is a real one."""
        return self.lo == self.hi and EARLIEST < self.lo < LATEST

    @property
    def never(self) -> bool:
        """Whether this is the day that never comes (no limit)."""
        return self.lo == LATEST

    @property
    def timed(self) -> bool:
        """Whether the time of day is known, to one minute."""
        return self.minutes is not None and self.minutes[0] == self.minutes[1]

    def day(self) -> date:
        """Give the one possible day; ValueError where there is more than one."""
        if not self.exact:
            raise ValueError("the day is known only within bounds")
        return date.fromordinal(self.lo)


ANY_DAY = Bounds(EARLIEST, LATEST)
NEVER = Bounds(LATEST, LATEST)


def exactly(day: date) -> Bounds:
    """Give the bounds of one known day."""
    return Bounds(day.toordinal(), day.toordinal())


def minute_of(moment: datetime) -> int:
    """Give a moment (with its zone) as minutes of UTC."""
    return int((moment - _EPOCH) / timedelta(minutes=1))


def moment_at(minute: int) -> datetime:
    """Give minutes of UTC as a moment on the wall clock of London."""
    return (_EPOCH + timedelta(minutes=minute)).astimezone(LONDON)


def minutes_of(bounds: Bounds) -> tuple[int, int]:
    """Give the first and last minute a day can mean: the stated minutes, or midnight to 23:59 in London."""
    if bounds.minutes is not None:
        return bounds.minutes
    return _edge(bounds.lo, 0, 0), _edge(bounds.hi, 23, 59)


def _edge(ordinal: int, hour: int, minute: int) -> int:
    if not EARLIEST < ordinal < LATEST:
        return ordinal * 1440
    day = date.fromordinal(ordinal)
    return minute_of(datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON))


def day_of(minute: int) -> int:
    """Give the ordinal of the London day on which a minute falls."""
    if minute >= (LATEST - 1) * 1440 or minute <= (EARLIEST + 1) * 1440:
        return LATEST if minute > 0 else EARLIEST
    return moment_at(minute).date().toordinal()


def earliest_of(parts: Iterable[Bounds]) -> Bounds:
    """Give the earliest of several days: each end is the least of the ends."""
    return _combined(list(parts), min)


def latest_of(parts: Iterable[Bounds]) -> Bounds:
    """Give the latest of several days: each end is the greatest of the ends."""
    return _combined(list(parts), max)


def _combined(parts: list[Bounds], pick: Callable[[Iterable[int]], int]) -> Bounds:
    lo, hi = pick(part.lo for part in parts), pick(part.hi for part in parts)
    if all(part.minutes is None for part in parts):
        return Bounds(lo, hi)
    spans = [
        minutes_of(part) for part in parts
    ]  # a time of day that is known stays known, and may yet matter
    minutes = (pick(first for first, _ in spans), pick(last for _, last in spans))
    return Bounds(lo, hi, minutes, by_minute=any(part.by_minute for part in parts))


def compared(left: Bounds, how: Comparison, right: Bounds) -> Truth:
    """Say whether one day stands in a relation to another: always, never, or depending on what is unknown."""
    if left.by_minute or right.by_minute:
        (a, b), (c, d) = minutes_of(left), minutes_of(right)
    else:
        a, b, c, d = left.lo, left.hi, right.lo, right.hi
    match how:
        case "before":
            return truth_of(b < c, a >= d)
        case "on-or-before":
            return truth_of(b <= c, a > d)
        case "on":
            return truth_of(a == b == c == d, b < c or a > d)
        case "on-or-after":
            return truth_of(a >= d, b < c)
        case "after":
            return truth_of(a > d, b <= c)
    assert_never(how)
