"""What is asked on the command line: a conclusion and its value, a matter; what is wrong with it is told by its place."""

from __future__ import annotations

from collections.abc import Iterable

from explain.why_not import Question
from kb.calendar import FIRST, LAST
from kb.model.case import Case
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.policy import LinkedProcedure
from kb.model.vocabulary import ConclusionKind
from kb.source import codes
from kb.source.codes import Code
from kb.source.conclusions import conclusion_kinds, values_of
from kb.source.days import NoDay, Span, exact_day
from kb.source.wording import did_you_mean, proposed, quoted

_WHERE = "the command line"


def question(text: str, procedure: LinkedProcedure) -> Question:
    """Read `NAME=VALUE`.

    Raises:
        Refused: there is no such conclusion, it cannot have the value, or no value is named.
    """
    name, equals, value = text.partition("=")
    kinds = conclusion_kinds(procedure.vocabulary, [*procedure.vocabulary.names, *procedure.named])
    if name not in kinds and name not in procedure.conclusions:
        meant = did_you_mean(name, procedure.conclusions) or "`kb assess --all CASE` names every conclusion"
        raise _refused(codes.ASKED_CONCLUSION, f"there is no conclusion {quoted(name)}", text, name, meant)
    plan = procedure.conclusions.get(name)
    kind = plan.kind if plan else kinds[name]
    values = _values(kind, procedure, plan.values if plan else ())
    if not equals or not value:
        meant = (
            "write a day after it, as in `NAME=2024-06-18`" if kind.type == "day" else proposed("", values)
        )
        raise _refused(
            codes.ASKED_NO_VALUE, f"which value of {quoted(name)} is meant is not said", text, text, meant
        )
    if kind.type == "day":
        _check_day(text, name, value)
    elif value not in values:
        raise _refused(
            codes.ASKED_VALUE,
            f"{quoted(name)} cannot be {quoted(value)}",
            text,
            value,
            proposed(value, values),
        )
    return Question(name, value, kind)


def conclusion_known(name: str, asked: Iterable[str]) -> None:
    """Check that a conclusion is among those that are asked.

    Raises:
        Refused: it is not.
    """
    known = list(asked)
    if name not in known:
        meant = did_you_mean(name, known) or "`kb assess --all CASE` names every conclusion"
        raise _refused(codes.ASKED_CONCLUSION, f"there is no conclusion {quoted(name)}", name, name, meant)


def conclusion(text: str, head: HeadRecord) -> tuple[ConclusionRecord, tuple[str, ...]]:
    """Read `NAME` or `NAME=VALUE`, of what was assessed in one matter; without a value, none is given.

    Raises:
        Refused: it has no such conclusion, or that cannot have the value.
    """
    name, _, value = text.partition("=")
    found = {one.name: one for one in head.conclusions}
    if name not in found:
        meant = did_you_mean(name, found) or "`kb assess --all CASE` names every conclusion"
        where = f" in `{head.procedure}`" if head.procedure else ""
        raise _refused(
            codes.ASKED_CONCLUSION, f"there is no conclusion {quoted(name)}{where}", text, name, meant
        )
    start = f"value {name} = "
    values = [node.id.removeprefix(start) for node in head.graph.nodes if node.id.startswith(start)]
    if value and value not in values:
        meant = proposed(value, values) or "it is a day: leave out the value"
        raise _refused(codes.ASKED_VALUE, f"{quoted(name)} cannot be {quoted(value)}", text, value, meant)
    return found[name], (value,) if value else ()


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
        raise _refused(
            codes.ASKED_VALUE, said, text, value, error.help or "write a day as `2024-06-18`"
        ) from None


def _refused(code: Code, message: str, text: str, part: str, help: str) -> Refused:
    """Refuse what was asked, with the part of it that is at fault: its beginning or its end."""
    column = 1 if text.startswith(part) else len(text) - len(part) + 1
    return Refused(
        [Diagnostic(code.id, message, Place(_WHERE, 1, column, max(len(part), 1), text), help=help)]
    )
