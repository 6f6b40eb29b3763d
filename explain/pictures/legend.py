"""The legend of a picture: a sample of each thing that occurs in it, and what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from explain.pictures.svg import INK, LINE, MARGIN, PAPER, SMALL, WIDTH, Drawing, element, text
from explain.pictures.widths import width_of

_SIZE, _WIDE = 12.0, 20.0


@dataclass(frozen=True, slots=True)
class Sample:
    """A patch with its fill and outline, or a mark; and what it means."""

    meaning: str
    fill: str = PAPER
    stroke: str = INK
    dashes: str = ""
    mark: Literal["diamond", "diamonds", "torn", "lined"] | None = None


def legend(drawing: Drawing, samples: Iterable[Sample], top: float, room: float = WIDTH) -> float:
    """Draw samples in lines that are as long as there is room, and give where they end."""
    x, y, drawn = float(MARGIN), top, False
    for sample in samples:
        width = _WIDE + 6 + width_of(sample.meaning, SMALL)
        if drawn and x + width > room - MARGIN:
            x, y = float(MARGIN), y + SMALL * LINE + 5
        drawing.add(_drawn(sample, x, y), text(x + _WIDE + 6, y + SMALL - 1, sample.meaning, SMALL))
        x, drawn = x + width + 16, True
    return y + SMALL * LINE + 8 if drawn else top


def _drawn(sample: Sample, x: float, y: float) -> str:
    middle = y + _SIZE / 2
    match sample.mark:
        case "diamond":
            return element("path", d=f"M{x + 10:.1f} {middle - 6:.1f}l6 6l-6 6l-6 -6z", fill=INK)
        case "diamonds":
            ends = "".join(f"M{x + at:.1f} {middle - 5:.1f}l5 5l-5 5l-5 -5z" for at in (5, 17))
            return element("path", d=ends, fill=PAPER, stroke=INK, stroke_width=1.5)
        case "torn":
            edges = "".join(f"M{x + at:.1f} {y:.1f}l-3 6l3 6" for at in (8, 16))
            return element("path", d=edges, fill="none", stroke="#767676", stroke_width=1)
        case "lined":
            patch = element("rect", x=x, y=y, width=_WIDE, height=_SIZE, fill=sample.fill)
            return patch + element("rect", x=x, y=y + _SIZE - 2, width=_WIDE, height=2, fill=sample.stroke)
        case None:
            return element(
                "rect", x=x, y=y, width=_WIDE, height=_SIZE, fill=sample.fill,
                stroke=None if sample.stroke == "none" else sample.stroke, stroke_dasharray=sample.dashes or None,
            )  # fmt: skip
