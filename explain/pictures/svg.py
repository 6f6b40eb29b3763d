"""The few elements of SVG that the pictures are made of: attributes only, no styles, no scripts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from html import escape

from explain.pictures.widths import FONTS, is_listed, width_of, wrapped
from kb.model.visible import visible

WIDTH, MARGIN = 800, 16
SMALL, PLAIN, LARGE = 11, 12, 15
INK, GREY, PAPER = "#1a1a1a", "#444444", "#ffffff"
LINE = 1.35
"""How far one line of text stands below the one before, in sizes of the font."""


def said(text: str) -> str:
    """Give text as it can stand in XML, in one line: nothing unseen, nothing that XML forbids."""
    return escape(visible(" ".join(text.split())))


def number(value: float) -> str:
    """Give a length with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """Give an element; `stroke_width` is written `stroke-width`, and what is None is left out."""
    listed = "".join([_given(key, value) for key, value in attributes.items() if value is not None])
    return f"<{name}{listed}>{content}</{name}>" if content else f"<{name}{listed}/>"


@lru_cache(maxsize=16_384)  # colours, kinds of line, places in a row: few, and each many times
def _given(key: str, value: object) -> str:
    spelt = number(value) if isinstance(value, int | float) else escape(str(value))
    return f' {key.rstrip("_").replace("_", "-")}="{spelt}"'


def text(
    x: float,
    y: float,
    content: str,
    size: int = PLAIN,
    bold: bool = False,
    anchor: str = "start",
    fill: str = INK,
) -> str:
    """Give one line of text; `y` is its base line.

    Where the width of a letter is only guessed, the line is made as wide as was guessed, so that it stays in its place.
    """
    shown = visible(" ".join(content.split()))
    fixed = None if is_listed(shown) else width_of(shown, size, bold)
    return element(
        "text", escape(shown, quote=False), x=x, y=y, font_size=size, font_weight="bold" if bold else None,
        text_anchor=None if anchor == "start" else anchor, fill=fill, textLength=fixed,
        lengthAdjust=None if fixed is None else "spacingAndGlyphs",
    )  # fmt: skip


def lines(
    x: float, y: float, some: Iterable[str], size: int = PLAIN, bold: bool = False, anchor: str = "start",
    fill: str = INK,
) -> Iterable[str]:  # fmt: skip
    """Give lines of text below each other; `y` is the top of the first."""
    for index, line in enumerate(some):
        yield text(x, y + index * size * LINE + size, line, size, bold, anchor, fill)


def height_of(some: Sequence[str], size: int = PLAIN) -> float:
    """Give the height of lines of text."""
    return len(some) * size * LINE


@dataclass
class Drawing:
    """A picture while it is being drawn: its elements from the back to the front, what it is called and what it says.

    `linked` says whether parts of it lead elsewhere: then it is a group of parts, otherwise one image.
    """

    title: str
    description: str
    height: float = 0
    elements: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    linked: bool = False

    def add(self, *elements: str) -> None:
        """Draw elements in front of what is there."""
        self.elements += elements

    def svg(self, width: int = WIDTH) -> str:
        """Give the picture as a document of its own, which can also stand inside a page beside others."""
        content = "".join(f"{one}\n" for one in self.elements)
        mark = f"p{sha256((self.title + self.description + content).encode()).hexdigest()[:8]}"
        defs = f"<defs>{''.join(self.patterns)}</defs>\n" if self.patterns else ""
        box = f"0 0 {width} {number(self.height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{number(self.height)}" viewBox="{box}" '
            f'role="{"group" if self.linked else "img"}" aria-labelledby="{mark}-title {mark}-desc" '
            f'font-family="{escape(FONTS)}">\n'
            f'<title id="{mark}-title">{said(self.title)}</title>\n'
            f'<desc id="{mark}-desc">{said(self.description)}</desc>\n'
            f"{defs.replace(MARK, mark)}"
            f'<rect width="{width}" height="{number(self.height)}" fill="{PAPER}"/>\n'
            f"{content.replace(MARK, mark)}</svg>\n"
        )


def heading(drawing: Drawing, title: str, about: str) -> float:
    """Write what a picture is called, and what it is of, and give where the picture can begin."""
    large = wrapped(title, WIDTH - 2 * MARGIN, LARGE, bold=True, most=4)
    small = wrapped(about, WIDTH - 2 * MARGIN, SMALL, most=5)
    drawing.add(*lines(MARGIN, MARGIN, large, LARGE, bold=True))
    below = MARGIN + height_of(large, LARGE)
    drawing.add(*lines(MARGIN, below, small, SMALL, fill=GREY))
    return below + height_of(small, SMALL) + 10


MARK = "@picture@"
"""Stands for the mark of a picture in the names of its patterns, so that two pictures in one page have none in common."""


def stacked(drawings: Sequence[Drawing]) -> Drawing:
    """Give several pictures as one, below each other."""
    first, *others = drawings
    if not others:
        return first
    whole = Drawing(
        "; ".join(one.title for one in drawings), " ".join(one.description for one in drawings),
        linked=any(one.linked for one in drawings),
    )  # fmt: skip
    for one in drawings:
        content = "".join(f"{part}\n" for part in one.elements)
        whole.add(f'<g transform="translate(0 {number(whole.height)})">\n{content}</g>')
        whole.patterns += [pattern for pattern in one.patterns if pattern not in whole.patterns]
        whole.height += one.height
    return whole
