"""What has become of the passages that clauses were encoded from: found, moved, changed or gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.model.files import Clause
from kb.source import codes
from kb.source.documents import SourceText
from kb.source.passages import Where, fingerprint, passage, stands_at
from kb.source.spots import Spot

Fate = Literal["found", "moved", "changed", "gone"]


@dataclass(frozen=True)
class Passage:
    """The passage of one clause: where it was, and where it is if it was found at all."""

    clause: Clause
    spot: Spot
    fate: Fate
    was: Where
    now: Where | None


def passages_of(subject: Subject, text: SourceText) -> tuple[Passage, ...]:
    """Look for the passage of every clause of a policy in its document."""
    return tuple(_passage(spot, clause, text) for spot, clause in subject.clauses)


def astray(passages: tuple[Passage, ...], text: SourceText) -> Iterator[Diagnostic]:
    """Find the passages that are not where they were; nothing of what they say is shown."""
    for one in passages:
        match one.fate:
            case "moved":
                message = f"the passage of `{one.clause.clause}` moved from {one.was} to {one.now}"
                yield one.spot.found(codes.MOVED, message)
            case "changed":
                message = f"the passage of `{one.clause.clause}`, {one.was}, has changed"
                now = passage(one.was, text.lines)
                then = (
                    f", then write `sha256: {fingerprint(now)}`" if now is not None else ""
                )  # nothing can be read back
                yield one.spot.found(codes.CHANGED, message, f"read it, mend what it changes{then}")
            case "gone":
                length = len(text.lines)
                message = f"there is no {one.was} for `{one.clause.clause}`: the document has {length} lines"
                yield one.spot.found(codes.GONE, message)
            case "found":
                continue


def _passage(spot: Spot, clause: Clause, text: SourceText) -> Passage:
    was = Where(clause.source.lines, clause.source.sentences)
    now = stands_at(clause.source, text.lines)
    here = Spot(spot.document, (*spot.at, "source", "lines"))
    fate: Fate = "moved"
    if now is None:
        fate = "gone" if max(was.lines) > len(text.lines) else "changed"
    elif now == was:
        fate = "found"
    return Passage(clause, here, fate, was, now)
