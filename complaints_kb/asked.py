"""What is asked on the command line: a conclusion and its value, a matter; what is wrong with it is told by its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from explain.comparing.differences import TODAY
from explain.why_not import Question
from kb.calendar import FIRST, LAST
from kb.model.case import Case
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.policy import LinkedProcedure
from kb.model.vocabulary import ConclusionKind, Fact, Vocabulary
from kb.source import codes
from kb.source.changes import day_typed
from kb.source.codes import Code
from kb.source.conclusions import conclusion_kinds, values_of
from kb.source.days import NoDay, Span, exact_day
from kb.source.typed import COMMAND_LINE
from kb.source.wording import did_you_mean, proposed, quoted

YEAR = timedelta(days=366)
MOST_DAYS = 3660
"""How many days are tried at most: ten years."""


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


def two_values(one: str, other: str, procedure: LinkedProcedure) -> tuple[Question, Question]:
    """Read two values of one conclusion.

    Raises:
        Refused: as `question`, or they are of two conclusions, or the same value twice.
    """
    first, second = question(one, procedure), question(other, procedure)
    if first.name != second.name:
        message = f"{quoted(first.name)} and {quoted(second.name)} are two conclusions"
        help = f"name another value of the first, as `{first.name}=VALUE`"
        raise _refused(codes.ASKED_TWO_CONCLUSIONS, message, other, second.name, help)
    if first.value == second.value:
        message = f"{quoted(first.value)} is named twice"
        raise _refused(codes.ASKED_SAME_VALUE, message, other, second.value, "name another value")
    return first, second


def conclusion_names(names: Sequence[str], procedures: Sequence[LinkedProcedure]) -> list[str]:
    """Check the names of conclusions; each is given once.

    Raises:
        Refused: no procedure of the policy draws a conclusion of this name.
    """
    drawn = dict.fromkeys(name for one in procedures for name in one.conclusions)
    for name in names:
        if name not in drawn:
            meant = did_you_mean(name, drawn) or "`kb assess --all CASE` names every conclusion"
            raise _refused(
                codes.ASKED_CONCLUSION, f"there is no conclusion {quoted(name)}", name, name, meant
            )
    return list(dict.fromkeys(names))


def day_fact(name: str, vocabulary: Vocabulary) -> str:
    """Check that a fact is a day; `assessed_on` is one, too.

    Raises:
        Refused: there is no such fact, or it is no day.
    """
    days = [TODAY, *(one for one, fact in vocabulary.facts.items() if fact.kind in ("event", "day"))]
    if name in days:
        return name
    if name in vocabulary.facts:
        message = f"{quoted(name)} is not a day, so it has no days to try"
        raise _refused(codes.ASKED_NO_DAY, message, name, name, "name an event, a day, or `assessed_on`")
    help = did_you_mean(name, days) or "`kb vocabulary` lists all facts"
    raise _refused(codes.CASE_UNKNOWN_FACT, f"unknown fact {quoted(name)}", name, name, help)


def days_asked(text: str) -> tuple[date, date]:
    """Read `FROM..TO`.

    Raises:
        Refused: it is no such span, ends before it begins, or is too long.
    """
    first, dots, last = text.partition("..")
    if not (first and dots and last):
        message = f"{quoted(text)} is not a span of days"
        raise _refused(codes.ASKED_NO_SPAN, message, text, text, "write it as `2024-06-01..2024-06-30`")
    return _checked_span(text, day_typed(text, first), day_typed(text, last))


def around(first: str | None, last: str | None, today: date, fact: Fact | None) -> tuple[date, date]:
    """Give the days to try: those named, else a year before the day of assessment, and after it for what may be later.

    Raises:
        Refused: a day is none, or the days are no span, or too many.
    """
    later = fact is None or fact.kind != "event"
    begin = day_typed(f"--from {first}", first) if first else max(today - YEAR, FIRST)
    end = day_typed(f"--to {last}", last) if last else min(today + YEAR, LAST) if later else today
    return _checked_span(f"{begin}..{end}", begin, end)


def _checked_span(text: str, first: date, last: date) -> tuple[date, date]:
    if last < first:
        message = f"the span {quoted(text)} ends before it begins"
        raise _refused(codes.ASKED_NO_SPAN, message, text, text, f"`{last}..{first}`?")
    count = (last - first).days + 1
    if count > MOST_DAYS:
        message = f"the span {quoted(text)} has {count} days, and {MOST_DAYS} are the most"
        raise _refused(codes.ASKED_NO_SPAN, message, text, text, "try a shorter one")
    return first, last


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
        [Diagnostic(code.id, message, Place(COMMAND_LINE, 1, column, max(len(part), 1), text), help=help)]
    )
