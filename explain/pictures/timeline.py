"""The timeline of a case as a picture: one row for each time limit, the days as wide as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from explain.days import day_in_words
from explain.pictures.axis import Axis, axis
from explain.pictures.bars import LEFT, RIGHT, draw_row, row_height
from explain.pictures.legend import Sample, legend
from explain.pictures.patterns import (
    DARK,
    FILLS,
    HATCH,
    HOLIDAY,
    HOLIDAY_FILL,
    SHADE,
    definition,
    fill_of,
)
from explain.pictures.spans import Row
from explain.pictures.svg import (
    GREY,
    INK,
    MARGIN,
    SMALL,
    WIDTH,
    Drawing,
    element,
    heading,
    height_of,
    lines,
    text,
)
from explain.pictures.widths import width_of, wrapped
from kb.calendar import Calendar

NOTHING = "No time limit applies here."


def timeline(
    title: str, about: str, rows: Sequence[Row], others: Sequence[str], assessed: date, used: Calendar
) -> Drawing:
    """Draw the time limits of one matter.

    Args:
        title: What the picture is called.
        about: Of which case, by which policy.
        rows: The limits whose days are known, in the order of time.
        others: What is said of the limits whose days are not known.
        assessed: The day of assessment.
        used: The calendar of the policy, for weekends, bank holidays and closure days.
    """
    days = axis([assessed.toordinal(), *(day for row in rows for day in row.days)], LEFT, RIGHT)
    drawing = Drawing(f"{title}: {about}", " ".join(in_words(rows, others, assessed, off_days(days, used))))
    top = heading(drawing, title, about)
    heights = [row_height(row) for row in rows]
    bottom = top + 40 + sum(heights)
    if rows:
        middle = (days.left_of(assessed.toordinal()) + days.right_of(assessed.toordinal())) / 2
        _assessed(drawing, assessed, middle, top, bottom)
        _scale(drawing, days, middle, top + 18)
    y = top + 40
    for row, height in zip(rows, heights, strict=True):
        draw_row(drawing, row, days, used, middle, y)
        y += height
    y = legend(drawing, _samples(rows, days, used), bottom + 12 if rows else top)
    drawing.height = _others(drawing, others, bool(rows), y) + MARGIN
    kinds = dict.fromkeys(span.kind for row in rows for span in row.spans)
    drawing.patterns += [one for one in (HOLIDAY, *map(definition, kinds)) if one and rows]
    return drawing


def in_words(rows: Sequence[Row], others: Sequence[str], assessed: date, off: Iterable[str]) -> Iterator[str]:
    """Say all that the timeline shows."""
    yield f"Assessed on {day_in_words(assessed)}."
    for row in rows:
        yield row.words
    yield from [f"{one}." for one in others] or ([] if rows else [NOTHING])
    named = "; ".join(off)
    if named:
        yield f"Bank holidays and closure days: {named}."


def off_days(days: Axis, used: Calendar) -> Iterator[str]:
    """Name the days on the axis, weekends apart, that are no working days."""
    for day in days.days():
        if used.first <= day <= used.last and day.weekday() < 5 and (why := used.why_not_working(day)):
            yield f"{day_in_words(day)}, {why}"


# --- above the rows ---


def _scale(drawing: Drawing, days: Axis, middle: float, top: float) -> None:
    """Write the date of as many Mondays as have room beside the day of assessment, and the year where it is new."""
    taken, year = 0.0, 0
    for piece in days.pieces:
        for ordinal in () if piece.left_out else range(piece.first, piece.end):
            day = date.fromordinal(ordinal)
            if day.weekday():
                continue
            label = day_in_words(day).split(" ", 1)[1]
            label = label if day.year != year else label.rsplit(" ", 1)[0]
            words = _short(label)
            x = days.left_of(ordinal)
            end = x + width_of(words, SMALL)
            if x < taken or end > RIGHT or x - 4 < middle < end + 6:
                continue
            drawing.add(text(x + 2, top + SMALL, words, SMALL, fill=GREY))
            drawing.add(
                element("path", d=f"M{x:.1f} {top + 2:.1f}V{top + 18:.1f}", stroke=HATCH, stroke_width=1)
            )
            taken, year = end + 10, day.year


def _short(label: str) -> str:
    number, month, *year = label.split(" ")
    return " ".join((number, month[:3], *year))


def _assessed(drawing: Drawing, assessed: date, middle: float, top: float, bottom: float) -> None:
    """Mark the day of assessment through all rows, with its date above."""
    words = f"assessed on {day_in_words(assessed)}"
    half = width_of(words, SMALL, bold=True) / 2
    at = min(max(middle, MARGIN + half), RIGHT - half)
    drawing.add(text(at, top + SMALL, words, SMALL, bold=True, anchor="middle"))
    drawing.add(element("path", d=f"M{middle:.1f} {top + 15:.1f}V{bottom:.1f}", stroke=INK, stroke_width=2))


# --- below the rows ---


def _samples(rows: Sequence[Row], days: Axis, used: Calendar) -> Iterator[Sample]:
    """Explain what occurs, and nothing else."""
    kinds = {span.kind for row in rows for span in row.spans}
    for kind, fill in FILLS.items():
        if kind in kinds:
            yield Sample(fill.meaning, fill_of(kind), fill.stroke, fill.dashes)
    acts = [row.done for row in rows if row.done is not None]
    if any(one == other for one, other in acts):
        yield Sample("done", mark="diamond")
    if any(one != other for one, other in acts):
        yield Sample("done on one of the days between", mark="diamonds")
    if any(piece.left_out for piece in days.pieces):
        yield Sample("days left out", mark="torn")
    if not (rows and days.shaded):
        return
    shown = list(days.days())
    if any(day.weekday() >= 5 for day in shown):
        yield Sample("weekend", SHADE, HATCH, mark="lined")
    if any(True for _ in off_days(days, used)):
        yield Sample("bank holiday or closure day", HOLIDAY_FILL, "none")


def _others(drawing: Drawing, others: Sequence[str], drawn: bool, top: float) -> float:
    """Say what is known of the limits that cannot be drawn."""
    if not others and not drawn:
        drawing.add(*lines(MARGIN, top, [NOTHING], SMALL))
        return top + height_of([NOTHING], SMALL)
    if not others:
        return top
    name = "Not drawn, because the days are not known yet" if drawn else "No time runs whose days are known"
    drawing.add(*lines(MARGIN, top + 6, [name], SMALL, bold=True))
    top += 6 + height_of([name], SMALL)
    for one in others:
        some = wrapped(one, WIDTH - 2 * MARGIN - 12, SMALL, most=4)
        drawing.add(
            element("circle", cx=MARGIN + 3, cy=top + 8, r=2, fill=DARK),
            *lines(MARGIN + 12, top, some, SMALL),
        )
        top += height_of(some, SMALL)
    return top
