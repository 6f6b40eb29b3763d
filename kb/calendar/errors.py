"""What a calendar refuses to answer; each is a `ValueError`, and nothing is guessed instead."""

from collections.abc import Iterable
from datetime import date


class OutsideCalendar(ValueError):
    """A day before the first or after the last day that the calendar knows."""

    def __init__(self, day: date | str, first: date, last: date) -> None:
        """Name the day (or, beyond the year 9999, describe it) and the range."""
        super().__init__(f"`{day}` is outside the calendar, which runs from {first} to {last}")


class UnknownCalendar(ValueError):
    """No calendar has this name. The names that exist are in the exception's note."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        """Name what was asked for; what could have been asked for stands apart as help."""
        super().__init__(f"unknown calendar `{name}`")
        self.add_note(f"calendars: {', '.join(names)}")


class NoSuchMoment(ValueError):
    """A wall-clock minute that Europe/London skipped when the clocks went forward."""


class NaiveMoment(ValueError):
    """A moment without a time zone: no number of elapsed hours can be counted from it."""


class HoursNeedMoment(ValueError):
    """A period in hours was counted from a day; it runs from a moment, see `Calendar.elapsed`."""
