"""How days are written: `2024-06-18`, a month, a year, a range, a moment; what is said of other spellings."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from kb.calendar import FIRST, LAST, NoSuchMoment
from kb.calendar.moments import local_moment
from kb.model.bounds import EARLIEST, LATEST, Bounds, minute_of
from kb.source import codes
from kb.source.codes import Code
from kb.source.faults import Faults
from kb.source.wording import quoted
from kb.source.yaml_nodes import At

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d)(?: (GMT|BST))?", re.ASCII)
_TIME = r"(?:,? (?:at )?(?P<time>\d\d:\d\d))?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORD = r"(?P<word>[a-z]{3,9})\.?"
_OTHER_SPELLINGS = tuple(
    re.compile(pattern + _TIME, re.ASCII | re.IGNORECASE)
    for pattern in (
        r"(?P<day>\d{1,2})[./ -](?P<month>\d{1,2})[./ -](?P<year>\d{4}|\d\d)",
        r"(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})",
        rf"(?:[a-z]+,? )?{_NUMBER} (?:of )?{_WORD},? (?P<year>\d{{4}})",
        rf"(?:[a-z]+,? )?{_WORD} {_NUMBER},? (?P<year>\d{{4}})",
        rf"{_WORD} (?P<year>\d{{4}})",
    )
)


class NoDay(ValueError):
    """Text that is no day, with what is to be told of it."""

    def __init__(self, code: Code, message: str, help: str = "") -> None:
        """Keep the code and the help beside the message."""
        super().__init__(message)
        self.code, self.help = code, help


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a calendar knows, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def day_bounds(text: str, calendar: Span) -> Bounds:
    """Read a day as a case states it.

    Raises:
        NoDay: it is written in no known way, does not exist, or is outside the calendar.
    """
    if moment := _MOMENT.fullmatch(text):
        return _moment(moment, calendar)
    first, slash, last = text.partition("/")
    if slash and all(part == ".." or _DAY.fullmatch(part) for part in (first, last)):
        return _range(text, first, last, calendar)
    if not _DAY.fullmatch(text):
        raise _not_a_day(text, calendar)
    return _one(text, calendar)


def exact_day(text: str, calendar: Span) -> date:
    """Read one whole day, as `assessed_on` is.

    Raises:
        NoDay: as `day_bounds`, or more than one day is possible.
    """
    bounds = day_bounds(text, calendar)
    if not bounds.exact or len(text) != len("2024-06-18"):
        message = f"one whole day is expected, not {quoted(text)}"
        raise NoDay(codes.ASSESSED_ON_INEXACT, message, "write it as `2024-06-18`")
    return bounds.day()


def check_date(faults: Faults, text: object, at: At) -> bool:
    """Note what is wrong with a date in a rule file; say if nothing is."""
    try:
        exact_day(str(text), Span(FIRST, LAST))
    except NoDay as found:
        faults.add(codes.NOT_A_DATE, str(found), at, help=found.help)
        return False
    return True


def _one(text: str, calendar: Span) -> Bounds:
    """Read a day, month or year that has the right form."""
    year, month, day = text[:4], text[5:7], text[8:]
    if year == "0000":
        raise _outside(text, calendar)
    if month and not 1 <= int(month) <= 12:
        raise NoDay(codes.NO_SUCH_DAY, f"{quoted(text)} does not exist: a year has 12 months")
    length = monthrange(int(year), int(month))[1] if month else 0
    if day and not 1 <= int(day) <= length:
        named = f"{MONTHS[int(month) - 1]} {year}"
        raise NoDay(codes.NO_SUCH_DAY, f"{quoted(text)} does not exist: {named} has {length} days")
    first = date(int(year), int(month or 1), int(day or 1))
    last = date(int(year), int(month or 12), int(day or length or 31))
    if first not in calendar or last not in calendar:
        raise _outside(text, calendar)
    return Bounds(first.toordinal(), last.toordinal())


def _range(text: str, first: str, last: str, calendar: Span) -> Bounds:
    if first == last == "..":
        raise NoDay(codes.NOT_A_DAY, f"{quoted(text)} says nothing", "leave out what is not known")
    lo = EARLIEST if first == ".." else _one(first, calendar).lo
    hi = LATEST if last == ".." else _one(last, calendar).hi
    if lo > hi:
        raise NoDay(
            codes.REVERSED_RANGE, f"the range {quoted(text)} ends before it begins", f"`{last}/{first}`?"
        )
    return Bounds(lo, hi)


def _moment(text: re.Match[str], calendar: Span) -> Bounds:
    on, hours, minutes, zone = text.groups()
    day, hour, minute = _one(on, calendar), int(hours), int(minutes)
    if hour > 23 or minute > 59:
        message = f"`{hours}:{minutes}` is not a time of day"
        raise NoDay(codes.NOT_A_TIME, message, "hours are 00 to 23, minutes 00 to 59")
    try:
        # a minute that came twice, when the clocks went back, lies between the two, unless it is said which
        shown = local_moment(day.day(), hour, minute)
    except NoSuchMoment:
        message = f"`{hours}:{minutes}` did not happen on {on}: the clocks went forward over it"
        raise NoDay(codes.NO_SUCH_MOMENT, message, "state the day alone if the time is not known") from None
    meant = [minute_of(one) for one in shown if zone in (None, one.tzname())]
    if not meant:
        message = f"`{hours}:{minutes} {zone}` is not what the clocks of London showed on {on}"
        raise NoDay(codes.NOT_A_TIME, message, f"leave out `{zone}`: it is for a minute that came twice")
    return Bounds(day.lo, day.hi, (meant[0], meant[-1]))


def _outside(text: str, calendar: Span) -> NoDay:
    message = f"{quoted(text)} is outside the calendar, which runs from {calendar.first} to {calendar.last}"
    return NoDay(codes.OUTSIDE_CALENDAR, message)


def _not_a_day(text: str, calendar: Span) -> NoDay:
    if meant := _respelled(text):
        _one(meant[:10], calendar)  # a day that does not exist is not proposed
        return NoDay(codes.DAY_SPELLING, f"{quoted(text)} is not how a day is written", f"write `{meant}`")
    if re.match(r"\d{4}-\d\d-\d\d[ T]\d", text, re.ASCII):
        help = "a time of day is that of London, as `2024-06-07 16:00`"
    else:
        help = "write a day as `2024-06-18`, a month as `2024-06`, a range as `2024-06-10/2024-06-18`"
    return NoDay(codes.NOT_A_DAY, f"{quoted(text)} is not a day", help)


def _respelled(text: str) -> str | None:
    """Give our spelling of a day that is written in one of the ways people write it, or nothing."""
    found = next((match for one in _OTHER_SPELLINGS if (match := one.fullmatch(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = int(parts["month"]) if parts.get("month") else _month_of(parts["word"])
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if not parts.get("day"):
        return f"{year:04}-{month:02}" if month else None
    day = int(parts["day"])
    if month > 12 >= day:  # the month cannot be that, so it was written first, as in America
        day, month = month, day
    if not month:
        return None
    return f"{year:04}-{month:02}-{day:02}" + (f" {parts['time']}" if parts["time"] else "")


def _month_of(word: str) -> int:
    """Give the number of a month by its name or the beginning of it; 0 where there is none."""
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(word.lower())), 0)
