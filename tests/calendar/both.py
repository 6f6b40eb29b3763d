"""What the tests of counting share: both algorithms, and Hypothesis strategies for questions to them."""

from datetime import date, datetime
from functools import lru_cache
from typing import Protocol

from hypothesis import strategies as st

from kb.calendar import NAMES, calendar
from kb.engine.counting import Counting
from kb.model.periods import Counted, Period, Unit

NONE: frozenset[date] = frozenset()


class Algorithm(Protocol):
    """What the stepping and the counting algorithm both offer."""

    def is_working(self, day: date) -> bool: ...

    def last_day(self, event: date, period: Period, counted: Counted) -> date: ...

    def elapsed(self, moment: datetime, hours: int) -> datetime: ...


@lru_cache(maxsize=16)
def stepping(name: str = "england", closures: frozenset[date] = NONE) -> Algorithm:
    """The first algorithm."""
    return calendar(name, closures)


@lru_cache(maxsize=16)
def counting(name: str = "england", closures: frozenset[date] = NONE) -> Algorithm:
    """The second."""
    return Counting(name, closures)


ALGORITHMS = (stepping, counting)
for _name in NAMES:  # the package is imported here, and not within the time that Hypothesis gives one example
    stepping(_name).is_working(date(2024, 1, 1))
    counting(_name).is_working(date(2024, 1, 1))

# the longest of each that still ends in range for an event in 2035
MOST = {Unit.WORKING_DAYS: 130, Unit.DAYS: 800, Unit.WEEKS: 120, Unit.MONTHS: 60, Unit.YEARS: 9}

nations = st.sampled_from(NAMES)
algorithms = st.sampled_from(ALGORITHMS)
ways = st.sampled_from(list(Counted))
days = st.dates(date(1990, 1, 1), date(2035, 12, 31))
working_numbers = st.integers(1, MOST[Unit.WORKING_DAYS])
periods = st.sampled_from(list(MOST)).flatmap(
    lambda unit: st.builds(Period, st.integers(1, MOST[unit]), st.just(unit))
)
# closures cluster, or they would hardly ever meet a period
closures = st.builds(
    lambda first, shut: frozenset(date.fromordinal(first.toordinal() + each) for each in shut),
    days,
    st.sets(st.integers(0, 90), max_size=20),
)
