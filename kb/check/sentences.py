"""A line that holds several clauses is divided among them: each sentence once, and none left out.

How many sentences a line has is known only to the document, so a last one that is left out is found by
`kb sources check`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.model.files import Clause
from kb.source import codes
from kb.source.spots import Spot

Claims = list[tuple[Spot, Clause]]


def badly_divided(subject: Subject) -> Iterator[Diagnostic]:
    """Find lines and sentences that two clauses claim, and sentences between them that none does."""
    by_line: dict[int, Claims] = defaultdict(list)
    for spot, clause in subject.clauses:
        for line in clause.source.lines:
            by_line[line].append((Spot(spot.document, (*spot.at, "source", "sentences")), clause))
    for line, claims in sorted(by_line.items()):
        yield from _twice(line, claims) if len(claims) > 1 else ()
    passages: dict[tuple[int, ...], Claims] = defaultdict(list)
    for spot, clause in subject.clauses:
        if clause.source.sentences:
            passages[clause.source.lines].append(
                (Spot(spot.document, (*spot.at, "source", "sentences")), clause)
            )
    for lines, claims in passages.items():
        yield from _uneven(lines, claims)


def _twice(line: int, claims: Claims) -> Iterator[Diagnostic]:
    whole = [(spot, clause) for spot, clause in claims if not clause.source.sentences]
    if whole:
        spot, clause = whole[-1]
        other = next(one.clause for _, one in claims if one is not clause)
        message = f"`{clause.clause}` takes all of line {line}, and `{other}` takes it too"
        yield spot.found(codes.DIVIDED_BADLY, message)


def _uneven(lines: tuple[int, ...], claims: Claims) -> Iterator[Diagnostic]:
    taken = Counter(number for _, clause in claims for number in clause.source.sentences)
    spot, where = claims[-1][0], f"of line {', '.join(map(str, lines))}"
    for number, times in sorted(taken.items()):
        if times > 1:
            yield spot.found(codes.DIVIDED_BADLY, f"sentence {number} {where} is taken twice")
    for number in range(1, max(taken)):
        if number not in taken:
            message = f"sentence {number} {where} belongs to no clause"
            yield spot.found(codes.DIVIDED_BADLY, message)
