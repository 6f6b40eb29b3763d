"""The graph of one conclusion in the language of Graphviz, for whoever has it and wants another picture."""

from __future__ import annotations

from collections.abc import Mapping

from explain.pictures.boxes import Box, Look, more_below
from explain.pictures.shapes import LOOKS
from explain.pictures.widths import wrapped
from kb.model.visible import visible

_ROOM, _SIZE = 220.0, 12
_SHAPES = {"double": "box", "rectangle": "box", "pill": "box", "hexagon": "hexagon", "note": "note"}


def dot(title: str, found: Mapping[str, Box]) -> str:
    """Give the boxes of a conclusion as a directed graph: an arrow leads from a reason to what follows from it."""
    numbers = {name: f"n{number}" for number, name in enumerate(found, 1)}
    lines = [
        f"digraph {_quoted(title)} {{",
        '  graph [rankdir=BT, fontname="sans-serif"]',
        '  node [fontname="sans-serif", fontsize=12, style=filled]',
        *(f"  {numbers[name]} [{_attributes(box)}]" for name, box in found.items()),
        *(f"  {numbers[one]} -> {numbers[name]}" for name, box in found.items() for one in box.below),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _attributes(box: Box) -> str:
    look = LOOKS[box.look]
    parts = (box.tag, box.said, box.source, more_below(box.more))
    label = "\\n".join(_escaped(line) for part in parts for line in wrapped(part, _ROOM, _SIZE))
    given = {
        "id": _quoted(box.id),
        "label": f'"{label}"',
        "tooltip": _quoted(box.words),
        "shape": _SHAPES[look.shape],
        "style": f'"{_style(box.look)}"',
        "peripheries": "2" if look.shape == "double" else "1",
        "fillcolor": f'"{look.fill}"',
        "color": f'"{look.stroke}"',
    }
    return ", ".join(f"{key}={value}" for key, value in given.items())


def _style(look: Look) -> str:
    round_ = ",rounded" if LOOKS[look].shape == "pill" else ""
    return f"filled{round_}{',dashed' if LOOKS[look].dashes else ''}"


def _escaped(text: str) -> str:
    return visible(text).replace("\\", "\\\\").replace('"', '\\"')


def _quoted(text: str) -> str:
    return f'"{_escaped(" ".join(text.split()))}"'
