"""The rows of a timeline as they are drawn: what a limit is, its bar of days, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from explain.days import day_in_words
from explain.pictures.axis import Axis
from explain.pictures.patterns import FILLS, HATCH, HOLIDAY_FILL, SHADE, fill_of
from explain.pictures.spans import Row, Span
from explain.pictures.svg import (
    GREY,
    INK,
    MARGIN,
    PAPER,
    SMALL,
    WIDTH,
    Drawing,
    element,
    height_of,
    lines,
    said,
)
from explain.pictures.widths import width_of, wrapped
from kb.calendar import Calendar

LEFT, RIGHT = 244.0, WIDTH - MARGIN
"""Where days are drawn; what a limit is stands on the left of them."""
_BAR, _BAND, _SPACE = 16.0, 28.0, 9.0
_PART = {"begins": (0.0, 0.5), "ends": (0.5, 1.0)}  # of the height of a bar, for the two may overlap


def row_height(row: Row) -> float:
    """Give how high a row is."""
    beside = height_of(_title(row)) + height_of(_under(row), SMALL)
    words = height_of([*_stands(row), *_words(row)], SMALL)
    return max(beside, _BAND + 6 + words) + 2 * _SPACE


def _title(row: Row) -> list[str]:
    return wrapped(row.title, LEFT - MARGIN - 10, 12, bold=True, most=5)


def _under(row: Row) -> list[str]:
    return wrapped(row.under, LEFT - MARGIN - 10, SMALL, most=8)


def _stands(row: Row) -> list[str]:
    return wrapped(row.stands, RIGHT - LEFT, SMALL, bold=True, most=5)


def _words(row: Row) -> list[str]:
    return wrapped(row.said, RIGHT - LEFT, SMALL, most=8)


def draw_row(drawing: Drawing, row: Row, days: Axis, used: Calendar, middle: float, top: float) -> None:
    """Draw a row: what the limit is, its bar, and how it stands; `middle` is where the day of assessment is."""
    drawing.add(element("path", d=f"M{MARGIN} {top:.1f}H{RIGHT}", stroke=HATCH, stroke_width=0.8))
    title, under, stands, words = _title(row), _under(row), _stands(row), _words(row)
    drawing.add(*lines(MARGIN, top + _SPACE, title, bold=True))
    drawing.add(*lines(MARGIN, top + _SPACE + height_of(title), under, SMALL, fill=GREY))
    drawing.add(*_band(days, used, top + _SPACE - 2))
    shown = [element("title", said(row.words)), *_bar(row, days, middle, top + _SPACE - 2)]
    drawing.add(element("g", "\n".join(shown)))
    drawing.add(*_torn(days, top + _SPACE - 2))
    below = top + _SPACE + _BAND + 2
    widest = max(
        *(width_of(one, SMALL, bold=True) for one in stands), *(width_of(one, SMALL) for one in words)
    )
    height = height_of([*stands, *words], SMALL)
    drawing.add(
        element(
            "rect", x=LEFT, y=below, width=widest + 4, height=height + 2, fill=PAPER
        ),  # over the day of assessment
        *lines(LEFT, below, stands, SMALL, bold=True),
        *lines(LEFT, below + height_of(stands, SMALL), words, SMALL),
    )


def _band(days: Axis, used: Calendar, top: float) -> Iterator[str]:
    """Shade weekends and hatch holidays behind a bar."""
    for left, width, name, weekend in _not_working(days, used):
        fill = SHADE if weekend else HOLIDAY_FILL
        yield element("rect", name, x=left, y=top, width=width, height=_BAND, fill=fill)
        if weekend:
            yield element("rect", x=left, y=top + _BAND - 2, width=width, height=2, fill=HATCH)


@lru_cache(maxsize=4)  # the rows of a picture have their days in common
def _not_working(days: Axis, used: Calendar) -> list[tuple[float, float, str, bool]]:
    """Give where weekends and holidays begin, how wide they are, what they are called, and which are weekends."""
    found = []
    for day in days.days() if days.shaded else ():
        why = used.why_not_working(day) if used.first <= day <= used.last else None
        weekend = day.weekday() >= 5
        if why or weekend:
            left, right = days.left_of(day.toordinal()), days.right_of(day.toordinal())
            name = element("title", said(f"{day_in_words(day)}: {why or 'weekend'}"))
            found.append((left, right - left, name, weekend))
    return found


def _torn(days: Axis, top: float) -> Iterator[str]:
    """Tear bars and paper where days are left out."""
    for piece in days.pieces:
        if not piece.left_out:
            continue
        left, right, bottom = piece.left + 6, piece.right - 6, top + _BAND
        steps = int(_BAND // 4)
        down = "".join(f"l{4 if step % 2 else -4} 4" for step in range(steps))
        up = "".join(f"l{-4 if (steps - step) % 2 else 4} -4" for step in range(steps))
        yield element("path", d=f"M{left:.1f} {top:.1f}{down}H{right:.1f}{up}Z", fill=PAPER)
        edges = f"M{left:.1f} {top:.1f}{down}M{right:.1f} {bottom:.1f}{up}"
        yield element("path", d=edges, fill="none", stroke=HATCH, stroke_width=1.2)


def _bar(row: Row, days: Axis, middle: float, top: float) -> Iterator[str]:
    """Draw the spans, the day of assessment in front of all but what is late, and the mark of the act in front of that."""
    place = top + (_BAND - _BAR) / 2
    yield from (_span(span, days, place) for span in row.spans if span.kind != "late")
    yield element("path", d=f"M{middle:.1f} {top:.1f}v{_BAND}", stroke=INK, stroke_width=2)
    yield from (_span(span, days, place) for span in row.spans if span.kind == "late")
    if row.done is not None:
        yield _done(days, row.done, top + _BAND / 2)


def _span(span: Span, days: Axis, top: float) -> str:
    fill = FILLS[span.kind]
    left, right = days.left_of(span.first), days.right_of(span.last)
    upper, lower = _PART.get(span.kind, (0.0, 1.0))
    bar = element(
        "rect", x=left, y=top + upper * _BAR, width=right - left, height=(lower - upper) * _BAR,
        fill=fill_of(span.kind), stroke=fill.stroke, stroke_width=1.3, stroke_dasharray=fill.dashes or None,
    )  # fmt: skip
    if not span.endless:
        return bar
    middle, tip = top + _BAR / 2, min(right + 22, RIGHT)
    head = f"M{tip - 6:.1f} {middle - 5:.1f}L{tip:.1f} {middle:.1f}L{tip - 6:.1f} {middle + 5:.1f}"
    line = f"M{right:.1f} {middle:.1f}H{tip:.1f}{head}"
    return bar + element("path", d=line, fill="none", stroke=fill.stroke, stroke_width=2)


def _done(days: Axis, done: tuple[int, int], middle: float) -> str:
    """Draw a diamond on the day on which the act was done, or two with a line between where it is one of several days."""
    ends = [(days.left_of(day) + days.right_of(day)) / 2 for day in dict.fromkeys(done)]
    diamonds = "".join(f"M{x:.1f} {middle - 6:.1f}l6 6l-6 6l-6 -6z" for x in ends)
    if len(ends) == 1:
        return element("path", d=diamonds, fill=INK, stroke=PAPER, stroke_width=1)
    line = f"M{ends[0]:.1f} {middle:.1f}H{ends[1]:.1f}"
    whole = element("path", d=line, stroke=INK, stroke_width=2.5, stroke_dasharray="4 3")
    return whole + element("path", d=diamonds, fill=PAPER, stroke=INK, stroke_width=1.8)
