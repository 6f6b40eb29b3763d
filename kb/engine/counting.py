"""The second algorithm for time limits, sharing no code with `kb.calendar`: it counts where that one steps.

Working days are looked up in one sorted row; months are arithmetic on month numbers; hours on UTC minutes.
Days for which the two disagree would mean that one of them misreads the calendar law.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from kb.model.periods import Counted, Period, Unit

_FIRST, _LAST = date(1978, 1, 1), date(2045, 12, 31)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_CODES = {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern-ireland": "NIR"}


class OutsideCounting(ValueError):
    """A day out of range, a nation that is not counted for, hours from a day, or a moment without a zone."""


class Counting:
    """Time limits in one nation, for an organisation with these closure days.

    Raises:
        OutsideCounting: There is no such nation.
    """

    def __init__(self, name: str, closures: frozenset[date]) -> None:
        """Remember what is counted for; the working days are listed when they are first needed."""
        if name not in _CODES:
            raise OutsideCounting(f"nothing is counted for `{name}`")
        self._name = name
        self._closures = closures

    @cached_property
    def _working(self) -> tuple[int, ...]:
        closed = {day.toordinal() for day in self._closures}
        weekdays = _weekdays_without_holidays(self._name)
        return tuple(day for day in weekdays if day not in closed) if closed else weekdays

    def is_working(self, day: date) -> bool:
        """Whether the day is Monday to Friday and neither a holiday of the nation nor a closure day.

        Raises:
            OutsideCounting: The day is out of range.
        """
        ordinal = _known(day).toordinal()
        return bisect_right(self._working, ordinal) > bisect_left(self._working, ordinal)

    def working_day_from(self, day: date) -> date:
        """The first working day that is not before this one.

        Raises:
            OutsideCounting: There is none in range.
        """
        place = bisect_left(self._working, _known(day).toordinal())
        if place == len(self._working):
            raise OutsideCounting(f"no working day comes after `{day}`")
        return date.fromordinal(self._working[place])

    def last_day(self, event: date, period: Period, counted: Counted) -> date:
        """The last day of a period after an event, or beginning with it; not moved to a working day.

        Raises:
            OutsideCounting: The event or the last day is out of range, or the period is in hours.
        """
        _known(event)
        match period.unit, counted:
            case Unit.HOURS, _:
                raise OutsideCounting(f"`{period}` cannot be counted from a day, only from a moment")
            case Unit.WORKING_DAYS, _:
                return self._working_day(event, period.number, counted)
            case ((Unit.DAYS | Unit.WEEKS), _):
                return _calendar_day(event, period, counted)
            case _, Counted.AFTER:
                return _months_after(event, _months(period))
            case _:
                return _months_beginning_with(event, _months(period))

    def last_day_paused(self, event: date, period: Period, counted: Counted, begin: int, end: int) -> date:
        """The last day of a period of working days, days or weeks; the days after `begin`, up to `end`, do not count.

        What was counted when the clock stopped is taken off, and the rest is counted from where it goes on.

        Raises:
            OutsideCounting: The event or the last day is out of range.
        """
        plain, before = (
            self.last_day(event, period, counted),
            event.toordinal() - (counted is not Counted.AFTER),
        )
        if begin >= plain.toordinal() or end <= max(begin, before):
            return plain
        working, length = (
            period.unit is Unit.WORKING_DAYS,
            period.number * (7 if period.unit is Unit.WEEKS else 1),
        )
        passed = self._worked_by if working else int
        left = length - (passed(max(begin, before)) - passed(before))
        rest = Period(left, Unit.WORKING_DAYS if working else Unit.DAYS)
        return self.last_day(date.fromordinal(end), rest, Counted.AFTER)

    def _worked_by(self, ordinal: int) -> int:
        return bisect_right(self._working, ordinal)

    def elapsed(self, moment: datetime, hours: int) -> datetime:
        """The moment when so many hours have passed, shown in Europe/London.

        Raises:
            OutsideCounting: Either moment is out of range, or the given one has no zone.
        """
        if moment.tzinfo is None:
            raise OutsideCounting(f"no zone is given for `{moment}`")
        minutes, rest = divmod(moment - _EPOCH, _MINUTE)
        _london(minutes, rest)
        return _london(minutes + 60 * hours, rest)

    def _working_day(self, event: date, number: int, counted: Counted) -> date:
        # the working days in (event, due] number so many, so due stands that far behind those up to the event
        find = bisect_right if counted is Counted.AFTER else bisect_left
        place = find(self._working, event.toordinal()) + number - 1
        if place >= len(self._working):
            raise OutsideCounting(f"{number} working days from `{event}` end after {_LAST}")
        return date.fromordinal(self._working[place])


@cache
def _weekdays_without_holidays(name: str) -> tuple[int, ...]:
    from holidays import country_holidays  # here, because importing it takes longer than all else

    years = range(_FIRST.year, _LAST.year + 1)
    off = {day.toordinal() for day in country_holidays("GB", subdiv=_CODES[name], years=years)}
    every = range(_FIRST.toordinal(), _LAST.toordinal() + 1)
    # ordinal 1 was a Monday
    return tuple(day for day in every if (day - 1) % 7 < 5 and day not in off)


def _calendar_day(event: date, period: Period, counted: Counted) -> date:
    days = period.number * (7 if period.unit is Unit.WEEKS else 1)
    ordinal = event.toordinal() + days - (counted is Counted.BEGINNING_WITH)
    if ordinal > _LAST.toordinal():
        raise OutsideCounting(f"{period} from `{event}` end after {_LAST}")
    return date.fromordinal(ordinal)


def _months(period: Period) -> int:
    return period.number * (12 if period.unit is Unit.YEARS else 1)


def _months_after(event: date, months: int) -> date:
    # the corresponding date, or the last of a month that has none: Dodds v Walker [1981] 1 WLR 1027
    return _day_in_month(event.year * 12 + event.month - 1 + months, event.day)


def _months_beginning_with(event: date, months: int) -> date:
    # whole months from the event's day end the day before it comes round, or with a shorter month
    number = event.year * 12 + event.month - 1 + months
    return _day_in_month(number, event.day - 1) if event.day > 1 else _day_in_month(number - 1, 31)


def _day_in_month(number: int, day: int) -> date:
    year, month = divmod(number, 12)
    if year > _LAST.year:
        raise OutsideCounting(f"month {month + 1} of the year {year} is after {_LAST}")
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))


def _london(minutes: int, rest: timedelta) -> datetime:
    if abs(minutes) > 60 * 24 * 366 * (_LAST.year - _FIRST.year + 1):
        raise OutsideCounting(f"{minutes} minutes from 1970 is outside {_FIRST} to {_LAST}")
    moment = (_EPOCH + minutes * _MINUTE + rest).astimezone(ZoneInfo("Europe/London"))
    _known(moment.date())
    return moment


def _known(day: date) -> date:
    if not _FIRST <= day <= _LAST:
        raise OutsideCounting(f"`{day}` is outside {_FIRST} to {_LAST}")
    return day
