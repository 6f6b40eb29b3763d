"""Diagnostics as people read them, and as programs do."""

from __future__ import annotations

import unicodedata
from typing import Any

from kb.model.diagnostics import Diagnostic, Place

_MARGIN = "   | "
_TAB = "    "
_LEAST_ROOM = 20
_CUT = "…"


def rendered(diagnostic: Diagnostic, width: int = 100) -> str:
    """Give a diagnostic as lines of text without a final line feed.

    Source lines longer than `width` (in columns of a terminal) are clipped around the place; control
    characters are spelled out, so that nothing in a file can steer the terminal.
    """
    place = diagnostic.place
    position = f":{place.line}:{place.column}" if place.line else ""
    lines = [
        f"{diagnostic.level}[{diagnostic.code}]: {_visible(diagnostic.message)}",
        f"  --> {_visible(place.path)}{position}",
    ]
    if place.line:
        lines += _source(place, max(_LEAST_ROOM, width - len(_MARGIN)))
    if diagnostic.within:
        lines.append(f"   in: {_visible(diagnostic.within)}")
    if diagnostic.help:
        lines.append(f"   help: {_visible(diagnostic.help)}")
    return "\n".join(lines)


def as_record(diagnostic: Diagnostic) -> dict[str, Any]:
    """Give a diagnostic as a record for JSON; line and column are 0 where there is no place."""
    place = diagnostic.place
    return {
        "code": diagnostic.code,
        "level": diagnostic.level,
        "message": diagnostic.message,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "length": place.length,
        "within": diagnostic.within,
        "help": diagnostic.help,
    }


def _source(place: Place, room: int) -> list[str]:
    """Give the source line and the line of carets below it."""
    start = max(place.column - 1, 0)
    near = max(0, start - room)  # of a file in one line, only what could be shown is looked at
    cells = [_cell(char) for char in place.text[near : start + 2 * room]]
    before_near, after_near = near > 0, start + 2 * room < len(place.text)
    start = min(start - near, len(cells))
    end = min(start + max(place.length, 1), len(cells))
    first, last = _window([_columns(cell) for cell in cells], start, end, room)
    shown = "".join(cells[first:last])
    before, marked = "".join(cells[first:start]), "".join(cells[start : min(end, last)])
    opening = _CUT if first or before_near else ""
    closing = _CUT if last < len(cells) or after_near else ""
    indent = " " * _columns(opening + before)
    carets = "^" * max(1, _columns(marked))
    return [f"{_MARGIN}{opening}{shown}{closing}".rstrip(), f"{_MARGIN}{indent}{carets}"]


def _window(widths: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """Give the part of a line that fits, as first and last cell: all of it, or what is around the place."""
    if sum(widths) <= room:
        return 0, len(widths)
    left = room - 2  # for the marks of what is cut
    last = first = start
    while last < end and left >= widths[last]:
        left -= widths[last]
        last += 1
    while first > 0 and left - widths[first - 1] >= room // 3 * (last < len(widths)):
        first -= 1
        left -= widths[first]
    while last < len(widths) and left >= widths[last]:
        left -= widths[last]
        last += 1
    return first, last


def _cell(char: str) -> str:
    return _TAB if char == "\t" else _visible(char)


def _visible(text: str) -> str:
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _columns(text: str) -> int:
    """Give the columns that text takes on a terminal: wide characters take two, combining ones none."""
    return sum(_char_columns(char) for char in text)


def _char_columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
