"""The account of a count: each day that was counted or skipped, and why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kb.calendar.months import corresponding_date, month_reached
from kb.model.periods import Counted, Period, Unit

WhyNot = Callable[[date], str | None]
EVENT_NOT_COUNTED = "day of the event is not counted"  # Lester v Garland (1808)
CLOCK_STANDS_STILL = "the clock stands still"
AFTER_CUT_OFF = "after the cut-off"
COUNTS_AS = "it counts as this day"
EVENT_COUNTED = "day of the event is counted"
LAST_DAY = "last day"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of a ledger.

    Args:
        day: The day that the line is about; for the rule that was used, the day to which it leads.
        number: The running count with this day, or None where the day is not counted or has no number.
        why: Why the day is counted or not, in words for a reader.
    """

    day: date
    number: int | None
    why: str


def working_day_lines(event: date, last: date, counted: Counted, why_not: WhyNot) -> Iterator[LedgerLine]:
    """A line for every day from the event to the last day of a period in working days."""
    number = 0
    for offset in range((last - event).days + 1):
        day = event + timedelta(days=offset)
        reason = EVENT_NOT_COUNTED if day == event and counted is Counted.AFTER else why_not(day)
        if reason is None:
            number += 1
        yield LedgerLine(day, None if reason else number, reason or f"working day {number}")


def paused_lines(
    event: date, last: date, counted: Counted, still: range, why_not: WhyNot | None = None
) -> Iterator[LedgerLine]:
    """A line for every day of a period whose clock stands still on some; `why_not` where it counts working days."""
    number, what = 0, "working day" if why_not else "day"
    for offset in range((last - event).days + 1):
        day = event + timedelta(days=offset)
        reason = CLOCK_STANDS_STILL if day.toordinal() in still else why_not(day) if why_not else None
        if day == event and counted is Counted.AFTER:
            reason = EVENT_NOT_COUNTED
        if reason is None:
            number += 1
        yield LedgerLine(day, None if reason else number, reason or f"{what} {number}")


def move_lines(came: date, counts_as: date, why_not: WhyNot) -> Iterator[LedgerLine]:
    """A line for every day from that on which something came to the working day that it counts as."""
    for offset in range((counts_as - came).days):
        day = came + timedelta(days=offset)
        yield LedgerLine(day, None, why_not(day) or AFTER_CUT_OFF)
    yield LedgerLine(counts_as, None, COUNTS_AS)


def calendar_lines(
    event: date, last: date, period: Period, counted: Counted, why_not: WhyNot
) -> Iterator[LedgerLine]:
    """The event, the rule that was used and the last day, for periods in which every day counts alike."""
    inclusive = counted is Counted.BEGINNING_WITH
    yield LedgerLine(event, None, EVENT_COUNTED if inclusive else EVENT_NOT_COUNTED)
    yield LedgerLine(last, None, rule_used(event, period, counted))
    off = why_not(last)
    # no roll-forward: a last day on a Sunday stays there, as no court office has to be open for the act
    yield LedgerLine(last, days_in(period), f"{LAST_DAY} ({off}, and not moved)" if off else LAST_DAY)


def days_in(period: Period) -> int | None:
    """How many calendar days a period of days or weeks has; None for months and years, which vary."""
    per_unit = {Unit.DAYS: 1, Unit.WEEKS: 7}.get(period.unit)
    return per_unit and per_unit * period.number


def rule_used(event: date, period: Period, counted: Counted) -> str:
    """How the length became a day, in words."""
    if days := days_in(period):
        return f"{period} = {days} days" if period.unit is Unit.WEEKS else f"{period}, of which each counts"
    months = period.number * 12 if period.unit is Unit.YEARS else period.number
    month = month_reached(event, months)
    if corresponding_date(event, month) is None:
        return f"no {event.day} {month:%B}: last day of the month"
    return "corresponding date" if counted is Counted.AFTER else "day before the corresponding date"
