"""What an eye sees of a picture, worked out from the SVG alone: where text stands, on what, and where lines run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from explain.pictures.widths import width_of

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_COMMAND = re.compile(r"([MLHVClhvZz])([^MLHVClhvZz]*)")


@dataclass(frozen=True)
class Area:
    """A rectangle, in the units of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Area, by: float = 0.5) -> bool:
        """Whether the two have more in common than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def holds(self, other: Area, by: float = 0.5) -> bool:
        """Whether the other is inside."""
        return (
            other.left >= self.left - by
            and other.right <= self.right + by
            and other.top >= self.top - by
            and other.bottom <= self.bottom + by
        )


@dataclass(frozen=True)
class Word:
    """A line of text: its place, colour and size, and the box that it belongs to, if any."""

    text: str
    area: Area
    fill: str
    size: float
    box: str


@dataclass
class Seen:
    """Everything in a picture: lines of text, filled shapes from back to front, boxes, and the points of lines."""

    root: ElementTree.Element
    width: float
    height: float
    order: list[Word | tuple[Area, str]] = field(default_factory=list)
    boxes: dict[str, Area] = field(default_factory=dict)
    links: list[list[tuple[float, float]]] = field(default_factory=list)
    strokes: set[str] = field(default_factory=set)

    @property
    def words(self) -> list[Word]:
        """The lines of text."""
        return [one for one in self.order if isinstance(one, Word)]


def seen(svg: str) -> Seen:
    """Look at a picture; it has to be well-formed XML."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    found = Seen(root, width, height)
    for element, down, box in _drawn(root, 0, ""):
        _see(found, element, down, box)
    return found


def _drawn(
    parent: ElementTree.Element, down: float, box: str
) -> Iterator[tuple[ElementTree.Element, float, str]]:
    """Give the elements that are drawn, in order, each with how far it is moved down and the box it belongs to."""
    for element in parent:
        if element.tag == f"{SVG}defs":
            continue
        moved = down
        if transform := element.get("transform"):
            across, more = map(float, _NUMBER.findall(transform))
            assert across == 0
            moved += more
        node = element.get("data-node")
        inside = f"{moved} {node}" if node else box  # the same node may be in two pictures below each other
        yield element, moved, inside
        yield from _drawn(element, moved, inside)


def _see(found: Seen, element: ElementTree.Element, down: float, box: str) -> None:
    if stroke := element.get("stroke"):
        found.strokes.add(stroke)
    fill = element.get("fill", "#000000")
    if element.tag == f"{SVG}text":
        found.order.append(_word(element, down, box))
        return
    area = _area(element, down)
    if area is None:
        return
    if fill != "none":
        found.order.append((area, fill))
        if box and box not in found.boxes:
            found.boxes[box] = area
    if element.tag == f"{SVG}path" and fill == "none" and not box:
        found.links.append([(x, y + down) for x, y in points(element.attrib["d"])])


def _word(element: ElementTree.Element, down: float, box: str) -> Word:
    text, size = element.text or "", float(element.attrib["font-size"])
    bold = element.get("font-weight") == "bold"
    width = float(element.get("textLength") or width_of(text, size, bold))
    x, y = float(element.attrib["x"]), float(element.attrib["y"]) + down
    left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
    area = Area(left, y - 0.78 * size, left + width, y + 0.24 * size)
    return Word(text, area, element.get("fill", "#000000"), size, box)


def _area(element: ElementTree.Element, down: float) -> Area | None:
    got = {key: float(value) for key, value in element.attrib.items() if _NUMBER.fullmatch(value)}
    match element.tag.removeprefix(SVG):
        case "rect":
            x, y = got.get("x", 0), got.get("y", 0) + down
            return Area(x, y, x + got["width"], y + got["height"])
        case "circle":
            return Area(
                got["cx"] - got["r"],
                got["cy"] - got["r"] + down,
                got["cx"] + got["r"],
                got["cy"] + got["r"] + down,
            )
        case "polygon":
            figures = [float(one) for one in _NUMBER.findall(element.attrib["points"])]
            some = list(zip(figures[::2], figures[1::2], strict=True))
        case "path":
            some = points(element.attrib["d"])
        case _:
            return None
    return Area(min(x for x, _ in some), min(y for _, y in some) + down, max(x for x, _ in some),
                max(y for _, y in some) + down)  # fmt: skip


def points(path: str) -> list[tuple[float, float]]:
    """Give points along a path, close together where it is curved."""
    found: list[tuple[float, float]] = []
    x = y = 0.0
    for letter, rest in _COMMAND.findall(path):
        some = [float(one) for one in _NUMBER.findall(rest)]
        match letter:
            case "M" | "L":
                x, y = some
            case "l":
                x, y = x + some[0], y + some[1]
            case "H":
                found += _between((x, y), (some[0], y))
                x = some[0]
            case "h":
                x += some[0]
            case "V":
                found += _between((x, y), (x, some[0]))
                y = some[0]
            case "v":
                found += _between((x, y), (x, y + some[0]))
                y += some[0]
            case "C":
                found += _curve([(x, y), *zip(some[::2], some[1::2], strict=True)])
                x, y = some[4:]
            case _:
                pass  # Z and z close the figure
        found.append((x, y))
    return found


def _between(one: tuple[float, float], other: tuple[float, float]) -> list[tuple[float, float]]:
    return [(one[0] + (other[0] - one[0]) * t / 40, one[1] + (other[1] - one[1]) * t / 40) for t in range(41)]


def _curve(ends: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found = []
    for step in range(41):
        t = step / 40
        shares = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        found.append((sum(s * x for s, (x, _) in zip(shares, ends, strict=True)),
                      sum(s * y for s, (_, y) in zip(shares, ends, strict=True))))  # fmt: skip
    return found


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
