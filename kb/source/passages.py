"""The passages of a document and their fingerprints: the one place that says how they are made.

A passage is some lines of a document, or some sentences of them. Its fingerprint is the SHA-256 of its text in UTF-8
(NFC), with all white space folded to single spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kb.model.files import Source


@dataclass(frozen=True, slots=True)
class Where:
    """The lines of a passage, counted from 1, and the sentences of them where it is not all."""

    lines: tuple[int, ...]
    sentences: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Give it in words: `line 5, sentences 1 and 2`."""
        told = _several("line", self.lines)
        return f"{told}, {_several('sentence', self.sentences)}" if self.sentences else told


def sentences(text: str) -> list[str]:
    """Divide a text into sentences, as fingerprints divide it."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)


def passage(where: Where, lines: Sequence[str]) -> str | None:
    """Give a passage in the form that is fingerprinted; nothing where the document does not reach so far."""
    if not 1 <= min(where.lines) <= max(where.lines) <= len(lines):
        return None
    whole = "\n".join(lines[number - 1] for number in where.lines)
    if where.sentences:
        parts = sentences(whole)
        if not 1 <= min(where.sentences) <= max(where.sentences) <= len(parts):
            return None
        whole = " ".join(parts[number - 1] for number in where.sentences)
    return folded(whole)


def folded(text: str) -> str:
    """Give a text in the form that is fingerprinted: NFC, all white space folded to single spaces."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def fingerprint(text: str) -> str:
    """Give the fingerprint of a passage."""
    return sha256(text.encode()).hexdigest()


def stands_at(source: Source, lines: Sequence[str]) -> Where | None:
    """Find where the passage of a clause stands: where the clause says, or else the nearest place; nothing if nowhere."""
    for where in _places(source, lines):
        found = passage(where, lines)
        if found is not None and fingerprint(found) == source.sha256:
            return where
    return None


def _places(source: Source, lines: Sequence[str]) -> Iterator[Where]:
    for shift in sorted(range(-len(lines), len(lines) + 1), key=lambda one: (abs(one), one)):
        moved = tuple(number + shift for number in source.lines)
        if not 1 <= min(moved) <= max(moved) <= len(lines):
            continue
        yield Where(moved, source.sentences)
        if source.sentences:
            count = len(sentences("\n".join(lines[number - 1] for number in moved)))
            for step in range(1 - min(source.sentences), count - max(source.sentences) + 1):
                yield Where(moved, tuple(number + step for number in source.sentences))


def _several(what: str, numbers: tuple[int, ...]) -> str:
    if len(numbers) == 1:
        return f"{what} {numbers[0]}"
    return f"{what}s {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
