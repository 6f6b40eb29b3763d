"""A reading of an answer: sentences that name the nodes that they say, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explain.days import day_in_words
from explain.lines import Line
from kb.model.determination import Determination
from kb.model.reading import Reader, ReadingRecord


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader is told of one conclusion, or of a whole case.

    `title` is the answer itself. `lines` are headings, which have the tone `heading`, remarks on the whole, which are
    `faint`, and sentences: each of these names the nodes of the graph that it says.
    """

    reader: Reader
    title: Line
    lines: tuple[Line, ...]

    @property
    def sentences(self) -> Iterator[Line]:
        """All that is said, the answer first; headings and remarks left out."""
        yield self.title
        yield from (line for line in self.lines if line.text and line.tone not in ("heading", "faint"))

    def text(self) -> Iterator[Line]:
        """Give the lines with the title above them."""
        yield self.title
        yield from self.lines


@dataclass(frozen=True, slots=True)
class Page:
    """Readings of one answer, one for each matter, as one document.

    `about` is a line on the policy and the day of assessment. `pictures` are SVG documents that this program made: they
    are put after the answer as they are.
    """

    case: str
    about: str
    readings: tuple[Reading, ...]
    pictures: tuple[str, ...] = ()


def about(answer: Determination, title: str) -> str:
    """Give a line on what an answer is about: the case, the policy by its title and version, the day of assessment."""
    day = day_in_words(answer.assessed_on, in_full=True)
    policy = f"{title}, version {answer.policy.version}"
    return f"Case: {answer.case}. {policy}, as things stood on {day}. Law and codes are not in it."


def titled(text: str, nodes: tuple[str, ...]) -> Line:
    """Give the title of a reading."""
    return Line(f"{text[:1].upper()}{text[1:]}", tone="heading", nodes=nodes)


def one_line(text: str) -> str:
    """Give text without line breaks, and without characters that steer instead of saying something."""
    return "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in " ".join(text.split())
    )


def record_of(reading: Reading, answer: Determination, head: str | None) -> ReadingRecord:
    """Give a reading as plain values."""
    return ReadingRecord.model_validate(
        {
            "for": reading.reader,
            "case": answer.case,
            "assessed_on": answer.assessed_on,
            "policy": answer.policy,
            "head": head,
            "title": _said(reading.title, "sentence"),
            "lines": [_said(line, _ROLES.get(line.tone, "sentence")) for line in reading.lines if line.text],
        }
    )


_ROLES = {"heading": "heading", "faint": "remark"}


def _said(line: Line, role: str) -> dict[str, object]:
    return {
        "role": role,
        "text": line.text,
        "level": line.indent // 2,
        "nodes": list(line.nodes),
        "step": line.number or None,
        "steps": list(line.steps),
    }
