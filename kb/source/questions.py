"""Reads the standard questions."""

from __future__ import annotations

from pathlib import Path

from kb.model.files import NORM_KINDS
from kb.model.questions import Question, Questions
from kb.source import codes
from kb.source.faults import Faults
from kb.source.validation import validated
from kb.source.wording import proposed, quoted
from kb.source.yaml_nodes import At, read

FILE = "questions.yaml"
_ASKED = ("procedure", *NORM_KINDS)
_ANSWERS = ("field", "conclusion", *NORM_KINDS)


def read_questions(path: Path, shown_as: str | None = None) -> tuple[Question, ...]:
    """Read the file of the standard questions.

    Raises:
        Refused: it cannot be read, names a kind of norm that there is not, or has a question out of order.
    """
    document = read(path, shown_as)
    found = validated(document, Questions).questions
    faults = Faults(document)
    first = next((number for number, one in enumerate(found) if one.unless_asked), len(found))
    for number, one in enumerate(found):
        at: At = ("questions", number)
        _check(faults, one.for_, _ASKED, (*at, "for"))
        _check(faults, tuple(one.where_there_is), tuple(NORM_KINDS), (*at, "where-there-is"))
        _check(faults, tuple(one.answered_by), _ANSWERS, (*at, "answered-by"))
        if number > first and not one.unless_asked:
            message = f"{quoted(one.question)} comes after a question that says `unless-asked`"
            help = "move it before that one, which is put only where no question before it is"
            faults.add(codes.UNFIT_PARTS, message, (*at, "question"), help=help)
    faults.refuse()
    return found


def _check(faults: Faults, written: tuple[str, ...], known: tuple[str, ...], at: At) -> None:
    for one in written:
        if one not in known:
            message = f"unknown kind of norm {quoted(one)}"
            faults.add(codes.UNKNOWN_NORM, message, at, help=proposed(one, known))
