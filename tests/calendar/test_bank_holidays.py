"""The holidays themselves: against statute and proclamations in England, and between the nations."""

import subprocess
import sys
from datetime import date, timedelta
from importlib.metadata import version
from typing import Any

import holidays
import pytest

from kb.calendar import UnknownCalendar, calendar
from kb.engine.counting import Counting, OutsideCounting
from kb.model.periods import Counted, Period
from tests.calendar.both import ALGORITHMS

both = pytest.mark.parametrize("algorithm", ALGORITHMS)

MOVED_EARLY_MAY = {1995: date(1995, 5, 8), 2020: date(2020, 5, 8)}  # fifty and seventy-five years of VE Day
MOVED_SPRING = {2002: date(2002, 6, 4), 2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}  # jubilees
ONE_OFFS = {
    date(1999, 12, 31): "millennium",
    date(2002, 6, 3): "golden jubilee",
    date(2011, 4, 29): "royal wedding",
    date(2012, 6, 5): "diamond jubilee",
    date(2022, 6, 3): "platinum jubilee",
    date(2022, 9, 19): "state funeral",
    date(2023, 5, 8): "coronation",
}


def _easter(year: int) -> date:
    """Easter Sunday by the Meeus form of the Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _christmas(year: int) -> set[date]:
    """Two days, or where they meet a weekend as many of the next weekdays (1971 Act and proclamations)."""
    taken: set[date] = set()
    for day in (date(year, 12, 25), date(year, 12, 26)):
        if day.weekday() < 5:
            taken.add(day)
    while len(taken) < 2:
        day = date(year, 12, 27)
        while day in taken or day.weekday() > 4:
            day += timedelta(days=1)
        taken.add(day)
    return taken


def _by_statute_and_proclamation(year: int) -> set[date]:
    new_year = date(year, 1, 1)
    return {
        _monday_on_or_after(new_year) if new_year.weekday() > 4 else new_year,
        _easter(year) - timedelta(days=2),
        _easter(year) + timedelta(days=1),
        MOVED_EARLY_MAY.get(year, _monday_on_or_after(date(year, 5, 1))),
        MOVED_SPRING.get(year, _monday_on_or_after(date(year, 5, 25))),
        _monday_on_or_after(date(year, 8, 25)),
        *_christmas(year),
        *(day for day in ONE_OFFS if day.year == year),
    }


@both
@pytest.mark.parametrize("year", range(1990, 2029))
def test_england_rests_on_the_days_that_statute_and_proclamations_name(year: int, algorithm: Any) -> None:
    """No weekday holiday is missing from the package and none is extra."""
    days = (date(year, 1, 1) + timedelta(days=each) for each in range(365 + (year % 4 == 0)))
    off = {day for day in days if day.weekday() < 5 and not algorithm().is_working(day)}
    assert off == _by_statute_and_proclamation(year)


def test_the_day_before_a_moved_holiday_is_worked_as_usual() -> None:
    """A holiday that moves leaves an ordinary working day behind."""
    for worked in (date(2022, 5, 30), date(2020, 5, 4), date(2012, 5, 28), date(1995, 5, 1)):
        assert calendar("england").is_working(worked)


@pytest.mark.parametrize(
    ("day", "working", "resting"),
    [
        (date(2024, 1, 2), {"england", "wales", "northern-ireland"}, {"scotland"}),
        (date(2024, 4, 1), {"scotland"}, {"england", "wales", "northern-ireland"}),
        (date(2024, 8, 5), {"england", "wales", "northern-ireland"}, {"scotland"}),
        (date(2024, 8, 26), {"scotland"}, {"england", "wales", "northern-ireland"}),
        (date(2025, 3, 17), {"england", "wales", "scotland"}, {"northern-ireland"}),
        (date(2024, 7, 12), {"england", "wales", "scotland"}, {"northern-ireland"}),
    ],
    ids=["2 January", "Easter Monday", "early August", "late August", "17 March", "12 July"],
)
@both
def test_nations_rest_on_different_days(
    day: date, working: set[str], resting: set[str], algorithm: Any
) -> None:
    """Each nation has holidays that the others work through."""
    names = ("england", "scotland", "wales", "northern-ireland")
    assert {name for name in names if algorithm(name).is_working(day)} == working
    assert {name for name in names if not algorithm(name).is_working(day)} == resting


@both
def test_wales_rests_when_england_does(algorithm: Any) -> None:
    """On every day from 1990 to 2035."""
    for ordinal in range(date(1990, 1, 1).toordinal(), date(2036, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        assert algorithm("wales").is_working(day) == algorithm("england").is_working(day)


@both
def test_holidays_without_a_subdivision_would_end_a_day_early(algorithm: Any) -> None:
    """The package's plain GB knows no Easter Monday: two working days from 28 March 2024 would be 2 April."""
    plain = holidays.country_holidays("GB", years=2024)
    after = (date(2024, 3, 29) + timedelta(days=each) for each in range(9))
    assert [day for day in after if day.weekday() < 5 and day not in plain][1] == date(2024, 4, 2)
    period = Period.parse("2 working days")
    assert algorithm().last_day(date(2024, 3, 28), period, Counted.AFTER) == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2024, 3, 29), "Good Friday"),
        (date(2024, 12, 25), "Christmas Day"),
        (date(2022, 12, 27), "Christmas Day (substitute day)"),
        (date(2022, 12, 25), "Sunday"),
        (date(2024, 6, 8), "Saturday"),
        (date(2024, 12, 27), "closure day"),
        (date(2024, 12, 24), None),
    ],
)
def test_a_day_that_does_not_work_says_why(day: date, why: str | None) -> None:
    """A weekend comes before the holiday that falls on it."""
    shut = calendar("england", frozenset({date(2024, 12, 27)}))
    assert shut.why_not_working(day) == why
    assert shut.is_working(day) is (why is None)


def test_a_holiday_at_a_weekend_keeps_its_name() -> None:
    """Christmas Day 2022 was a Sunday and Christmas Day still."""
    assert calendar("england").holiday(date(2022, 12, 25)) == "Christmas Day"
    assert calendar("england").holiday(date(2022, 12, 24)) is None


def test_a_calendar_names_its_edition_and_how_far_it_is_confirmed() -> None:
    """Both go with every answer that rests on it."""
    assert calendar("england").edition == f"holidays {version('holidays')}"
    assert calendar("england").confirmed_to == date(2028, 12, 31)
    assert calendar("wales") is calendar("wales", frozenset())


def test_an_unknown_nation_is_refused() -> None:
    """With the known ones as help beside the message."""
    with pytest.raises(UnknownCalendar, match="unknown calendar `cornwall`") as refused:
        calendar("cornwall")
    assert refused.value.__notes__ == ["calendars: england, scotland, wales, northern-ireland"]
    with pytest.raises(OutsideCounting, match="`cornwall`"):
        Counting("cornwall", frozenset())


def test_other_countries_can_still_be_had() -> None:
    """One country is imported by itself, and that leaves the package as it is for whoever wants the rest."""
    here = (
        "from datetime import date; from kb.calendar.bank_holidays import bank_holidays as ours; ours('wales', 2024);"
        "import holidays, sys; assert 'holidays.countries' not in sys.modules;"
        "from holidays.countries import France; assert date(2024, 7, 14) in France(years=2024);"
        "assert ours('wales', 2025).keys() == holidays.UK(subdiv='WLS', years=2025).keys()"
    )
    subprocess.run([sys.executable, "-c", here], check=True)
