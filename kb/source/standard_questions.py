"""The standard questions as they are put to a procedure: which of them its rules and norms answer.

A policy that is declared silent on something that nobody asks, or that it answers, is refused before its rules are
linked: conventions would give the same conclusion twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.model.diagnostics import Diagnostic
from kb.model.files import NORM_KINDS, Norm, Part, Policy, Rule, kind_of, name_of
from kb.model.questions import Question
from kb.source import codes
from kb.source.spots import Spot
from kb.source.templates import fields_of
from kb.source.wording import did_you_mean, quoted
from kb.source.yaml_nodes import Document

File = tuple[Document, Part]


@dataclass(frozen=True)
class Asked:
    """A question as it is put to one procedure, or to one norm of it, and whether that answers it."""

    name: str
    asks: str
    answered: bool
    spot: Spot


def questions_put_to(
    policy: Policy, procedure: str, header: Document, files: Iterable[File], questions: Iterable[Question]
) -> list[Asked]:
    """Put the standard questions to a procedure, which is made of some of the files of a policy."""
    parts = policy.parts_of(procedure)
    put_to = _Procedure([(document, part) for document, part in files if part.part in parts])
    spot = Spot(header, ("procedures", procedure), key=True)
    return [one for question in questions for one in put_to.asked(question, spot)]


def needless_silences(
    policy: Policy, header: Document, files: Iterable[File], questions: Sequence[Question]
) -> list[Diagnostic]:
    """Find what a policy is declared silent on although no question asks it, or although it answers.

    Where there are no standard questions at all, nothing can be told.
    """
    files = tuple(files) if questions else ()
    put = {one: questions_put_to(policy, one, header, files, questions) for one in policy.procedures}
    known = {one.name for asked in put.values() for one in asked}
    told: list[Diagnostic] = []
    for document, part in files:
        for name in part.silent_on:
            spot = Spot(document, ("silent-on", name), key=True)
            if name not in known:
                told.append(_unasked(name, spot, known))
            elif any(_answers(put[one], name) for one in put if part.part in policy.parts_of(one)):
                told.append(spot.found(codes.NOT_SILENT, f"{quoted(name)} is declared silent, and answered"))
    return told


def _unasked(name: str, spot: Spot, known: Iterable[str]) -> Diagnostic:
    return spot.found(
        codes.NOBODY_ASKS, f"{quoted(name)} is no standard question here", did_you_mean(name, known)
    )


def _answers(asked: Iterable[Asked], name: str) -> bool:
    return any(one.name == name and one.answered for one in asked)


class _Procedure:
    """The norms and rules of one procedure, before conventions are applied to them."""

    def __init__(self, files: Sequence[File]) -> None:
        self.norms: dict[str, list[tuple[Spot, Norm]]] = {}
        self.concluded: set[str] = set()
        for document, part in files:
            for number, clause in enumerate(part.clauses):
                for place, one in enumerate(clause.rules):
                    if isinstance(one, Rule):
                        self.concluded |= {*one.conclude, *(one.otherwise or ())}
                    else:
                        spot = Spot(document, ("clauses", number, "rules", place, kind_of(one)))
                        self.norms.setdefault(name_of(one), []).append((spot, one))

    def asked(self, question: Question, spot: Spot) -> Iterator[Asked]:
        """Put a question to the procedure, declared at a place, or to each norm that it is about."""
        if "procedure" in question.for_:
            yield self._put(question, "", {}, spot)
        for name, norms in self.norms.items():
            for place, norm in norms:
                fields = fields_of(norm)
                fits = kind_of(norm) in question.for_ and _meets(name, fields, question.where)
                if fits and self._there_is(question.where_there_is, name, fields):
                    yield self._put(question, name, fields, place)

    def _put(self, question: Question, name: str, fields: Mapping[str, Any], spot: Spot) -> Asked:
        answers = question.answered_by
        by_rule = any(one in self.concluded for one in answers.get("conclusion", ()))
        by_field = any(one in fields for one in answers.get("field", ()))
        by_norm = any(
            self._there_is({kind: names}, name, fields)
            for kind, names in answers.items()
            if kind in NORM_KINDS
        )
        called = _called(question.question, name, fields)
        return Asked(called, question.asks, by_rule or by_field or by_norm, spot)

    def _there_is(self, wanted: Mapping[str, tuple[str, ...]], name: str, fields: Mapping[str, Any]) -> bool:
        """Whether, of each kind, there is a norm of one of the names."""
        return all(
            any(
                type(norm) is NORM_KINDS[kind]
                for one in names
                for _, norm in self.norms.get(_meant(one, name, fields), ())
            )
            for kind, names in wanted.items()
        )


def _meets(name: str, fields: Mapping[str, Any], where: Mapping[str, tuple[str, ...]]) -> bool:
    return all((name if key == "name" else str(fields.get(key))) in values for key, values in where.items())


def _called(question: str, name: str, fields: Mapping[str, Any]) -> str:
    """Give what a question is called: `its.window.limit` is about the window, `its.extension` about the norm itself."""
    about, _, what = question.rpartition(".")
    return f"{name if about == 'its' else _meant(about, name, fields)}.{what}"


def _meant(what: str, name: str, fields: Mapping[str, Any]) -> str:
    """Give what a name stands for: `its.window` for a field of the norm, `its.name` for its name."""
    field = what.removeprefix("its.")
    return what if field == what else name if field == "name" else str(fields[field])
