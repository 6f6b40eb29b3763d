"""What is asked of comparisons on the command line: two values, a fact that is a day, the days to try."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from complaints_kb.asked import conclusion_known, question
from explain.comparing.differences import TODAY
from explain.why_not import Question
from kb.calendar import FIRST, LAST
from kb.model.policy import LinkedProcedure
from kb.model.vocabulary import Fact, Vocabulary
from kb.source import codes
from kb.source.changes import day_typed, refused
from kb.source.wording import did_you_mean, quoted

YEAR = timedelta(days=366)
MOST_DAYS = 3660
"""How many days are tried at most: ten years."""


def two_values(one: str, other: str, procedure: LinkedProcedure) -> tuple[Question, Question]:
    """Read two values of one conclusion.

    Raises:
        Refused: as `question`, or they are of two conclusions, or the same value twice.
    """
    first, second = question(one, procedure), question(other, procedure)
    if first.name != second.name:
        message = f"{quoted(first.name)} and {quoted(second.name)} are two conclusions"
        help = f"name another value of the first, as `{first.name}=VALUE`"
        raise refused(codes.ASKED_TWO_CONCLUSIONS, message, other, second.name, help)
    if first.value == second.value:
        message = f"{quoted(first.value)} is named twice"
        raise refused(codes.ASKED_SAME_VALUE, message, other, second.value, "name another value")
    return first, second


def conclusion_names(names: Sequence[str], procedures: Sequence[LinkedProcedure]) -> list[str]:
    """Check the names of conclusions; each is given once.

    Raises:
        Refused: no procedure of the policy draws a conclusion of this name.
    """
    drawn = dict.fromkeys(name for one in procedures for name in one.conclusions)
    for name in names:
        conclusion_known(name, drawn)
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
        raise refused(codes.ASKED_NO_DAY, message, name, name, "name an event, a day, or `assessed_on`")
    help = did_you_mean(name, days) or "`kb vocabulary` lists all facts"
    raise refused(codes.CASE_UNKNOWN_FACT, f"unknown fact {quoted(name)}", name, name, help)


def days_asked(text: str) -> tuple[date, date]:
    """Read `FROM..TO`.

    Raises:
        Refused: it is no such span, ends before it begins, or is too long.
    """
    first, dots, last = text.partition("..")
    if not (first and dots and last):
        message = f"{quoted(text)} is not a span of days"
        raise refused(codes.ASKED_NO_SPAN, message, text, text, "write it as `2024-06-01..2024-06-30`")
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
        raise refused(codes.ASKED_NO_SPAN, message, text, text, f"`{last}..{first}`?")
    count = (last - first).days + 1
    if count > MOST_DAYS:
        message = f"the span {quoted(text)} has {count} days, and {MOST_DAYS} are the most"
        raise refused(codes.ASKED_NO_SPAN, message, text, text, "try a shorter one")
    return first, last
