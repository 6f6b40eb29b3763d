"""The days of a deadline as a calendar: weeks as rows, each day a box that says what it is."""

from __future__ import annotations

from collections.abc import Iterator

from explain.days import day_in_words
from explain.pictures.patterns import BLUE, DARK, HATCH, SHADE
from explain.pictures.strip import NOTHING, Day, Strip, Week, in_words, left_out, said
from explain.pictures.svg import (
    GREY,
    MARGIN,
    PAPER,
    PLAIN,
    SMALL,
    WIDTH,
    Drawing,
    element,
    heading,
    height_of,
    lines,
    text,
)
from explain.pictures.svg import said as plain
from explain.pictures.widths import wrapped

_MONTH, _GAP = 82.0, 4.0
_CELL = (WIDTH - 2 * MARGIN - _MONTH - 6 * _GAP) / 7
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def drawn(strip: Strip, about: str) -> Drawing:
    """Draw the days of one deadline; `about` says of which case."""
    drawing = Drawing(strip.title, " ".join((about, *in_words(strip))))
    y = heading(drawing, strip.title, about)
    for number, name in enumerate(_WEEKDAYS):
        drawing.add(text(_left(number) + _CELL / 2, y + SMALL, name, SMALL, anchor="middle", fill=GREY))
    y += 22
    month = ""
    for week in strip.weeks:
        if isinstance(week, int):
            drawing.add(text(MARGIN + _MONTH, y + 16, f"… {left_out(week)} …", SMALL, fill=GREY))
            y, month = y + 28, ""
            continue
        month = _month(drawing, week, month, y)
        height = max(_height(one) for one in week if one is not None)
        drawing.add(*(_day(one, number, y, height) for number, one in enumerate(week) if one is not None))
        y += height + _GAP
    note = wrapped(strip.note, WIDTH - 2 * MARGIN, SMALL, most=3)
    drawing.add(*lines(MARGIN, y + 2, note, SMALL, fill=GREY))
    drawing.height = y + 2 + height_of(note, SMALL) + MARGIN
    return drawing


def nothing(about: str) -> Drawing:
    """Draw that there is no deadline to draw."""
    drawing = Drawing("No days to count", f"{about} {NOTHING}")
    drawing.height = heading(drawing, NOTHING, about) + MARGIN
    return drawing


def _left(number: int) -> float:
    return MARGIN + _MONTH + number * (_CELL + _GAP)


def _month(drawing: Drawing, week: Week, before: str, top: float) -> str:
    """Name the month beside the first week in which a day of it is shown."""
    days = [one for one in week if one is not None]
    here = [" ".join(day_in_words(one.day).split(" ")[2:]) for one in days]
    fresh = [one for one in dict.fromkeys(here) if one != before]
    words = [part for one in fresh for part in wrapped(one, _MONTH - 6, SMALL, bold=True)]
    drawing.add(*lines(MARGIN, top + 2, words, SMALL, bold=True))
    return here[-1]


def _height(one: Day) -> float:
    return 12 + PLAIN * 1.35 + height_of(_words(one), SMALL)


def _words(one: Day) -> list[str]:
    return wrapped(said(one), _CELL - 12, SMALL, bold=bool(one.last), most=5)


def _day(one: Day, number: int, top: float, height: float) -> str:
    left = _left(number)
    content = [
        element("title", plain(f"{day_in_words(one.day)}: {said(one)}")),
        *_box(one, left, top, height),
    ]
    content.append(text(left + 7, top + 6 + PLAIN, _date(one), PLAIN, bold=True))
    content += lines(left + 7, top + 6 + PLAIN * 1.35, _words(one), SMALL, bold=bool(one.last), fill=GREY)
    return element("g", "\n".join(content))


def _date(one: Day) -> str:
    _, number, month, _ = day_in_words(one.day).split(" ")
    return f"{number} {month[:3]}"


def _box(one: Day, left: float, top: float, height: float) -> Iterator[str]:
    """Draw the frame: whole where the day counts, broken where it does not, doubled where it is the last."""
    place = {"x": left, "y": top, "width": _CELL, "height": height}
    match one.sort:
        case "counted" | "plain":
            yield element("rect", **place, fill="#e6f0fa", stroke=BLUE, stroke_width=1.2)
        case "event":
            yield element("rect", **place, fill=PAPER, stroke=DARK, stroke_width=1.2, rx=10)
        case "weekend":
            yield element("rect", **place, fill=SHADE, stroke=HATCH, stroke_width=1, stroke_dasharray="1.5 3")
        case "off":
            yield element("rect", **place, fill=SHADE, stroke=DARK, stroke_width=1.4, stroke_dasharray="6 4")
    if one.last:
        inner = {"x": left + 2.5, "y": top + 2.5, "width": _CELL - 5, "height": height - 5}
        yield element("rect", **inner, fill="none", stroke=DARK, stroke_width=2.4)
