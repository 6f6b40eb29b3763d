"""Clauses stand in the order of their document: the text is the skeleton."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.model.files import Clause
from kb.source import codes
from kb.source.spots import Spot


def out_of_order(subject: Subject) -> Iterator[Diagnostic]:
    """Find each clause that stands after one that it precedes in the document, part by part."""
    for document, part in subject.files:
        for number, (before, clause) in enumerate(pairwise(part.clauses), 1):
            if _position(clause) < _position(before):
                message = f"`{clause.clause}` comes before `{before.clause}` in the document"
                spot = Spot(document, ("clauses", number, "clause"))
                yield spot.found(codes.OUT_OF_DOCUMENT_ORDER, message)


def _position(clause: Clause) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return clause.source.lines, clause.source.sentences
