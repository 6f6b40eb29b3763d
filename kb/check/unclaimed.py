"""Every line of a document that says something is a clause's or navigation; none is passed over in silence.

Where lines were added or taken away, navigation is looked for as far from where it was as the next passage after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.check.passages import Passage
from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic, Place
from kb.source import codes
from kb.source.documents import SourceText
from kb.source.passages import Where, sentences
from kb.source.spots import Spot


def unclaimed_lines(subject: Subject, passages: tuple[Passage, ...], text: SourceText) -> list[int]:
    """Give the lines that say something, and that neither a clause nor navigation accounts for."""
    claimed = {line for one in passages for line in (one.now or one.was).lines}
    claimed |= {line + _shift(passages, line) for line in subject.policy.document.navigation}
    return [number for number, line in enumerate(text.lines, 1) if line.strip() and number not in claimed]


def unaccounted(subject: Subject, passages: tuple[Passage, ...], text: SourceText) -> Iterator[Diagnostic]:
    """Find lines, and sentences of divided lines, that belong to nothing, and a length that is not the one noted."""
    length, noted = len(text.lines), subject.policy.document.lines
    if length != noted:
        spot = Spot(subject.header, ("document", "lines"))
        yield spot.found(codes.OTHER_LENGTH, f"the document has {length} lines, and not {noted}")
    for number in unclaimed_lines(subject, passages, text):
        yield _told(text, f"line {number} belongs to no clause and is not navigation")
    for where in left_out_sentences(passages, text):
        yield _told(text, f"{where} belongs to no clause")


def left_out_sentences(passages: tuple[Passage, ...], text: SourceText) -> Iterator[Where]:
    """Give the sentences of divided lines that no clause accounts for."""
    lines = text.lines
    taken: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for one in passages:
        where = one.now or one.was
        if where.sentences and max(where.lines) <= len(lines):
            taken[where.lines] |= set(where.sentences)
    for numbers, some in taken.items():
        count = len(sentences("\n".join(lines[number - 1] for number in numbers)))
        for missing in sorted(set(range(1, count + 1)) - some):
            yield Where(numbers, (missing,))


def _shift(passages: tuple[Passage, ...], line: int) -> int:
    """Give by how many lines what stands before or in a passage has moved."""
    known = sorted((one.was.lines[0], one.now.lines[0] - one.was.lines[0]) for one in passages if one.now)
    after = [shift for start, shift in known if start >= line]
    return after[0] if after else known[-1][1] if known else 0


def _told(text: SourceText, message: str) -> Diagnostic:
    code = codes.UNCLAIMED
    return Diagnostic(code.id, message, Place(text.shown_as), help="encode it, or list it under `navigation`")
