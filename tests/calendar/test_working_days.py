"""Laws of working days, for both algorithms, all four nations and any closure days."""

from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given

from kb.model.periods import Counted, Period, Unit
from tests.calendar.both import (
    NONE,
    algorithms,
    closures,
    counting,
    days,
    nations,
    periods,
    stepping,
    ways,
    working_numbers,
)


def _working(number: int) -> Period:
    return Period(number, Unit.WORKING_DAYS)


@given(nations, closures, days, periods, ways)
def test_stepping_and_counting_agree(
    nation: str, shut: frozenset[date], event: date, period: Period, counted: Counted
) -> None:
    """Two methods that share no code find the same last day, whatever is asked."""
    first = stepping(nation, shut).last_day(event, period, counted)
    assert first == counting(nation, shut).last_day(event, period, counted)


@given(nations, closures, days)
def test_both_agree_on_what_a_working_day_is(nation: str, shut: frozenset[date], day: date) -> None:
    """No day works for one and not for the other."""
    assert stepping(nation, shut).is_working(day) == counting(nation, shut).is_working(day)


def test_both_agree_on_every_day_of_the_range() -> None:
    """Seventy-six years in four nations, day by day."""
    for nation in ("england", "scotland", "wales", "northern-ireland"):
        first, second = stepping(nation), counting(nation)
        for ordinal in range(date(1978, 1, 1).toordinal(), date(2045, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            assert first.is_working(day) == second.is_working(day), day


@given(algorithms, nations, days, working_numbers, ways)
def test_so_many_working_days_lie_between_the_event_and_the_last_day(
    algorithm: Any, nation: str, event: date, number: int, counted: Counted
) -> None:
    """Counted one by one, they are exactly the number of the period."""
    days_of = algorithm(nation)
    due = days_of.last_day(event, _working(number), counted)
    skipped = 1 if counted is Counted.AFTER else 0
    span = [event + timedelta(days=each) for each in range(skipped, (due - event).days + 1)]
    assert sum(map(days_of.is_working, span)) == number


@given(algorithms, nations, closures, days, working_numbers, ways)
def test_a_period_of_working_days_ends_on_a_working_day(
    algorithm: Any, nation: str, shut: frozenset[date], event: date, number: int, counted: Counted
) -> None:
    """Its last day is one of those that were counted."""
    days_of = algorithm(nation, shut)
    assert days_of.is_working(days_of.last_day(event, _working(number), counted))


@given(algorithms, nations, closures, days, working_numbers, ways)
def test_one_more_working_day_ends_later(
    algorithm: Any, nation: str, shut: frozenset[date], event: date, number: int, counted: Counted
) -> None:
    """A longer period never ends on the same day."""
    last_day = algorithm(nation, shut).last_day
    assert last_day(event, _working(number + 1), counted) > last_day(event, _working(number), counted)


@given(algorithms, nations, closures, days, periods, ways)
def test_a_closure_day_never_brings_a_deadline_forward(
    algorithm: Any, nation: str, shut: frozenset[date], event: date, period: Period, counted: Counted
) -> None:
    """And it moves none that is not counted in working days."""
    without = algorithm(nation, NONE).last_day(event, period, counted)
    with_them = algorithm(nation, shut).last_day(event, period, counted)
    assert with_them >= without if period.unit is Unit.WORKING_DAYS else with_them == without


@given(algorithms, nations, closures, days, days, periods, ways)
def test_a_later_event_never_ends_earlier(
    algorithm: Any,
    nation: str,
    shut: frozenset[date],
    one: date,
    other: date,
    period: Period,
    counted: Counted,
) -> None:
    """For each unit and way of counting; intervals of days rest on this."""
    last_day = algorithm(nation, shut).last_day
    assert last_day(min(one, other), period, counted) <= last_day(max(one, other), period, counted)


@given(algorithms, nations, days, periods, ways)
def test_an_event_a_day_later_never_ends_earlier(
    algorithm: Any, nation: str, event: date, period: Period, counted: Counted
) -> None:
    """Neighbouring events are where month ends and holidays could break the order."""
    last_day = algorithm(nation).last_day
    assert last_day(event, period, counted) <= last_day(event + timedelta(days=1), period, counted)


@given(algorithms, nations, days, periods)
def test_beginning_with_never_ends_after_counting_from_the_day_after(
    algorithm: Any, nation: str, event: date, period: Period
) -> None:
    """To count the day of the event can only shorten; on a day that does not work it changes nothing."""
    days_of = algorithm(nation)
    inside, outside = (
        days_of.last_day(event, period, way) for way in (Counted.BEGINNING_WITH, Counted.AFTER)
    )
    assert inside <= outside
    assume(period.unit is Unit.WORKING_DAYS)
    assert (inside == outside) is not days_of.is_working(event)
