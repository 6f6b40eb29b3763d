"""The fills of timelines: each kind of span has a pattern of its own, so that it can be told without colour."""

from __future__ import annotations

from dataclasses import dataclass

from explain.pictures.spans import Kind
from explain.pictures.svg import MARK, PAPER, element

BLUE, RED, DARK, SHADE = "#1d5a96", "#9c1f1f", "#404040", "#ebebeb"
HATCH = "#767676"


@dataclass(frozen=True, slots=True)
class Fill:
    """How a span looks: its ground, the figure of its pattern (none: the ground alone), its outline, and what it means."""

    ground: str
    figure: str
    stroke: str
    meaning: str
    dashes: str = ""


FILLS: dict[Kind, Fill] = {
    "run": Fill("#5b8cbd", "", BLUE, "time that has run"),
    "left": Fill(PAPER, "", BLUE, "time that was left, or still is"),
    "added": Fill(PAPER, "dots", BLUE, "time added"),
    "range": Fill(PAPER, "bars", BLUE, "published range"),
    "late": Fill("#fdeaea", "slants", RED, "after the last day"),
    "begins": Fill(PAPER, "dashes", DARK, "time begins on one of these days", "3 3"),
    "ends": Fill(PAPER, "points", DARK, "one of these days is the last", "3 3"),
}
_SHAPES = {
    "dots": ("6", '<circle cx="3" cy="3" r="1.3" fill="{ink}"/>'),
    "bars": ("5", '<path d="M2.5 0V5" stroke="{ink}" stroke-width="1.2"/>'),
    "slants": ("6", '<path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" stroke="{ink}" stroke-width="1.5"/>'),
    "points": ("5", '<path d="M1 1h1.6v1.6h-1.6z" fill="{ink}"/>'),
    "dashes": ("6", '<path d="M0 3H3" stroke="{ink}" stroke-width="1.2"/>'),
    "holiday": ("5", '<path d="M-1 -1L6 6M-1 4L1 6M4 -1L6 1" stroke="{ink}" stroke-width="1.2"/>'),
}


def pattern(figure: str, ground: str, ink: str) -> str:
    """Give the definition of a pattern."""
    size, shape = _SHAPES[figure]
    content = element("rect", width=size, height=size, fill=ground) + shape.format(ink=ink)
    return element(
        "pattern", content, id=f"{MARK}-{figure}", width=size, height=size, patternUnits="userSpaceOnUse"
    )


def fill_of(kind: Kind) -> str:
    """Give what a span of a kind is filled with."""
    fill = FILLS[kind]
    return f"url(#{MARK}-{fill.figure})" if fill.figure else fill.ground


def definition(kind: Kind) -> str:
    """Give the definition of the pattern of a kind; none if it has no figure."""
    fill = FILLS[kind]
    return pattern(fill.figure, fill.ground, fill.stroke) if fill.figure else ""


HOLIDAY_FILL = f"url(#{MARK}-holiday)"
HOLIDAY = pattern("holiday", PAPER, HATCH)
