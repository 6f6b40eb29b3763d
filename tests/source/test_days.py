"""How days are read."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.bounds import EARLIEST, LATEST, Bounds, exactly, minute_of
from kb.source.days import NoDay, Span, day_bounds, exact_day

CALENDAR = Span(date(1970, 1, 1), date(2045, 12, 31))
days = st.dates(CALENDAR.first, CALENDAR.last)


def span(first: str, last: str) -> Bounds:
    """Give the bounds between two days."""
    return Bounds(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2024-06-03", span("2024-06-03", "2024-06-03")),
        ("2024-02", span("2024-02-01", "2024-02-29")),
        ("2024", span("2024-01-01", "2024-12-31")),
        ("2024-03-10/2024-03-14", span("2024-03-10", "2024-03-14")),
        ("2024-02/2024", span("2024-02-01", "2024-12-31")),
        ("../2024-06-05", Bounds(EARLIEST, date(2024, 6, 5).toordinal())),
        ("2024-06/..", Bounds(date(2024, 6, 1).toordinal(), LATEST)),
    ],
)
def test_days_are_bounds(text: str, bounds: Bounds) -> None:
    """A day, month, year or range is read as its first and last day."""
    assert day_bounds(text, CALENDAR) == bounds


@pytest.mark.parametrize("text", ["2024-06-07 16:00", "2024-06-07T16:00"])
def test_a_moment_is_of_london(text: str) -> None:
    """In June, four o'clock in London is three o'clock in UTC."""
    minute = minute_of(datetime(2024, 6, 7, 15, 0, tzinfo=UTC))
    day = date(2024, 6, 7).toordinal()
    assert day_bounds(text, CALENDAR) == Bounds(day, day, (minute, minute))


def test_a_minute_that_came_twice_is_an_interval() -> None:
    """When the clocks go back, half past one is one of two moments, an hour apart."""
    minutes = day_bounds("2024-10-27 01:30", CALENDAR).minutes
    assert minutes is not None
    assert minutes[1] - minutes[0] == 60


@pytest.mark.parametrize(("zone", "hour"), [("BST", 0), ("GMT", 1)])
def test_of_a_minute_that_came_twice_it_can_be_said_which(zone: str, hour: int) -> None:
    """Summer time came first: half past one was half past midnight in UTC; an hour later it came again."""
    minute = minute_of(datetime(2024, 10, 27, hour, 30, tzinfo=UTC))
    assert day_bounds(f"2024-10-27 01:30 {zone}", CALENDAR).minutes == (minute, minute)


def test_a_zone_that_the_clocks_did_not_show_is_refused() -> None:
    """In June the clocks of London show summer time only."""
    with pytest.raises(NoDay, match="not what the clocks of London showed") as refused:
        day_bounds("2024-06-07 16:00 GMT", CALENDAR)
    assert refused.value.code.id == "K215"


@given(days, st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%Y/%m/%d", "%A, %d %B %Y"]))
def test_a_day_as_people_write_it_is_answered_with_ours(day: date, spelling: str) -> None:
    """The spelling proposed is that of the same day."""
    with pytest.raises(NoDay) as refused:
        day_bounds(day.strftime(spelling), CALENDAR)
    assert refused.value.help == f"write `{day.isoformat()}`"


@given(days, days)
def test_a_range_is_read_one_way_only(first: date, last: date) -> None:
    """A range goes from the earlier day to the later."""
    text = f"{first}/{last}"
    if first <= last:
        assert day_bounds(text, CALENDAR) == Bounds(first.toordinal(), last.toordinal())
    else:
        with pytest.raises(NoDay):
            day_bounds(text, CALENDAR)


@given(st.dates())
def test_outside_the_calendar_there_is_no_answer(day: date) -> None:
    """A day is read if and only if the calendar has it."""
    if day in CALENDAR:
        assert day_bounds(day.isoformat(), CALENDAR) == exactly(day)
    else:
        with pytest.raises(NoDay):
            day_bounds(day.isoformat(), CALENDAR)


@given(st.text() | st.from_regex(r"[0-9./ T:-]{1,20}|[0-9a-z ,]{1,20}", fullmatch=True))
def test_any_text_is_a_day_or_is_refused(text: str) -> None:
    """Reading a day never raises anything but its own refusal."""
    with suppress(NoDay):
        found = day_bounds(text, CALENDAR)
        assert found.lo <= found.hi


@pytest.mark.parametrize(
    "text", ["2024-06", "2024-06-03 16:00", "2024-06-03/2024-06-03", "../2024-06-03", "today"]
)
def test_the_day_of_assessment_is_one_whole_day(text: str) -> None:
    """Nothing less exact than a day, and nothing more, is a day of assessment."""
    with pytest.raises(NoDay):
        exact_day(text, CALENDAR)
    assert exact_day("2024-06-03", CALENDAR) + timedelta(days=1) == date(2024, 6, 4)
