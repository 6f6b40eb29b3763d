"""Laws of clocks that stand still, for both algorithms; the last day is also found by counting day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kb.calendar import calendar
from kb.engine.bounded import BoundedCounting
from kb.engine.counting import Counting
from kb.engine.pausing import paused
from kb.model.bounds import EARLIEST, LATEST, Bounds, exactly
from kb.model.periods import Counted, Period, Unit
from tests.calendar.both import closures, ways

ENGLAND, SECOND = calendar("england"), BoundedCounting(Counting("england", frozenset()))
MONDAY = date(2024, 3, 25)  # before Easter
starts = st.integers(0, 30).map(lambda days: MONDAY.toordinal() + days)
pauses = st.integers(-10, 60).map(lambda days: MONDAY.toordinal() + days)
units = st.sampled_from((Unit.WORKING_DAYS, Unit.DAYS, Unit.WEEKS))
lengths = st.builds(Period, st.integers(1, 12), units)
LATER = MONDAY.toordinal() + 500
"""A day of assessment by which every pause here has begun."""


def spans(days: st.SearchStrategy[int]) -> st.SearchStrategy[Bounds]:
    """Give a day known within bounds."""
    return st.tuples(days, days).map(lambda ends: Bounds(min(ends), max(ends)))


def by_hand(
    start: int, begin: int, end: int, period: Period, how: Counted, shut: frozenset[date] = frozenset()
) -> int:
    """Count the days that count, one after the other."""
    left = period.number * (7 if period.unit is Unit.WEEKS else 1)
    day = start - (how is Counted.BEGINNING_WITH)
    while left:
        day += 1
        works = calendar("england", shut).is_working(date.fromordinal(day))
        counts = works if period.unit is Unit.WORKING_DAYS else True
        left -= counts and not begin < day <= end
    return day


def both(
    start: Bounds, begin: Bounds, end: Bounds, period: Period, how: Counted, today: int = LATER
) -> tuple[Bounds, Bounds]:
    """Give what each engine makes of days known within bounds."""
    first = paused(start, begin, end, today, period, how, ENGLAND)
    return first, SECOND.paused(start, begin, end, Bounds(today, today), period, how)


@given(starts, pauses, pauses, lengths, ways, closures)
def test_both_algorithms_find_the_day_that_counting_one_by_one_finds(
    start: int, begin: int, end: int, period: Period, how: Counted, shut: frozenset[date]
) -> None:
    """Also where the pause lies before the start, after the end, or ends before it begins."""
    event, expected = date.fromordinal(start), by_hand(start, begin, end, period, how, shut)
    still = range(begin + 1, end + 1)
    assert calendar("england", shut).last_day_paused(event, period, how, still).toordinal() == expected
    assert Counting("england", shut).last_day_paused(event, period, how, begin, end).toordinal() == expected


@given(spans(starts), spans(pauses), spans(pauses), lengths, ways, st.data())
def test_the_bounds_hold_whatever_day_each_turns_out_to_be_and_are_no_wider(
    start: Bounds, begin: Bounds, end: Bounds, period: Period, how: Counted, data: st.DataObject
) -> None:
    """A later start, an earlier beginning and a later end make it later: the corners are the first and last day."""
    first, second = both(start, begin, end, period, how)
    day, asked, answered = (data.draw(st.integers(one.lo, one.hi)) for one in (start, begin, end))
    assert first == second
    assert first.lo <= by_hand(day, asked, answered, period, how) <= first.hi
    assert first.lo == by_hand(start.lo, begin.hi, end.lo, period, how)
    assert first.hi == by_hand(start.hi, begin.lo, end.hi, period, how)


@given(starts, pauses, lengths, ways)
def test_a_pause_that_begins_and_ends_on_one_day_changes_nothing(
    start: int, day: int, period: Period, how: Counted
) -> None:
    """No day lies after its beginning and not after its end."""
    plain = ENGLAND.last_day(date.fromordinal(start), period, how)
    here = Bounds(day, day)
    assert both(Bounds(start, start), here, here, period, how) == (exactly(plain), exactly(plain))


@given(starts, pauses, lengths, ways, st.integers(0, 20))
def test_a_pause_that_begins_on_the_last_day_or_later_changes_nothing(
    start: int, end: int, period: Period, how: Counted, after: int
) -> None:
    """It would come too late to help."""
    plain = ENGLAND.last_day(date.fromordinal(start), period, how)
    begin = Bounds(*(plain.toordinal() + after,) * 2)
    for until in (Bounds(end, end), Bounds(end, LATEST)):
        assert both(Bounds(start, start), begin, until, period, how) == (exactly(plain), exactly(plain))


@given(starts, lengths, ways)
def test_a_pause_that_cannot_have_begun_by_today_changes_nothing(
    start: int, period: Period, how: Counted
) -> None:
    """Whatever is still to come takes no day away."""
    here, tomorrow = Bounds(start, start), Bounds(start + 1, LATEST)
    plain = exactly(ENGLAND.last_day(date.fromordinal(start), period, how))
    assert both(here, tomorrow, tomorrow, period, how, today=start) == (plain, plain)


def test_a_pause_without_an_end_leaves_no_last_day() -> None:
    """Once it has begun: unless it began too late to matter."""
    start, period = exactly(date(2024, 6, 3)), Period.parse("10 working days")
    asked, open_end = exactly(date(2024, 6, 6)), Bounds(date(2024, 6, 13).toordinal(), LATEST)
    # three days are used; from Thu 13 June on there are 14 (4), 17 to 21 (9) and Mon 24 June (10)
    expected = Bounds(date(2024, 6, 24).toordinal(), LATEST)
    assert both(start, asked, open_end, period, Counted.AFTER) == (expected, expected)


def test_a_pause_of_which_nothing_is_known_may_have_taken_any_number_of_days() -> None:
    """From none to all."""
    start, period = exactly(date(2024, 6, 3)), Period.parse("3 days")
    known_by_today = Bounds(EARLIEST, LATER)
    expected = Bounds(date(2024, 6, 6).toordinal(), LATEST)
    found = both(start, known_by_today, Bounds(EARLIEST, LATEST), period, Counted.AFTER)
    assert found == (expected, expected)


@given(starts, pauses, pauses, lengths, ways)
def test_a_ledger_has_every_day_and_says_of_each_that_was_lost_that_the_clock_stood_still(
    start: int, begin: int, end: int, period: Period, how: Counted
) -> None:
    """The numbers run from 1 to the length of the period, and the last day has the highest."""
    event, still = date.fromordinal(start), range(begin + 1, end + 1)
    lines = ENGLAND.ledger_paused(event, period, how, still)
    assert [line.day for line in lines] == [event + timedelta(days=each) for each in range(len(lines))]
    length = period.number * (7 if period.unit is Unit.WEEKS else 1)
    assert [line.number for line in lines if line.number] == list(range(1, length + 1))
    assert lines[-1].number == length
    after = lines[1:] if how is Counted.AFTER else lines
    lost = [line for line in after if line.day.toordinal() in still]
    assert all((line.number, line.why) == (None, "the clock stands still") for line in lost)
    assert [line for line in after if line.why == "the clock stands still"] == lost
