"""The first algorithm for working days: step from day to day and count those that work."""

from collections.abc import Callable
from datetime import date


class WorkingOrdinals(dict[int, bool]):
    """Whether each day works, by its ordinal: a step is then one look-up, and a year is read when first met.

    Args:
        year_of: The year of an ordinal, raising for one that the calendar does not know.
        works: Whether a day is a working day.
    """

    def __init__(self, year_of: Callable[[int], int], works: Callable[[date], bool]) -> None:
        """Start empty."""
        super().__init__()
        self._year_of = year_of
        self._works = works

    def __missing__(self, ordinal: int) -> bool:
        """Read the whole year in which the day lies."""
        year = self._year_of(ordinal)
        for each in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            self[each] = self._works(date.fromordinal(each))
        return self[ordinal]

    def nth(self, first: int, number: int) -> int:
        """The ordinal at which so many working days have been met, beginning with `first` if it is one."""
        ordinal = first
        while number := number - self[ordinal]:
            ordinal += 1
        return ordinal
