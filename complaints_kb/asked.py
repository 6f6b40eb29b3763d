"""What is asked on the command line: a conclusion and its value, a matter; what is wrong with it is told by its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from complaints_kb.notes import tell_not_asked
from explain.why_not import Question
from kb.calendar import FIRST, LAST
from kb.model.case import Case
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.policy import LinkedProcedure, either
from kb.model.vocabulary import ConclusionKind
from kb.source import codes
from kb.source.codes import Code
from kb.source.conclusions import conclusion_kinds, values_of
from kb.source.days import NoDay, Span, exact_day
from kb.source.wording import all_quoted, did_you_mean, proposed, quoted

_WHERE = "the command line"
Asked = tuple[HeadRecord, ConclusionRecord, tuple[str, ...]]
"""A matter, the conclusion that is asked about, and its value if one is."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, as it is written: a conclusion, and what stands after the `=`."""

    text: str
    name: str
    value: str
    kind: ConclusionKind
    drawn: tuple[str, ...]

    def check_named(self, procedure: LinkedProcedure) -> None:
        """Refuse a question that names no value."""
        if not self.value:
            is_day = self.kind.type == "day"
            values = _values(self.kind, procedure, self.drawn)
            meant = "write a day after it, as in `NAME=2024-06-18`" if is_day else proposed("", values)
            message = f"which value of {quoted(self.name)} is meant is not said"
            raise _refused(codes.ASKED_NO_VALUE, message, self.text, self.text, meant)

    def check_value(self, procedure: LinkedProcedure) -> None:
        """Refuse a value that the conclusion cannot have."""
        if self.kind.type == "day":
            _check_day(self.text, self.name, self.value)
            return
        values = _values(self.kind, procedure, self.drawn)
        if self.value not in values:
            message = f"{quoted(self.name)} cannot be {quoted(self.value)}"
            raise _refused(codes.ASKED_VALUE, message, self.text, self.value, proposed(self.value, values))


def question(text: str, procedure: LinkedProcedure) -> Question:
    """Read `NAME=VALUE` of a conclusion that any policy might draw.

    Raises:
        Refused: there is no such conclusion, it cannot have the value, or no value is named.
    """
    asked = _asked(text, procedure)
    asked.check_named(procedure)
    asked.check_value(procedure)
    return Question(asked.name, asked.value, asked.kind)


def unknown_word(word: str, known: Iterable[str]) -> Diagnostic:
    """Tell of a word that nothing in the vocabulary has."""
    meant = did_you_mean(word, known) or "`kb vocabulary` lists everything"
    (told,) = _refused(
        codes.ASKED_WORD, f"nothing in the vocabulary has {quoted(word)}", word, word, meant
    ).diagnostics
    return told


def _asked(text: str, procedure: LinkedProcedure) -> _Asked:
    name, _, value = text.partition("=")
    kinds = conclusion_kinds(procedure.vocabulary, [*procedure.vocabulary.names, *procedure.named])
    if name not in kinds and name not in procedure.conclusions:
        meant = did_you_mean(name, procedure.conclusions) or "`kb assess --all CASE` names every conclusion"
        raise _refused(codes.ASKED_CONCLUSION, f"there is no conclusion {quoted(name)}", text, name, meant)
    plan = procedure.conclusions.get(name)
    return _Asked(text, name, value, plan.kind if plan else kinds[name], plan.values if plan else ())


def conclusion_known(name: str, asked: Iterable[str]) -> None:
    """Check that a conclusion is among those that are asked.

    Raises:
        Refused: it is not.
    """
    known = list(asked)
    if name not in known:
        meant = did_you_mean(name, known) or "`kb assess --all CASE` names every conclusion"
        raise _refused(codes.ASKED_CONCLUSION, f"there is no conclusion {quoted(name)}", name, name, meant)


def conclusion(
    text: str, head: HeadRecord, procedures: Iterable[LinkedProcedure]
) -> tuple[ConclusionRecord, tuple[str, ...]]:
    """Read `NAME` or `NAME=VALUE`, of what was assessed in one matter by a policy of these procedures.

    Without a value, none is given.

    Raises:
        Refused: there is no such conclusion, it is not drawn where the matter goes, or cannot have the value.
    """
    name, value = _drawn(text, either(list(procedures)))
    found = next((one for one in head.conclusions if one.name == name), None)
    if found is None:
        message = f"{quoted(name)} is not asked where the matter goes: {all_quoted(head.procedures)}"
        help = "`kb why CASE procedure` says why it goes by that"
        raise _refused(codes.ASKED_NOT_DRAWN, message, text, name, help)
    return found, (value,) if value else ()


def asked_of_each(
    text: str, heads: Iterable[HeadRecord], procedures: Iterable[LinkedProcedure]
) -> list[Asked]:
    """Read `NAME` or `NAME=VALUE` of several matters; those that go where it is not asked are noted and left out.

    Raises:
        Refused: as `conclusion`, where no matter has it.
    """
    heads, procedures = list(heads), list(procedures)
    name = text.partition("=")[0]
    having = [head for head in heads if any(one.name == name for one in head.conclusions)]
    for head in heads:
        if having and head not in having:
            tell_not_asked(name, head)
    return [(head, *conclusion(text, head, procedures)) for head in having or heads]


def _drawn(text: str, procedure: LinkedProcedure) -> tuple[str, str]:
    """Read `NAME` or `NAME=VALUE` of a conclusion that this policy draws; without a value, that is empty.

    Raises:
        Refused: there is no such conclusion, the policy does not draw it, or no rule of it gives the value.
    """
    asked = _asked(text, procedure)
    if asked.name not in procedure.conclusions:
        message = f"this policy draws no conclusion {quoted(asked.name)}"
        meant = did_you_mean(asked.name, procedure.conclusions) or "`kb why-not` says what it is silent on"
        raise _refused(codes.ASKED_NOT_DRAWN, message, text, asked.name, meant)
    if "=" in text and asked.kind.type == "day":
        meant = "leave out the value; `kb why-not` says why it is not another day"
        raise _refused(codes.ASKED_VALUE, f"{quoted(asked.name)} is a day", text, asked.value or text, meant)
    if "=" in text:
        asked.check_named(procedure)
        asked.check_value(procedure)
    if asked.value and asked.value not in asked.drawn:
        message = f"no rule of this policy gives {quoted(asked.name)} the value {quoted(asked.value)}"
        raise _refused(codes.ASKED_VALUE, message, text, asked.value, proposed(asked.value, asked.drawn))
    return asked.name, asked.value


def matter(named: str | None, case: Case) -> None:
    """Check that a case has a matter of this name, if one is named.

    Raises:
        Refused: it has none of this name.
    """
    names = [one.name for one in case.heads if one.name is not None]
    if named is not None and named not in names:
        meant = proposed(named, names) or "the case has one matter only, without a name: leave out `--head`"
        raise _refused(
            codes.ASKED_HEAD, f"the case has no matter {quoted(named)}", f"--head {named}", named, meant
        )


def _values(kind: ConclusionKind, procedure: LinkedProcedure, drawn: Iterable[str]) -> tuple[str, ...]:
    """Give every value that the vocabulary lets a conclusion have, those that the policy's rules give first."""
    vocabulary = procedure.vocabulary
    declared = values_of(kind, vocabulary, [*procedure.norms, *vocabulary.names])
    parts = (part for fact in vocabulary.facts.values() for part in fact.any_of) if kind.of == "parts" else ()
    return tuple(dict.fromkeys((*drawn, *declared, *parts)))


def _check_day(text: str, name: str, value: str) -> None:
    if value == "never":
        return
    try:
        exact_day(value, Span(FIRST, LAST))
    except NoDay as error:
        said = f"{quoted(name)} is a day, and cannot be {quoted(value)}"
        raise _refused(codes.ASKED_VALUE, said, text, value, _day_help(error)) from None


def _day_help(error: NoDay) -> str:
    """Say how a day is asked about: one whole day, or none; a spelling that was meant is proposed."""
    return error.help if error.code is codes.DAY_SPELLING else "write one day as `2024-06-18`, or `never`"


def _refused(code: Code, message: str, text: str, part: str, help: str) -> Refused:
    """Refuse what was asked, with the part of it that is at fault: its beginning or its end."""
    column = 1 if text.startswith(part) else len(text) - len(part) + 1
    return Refused(
        [Diagnostic(code.id, message, Place(_WHERE, 1, column, max(len(part), 1), text), help=help)]
    )
