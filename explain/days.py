"""Days in words, the same in every place and on every machine."""

from __future__ import annotations

from datetime import date

# not strftime: its words depend on the machine's locale
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def day_in_words(day: date | int | str, in_full: bool = False) -> str:
    """Give a day as people write it: `Mon 3 June 2024`.

    Args:
        day: A date, its ordinal, or text as answers spell it: `2024-06-03`, `2024-06-03 16:00`, `never`.
        in_full: The day of the week in full, as in a letter.

    Raises:
        ValueError: The text is not a day.
    """
    if isinstance(day, int):
        return day_in_words(date.fromordinal(day), in_full)
    if isinstance(day, date):
        weekday = _WEEKDAYS[day.weekday()]
        return f"{weekday if in_full else weekday[:3]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    if day == "never":
        return "never"
    iso, _, time = day.partition(" ")
    words = day_in_words(date.fromisoformat(iso), in_full)
    return f"{time} on {words}" if time else words


def bounds_in_words(first: str | None, last: str | None) -> str:
    """Give a day that is known only within bounds, both ends included; None is an end without a bound."""
    if first is None and last is None:
        return "a day not known"
    if first is None:
        return f"on or before {day_in_words(str(last))}"
    if last is None:
        return f"on or after {day_in_words(first)}"
    if first == last:
        return day_in_words(first)
    return f"between {day_in_words(first)} and {day_in_words(last)}"


def looks_like_a_day(text: str) -> bool:
    """Whether text is a day as determinations spell it."""
    try:
        date.fromisoformat(text.partition(" ")[0])
    except ValueError:
        return text == "never"
    return True
