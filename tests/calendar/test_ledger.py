"""Laws of the ledger: the account says what was counted, in order, and ends where the count does."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from kb.calendar import LedgerLine, calendar
from kb.model.periods import Counted, Period, Unit
from tests.calendar.both import closures, days, nations, periods, ways, working_numbers


@given(nations, closures, days, periods, ways)
def test_a_ledger_begins_with_the_event_and_ends_with_the_last_day(
    nation: str, shut: frozenset[date], event: date, period: Period, counted: Counted
) -> None:
    """Whatever the unit, and every line has a reason."""
    lines = calendar(nation, shut).ledger(event, period, counted)
    assert lines[0].day == event
    assert lines[-1].day == calendar(nation, shut).last_day(event, period, counted)
    assert all(line.why for line in lines)


@given(nations, closures, days, working_numbers, ways)
def test_a_ledger_of_working_days_numbers_each_that_counts_and_says_why_others_do_not(
    nation: str, shut: frozenset[date], event: date, number: int, counted: Counted
) -> None:
    """No day is left out, the numbers run from 1, and the last day has the highest."""
    here = calendar(nation, shut)
    lines = here.ledger(event, Period(number, Unit.WORKING_DAYS), counted)
    assert [line.day for line in lines] == [event + timedelta(days=each) for each in range(len(lines))]
    assert [line.number for line in lines if line.number] == list(range(1, number + 1))
    assert lines[-1].number == number
    after_event = lines[1:] if counted is Counted.AFTER else lines
    assert all((line.number is not None) == here.is_working(line.day) for line in after_event)
    assert all(line.why == here.why_not_working(line.day) for line in after_event if line.number is None)


def test_a_ledger_over_easter_reads_like_an_account() -> None:
    """Two working days from Maundy Thursday 2024."""
    lines = calendar("england").ledger(date(2024, 3, 28), Period.parse("2 working days"))
    assert lines == (
        LedgerLine(date(2024, 3, 28), None, "day of the event is not counted"),
        LedgerLine(date(2024, 3, 29), None, "Good Friday"),
        LedgerLine(date(2024, 3, 30), None, "Saturday"),
        LedgerLine(date(2024, 3, 31), None, "Sunday"),
        LedgerLine(date(2024, 4, 1), None, "Easter Monday"),
        LedgerLine(date(2024, 4, 2), 1, "working day 1"),
        LedgerLine(date(2024, 4, 3), 2, "working day 2"),
    )


@pytest.mark.parametrize(
    ("event", "period", "counted", "rule", "end"),
    [
        ("2024-11-06", "8 weeks", "after", "8 weeks = 56 days", "last day (New Year's Day, and not moved)"),
        (
            "2024-03-27",
            "5 days",
            "after",
            "5 days, of which each counts",
            "last day (Easter Monday, and not moved)",
        ),
        ("2024-03-11", "1 month", "after", "corresponding date", "last day"),
        ("2023-01-31", "1 month", "after", "no 31 February: last day of the month", "last day"),
        ("2024-02-29", "1 year", "after", "no 29 February: last day of the month", "last day"),
        (
            "2024-01-15",
            "6 months",
            "beginning with",
            "day before the corresponding date",
            "last day (Sunday, and not moved)",
        ),
        ("2023-08-31", "6 months", "beginning with", "no 31 February: last day of the month", "last day"),
    ],
)
def test_other_ledgers_give_the_event_the_rule_and_the_last_day(
    event: str, period: str, counted: str, rule: str, end: str
) -> None:
    """Three lines, since in these periods every day counts alike."""
    lines = calendar("england").ledger(date.fromisoformat(event), Period.parse(period), Counted(counted))
    opening = "day of the event is not counted" if counted == "after" else "day of the event is counted"
    assert [line.why for line in lines] == [opening, rule, end]


def test_a_ledger_that_begins_with_the_event_counts_it() -> None:
    """Unless it fell on a day off, which then has that reason."""
    period = Period.parse("1 working day")
    assert calendar("england").ledger(date(2024, 6, 7), period, Counted.BEGINNING_WITH) == (
        LedgerLine(date(2024, 6, 7), 1, "working day 1"),
    )
    assert [
        line.why for line in calendar("england").ledger(date(2024, 6, 8), period, Counted.BEGINNING_WITH)
    ] == [
        "Saturday",
        "Sunday",
        "working day 1",
    ]
