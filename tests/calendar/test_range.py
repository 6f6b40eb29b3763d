"""Outside the range nothing is answered, by either algorithm."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.calendar import OutsideCalendar, calendar
from kb.engine.counting import OutsideCounting
from kb.model.periods import Counted, Period, Unit
from tests.calendar.both import ALGORITHMS, nations, ways

both = pytest.mark.parametrize("algorithm", ALGORITHMS)
BEFORE, FIRST, LAST, BEYOND = date(1977, 12, 31), date(1978, 1, 1), date(2045, 12, 31), date(2046, 1, 1)
OUTSIDE = (OutsideCalendar, OutsideCounting)
anything = st.builds(
    Period, st.integers(1, 10**12), st.sampled_from([each for each in Unit if each != "hours"])
)
something = st.builds(Period, st.integers(1, 12), st.sampled_from([each for each in Unit if each != "hours"]))


def _answer(algorithm: Any, event: date, period: Period, counted: Counted) -> date | None:
    try:
        return algorithm.last_day(event, period, counted)  # type: ignore[no-any-return]
    except OUTSIDE:
        return None


@given(nations, st.dates(), anything | something, ways)
def test_both_refuse_the_same_questions(nation: str, event: date, period: Period, counted: Counted) -> None:
    """Any event in any year, and a period of any length."""
    first, second = (_answer(algorithm(nation), event, period, counted) for algorithm in ALGORITHMS)
    assert first == second


@given(nations, st.dates(date(2044, 12, 1), date(2046, 1, 31)), something, ways)
def test_both_stop_on_the_same_last_day(nation: str, event: date, period: Period, counted: Counted) -> None:
    """Where the range ends is where a slip by one would show."""
    first, second = (_answer(algorithm(nation), event, period, counted) for algorithm in ALGORITHMS)
    assert first == second
    assert first is None or first <= LAST


@both
@pytest.mark.parametrize("day", [BEFORE, BEYOND])
def test_a_day_outside_is_neither_worked_nor_a_holiday(algorithm: Any, day: date) -> None:
    """The message names the day and the range."""
    with pytest.raises(OUTSIDE, match=f"`{day}` is outside .*1978-01-01.*2045-12-31"):
        algorithm().is_working(day)
    with pytest.raises(OUTSIDE, match=str(day)):
        algorithm().last_day(day, Period.parse("1 day"), Counted.AFTER)


@pytest.mark.parametrize("day", [BEFORE, BEYOND])
def test_nothing_else_is_said_of_a_day_outside(day: date) -> None:
    """No name, no reason, no next working day, no minute."""
    england = calendar("england")
    for ask in (england.holiday, england.why_not_working, england.next_working_day):
        with pytest.raises(OutsideCalendar, match=str(day)):
            ask(day)
    with pytest.raises(OutsideCalendar, match=str(day)):
        england.local_moment(day, 12, 0)


@both
def test_the_ends_of_the_range_are_inside(algorithm: Any) -> None:
    """New Year's Day 1978 and the last day of 2045, both Sundays, and the Tuesday after the first."""
    assert not algorithm().is_working(FIRST)
    assert not algorithm().is_working(LAST)
    assert algorithm().is_working(date(1978, 1, 3))
    half_year = Period.parse("6 months")
    assert algorithm().last_day(date(2045, 7, 1), half_year, Counted.BEGINNING_WITH) == LAST
    with pytest.raises(OUTSIDE):
        algorithm().last_day(date(2045, 7, 1), half_year, Counted.AFTER)


@both
def test_working_days_are_not_counted_past_the_range(algorithm: Any) -> None:
    """The last working day of 2045 is a Friday, and there is no next."""
    assert algorithm().last_day(date(2045, 12, 28), Period.parse("1 working day"), Counted.AFTER) == date(
        2045, 12, 29
    )
    with pytest.raises(OUTSIDE):
        algorithm().last_day(date(2045, 12, 29), Period.parse("1 working day"), Counted.AFTER)


@both
@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (datetime(1969, 12, 31, 12, tzinfo=UTC), 24),
        (datetime(2045, 12, 31, 12, tzinfo=UTC), 12),
        (datetime(2046, 1, 1, tzinfo=UTC), 1),
        (datetime(2024, 1, 1, tzinfo=UTC), 10**12),
    ],
)
def test_hours_neither_begin_nor_end_outside(algorithm: Any, moment: datetime, hours: int) -> None:
    """Both moments have to be in range."""
    with pytest.raises(OUTSIDE):
        algorithm().elapsed(moment, hours)
