"""The standard questions as they are put to one procedure, and what answers each: norms, a field of one, or rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.model.files import NORM_KINDS, Norm, kind_of, name_of
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


Norms = Mapping[str, Sequence[Norm]]


def asked_of(norms: Norms, concluded: Collection[str], questions: Iterable[Question]) -> Iterator[Asked]:
    """Put the standard questions to a procedure: to itself, and to each norm that they are about.

    `norms` are its norms by name, `concluded` what its rules conclude.
    """
    known: set[int] = set()
    for question in questions:
        put = [_put(question, None, norms, concluded)] if "procedure" in question.for_ else []
        every = (one for some in norms.values() for one in some)
        put += (_put(question, one, norms, concluded) for one in every if _is_put_to(question, one, norms))
        if question.unless_asked is not None:
            put = [one for one in put if not known.issuperset(map(id, one.norms))]
        known.update(id(norm) for one in put for norm in one.norms)
        yield from put


def _is_put_to(question: Question, norm: Norm, norms: Norms) -> bool:
    fits = kind_of(norm) in question.for_ and _meets(norm, question.where)
    return fits and all(
        _there_are(norms, kind, names, norm) for kind, names in question.where_there_is.items()
    )


def _put(question: Question, norm: Norm | None, norms: Norms, concluded: Collection[str]) -> Asked:
    answers = question.answered_by
    by_norms = (
        found
        for kind, names in answers.items()
        if kind in NORM_KINDS
        for found in _there_are(norms, kind, names, norm)
    )
    about, _, what = question.question.rpartition(".")
    name = f"{_meant('its.name' if about == 'its' else about, norm)}.{what}"
    fields = tuple(one for one in answers.get("field", ()) if one in _fields(norm))
    conclusions = tuple(one for one in answers.get("conclusion", ()) if one in concluded)
    return Asked(question, name, norm, tuple(by_norms), fields, conclusions)


def _meets(norm: Norm, where: Mapping[str, tuple[str, ...]]) -> bool:
    known = {**_fields(norm), "name": name_of(norm)}
    return all(str(known.get(key)) in values for key, values in where.items())


def _there_are(norms: Norms, kind: str, names: tuple[str, ...], norm: Norm | None) -> tuple[Norm, ...]:
    """Give the norms of one kind that have one of the names."""
    found = (one for name in names for one in norms.get(_meant(name, norm), ()))
    return tuple(one for one in found if type(one) is NORM_KINDS[kind])


def _meant(what: str, norm: Norm | None) -> str:
    """Give what a name stands for: `its.window` for a field of the norm, `its.name` for its name."""
    field = what.removeprefix("its.")
    if norm is None or field == what:
        return what
    return name_of(norm) if field == "name" else str(_fields(norm)[field])


def _fields(norm: Norm | None) -> dict[str, Any]:
    if norm is None:
        return {}
    fields = {kebab(key): getattr(norm, key) for key in type(norm).model_fields}
    return {key: value for key, value in fields.items() if value is not None}
