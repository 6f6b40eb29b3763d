"""The days of a deadline as a calendar in plain text: one line a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from explain.days import day_in_words
from explain.lines import Line
from explain.pictures.strip import Day, Strip, Week, left_out

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WIDE = 56  # columns that seven days of six columns and a date with its year take


def as_lines(strip: Strip, width: int) -> Iterator[Line]:
    """Give the lines of a strip, as wide as the terminal lets them be.

    The first column has the date of the Monday. `-` is a day of a weekend, `.` one that no number is given to, `(0)` the
    day of the event, `[10]` the last day; a letter is a day that does not count for a reason of its own, told below.
    """
    first, each = (14, 6) if width >= _WIDE else (8, 4)
    letters = _letters(strip)
    yield Line(strip.title, tone="heading")
    yield Line(" " * first + "".join(name.rjust(each) for name in _WEEKDAYS))
    for week in strip.weeks:
        if isinstance(week, int):
            yield Line(f"{'...'.ljust(first)}{left_out(week)}", 0, first)
        else:
            yield Line(_week(week, first, each, letters))
    yield from (Line(said, 2, 2) for said in _legend(strip, letters))


def _letters(strip: Strip) -> dict[date, str]:
    """Give a letter to each day that does not count, weekends apart; the same reason in a row shares one."""
    found: dict[date, str] = {}
    number, before = -1, ""
    for one in strip.days:
        if one.sort == "off":
            number += one.why != before
            found[one.day] = _letter(number)
        before = (
            one.why
            if one.sort in ("off", "weekend") and one.why != "weekend"
            else before
            if one.sort == "weekend"
            else ""
        )
    return found


def _letter(number: int) -> str:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return alphabet[number % 26] * (number // 26 + 1)


def _week(week: Week, first: int, each: int, letters: dict[date, str]) -> str:
    known = next(one for one in week if one is not None)
    monday = date.fromordinal(known.day.toordinal() - known.day.weekday())
    number, month, year = day_in_words(monday).split(" ")[1:]
    label = f"{number} {month[:3]} {year}" if first > 8 else f"{number} {month[:3]}"
    return (label.ljust(first) + "".join(_cell(one, letters).rjust(each) for one in week)).rstrip()


def _cell(one: Day | None, letters: dict[date, str]) -> str:
    if one is None:
        return ""
    shown = {
        "counted": str(one.number),
        "plain": ".",
        "event": "(0)",
        "weekend": "-",
        "off": letters.get(one.day, ""),
    }
    return f"[{shown[one.sort]}]" if one.last else shown[one.sort]


def _legend(strip: Strip, letters: dict[date, str]) -> Iterator[str]:
    """Explain what occurs, and nothing else."""
    days = list(strip.days)
    for one in days:
        if one.why and one.sort in ("event", "counted", "plain"):
            yield f"{_cell(one, letters)} {day_in_words(one.day)}: {one.why}"
    if any(one.sort == "weekend" for one in days):
        yield "- weekend, not counted"
    if any(one.sort == "plain" and not one.last for one in days):
        yield ". a day inside the period"
    for letter in dict.fromkeys(letters.values()):
        same = [one for one in days if letters.get(one.day) == letter]
        until = f" to {day_in_words(same[-1].day)}" if len(same) > 1 else ""
        yield f"{letter} {day_in_words(same[0].day)}{until}: {same[0].why}"
    for one in days:
        if one.last:
            yield f"{_cell(one, letters)} {day_in_words(one.day)}: {one.last}"
    if strip.note:
        yield strip.note
