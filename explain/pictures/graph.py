"""The graph of one conclusion as a picture: why it is so, from the conclusion at the top down to facts and clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from explain.pictures.boxes import Box, more_below
from explain.pictures.layers import Rows, in_rows, spread
from explain.pictures.shapes import LOOKS, outline
from explain.pictures.svg import (
    GREY,
    INK,
    MARGIN,
    PLAIN,
    SMALL,
    WIDTH,
    Drawing,
    element,
    heading,
    height_of,
    lines,
    said,
)
from explain.pictures.widths import wrapped

_HOW_TO_READ = "Read from the top: each box follows from those below that are joined to it."
Href = Callable[[str], str | None]
_GAP, _LANE, _PAD = 12.0, 10.0, 14.0
_NARROWEST, _WIDEST = 150.0, 260.0
_LINES_SAID, _LINES_SOURCE = 14, 6


@dataclass
class Placed:
    """A box with its words in lines and its place: `x` is its middle, `y` its top."""

    box: Box
    width: float
    tag: list[str]
    said: list[str]
    source: list[str]
    more: list[str]
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        """How high the box must be for its words."""
        small = height_of([*self.tag, *self.source, *self.more], SMALL)
        return small + height_of(self.said) + 2 * 8 + (3 if self.source else 0)


def graph(title: str, about: str, found: Mapping[str, Box], href: Href | None = None) -> Drawing:
    """Draw the boxes of a conclusion.

    Args:
        title: What is explained.
        about: Of which case, by which policy, on which day.
        found: The boxes, the conclusion first.
        href: Where a node of the answer's graph leads, if anywhere.
    """
    drawing = Drawing(title, " ".join((about, *in_words(found))), linked=href is not None)
    top = heading(drawing, title, f"{about} {_HOW_TO_READ}") + 6
    rows, placed = _fitted(found)
    middle = _middles(rows, placed)
    edges = _heights(rows, placed, middle, top)
    _links(drawing, rows, placed, middle, edges)
    for name in found:  # whoever hears the parts hears what follows before what it follows from
        drawing.add(_drawn(placed[name], href))
    drawing.height = edges[-1][1] + MARGIN
    return drawing


def in_words(found: Mapping[str, Box]) -> Iterable[str]:
    """Say all that the graph shows, each box with its number and the numbers of those that it rests on."""
    numbers = {name: number for number, name in enumerate(found, 1)}
    for name, box in found.items():
        on = ", ".join(str(numbers[one]) for one in box.below)
        yield f"{numbers[name]}. {box.words}{f' Rests on {on}.' if on else ''}"


def _fitted(found: Mapping[str, Box]) -> tuple[Rows, dict[str, Placed]]:
    """Put the boxes into rows: the more links pass a row, the fewer boxes have room in it."""
    for fit in (4, 3, 2, 1):
        rows = in_rows({name: box.below for name, box in found.items()}, fit)
        placed = _placed(rows, found)
        if min(one.width for one in placed.values()) >= _NARROWEST:
            break
    return rows, placed


def _placed(rows: Rows, found: Mapping[str, Box]) -> dict[str, Placed]:
    placed = {}
    for row in rows.rows:
        names = [one for one in row if one not in rows.lanes]
        free = WIDTH - 2 * MARGIN - _lane(row, rows) * (len(row) - len(names)) - _GAP * (len(row) - 1)
        width = min(free / max(len(names), 1), _WIDEST if len(row) > 1 or row is not rows.rows[0] else 420.0)
        for name in names:
            placed[name] = _wrapped(found[name], width)
    return placed


def _lane(row: list[str], rows: Rows) -> float:
    return _LANE if sum(one in rows.lanes for one in row) <= 12 else 2.0


def _wrapped(box: Box, width: float) -> Placed:
    room = width - 2 * _PAD
    tag = wrapped(box.tag, room, SMALL, most=_LINES_SOURCE)
    source = wrapped(box.source, room, SMALL, most=_LINES_SOURCE)
    more = wrapped(more_below(box.more), room, SMALL, bold=True)
    return Placed(box, width, tag, wrapped(box.said, room, PLAIN, bold=True, most=_LINES_SAID), source, more)


def _middles(rows: Rows, placed: Mapping[str, Placed]) -> dict[str, float]:
    """Give the middle of every box and lane: each as near to what it is joined to as the others let it."""
    middle = {one: WIDTH / 2 for row in rows.rows for one in row}
    around: dict[str, list[str]] = {one: [] for one in middle}
    for one, other in rows.links:
        weight = 5 if one in rows.lanes and other in rows.lanes else 1  # a long link runs straight
        around[one] += [other] * weight
        around[other] += [one] * weight
    for _ in range(6):
        for row in rows.rows:
            widths = [placed[one].width if one in placed else _lane(row, rows) for one in row]
            wanted = [sum(middle[other] for other in around[one]) / max(len(around[one]), 1) for one in row]
            centres = spread(wanted if around[row[0]] else [WIDTH / 2], widths, _GAP, MARGIN, WIDTH - MARGIN)
            middle.update(zip(row, centres, strict=True))
    aside = _aside(middle, placed)
    for name, box in placed.items():
        box.x = middle[name] + aside
    return {name: x + aside for name, x in middle.items()}


def _aside(middle: Mapping[str, float], placed: Mapping[str, Placed]) -> float:
    """Give how far all has to move aside to stand in the middle of the picture."""
    half = {name: placed[name].width / 2 if name in placed else _LANE / 2 for name in middle}
    ends = (
        min(x - half[name] for name, x in middle.items()),
        max(x + half[name] for name, x in middle.items()),
    )
    return WIDTH / 2 - sum(ends) / 2


def _heights(
    rows: Rows, placed: Mapping[str, Placed], middle: Mapping[str, float], top: float
) -> list[tuple[float, float]]:
    """Give the upper and lower edge of each row; the further links run sideways, the more room there is between rows."""
    row_of = {one: number for number, row in enumerate(rows.rows) for one in row}
    edges: list[tuple[float, float]] = []
    for number, row in enumerate(rows.rows):
        if number:
            widest = max(
                abs(middle[one] - middle[other]) for one, other in rows.links if row_of[other] == number
            )
            top = edges[-1][1] + min(max(30.0, 20 + widest / 8), 70)
        names = [one for one in row if one in placed]
        for name in names:
            placed[name].y = top
        edges.append((top, top + max((placed[name].height for name in names), default=0.0)))
    return edges


def _links(
    drawing: Drawing,
    rows: Rows,
    placed: Mapping[str, Placed],
    middle: Mapping[str, float],
    edges: list[tuple[float, float]],
) -> None:
    """Draw each link in the room between two rows, each lane straight through its row, and an arrow to what follows."""
    row_of = {one: number for number, row in enumerate(rows.rows) for one in row}
    for one, other in rows.links:
        above, below = edges[row_of[one]][1], edges[row_of[other]][0]
        upper, lower, half = middle[one], middle[other], (above + below) / 2
        start = placed[one].y + placed[one].height if one in placed else above
        path = f"M{lower:.1f} {below:.1f}C{lower:.1f} {half:.1f} {upper:.1f} {half:.1f} {upper:.1f} {above:.1f}V{start:.1f}"
        drawing.add(element("path", d=path, fill="none", stroke=GREY, stroke_width=1.3))
    for lane in sorted(rows.lanes):
        top, bottom = edges[row_of[lane]]
        path = f"M{middle[lane]:.1f} {top:.1f}V{bottom:.1f}"
        drawing.add(element("path", d=path, fill="none", stroke=GREY, stroke_width=1.3))
    for name in dict.fromkeys(one for one, _ in rows.links if one in placed):
        x, y = placed[name].x, placed[name].y + placed[name].height
        drawing.add(element("path", d=f"M{x:.1f} {y:.1f}l4.5 8h-9z", fill=GREY))


def _drawn(one: Placed, href: Href | None) -> str:
    box, look = one.box, LOOKS[one.box.look]
    left, y = one.x - one.width / 2, one.y + 8
    content = [element("title", said(box.words)), outline(look, left, one.y, one.width, one.height)]
    content += lines(one.x, y, one.tag, SMALL, anchor="middle", fill=look.stroke)
    y += height_of(one.tag, SMALL)
    content += lines(one.x, y, one.said, bold=True, anchor="middle", fill=INK)
    y += height_of(one.said) + (3 if one.source else 0)
    content += lines(one.x, y, one.source, SMALL, anchor="middle", fill=GREY)
    y += height_of(one.source, SMALL)
    content += lines(one.x, y, one.more, SMALL, bold=True, anchor="middle", fill=INK)
    group = element("g", "\n".join(content), data_node=box.id)
    target = href(box.id) if href else None
    return element("a", group, href=target) if target else group
