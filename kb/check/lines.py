"""Every line that a policy names is a line of its document, and is a clause's or navigation, not both.

Which lines nobody names cannot be told here: the blank ones are known only to the document. `kb sources check` looks.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.source import codes
from kb.source.spots import Spot


def misplaced_lines(subject: Subject) -> Iterator[Diagnostic]:
    """Find lines beyond the end of the document, and lines both encoded and passed over."""
    yield from _beyond(subject)
    passed_over = set(subject.policy.document.navigation)
    for spot, clause in subject.clauses:
        for number, line in enumerate(clause.source.lines):
            if line in passed_over:
                here = Spot(spot.document, (*spot.at, "source", "lines", number))
                message = f"line {line} is encoded here, and navigation in the header"
                yield here.found(codes.CLAIMED_AND_PASSED_OVER, message)


def _beyond(subject: Subject) -> Iterator[Diagnostic]:
    length = subject.policy.document.lines
    named = [
        (Spot(spot.document, (*spot.at, "source", "lines", number)), line)
        for spot, clause in subject.clauses
        for number, line in enumerate(clause.source.lines)
    ]
    for number, line in enumerate(subject.policy.document.navigation):
        named.append((Spot(subject.header, ("document", "navigation", number)), line))
    for spot, line in named:
        if not 1 <= line <= length:
            message = f"there is no line {line}: the document has {length}"
            yield spot.found(codes.BEYOND_DOCUMENT, message)
