"""Days known within bounds, against every pair of days that they can mean."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import combinations_with_replacement, product

import pytest

from kb.engine.views import View, both, either
from kb.model.bounds import (
    ANY_DAY,
    EARLIEST,
    LATEST,
    LONDON,
    NEVER,
    Bounds,
    Comparison,
    compared,
    day_of,
    earliest_of,
    exactly,
    latest_of,
    minute_of,
    minutes_of,
    moment_at,
)
from kb.model.truth import Truth, all_of, truth_of

MEANING: dict[Comparison, Callable[[int, int], bool]] = {
    "before": operator.lt, "on-or-before": operator.le, "on": operator.eq, "on-or-after": operator.ge,
    "after": operator.gt,
}  # fmt: skip
SPANS = [Bounds(lo, hi) for lo, hi in combinations_with_replacement(range(1, 6), 2)]
NOON = datetime(2024, 6, 3, 12, tzinfo=LONDON)


def days(span: Bounds) -> range:
    """Give every day that bounds can mean."""
    return range(span.lo, span.hi + 1)


@pytest.mark.parametrize("how", MEANING)
def test_a_comparison_holds_where_it_is_true_of_all_days_and_fails_where_of_none(how: Comparison) -> None:
    """All bounds of five days against all others: nothing is guessed, and nothing needlessly left open."""
    for left, right in product(SPANS, SPANS):
        found = {MEANING[how](one, other) for one in days(left) for other in days(right)}
        assert compared(left, how, right) is truth_of(found == {True}, found == {False})


@pytest.mark.parametrize("how", MEANING)
def test_narrowing_either_day_never_overturns_a_comparison(how: Comparison) -> None:
    """Law 1 at its root."""
    for left, right, narrow in product(SPANS, SPANS, SPANS):
        if left.lo <= narrow.lo and narrow.hi <= left.hi and compared(left, how, right) is not Truth.OPEN:
            assert compared(narrow, how, right) is compared(left, how, right)


@pytest.mark.parametrize(("combine", "pick"), [(earliest_of, min), (latest_of, max)])
def test_the_earliest_and_latest_have_exactly_the_ends_they_can_have(
    combine: Callable[[list[Bounds]], Bounds], pick: Callable[[tuple[int, ...]], int]
) -> None:
    """Of two and of three days."""
    for some in [*product(SPANS, SPANS), *product(SPANS[::3], SPANS[::2], SPANS)]:
        found = {pick(one) for one in product(*map(days, some))}
        assert combine(list(some)) == Bounds(min(found), max(found))


@pytest.mark.parametrize("how", MEANING)
def test_never_comes_after_every_day_and_an_open_end_reaches_it(how: Comparison) -> None:
    """A day that may never come is not before `never`, and is not shown not to be."""
    assert compared(exactly(date(2024, 6, 3)), how, NEVER) is truth_of(
        how in ("before", "on-or-before"), how not in ("before", "on-or-before")
    )
    assert compared(NEVER, how, NEVER) is truth_of(MEANING[how](0, 0), not MEANING[how](0, 0))
    sure = {"on-or-before": Truth.HOLDS, "after": Truth.FAILS}
    assert compared(ANY_DAY, how, NEVER) is sure.get(how, Truth.OPEN)
    assert (NEVER.never, ANY_DAY.never) == (True, False)


def test_only_one_real_day_is_exact() -> None:
    """Neither a range nor a day without an end, nor one that never comes."""
    assert exactly(date(2024, 2, 29)).exact
    assert exactly(date(2024, 2, 29)).day() == date(2024, 2, 29)
    for bounds in (Bounds(1, 2), ANY_DAY, NEVER, Bounds(EARLIEST, EARLIEST)):
        assert not bounds.exact
        with pytest.raises(ValueError, match="only within bounds"):
            bounds.day()


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2024, 10, 27), date(2024, 6, 3), date(1971, 7, 1)])
def test_a_day_is_as_many_minutes_as_its_clocks_show(day: date) -> None:
    """23 hours when the clocks go forward, 25 when they go back; minutes run on without a gap."""
    first, last = minutes_of(exactly(day))
    following = minutes_of(exactly(day + timedelta(days=1)))[0]
    assert following == last + 1
    hours = {date(2024, 3, 31): 23, date(2024, 10, 27): 25}.get(day, 24)
    assert last - first + 1 == hours * 60
    assert day_of(first) == day_of(last) == day.toordinal()
    assert [moment_at(one).date() for one in (first, last)] == [day, day]


def test_minutes_read_back() -> None:
    """Through both sides of the hour that comes twice."""
    for fold in (0, 1):
        moment = datetime(2024, 10, 27, 1, 30, fold=fold, tzinfo=LONDON)
        assert moment_at(minute_of(moment)) == moment
    assert minute_of(NOON + timedelta(hours=1)) - minute_of(NOON) == 60


def test_a_day_counted_in_hours_is_compared_by_the_minute() -> None:
    """An hour too late on the last day is late; a time of day that is not known leaves it open."""
    day, minute = NOON.date().toordinal(), minute_of(NOON)
    limit = Bounds(day, day, (minute, minute), by_minute=True)
    at = Bounds(day, day, (minute + 60, minute + 60))
    assert compared(at, "after", limit) is Truth.HOLDS
    assert compared(exactly(NOON.date()), "after", limit) is Truth.OPEN
    assert compared(exactly(NOON.date() + timedelta(days=1)), "after", limit) is Truth.HOLDS
    assert compared(at, "after", exactly(NOON.date())) is Truth.FAILS  # a limit in days ends with the day


def test_the_earlier_of_two_days_keeps_a_time_of_day_that_is_known() -> None:
    """Or an answer an hour late would leave open whether a limit in hours is exceeded."""
    day, minute = NOON.date().toordinal(), minute_of(NOON)
    limit = Bounds(day, day, (minute - 60, minute - 60), by_minute=True)
    sent, today = Bounds(day, day, (minute, minute)), exactly(NOON.date() + timedelta(days=1))
    assert compared(earliest_of([sent, today]), "after", limit) is Truth.HOLDS
    assert not earliest_of([sent, today]).by_minute


def test_days_without_an_end_have_minutes_without_an_end() -> None:
    """And come back as they were."""
    assert [day_of(one) for one in minutes_of(ANY_DAY)] == [EARLIEST, LATEST]
    assert [day_of(one) for one in minutes_of(NEVER)] == [LATEST, LATEST]


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_three_valued_all_and_any_agree_with_every_way_of_filling_in(size: int) -> None:
    """Kleene's tables: what is open could be either."""
    for parts in product(Truth, repeat=size):
        ways = list(product(*([True, False] if one is Truth.OPEN else [one is Truth.HOLDS] for one in parts)))
        views = [View(part) for part in parts]
        for came, python in ((all_of(parts), all), (both(views).truth, all), (either(views).truth, any)):
            found = {python(way) for way in ways}
            assert came is truth_of(found == {True}, found == {False})
        assert ~~all_of(list(parts)) is all_of(list(parts))
