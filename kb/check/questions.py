"""Every standard question is answered or declared silent, and nothing is declared silent without need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.model.files import NORM_KINDS, Norm, Rule, kind_of, name_of
from kb.model.policy import LinkedProcedure
from kb.model.questions import Question
from kb.model.record import kebab
from kb.source import codes
from kb.source.spots import Spot
from kb.source.wording import did_you_mean, quoted


@dataclass(frozen=True)
class _Asked:
    """A question as it is put to one procedure, or to one norm of it."""

    name: str
    asks: str
    answered: bool
    spot: Spot


def open_questions(subject: Subject, questions: Iterable[Question]) -> Iterator[Diagnostic]:
    """Find standard questions that are neither answered nor declared silent, and silences that are not called for."""
    questions = tuple(questions)
    asked = [(one, linked) for linked in subject.procedures for one in _asked(subject, linked, questions)]
    for one, linked in asked:
        if not one.answered and one.name not in linked.silent_on:
            message = f"nothing answers {quoted(one.name)}, and `silent-on` does not name it"
            yield one.spot.found(codes.UNANSWERED, message, one.asks)
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


def _asked(subject: Subject, linked: LinkedProcedure, questions: Iterable[Question]) -> Iterator[_Asked]:
    norms = [(spot, norm) for spot, norm in _norms(subject) if norm in linked.norms.get(name_of(norm), ())]
    for question in questions:
        if "procedure" in question.for_:
            yield _put(question, "", {}, linked, subject.procedure_spot(linked.name))
        for spot, norm in norms:
            if _is_put_to(question, norm, linked):
                yield _put(question, name_of(norm), _fields(norm), linked, spot)


def _is_put_to(question: Question, norm: Norm, linked: LinkedProcedure) -> bool:
    name, fields = name_of(norm), _fields(norm)
    fits = kind_of(norm) in question.for_ and _meets(name, fields, question.where)
    return fits and _there_is(linked, question.where_there_is, name, fields)


def _put(
    question: Question, name: str, fields: Mapping[str, Any], linked: LinkedProcedure, spot: Spot
) -> _Asked:
    answers = question.answered_by
    by_rule = any(one in linked.conclusions for one in answers.get("conclusion", ()))
    by_field = any(one in fields for one in answers.get("field", ()))
    by_norm = any(
        _there_is(linked, {kind: names}, name, fields)
        for kind, names in answers.items()
        if kind in NORM_KINDS
    )
    return _Asked(
        _called(question.question, name, fields), question.asks, by_rule or by_field or by_norm, spot
    )


def _norms(subject: Subject) -> Iterator[tuple[Spot, Norm]]:
    for spot, _, one in subject.provisions():
        if not isinstance(one, Rule):
            yield Spot(spot.document, (*spot.at, kind_of(one))), one


def _fields(norm: Norm) -> dict[str, Any]:
    fields = {kebab(key): getattr(norm, key) for key in type(norm).model_fields}
    return {key: value for key, value in fields.items() if value is not None}


def _meets(name: str, fields: Mapping[str, Any], where: Mapping[str, tuple[str, ...]]) -> bool:
    return all((name if key == "name" else str(fields.get(key))) in values for key, values in where.items())


def _there_is(
    linked: LinkedProcedure, wanted: Mapping[str, tuple[str, ...]], name: str, fields: Mapping[str, Any]
) -> bool:
    """Whether, of each kind, there is a norm of one of the names."""
    return all(
        any(
            type(norm) is NORM_KINDS[kind]
            for one in names
            for norm in linked.norms.get(_meant(one, name, fields), ())
        )
        for kind, names in wanted.items()
    )


def _called(question: str, name: str, fields: Mapping[str, Any]) -> str:
    """Give what a question is called: `its.window.limit` is about the window, `its.extension` about the norm itself."""
    about, _, what = question.rpartition(".")
    return f"{name if about == 'its' else _meant(about, name, fields)}.{what}"


def _meant(what: str, name: str, fields: Mapping[str, Any]) -> str:
    """Give what a name stands for: `its.window` for a field of the norm, `its.name` for its name."""
    field = what.removeprefix("its.")
    return what if field == what else name if field == "name" else str(fields[field])
