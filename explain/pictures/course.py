"""The time limits of a procedure as a picture: under the day from which they run, each as a bar as long as its time.

Drawn for a wide and for a narrow page. A bar that is longer than there is room for is torn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explain.pictures.legend import Sample, legend
from explain.pictures.patterns import BLUE, DARK, HATCH, pattern
from explain.pictures.svg import GREY, MARK, PAPER, Drawing, element, height_of, lines, text
from explain.pictures.widths import wrapped

WIDE, NARROW = 720, 300
MOST = 92.0
"""How many days a bar shows at most: three months."""
_SIZE, _LEGEND = 13, 11
_MARGIN, _BAR, _WORDS = 16.0, 14.0, 330.0
_FILLED = "#5b8cbd"


@dataclass(frozen=True, slots=True)
class Bar:
    """One limit: its length, who has to do what; how many days it is drawn as (none: until a day that is named).

    `range_from` is where a published range begins, `extended` how many days it can be extended to, `more` the same in words.
    """

    name: str
    length: str
    said: str
    yours: bool
    days: float | None
    range_from: float | None = None
    extended: float | None = None
    more: str = ""

    @property
    def words(self) -> str:
        """All that the bar shows."""
        return f"{self.length} {self.said}.{f' {self.more}.' if self.more else ''}"


@dataclass(frozen=True, slots=True)
class Start:
    """A day from which time runs, and the limits that run from it."""

    said: str
    bars: tuple[Bar, ...]


def course(title: str, starts: Sequence[Start], width: int) -> Drawing:
    """Draw the limits; what the picture says without being seen is the same at any width."""
    drawing = Drawing(title, " ".join(in_words(starts)))
    bars = [bar for start in starts for bar in start.bars]
    scale = _Scale(bars, width)
    y = _MARGIN + 18
    top = y
    below: list[str] = []
    for start in starts:
        y = _start(below, start, y, width)
        first = y
        for bar in start.bars:
            y = _row(below, bar, scale, y)
        below.append(
            element("path", d=f"M{_MARGIN + 5} {first - 4:.1f}V{y - 8:.1f}", stroke=DARK, stroke_width=2)
        )
        y += 8
    drawing.add(*scale.weeks(top - 6, y - 8), *below)
    drawing.height = legend(drawing, _samples(bars), y, width) + 4
    drawing.patterns += [
        pattern("slants", PAPER, BLUE),
        pattern("dots", PAPER, BLUE),
        pattern("bars", PAPER, BLUE),
    ]
    return drawing


def in_words(starts: Sequence[Start]) -> Iterator[str]:
    """Say all that the picture shows."""
    for start in starts:
        yield f"{start.said}: {' '.join(bar.words for bar in start.bars)}"


class _Scale:
    """Where the days of the bars are."""

    def __init__(self, bars: Sequence[Bar], width: int) -> None:
        self.wide = width == WIDE
        self.left = _MARGIN + _WORDS if self.wide else _MARGIN + 18
        self.right = width - _MARGIN
        ends = [one for bar in bars for one in (bar.days, bar.extended) if one is not None]
        self.most = min(max(ends, default=MOST), MOST)

    def at(self, days: float) -> float:
        return self.left + min(days / self.most, 1) * (self.right - self.left)

    def weeks(self, top: float, bottom: float) -> Iterator[str]:
        """Draw a line at every fourth week; where all is short, at every week."""
        step = 4 if self.most > 35 else 1
        for week in range(0, int(self.most // 7) + 1, step):
            x = self.at(week * 7)
            anchor = "start" if week == 0 else "end" if x > self.right - 20 else "middle"
            yield text(x, top, f"week {week}" if week else "start", _LEGEND, anchor=anchor, fill=GREY)
            yield element("path", d=f"M{x:.1f} {top + 5:.1f}V{bottom:.1f}", stroke="#d0d0d0", stroke_width=1)


def _start(into: list[str], start: Start, top: float, width: int) -> float:
    said = wrapped(start.said, width - 2 * _MARGIN - 18, _SIZE, bold=True)
    height = height_of(said, _SIZE)
    # over the lines of the weeks, which would run through the words
    into.append(element("rect", x=0, y=top - 2, width=width, height=height + 6, fill=PAPER))
    into.append(element("circle", cx=_MARGIN + 5, cy=top + 8, r=5, fill=PAPER, stroke=DARK, stroke_width=2))
    into.extend(lines(_MARGIN + 18, top, said, _SIZE, bold=True))
    return top + height + 6


def _row(into: list[str], bar: Bar, scale: _Scale, top: float) -> float:
    room = (scale.left - 12 if scale.wide else scale.right) - _MARGIN - 18
    length = wrapped(_capital(bar.length), room, _SIZE, bold=True)
    said = [*wrapped(bar.said, room, _SIZE), *(wrapped(bar.more, room, _SIZE) if bar.more else ())]
    height = height_of([*length, *said], _SIZE)
    if not scale.wide:
        into.append(element("rect", x=_MARGIN + 12, y=top - 2, width=room + 8, height=height + 4, fill=PAPER))
    into.extend(lines(_MARGIN + 18, top, length, _SIZE, bold=True))
    into.extend(lines(_MARGIN + 18, top + height_of(length, _SIZE), said, _SIZE, fill=GREY))
    into.extend(_drawn(bar, scale, top + (2 if scale.wide else height + 4)))
    return top + (max(height, _BAR) if scale.wide else height + _BAR + 8) + 8


def _drawn(bar: Bar, scale: _Scale, top: float) -> Iterator[str]:
    """Draw the bar: the time itself, what a range leaves open, and what can be added; without a length, an open end."""
    if bar.days is None:
        middle, right = top + _BAR / 2, scale.at(scale.most / 3)
        arrow = f"M{scale.left:.1f} {middle:.1f}H{right:.1f}l-6 -5m6 5l-6 5"
        yield element("path", d=arrow, fill="none", stroke=BLUE, stroke_width=2, stroke_dasharray="5 3")
        return
    fill = f"url(#{MARK}-slants)" if bar.yours else _FILLED
    first = bar.range_from if bar.range_from is not None else bar.days
    yield _rect(scale, 0, first, top, fill)
    if first < bar.days:
        yield _rect(scale, first, bar.days, top, f"url(#{MARK}-bars)")
    if bar.extended is not None and bar.extended > bar.days:
        yield _rect(scale, bar.days, bar.extended, top, f"url(#{MARK}-dots)", "4 3")
    if max(bar.days, bar.extended or 0) > scale.most:
        yield _torn(scale.right - 24, top)


def _rect(scale: _Scale, first: float, last: float, top: float, fill: str, dashes: str | None = None) -> str:
    left, right = scale.at(first), scale.at(last)
    return element(
        "rect", x=left, y=top, width=max(right - left, 2), height=_BAR, fill=fill, stroke=BLUE, stroke_width=1.3,
        stroke_dasharray=dashes,
    )  # fmt: skip


def _torn(left: float, top: float) -> str:
    """Tear a bar that is longer than there is room for."""
    edge = "l-4 4.5l8 5l-8 5l4 4.5"
    gap = f"M{left:.1f} {top - 2:.1f}{edge}h8l-4 -4.5l8 -5l-8 -5l4 -4.5z"
    edges = f"M{left:.1f} {top - 2:.1f}{edge}M{left + 8:.1f} {top - 2:.1f}{edge}"
    return element("path", d=gap, fill=PAPER) + element(
        "path", d=edges, fill="none", stroke=HATCH, stroke_width=1.2
    )


def _samples(bars: Sequence[Bar]) -> Iterator[Sample]:
    """Explain what occurs, and nothing else."""
    if any(not bar.yours and bar.days is not None for bar in bars):
        yield Sample("their time", _FILLED, BLUE)
    if any(bar.yours and bar.days is not None for bar in bars):
        yield Sample("your time", f"url(#{MARK}-slants)", BLUE)
    if any(bar.range_from is not None for bar in bars):
        yield Sample("an answer may come from here on", f"url(#{MARK}-bars)", BLUE)
    if any(bar.extended is not None for bar in bars):
        yield Sample("time that may be added", f"url(#{MARK}-dots)", BLUE, "4 3")
    if any(max(bar.days or 0, bar.extended or 0) > MOST for bar in bars):
        yield Sample("goes on for longer", mark="torn")


def _capital(text_: str) -> str:
    return text_[:1].upper() + text_[1:]
