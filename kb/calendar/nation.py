"""The calendar of one nation, and of one organisation's closure days in it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import assert_never

from kb.calendar import moments, months
from kb.calendar.bank_holidays import SUBDIVISIONS, bank_holidays, edition
from kb.calendar.errors import HoursNeedMoment, OutsideCalendar, UnknownCalendar
from kb.calendar.ledger import (
    LedgerLine,
    calendar_lines,
    days_in,
    move_lines,
    paused_lines,
    working_day_lines,
)
from kb.calendar.stepping import WorkingOrdinals
from kb.model.periods import Counted, Period, Unit

NAMES: tuple[str, ...] = tuple(SUBDIVISIONS)
# further back the package differs from history: 1 January 1974 and August 1970 are missing for England
FIRST = date(1978, 1, 1)
LAST = date(2045, 12, 31)
# bank holidays are announced on gov.uk to this day; move it when the next year's are published there *and*
# the installed edition of `holidays` agrees with them
CONFIRMED_TO = date(2028, 12, 31)
_WEEKEND = {5: "Saturday", 6: "Sunday"}


@dataclass(frozen=True)
class Calendar:
    """The days of one nation, from `first` to `last`. Outside that range nothing is answered.

    A working day is a Monday to Friday that is no holiday of the nation and no closure day.

    Args:
        id: The nation, one of `NAMES`.
        edition: The package and version that the holidays come from; to be kept with every result.
        first: The first day that can be asked about.
        last: The last day that can be asked about.
        confirmed_to: The day to which bank holidays are announced; later ones are the usual pattern only.
        closures: Days on which the organisation is shut and which its policy says do not count.
    """

    id: str
    edition: str
    first: date
    last: date
    confirmed_to: date
    closures: frozenset[date] = frozenset()

    def holiday(self, day: date) -> str | None:
        """The name of the nation's holiday on this day, also at a weekend; None if there is none.

        Raises:
            OutsideCalendar: The day is out of range.
        """
        return bank_holidays(self.id, self._inside(day).year).get(day)

    def is_working(self, day: date) -> bool:
        """Whether this is a working day.

        Raises:
            OutsideCalendar: The day is out of range.
        """
        return self._works[day.toordinal()]

    def why_not_working(self, day: date) -> str | None:
        """`Saturday`, `Sunday`, the holiday's name or `closure day`; None for a working day.

        Raises:
            OutsideCalendar: The day is out of range.
        """
        closed = "closure day" if day in self.closures else None
        return _WEEKEND.get(self._inside(day).weekday()) or self.holiday(day) or closed

    def next_working_day(self, day: date) -> date:
        """The first working day after this one, which itself is never the answer.

        It is where a deeming or cut-off clause puts an event that came on a non-working day or too late.

        Raises:
            OutsideCalendar: There is none in range.
        """
        return self._nth_working_day(self._inside(day).toordinal() + 1, 1)

    def working_day_from(self, day: date) -> date:
        """This day if it is a working day, else the first after it.

        Raises:
            OutsideCalendar: There is none in range.
        """
        return self._nth_working_day(self._inside(day).toordinal(), 1)

    def last_day(self, event: date, period: Period, counted: Counted = Counted.AFTER) -> date:
        """The last day of a period that runs from an event; an act at any time on that day is in time.

        Not moved when it falls on a non-working day. Days, weeks, months and years are calendar ones.

        Raises:
            HoursNeedMoment: The period is in hours.
            OutsideCalendar: The event, or the last day, is out of range.
        """
        inclusive = counted is Counted.BEGINNING_WITH
        first = self._inside(event).toordinal() + (not inclusive)  # Lester v Garland (1808)
        match period.unit:
            case Unit.WORKING_DAYS:
                return self._nth_working_day(first, period.number)
            case Unit.DAYS:
                return self._day(first + period.number - 1)
            case Unit.WEEKS:
                return self._day(first + 7 * period.number - 1)
            case Unit.MONTHS:
                return self._months_from(event, period.number, inclusive)
            case Unit.YEARS:
                return self._months_from(event, 12 * period.number, inclusive)
            case Unit.HOURS:
                raise HoursNeedMoment(f"`{period}` run from a moment, not from the day {event}")
            case unit:
                assert_never(unit)

    def last_day_paused(self, event: date, period: Period, counted: Counted, still: range) -> date:
        """The last day of a period of working days, days or weeks whose clock stands still on some days.

        Args:
            event: The day that the period is counted from.
            period: Its length.
            counted: Whether the day of the event counts.
            still: The ordinals of the days on which the clock stands still, which do not count.

        Raises:
            OutsideCalendar: The event, or the last day, is out of range.
        """
        ordinal = self._inside(event).toordinal() - (counted is Counted.BEGINNING_WITH)
        left = days_in(period) or period.number
        while left:
            ordinal += 1
            left -= ordinal not in still and (period.unit is not Unit.WORKING_DAYS or self._works[ordinal])
        return self._day(ordinal)

    def ledger_paused(
        self, event: date, period: Period, counted: Counted, still: range
    ) -> tuple[LedgerLine, ...]:
        """How `last_day_paused` was reached: every day, and why it did not count if it did not.

        Raises:
            OutsideCalendar: The event, or the last day, is out of range.
        """
        last = self.last_day_paused(event, period, counted, still)
        if period.unit is Unit.WORKING_DAYS:
            return tuple(paused_lines(event, last, counted, still, self.why_not_working))
        return tuple(paused_lines(event, last, counted, still))

    def ledger(self, event: date, period: Period, counted: Counted = Counted.AFTER) -> tuple[LedgerLine, ...]:
        """How `last_day` was reached, ending with it: every day for working days, else the rule used.

        Raises:
            HoursNeedMoment: The period is in hours.
            OutsideCalendar: The event, or the last day, is out of range.
        """
        last = self.last_day(event, period, counted)
        if period.unit is Unit.WORKING_DAYS:
            return tuple(working_day_lines(event, last, counted, self.why_not_working))
        return tuple(calendar_lines(event, last, period, counted, self.why_not_working))

    def move_ledger(self, came: date, counts_as: date) -> tuple[LedgerLine, ...]:
        """How a day became the working day that it counts as: every day between, and why it was passed over."""
        return tuple(move_lines(came, counts_as, self.why_not_working))

    def elapsed(self, moment: datetime, hours: int) -> datetime:
        """The moment so many elapsed hours later, in Europe/London; weekend hours count.

        Raises:
            NaiveMoment: The moment has no time zone.
            OutsideCalendar: Either moment is out of range.
        """
        start = moments.elapsed(moment, 0)
        self._inside(start.date())
        if hours > self._years * 366 * 24:  # before adding them takes a clock out of all dates
            raise OutsideCalendar(f"{start} and {hours} hours", self.first, self.last)
        later = moments.elapsed(start, hours)
        self._inside(later.date())
        return later

    def local_moment(self, day: date, hour: int, minute: int) -> tuple[datetime, datetime]:
        """The earliest and latest instant at which London clocks showed this minute.

        Raises:
            NoSuchMoment: The clocks went forward over this minute.
            OutsideCalendar: The day is out of range.
        """
        return moments.local_moment(self._inside(day), hour, minute)

    @cached_property
    def _works(self) -> WorkingOrdinals:
        return WorkingOrdinals(lambda each: self._day(each).year, lambda day: not self.why_not_working(day))

    @cached_property
    def _years(self) -> int:
        return self.last.year - self.first.year + 1

    def _inside(self, day: date) -> date:
        if not self.first <= day <= self.last:
            raise OutsideCalendar(day, self.first, self.last)
        return day

    def _day(self, ordinal: int) -> date:
        if ordinal > date.max.toordinal():
            raise OutsideCalendar("a day beyond the year 9999", self.first, self.last)
        return self._inside(date.fromordinal(ordinal))

    def _nth_working_day(self, ordinal: int, number: int) -> date:
        return date.fromordinal(self._works.nth(ordinal, number))

    def _months_from(self, event: date, number: int, inclusive: bool) -> date:
        if number > 12 * self._years:  # before stepping out of all dates
            raise OutsideCalendar(f"{event} and {number} months", self.first, self.last)
        month = months.month_reached(event, number)
        last_day = months.last_day_beginning_with if inclusive else months.last_day_after
        return self._inside(last_day(event, month))


def calendar(name: str, closures: frozenset[date] = frozenset()) -> Calendar:
    """The calendar of a nation in `NAMES`; the same object each time it is asked for.

    Raises:
        UnknownCalendar: There is no such nation here.
    """
    if name not in NAMES:
        raise UnknownCalendar(name, NAMES)
    return _built(name, closures)


@lru_cache(maxsize=256)
def _built(name: str, closures: frozenset[date]) -> Calendar:
    return Calendar(name, edition(), FIRST, LAST, CONFIRMED_TO, closures)
