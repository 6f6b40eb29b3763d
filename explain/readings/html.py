"""A reading as one HTML page that needs nothing else: no script, no style sheet, picture or font from anywhere.

Elements are built, never strings: whatever a case holds can only become text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Comment, Element, SubElement, tostring

from explain.lines import Line
from explain.readings.reading import Page, Reading, one_line
from explain.readings.style import STYLE

BETWEEN_NODES = " | "
_OPEN = 2  # levels of the tree that are unfolded to begin with


@dataclass
class Block:
    """A line, and the lines that stand further in below it."""

    line: Line
    inside: list[Block] = field(default_factory=list)


def html(page: Page) -> str:
    """Give readings of one answer as an HTML document."""
    root = Element("html", lang="en")
    _head(root, f"{page.readings[0].title.text} {page.case}")
    main = SubElement(SubElement(root, "body"), "main")
    several = len(page.readings) > 1
    if several:
        _text(SubElement(main, "h1"), page.case)
    for number, reading in enumerate(page.readings, 1):
        _article(main, reading, number, several)
        if number == 1:
            _figures(main, len(page.pictures))
    _text(SubElement(main, "p", {"class": "about"}), page.about)
    text = "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"
    for number, picture in enumerate(page.pictures):
        text = text.replace(f"<!--picture {number}-->", picture, 1)
    return text


def _head(root: Element, title: str) -> None:
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _text(SubElement(head, "title"), title)
    SubElement(head, "style").text = STYLE


def _figures(main: Element, count: int) -> None:
    for number in range(count):
        SubElement(main, "figure").append(Comment(f"picture {number}"))


def _article(main: Element, reading: Reading, number: int, several: bool) -> None:
    article = SubElement(main, "article", {"class": reading.reader})
    level = 2 if several else 1
    _said(SubElement(article, f"h{level}"), reading.title)
    for title, lines in _sections(reading.lines):
        section = SubElement(article, "section")
        if title is not None:
            _said(SubElement(section, f"h{level + 1}"), title)
        _Writer(number).blocks(section, nested(lines), 0)


def _sections(lines: Iterable[Line]) -> list[tuple[Line | None, list[Line]]]:
    found: list[tuple[Line | None, list[Line]]] = [(None, [])]
    for line in lines:
        if line.tone == "heading":
            found.append((line, []))
        elif line.text:
            found[-1][1].append(line)
    return [(title, some) for title, some in found if title is not None or some]


def nested(lines: Iterable[Line]) -> list[Block]:
    """Put lines below those that they stand further in than."""
    top: list[Block] = []
    above: list[Block] = []
    for line in lines:
        while above and above[-1].line.indent >= line.indent:
            above.pop()
        block = Block(line)
        (above[-1].inside if above else top).append(block)
        above.append(block)
    return top


class _Writer:
    """Writes the blocks of one article; its steps have ids of their own."""

    def __init__(self, article: int) -> None:
        self.article = article

    def blocks(self, into: Element, blocks: Sequence[Block], level: int) -> None:
        """Write blocks: those that are one of a list as a list, the others as paragraphs."""
        listing: Element | None = None
        for block in blocks:
            if not (block.line.point or block.line.number):
                listing = None
                self._line(SubElement(into, "p", self._class(block.line)), block.line)
                self.blocks(into, block.inside, level)
                continue
            if listing is None:
                listing = SubElement(into, "ol" if block.line.number else "ul")
            self._item(listing, block, level)

    def _item(self, listing: Element, block: Block, level: int) -> None:
        line = block.line
        item = SubElement(listing, "li", self._class(line))
        if line.number:
            item.set("id", self._anchor(line.number))
            item.set("value", str(line.number))
        folds = block.inside and not line.number
        if not folds:
            self._line(SubElement(item, "span"), line)
            self.blocks(item, block.inside, level + 1)
            return
        details = SubElement(item, "details", {"open": "open"} if level < _OPEN else {})
        self._line(SubElement(details, "summary"), line)
        self.blocks(details, block.inside, level + 1)

    @staticmethod
    def _class(line: Line) -> dict[str, str]:
        return {"class": line.tone} if line.tone != "plain" else {}

    def _anchor(self, step: int) -> str:
        return f"step-{self.article}-{step}"

    def _line(self, into: Element, line: Line) -> None:
        _said(into, line)
        for number, step in enumerate(line.steps):
            link = SubElement(into, "a", href=f"#{self._anchor(step)}")
            link.text, link.tail = str(step), ", " if number < len(line.steps) - 1 else ""
        if line.steps:
            into.text = f"{into.text} {'step' if len(line.steps) == 1 else 'steps'} "


def _said(into: Element, line: Line) -> None:
    _text(into, line.text)
    if line.nodes:
        into.set("data-node", BETWEEN_NODES.join(line.nodes))


def _text(into: Element, text: str) -> None:
    into.text = one_line(text)
