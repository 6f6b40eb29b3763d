"""Every standard question is answered or declared silent; that nothing is declared silent without need, reading sees to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.model.questions import Question
from kb.source import codes
from kb.source.standard_questions import questions_put_to
from kb.source.wording import quoted


def open_questions(subject: Subject, questions: Iterable[Question]) -> Iterator[Diagnostic]:
    """Find standard questions that are neither answered nor declared silent."""
    questions = tuple(questions)
    for linked in subject.procedures:
        for one in questions_put_to(subject.policy, linked.name, subject.header, subject.files, questions):
            if not one.answered and one.name not in linked.silent_on:
                message = f"nothing answers {quoted(one.name)}, and `silent-on` does not name it"
                yield one.spot.found(codes.UNANSWERED, message, one.asks)
