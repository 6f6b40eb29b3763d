"""Laws of months, of elapsed hours and of London's clocks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.calendar import HoursNeedMoment, NaiveMoment, NoSuchMoment, calendar
from kb.engine.counting import OutsideCounting
from kb.model.periods import Counted, Period, Unit
from tests.calendar.both import ALGORITHMS, algorithms, counting, days, stepping

both = pytest.mark.parametrize("algorithm", ALGORITHMS)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def _months(number: int) -> Period:
    return Period(number, Unit.MONTHS)


@given(algorithms, days, st.integers(1, 60))
def test_months_never_reach_a_higher_day_number(algorithm: Any, event: date, number: int) -> None:
    """The corresponding date has the event's number, and a short month only a lower one."""
    last = algorithm().last_day(event, _months(number), Counted.AFTER)
    assert last.day <= event.day
    assert last.day == event.day or (last + timedelta(days=1)).day == 1


@both
def test_four_january_events_share_one_february_deadline(algorithm: Any) -> None:
    """28 to 31 January 2023 and a month all end on 28 February."""
    ends = {algorithm().last_day(date(2023, 1, day), _months(1), Counted.AFTER) for day in range(28, 32)}
    assert ends == {date(2023, 2, 28)}


@both
def test_a_month_and_a_month_are_not_two_months(algorithm: Any) -> None:
    """From 31 January: 28 March by steps of one, 31 March in one step."""

    def after(event: date, number: int) -> date:
        return algorithm().last_day(event, _months(number), Counted.AFTER)  # type: ignore[no-any-return]

    assert after(after(date(2023, 1, 31), 1), 1) == date(2023, 3, 28)
    assert after(date(2023, 1, 31), 2) == date(2023, 3, 31)


@both
def test_beginning_with_is_not_the_day_before_at_month_ends(algorithm: Any) -> None:
    """31 August and six months end on 29 February either way (Hare v Gocher [1962])."""
    for counted in Counted:
        assert algorithm().last_day(date(2023, 8, 31), _months(6), counted) == date(2024, 2, 29)


@given(algorithms, days, st.integers(1, 9))
def test_a_year_is_twelve_months(algorithm: Any, event: date, number: int) -> None:
    """Counted either way."""
    for counted in Counted:
        years = algorithm().last_day(event, Period(number, Unit.YEARS), counted)
        assert years == algorithm().last_day(event, _months(12 * number), counted)


@given(algorithms, days, st.integers(1, 120))
def test_weeks_end_on_the_weekday_of_the_event(algorithm: Any, event: date, number: int) -> None:
    """And with the event's day counted, on the weekday before."""
    last_day, weeks = algorithm().last_day, Period(number, Unit.WEEKS)
    assert last_day(event, weeks, Counted.AFTER) == event + timedelta(weeks=number)
    assert last_day(event, weeks, Counted.BEGINNING_WITH) == event + timedelta(days=7 * number - 1)


@given(moments, st.integers(1, 5000))
def test_elapsed_hours_are_hours_on_every_clock(moment: datetime, hours: int) -> None:
    """Both algorithms name the same instant, so many hours on, and show it as London clocks do."""
    ends = [algorithm().elapsed(moment, hours) for algorithm in ALGORITHMS]
    assert [end - moment for end in ends] == [timedelta(hours=hours)] * 2
    assert ends[0].isoformat() == ends[1].isoformat()


@given(moments)
def test_a_wall_clock_minute_is_found_again(moment: datetime) -> None:
    """Each instant lies within the bounds of the minute that London clocks showed at it."""
    minute = stepping().elapsed(moment.replace(second=0, microsecond=0), 0)
    earliest, latest = calendar("england").local_moment(minute.date(), minute.hour, minute.minute)
    assert earliest.timestamp() <= minute.timestamp() <= latest.timestamp()
    assert minute.timestamp() in (earliest.timestamp(), latest.timestamp())


def test_an_ambiguous_minute_has_two_instants() -> None:
    """01:30 on the last Sunday of October comes in summer time and again an hour later."""
    earliest, latest = calendar("england").local_moment(date(2024, 10, 27), 1, 30)
    assert (earliest.isoformat(), latest.isoformat()) == (
        "2024-10-27T01:30:00+01:00",
        "2024-10-27T01:30:00+00:00",
    )


def test_an_ordinary_minute_has_one_instant() -> None:
    """02:00 that morning is past the change, and 00:59 before it."""
    for hour, minute in ((2, 0), (0, 59)):
        earliest, latest = calendar("england").local_moment(date(2024, 10, 27), hour, minute)
        assert earliest.isoformat() == latest.isoformat()


@pytest.mark.parametrize(("hour", "minute"), [(1, 0), (1, 30), (1, 59)])
def test_a_minute_that_never_was_is_an_error(hour: int, minute: int) -> None:
    """The clocks went from 01:00 to 02:00 on 31 March 2024."""
    with pytest.raises(NoSuchMoment, match=f"`2024-03-31 {hour:02}:{minute:02}`"):
        calendar("england").local_moment(date(2024, 3, 31), hour, minute)
    assert calendar("england").local_moment(date(2024, 3, 31), 2, 0)[0].utcoffset() == timedelta(hours=1)


def test_hours_cannot_be_counted_from_a_day() -> None:
    """A day has no hour to begin at."""
    day, period = date(2024, 6, 7), Period(24, Unit.HOURS)
    with pytest.raises(HoursNeedMoment, match="`24 hours`"):
        stepping().last_day(day, period, Counted.AFTER)
    with pytest.raises(HoursNeedMoment):
        calendar("england").ledger(day, period)
    with pytest.raises(OutsideCounting, match="`24 hours`"):
        counting().last_day(day, period, Counted.AFTER)


def test_hours_cannot_be_counted_without_a_zone() -> None:
    """14:00 of nowhere is refused."""
    nowhere = datetime(2024, 6, 7, 14)  # noqa: DTZ001
    with pytest.raises(NaiveMoment, match="no time zone"):
        stepping().elapsed(nowhere, 1)
    with pytest.raises(OutsideCounting, match="no zone"):
        counting().elapsed(nowhere, 1)
