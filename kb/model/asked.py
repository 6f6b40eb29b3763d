"""The standard questions as they are put to one procedure, and what answers each: norms, a field of one, or rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.model.files import NORM_KINDS, Norm, kind_of, name_of
from kb.model.policy import LinkedProcedure
from kb.model.questions import Question
from kb.model.record import kebab


@dataclass(frozen=True)
class Asked:
    """A question as it is put to a procedure, or to one norm of it (`of`).

    `name` is what it is called, as `silent-on` spells it. It is answered by norms, by fields of the norm it is put to, or
    by conclusions that some rule draws.
    """

    question: Question
    name: str
    of: Norm | None = None
    norms: tuple[Norm, ...] = ()
    fields: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether anything answers it."""
        return bool(self.norms or self.fields or self.conclusions)


def asked_of(procedure: LinkedProcedure, questions: Iterable[Question]) -> Iterator[Asked]:
    """Put the standard questions to a procedure: to itself, and to each norm that they are about."""
    norms = [one for some in procedure.norms.values() for one in some]
    for question in questions:
        if "procedure" in question.for_:
            yield _put(question, None, procedure)
        for norm in norms:
            if _is_put_to(question, norm, procedure):
                yield _put(question, norm, procedure)


def _is_put_to(question: Question, norm: Norm, procedure: LinkedProcedure) -> bool:
    fits = kind_of(norm) in question.for_ and _meets(norm, question.where)
    wanted = question.where_there_is.items()
    return fits and all(_there_are(procedure, kind, names, norm) for kind, names in wanted)


def _put(question: Question, norm: Norm | None, procedure: LinkedProcedure) -> Asked:
    answers = question.answered_by
    by_norms = (
        found
        for kind, names in answers.items()
        if kind in NORM_KINDS
        for found in _there_are(procedure, kind, names, norm)
    )
    about, _, what = question.question.rpartition(".")
    name = f"{_meant('its.name' if about == 'its' else about, norm)}.{what}"
    fields = tuple(one for one in answers.get("field", ()) if one in _fields(norm))
    wanted = (_meant_conclusion(one, norm) for one in answers.get("conclusion", ()))
    conclusions = tuple(one for one in wanted if one in procedure.conclusions)
    return Asked(question, name, norm, tuple(by_norms), fields, conclusions)


def _meets(norm: Norm, where: Mapping[str, tuple[str, ...]]) -> bool:
    known = {**_fields(norm), "name": name_of(norm)}
    return all(str(known.get(key)) in values for key, values in where.items())


def _there_are(
    procedure: LinkedProcedure, kind: str, names: tuple[str, ...], norm: Norm | None
) -> tuple[Norm, ...]:
    """Give the norms of one kind that have one of the names."""
    found = (one for name in names for one in procedure.norms.get(_meant(name, norm), ()))
    return tuple(one for one in found if type(one) is NORM_KINDS[kind])


def _meant(what: str, norm: Norm | None) -> str:
    """Give what a name stands for: `its.window` for a field of the norm, `its.name` for its name."""
    field = what.removeprefix("its.")
    if norm is None or field == what:
        return what
    return name_of(norm) if field == "name" else str(_fields(norm)[field])


def _meant_conclusion(what: str, norm: Norm | None) -> str:
    """Give the conclusion that a name stands for: `its.ground` for that of the norm."""
    about, _, rest = what.partition(".")
    return f"{name_of(norm)}.{rest}" if about == "its" and norm is not None else what


def _fields(norm: Norm | None) -> dict[str, Any]:
    if norm is None:
        return {}
    fields = {kebab(key): getattr(norm, key) for key in type(norm).model_fields}
    return {key: value for key, value in fields.items() if value is not None}
