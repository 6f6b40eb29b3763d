"""The timeline of a case as a picture: one row for each time limit, the days as wide as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from explain.days import day_in_words
from explain.pictures.axis import Axis, axis
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
    heading,
    height_of,
    lines,
    said,
    text,
)
from explain.pictures.widths import width_of, wrapped
from kb.calendar import Calendar

NOTHING = "No time limit applies here."
_LEFT, _RIGHT = 244.0, WIDTH - MARGIN
_BAR, _BAND, _SPACE = 16.0, 28.0, 9.0
_PART = {"begins": (0.0, 0.5), "ends": (0.5, 1.0)}  # of the height of a bar, for the two may overlap
_DAY_SEEN = 2.0  # how wide a day must be for weekends to be shaded


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
    days = axis([assessed.toordinal(), *(day for row in rows for day in row.days)], _LEFT, _RIGHT)
    drawing = Drawing(f"{title}: {about}", " ".join(in_words(rows, others, assessed, off_days(days, used))))
    top = heading(drawing, title, about)
    heights = [_height(row) for row in rows]
    bottom = top + 40 + sum(heights)
    if rows:
        middle = (days.left_of(assessed.toordinal()) + days.right_of(assessed.toordinal())) / 2
        _assessed(drawing, assessed, middle, top, bottom)
        _scale(drawing, days, middle, top + 18)
    y = top + 40
    for row, height in zip(rows, heights, strict=True):
        _row(drawing, row, days, used, middle, y)
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
            if x < taken or end > _RIGHT or x - 4 < middle < end + 6:
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
    at = min(max(middle, MARGIN + half), _RIGHT - half)
    drawing.add(text(at, top + SMALL, words, SMALL, bold=True, anchor="middle"))
    drawing.add(element("path", d=f"M{middle:.1f} {top + 15:.1f}V{bottom:.1f}", stroke=INK, stroke_width=2))


# --- rows ---


def _height(row: Row) -> float:
    beside = height_of(_title(row)) + height_of(_under(row), SMALL)
    words = height_of([*_stands(row), *_words(row)], SMALL)
    return max(beside, _BAND + 6 + words) + 2 * _SPACE


def _title(row: Row) -> list[str]:
    return wrapped(row.title, _LEFT - MARGIN - 10, 12, bold=True, most=5)


def _under(row: Row) -> list[str]:
    return wrapped(row.under, _LEFT - MARGIN - 10, SMALL, most=8)


def _stands(row: Row) -> list[str]:
    return wrapped(row.stands, _RIGHT - _LEFT, SMALL, bold=True, most=5)


def _words(row: Row) -> list[str]:
    return wrapped(row.said, _RIGHT - _LEFT, SMALL, most=8)


def _row(drawing: Drawing, row: Row, days: Axis, used: Calendar, middle: float, top: float) -> None:
    drawing.add(element("path", d=f"M{MARGIN} {top:.1f}H{_RIGHT}", stroke=HATCH, stroke_width=0.8))
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
            "rect", x=_LEFT, y=below, width=widest + 4, height=height + 2, fill=PAPER
        ),  # over the day of assessment
        *lines(_LEFT, below, stands, SMALL, bold=True),
        *lines(_LEFT, below + height_of(stands, SMALL), words, SMALL),
    )


def _band(days: Axis, used: Calendar, top: float) -> Iterator[str]:
    """Shade weekends and hatch holidays behind a bar."""
    first = days.pieces[0]
    narrow = first.right - first.left < _DAY_SEEN * (first.end - first.first)
    for day in () if narrow else days.days():
        why = used.why_not_working(day) if used.first <= day <= used.last else None
        weekend = day.weekday() >= 5
        if not (why or weekend):
            continue
        left, right = days.left_of(day.toordinal()), days.right_of(day.toordinal())
        name = element("title", said(f"{day_in_words(day)}: {why or 'weekend'}"))
        fill = SHADE if weekend else HOLIDAY_FILL
        yield element("rect", name, x=left, y=top, width=right - left, height=_BAND, fill=fill)
        if weekend:
            yield element("rect", x=left, y=top + _BAND - 2, width=right - left, height=2, fill=HATCH)


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
    middle, tip = top + _BAR / 2, min(right + 22, _RIGHT)
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
    if not rows:
        return
    shown = list(days.days())
    if any(day.weekday() >= 5 for day in shown):
        yield Sample("weekend", SHADE, HATCH, mark="lined")
    if any(True for _ in off_days(days, used)):
        yield Sample("bank holiday or closure day", HOLIDAY_FILL, "none")
    if any(piece.left_out for piece in days.pieces):
        yield Sample("days left out", mark="torn")


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
