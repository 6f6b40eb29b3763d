"""Every standard question is answered or declared silent, and nothing is declared silent without need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.check.subject import Spot, Subject
from kb.model.asked import asked_of
from kb.model.diagnostics import Diagnostic
from kb.model.files import Norm, Rule, kind_of
from kb.model.questions import Question
from kb.source import codes
from kb.source.wording import did_you_mean, quoted


def open_questions(subject: Subject, questions: Iterable[Question]) -> Iterator[Diagnostic]:
    """Find standard questions that are neither answered nor declared silent, and silences that are not called for."""
    questions = tuple(questions)
    asked = [(one, linked) for linked in subject.procedures for one in asked_of(linked, questions)]
    for one, linked in asked:
        if not one.answered and one.name not in linked.silent_on:
            message = f"nothing answers {quoted(one.name)}, and `silent-on` does not name it"
            spot = subject.procedure_spot(linked.name) if one.of is None else _spot(subject, one.of)
            yield spot.found(codes.UNANSWERED, message, one.question.asks)
    known = {one.name for one, _ in asked}
    answered = {one.name for one, linked in asked if one.answered and one.name in linked.silent_on}
    yield from _needless(subject, known, answered)


def _needless(subject: Subject, known: set[str], answered: set[str]) -> Iterator[Diagnostic]:
    for name, spot in subject.silences().items():
        if name not in known:
            message = f"{quoted(name)} is no standard question here"
            yield spot.found(codes.NOBODY_ASKS, message, did_you_mean(name, known))
        elif name in answered:
            message = f"{quoted(name)} is declared silent, and answered"
            yield spot.found(codes.NOT_SILENT, message)


def _spot(subject: Subject, norm: Norm) -> Spot:
    """Give where a norm stands."""
    return next(
        Spot(spot.document, (*spot.at, kind_of(one)))
        for spot, _, one in subject.provisions()
        if not isinstance(one, Rule) and one == norm
    )
