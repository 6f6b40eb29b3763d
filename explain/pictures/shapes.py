"""The shapes of boxes: what a box is can be told by its shape and by the word in it, and by its colour besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explain.pictures.boxes import Look
from explain.pictures.svg import element

Shape = Literal["rectangle", "double", "pill", "hexagon", "note"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """How boxes of one kind look; `dashes` is empty for a whole line."""

    shape: Shape
    fill: str
    stroke: str
    dashes: str = ""
    thick: float = 1.3


LOOKS: dict[Look, Drawn] = {
    "conclusion": Drawn("double", "#e2f3e5", "#14632b", thick=2.4),
    "derived": Drawn("rectangle", "#ffffff", "#404040"),
    "open": Drawn("rectangle", "#ffffff", "#404040", "6 4"),
    "stated": Drawn("pill", "#e6f0fa", "#1d5a96"),
    "presumed": Drawn("pill", "#fff3d1", "#7a5200", "6 4"),
    "judged": Drawn("hexagon", "#f1e6f9", "#6a3d8f"),
    "missing": Drawn("pill", "#fdeaea", "#9c1f1f", "1.5 4", 2.2),
    "read": Drawn("note", "#fff3d1", "#7a5200"),
}


def outline(look: Drawn, left: float, top: float, width: float, height: float) -> str:
    """Draw the outline of a box."""
    paint = {
        "fill": look.fill,
        "stroke": look.stroke,
        "stroke_width": look.thick,
        "stroke_dasharray": look.dashes or None,
    }
    right, bottom = left + width, top + height
    match look.shape:
        case "pill":
            return element("rect", x=left, y=top, width=width, height=height, rx=13, **paint)
        case "hexagon":
            middle = (top + bottom) / 2
            corners = [(left, middle), (left + 10, top), (right - 10, top), (right, middle), (right - 10, bottom),
                       (left + 10, bottom)]  # fmt: skip
            return element("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), **paint)
        case "note":
            path = (
                f"M{left:.1f} {top:.1f}H{right - 10:.1f}L{right:.1f} {top + 10:.1f}V{bottom:.1f}H{left:.1f}Z"
            )
            fold = f"M{right - 10:.1f} {top:.1f}V{top + 10:.1f}H{right:.1f}"
            return element("path", d=path, **paint) + element("path", d=fold, **{**paint, "fill": "none"})
        case "double":
            outer = element("rect", x=left, y=top, width=width, height=height, **paint)
            inner = {"fill": "none", "stroke": look.stroke, "stroke_width": 1}
            return outer + element("rect", x=left + 4, y=top + 4, width=width - 8, height=height - 8, **inner)
        case "rectangle":
            return element("rect", x=left, y=top, width=width, height=height, **paint)
