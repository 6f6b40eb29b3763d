"""What has to be so in every picture."""

from __future__ import annotations

from itertools import combinations

from tests.pictures.seeing import SVG, Area, Seen, Word, contrast, seen

PAPER = "#ffffff"


def check(svg: str) -> Seen:
    """Check all that holds of any picture, and give what is seen of it."""
    found = seen(svg)
    text_alternatives(found)
    readable(found)
    apart(found)
    legible(found)
    inside_boxes(found)
    beside_boxes(found)
    return found


def text_alternatives(found: Seen) -> None:
    """A name and a description are there, and are what the picture says that they are."""
    named = {one.get("id"): one.text for one in found.root if one.tag in (f"{SVG}title", f"{SVG}desc")}
    assert found.root.get("role") in ("img", "group")
    wanted = found.root.attrib["aria-labelledby"].split()
    assert len(wanted) == 2
    assert all(named[one] for one in wanted)
    assert found.width == 800


def readable(found: Seen) -> None:
    """Text is large enough, and inside the picture."""
    whole = Area(0, 0, found.width, found.height)
    for word in found.words:
        assert word.size >= 11, word
        assert whole.holds(word.area), word


def apart(found: Seen) -> None:
    """No two lines of text are on each other."""
    for one, other in combinations(sorted(found.words, key=lambda word: word.area.top), 2):
        if other.area.top > one.area.bottom:
            continue
        assert not one.area.overlaps(other.area), (one, other)


def legible(found: Seen) -> None:
    """Every text has a contrast of 4.5 to 1 with all that is behind it, every line one of 3 to 1 with the paper."""
    behind: list[tuple[Area, str]] = []
    for one in found.order:
        if not isinstance(one, Word):
            behind.append(one)
            continue
        for colour in _behind(one, behind):
            assert colour.startswith("#"), f"a pattern is behind {one}"
            assert contrast(one.fill, colour) >= 4.5, (one, colour)
    for stroke in found.strokes - {"none", PAPER}:
        assert contrast(stroke, PAPER) >= 3, stroke


def _behind(word: Word, behind: list[tuple[Area, str]]) -> set[str]:
    """Give the colours seen behind a text: down to the first shape that is behind all of it."""
    colours = set()
    for area, fill in reversed(behind):
        if area.overlaps(word.area, by=0):
            colours.add(fill)
        if area.holds(word.area, by=0):
            return colours
    raise AssertionError(f"nothing is behind {word}")


def inside_boxes(found: Seen) -> None:
    """Text that belongs to a box is inside it, and no box is on another."""
    for word in found.words:
        if word.box:
            assert found.boxes[word.box].holds(word.area), (word, found.boxes[word.box])
    for (_, one), (_, other) in combinations(found.boxes.items(), 2):
        assert not one.overlaps(other)


def beside_boxes(found: Seen) -> None:
    """No link runs across a box."""
    areas = found.boxes.values()
    for link in found.links:
        for area in areas:
            across = any(
                area.left + 1 < x < area.right - 1 and area.top + 1 < y < area.bottom - 1 for x, y in link
            )
            assert not across, (link[0], link[-1], area)
