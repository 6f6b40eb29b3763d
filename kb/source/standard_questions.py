"""The standard questions as they are put to a procedure: which of them its rules and norms answer.

A policy that is declared silent on something that nobody asks, or that it answers, is refused before its rules are
linked: conventions would give the same conclusion twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb.model.asked import Asked, asked_of
from kb.model.diagnostics import Diagnostic
from kb.model.files import Norm, Part, Policy, Rule, kind_of, name_of
from kb.model.questions import Question
from kb.source import codes
from kb.source.spots import Spot
from kb.source.wording import did_you_mean, quoted
from kb.source.yaml_nodes import Document

File = tuple[Document, Part]


def questions_put_to(
    policy: Policy, procedure: str, header: Document, files: Iterable[File], questions: Iterable[Question]
) -> list[tuple[Asked, Spot]]:
    """Put the standard questions to a procedure, which is made of some of the files of a policy; each with its place."""
    parts = policy.parts_of(procedure)
    norms: dict[str, list[Norm]] = {}
    spots: dict[int, Spot] = {}
    concluded: set[str] = set()
    for document, part in files:
        for spot, one in _provisions(document, part) if part.part in parts else ():
            if isinstance(one, Rule):
                concluded |= {*one.conclude, *(one.otherwise or ())}
            else:
                norms.setdefault(name_of(one), []).append(one)
                spots[id(one)] = spot
    itself = Spot(header, ("procedures", procedure), key=True)
    return [(one, spots.get(id(one.of), itself)) for one in asked_of(norms, concluded, questions)]


def _provisions(document: Document, part: Part) -> Iterator[tuple[Spot, Rule | Norm]]:
    for number, clause in enumerate(part.clauses):
        for place, one in enumerate(clause.rules):
            kind = "rule" if isinstance(one, Rule) else kind_of(one)
            yield Spot(document, ("clauses", number, "rules", place, kind)), one


def needless_silences(
    policy: Policy, header: Document, files: Iterable[File], questions: Sequence[Question]
) -> list[Diagnostic]:
    """Find what a policy is declared silent on although no question asks it, or although it answers.

    Where there are no standard questions at all, nothing can be told.
    """
    files = tuple(files) if questions else ()
    put = {one: questions_put_to(policy, one, header, files, questions) for one in policy.procedures}
    known = {one.name for asked in put.values() for one, _ in asked}
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


def _answers(asked: Iterable[tuple[Asked, Spot]], name: str) -> bool:
    return any(one.name == name and one.answered for one, _ in asked)
