"""A reading as Markdown: headings, lists, and nothing that a case could have slipped in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explain.lines import Line, named_steps
from explain.readings.reading import Page, Reading, one_line

_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def markdown(page: Page) -> str:
    """Give readings of one answer, one after the other, as a Markdown document."""
    lines = [f"# {escaped(page.case)}", ""] if len(page.readings) > 1 else []
    for reading in page.readings:
        lines += [*_lines(reading, "#" * (2 if len(page.readings) > 1 else 1)), ""]
    return "\n".join([*lines, f"*{escaped(page.about)}*", ""])


def _lines(reading: Reading, level: str) -> Iterator[str]:
    yield f"{level} {escaped(reading.title.text)}"
    before: Line | None = None
    for line in reading.lines:
        if line.text:
            yield from _apart(before, line)
            yield f"#{level} {escaped(line.text)}" if line.tone == "heading" else _line(line)
            before = line


def _apart(before: Line | None, line: Line) -> Iterator[str]:
    """Leave a line blank around what is no list, so that it stays apart."""
    inside = (
        before is not None and before.tone != "heading" and line.tone != "heading" and _listed(before, line)
    )
    if not inside:
        yield ""


def _listed(before: Line, line: Line) -> bool:
    return (line.point or line.number > 0 or line.indent > 2) and (
        before.point or before.number > 0 or before.indent > 2
    )


def _line(line: Line) -> str:
    text = escaped(line.text) + named_steps(line.steps)
    if line.number:
        return f"{line.number}. {text}"
    pad = " " * max(0, line.indent - 2)
    if line.point:
        return f"{pad}- {text}"
    return f"{pad}- {text}" if line.indent > 2 else text


def escaped(text: str) -> str:
    """Give text that no reader of Markdown takes for anything but text."""
    plain = _MEANS_SOMETHING.sub(r"\\\1", one_line(text))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", plain))
