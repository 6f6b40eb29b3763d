"""Laws of days that are moved to a working day, for both engines."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.calendar import calendar
from kb.engine.bounded import BoundedCounting
from kb.engine.counting import Counting
from kb.engine.deeming import deemed, last_minute
from kb.model.bounds import LATEST, LONDON, Bounds, day_of, exactly, minute_of, moment_at
from tests.calendar.both import closures, days

cut_offs = st.sampled_from(("", "00:00", "01:30", "12:00", "17:00", "23:59"))
FRIDAY = date(2024, 6, 7)
_START = (
    date(2024, 3, 29) - date(1, 1, 1)
).days * 1440  # two days before the clocks go forward, in minutes of UTC
_AUTUMN = (date(2024, 10, 25) - date(1, 1, 1)).days * 1440


def both(day: Bounds, cut_off: str = "", shut: frozenset[date] = frozenset()) -> Bounds:
    """Give what both engines make of a day."""
    first = deemed(day, cut_off, calendar("england", shut))
    assert first == BoundedCounting(Counting("england", shut)).working_day(day, cut_off or None)
    return first


def minute(of: int) -> Bounds:
    """Give a moment by its minute."""
    return Bounds(day_of(of), day_of(of), (of, of))


@given(days, closures)
def test_a_working_day_stays_and_any_other_day_moves_to_the_first_after_it(
    day: date, shut: frozenset[date]
) -> None:
    """No working day is passed over."""
    found = both(exactly(day), shut=shut).day()
    works = calendar("england", shut).is_working
    assert works(found)
    assert not any(works(day + timedelta(days=each)) for each in range((found - day).days))


@given(st.sampled_from((_START, _AUTUMN)), st.integers(0, 4 * 1440), st.integers(0, 300), cut_offs)
def test_what_comes_later_never_counts_as_coming_sooner(
    begin: int, one: int, later: int, cut_off: str
) -> None:
    """Not even where the clocks show a minute twice, or never: bounds of days rest on this."""
    here, there = both(minute(begin + one), cut_off), both(minute(begin + one + later), cut_off)
    assert here.lo <= there.lo


@given(days, st.integers(0, 1439), cut_offs)
def test_a_day_without_its_time_lies_between_its_first_and_last_minute(
    day: date, at: int, cut_off: str
) -> None:
    """And knowing the minute narrows that."""
    moment = day_start(day) + at
    assume(day_of(moment) == day.toordinal())  # which may have an hour less
    whole, found = both(exactly(day), cut_off), both(minute(moment), cut_off)
    assert whole.lo <= found.lo == found.hi <= whole.hi


def day_start(day: date) -> int:
    """Give the first minute of a day in London."""
    return minute_of(datetime(day.year, day.month, day.day, tzinfo=LONDON))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("16:59", date(2024, 6, 7)),
        ("17:00", date(2024, 6, 7)),
        ("17:01", date(2024, 6, 10)),
        ("23:59", date(2024, 6, 10)),
    ],
)
def test_the_minute_of_the_cut_off_is_in_time(at: str, expected: date) -> None:
    """On a Friday; what comes later counts as Saturday, and so as Monday."""
    hour, past = map(int, at.split(":"))
    assert both(minute(day_start(FRIDAY) + 60 * hour + past), "17:00") == exactly(expected)


def test_an_hour_that_comes_twice_is_in_time_until_the_cut_off_has_been_shown_for_the_second_time() -> None:
    """On Sunday 27 October 2024 the clocks showed 01:30 twice; what came after counts as Monday either way."""
    first = day_start(date(2024, 10, 27)) + 90
    assert f"{moment_at(first):%H:%M}" == f"{moment_at(first + 60):%H:%M}" == "01:30"
    assert last_minute(date(2024, 10, 27).toordinal(), time(1, 30)) == first + 60


def test_what_never_comes_counts_as_no_day() -> None:
    """And what may still come, as not before the next working day."""
    saturday = date(2024, 6, 8).toordinal()
    monday = date(2024, 6, 10).toordinal()
    for cut_off in ("", "17:00"):
        assert both(Bounds(LATEST, LATEST), cut_off) == Bounds(LATEST, LATEST)
        assert both(Bounds(saturday, LATEST), cut_off) == Bounds(monday, LATEST)
