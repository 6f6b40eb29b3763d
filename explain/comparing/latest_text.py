"""Until when, as text: the latest and the earliest day, every run of days, and what sets each boundary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explain.accounts import of_each_matter
from explain.comparing.sweep_text import span
from explain.comparing.telling import Reasons, matter_of
from explain.contested_text import WHICHEVER, accounts_differ, whose
from explain.days import day_in_words
from explain.lines import Line, point
from explain.words import Words
from kb.model.comparing import HeadLatest, Latest, LatestTried, Run
from kb.model.policy import LinkedProcedure, either

_SAID = {"open": "possibly", "conflict": "in conflict", "silent": "not given by any rule"}


def latest(
    found: Latest, procedures: Mapping[str, LinkedProcedure], everything: bool = False
) -> Iterator[Line]:
    """Say until when a fact can be; with `everything`, the whole way down at each boundary."""
    words = Words(either(list(procedures.values())))
    yield Line(found.case, tone="heading")
    yield Line(
        f"{found.policy.id}@{found.policy.version}, assessed on {day_in_words(found.assessed_on)}", hang=2
    )
    reasons = Reasons(words, [found.fact], everything, [found.name])
    for name, heads, tried in of_each_matter(found.heads, found.contested):
        yield from matter_of(name, None, procedures)
        if tried is not None:
            yield Line()
            yield from accounts_differ(tried.facts, words)
        if tried is not None and len(heads) > 1:
            yield Line()
            yield from _whichever(found, tried)
        for head in heads:
            right = whose(head, tried, words) if tried is not None else ""
            yield Line()
            yield from _head(found, head, f"{right}: " if right else "", reasons)


def _head(found: Latest, head: HeadLatest, right: str, reasons: Reasons) -> Iterator[Line]:
    yield Line(f"{right}{_first(found, head)}", hang=2, tone="heading")
    yield from _ends(found, head)
    yield Line()
    yield Line(f"{found.label}, every day from {span(found.first, found.last)}:", hang=2)
    for run in head.runs:
        yield from _run(found, run, reasons)


def _whichever(found: Latest, tried: LatestTried) -> Iterator[Line]:
    """Say on which days the value is there whoever is right."""
    what = f"{WHICHEVER}: {found.conclusion}: {found.worded}"
    if tried.latest is None or tried.earliest is None:
        yield Line(f"{what}: on none of the days tried", hang=2, tone="heading")
        return
    yield Line(f"{what}: the latest day is {day_in_words(tried.latest)}", hang=2, tone="heading")
    yield Line(f"The earliest day is {day_in_words(tried.earliest)}.", 2, 2)


def _first(found: Latest, head: HeadLatest) -> str:
    what = f"{found.conclusion}: {found.worded}"
    if head.latest is None:
        possibly = f", for certain; possibly until {day_in_words(head.may_be)}" if head.may_be else ""
        return f"{what}: on none of the days tried{possibly}"
    most = f"; possibly until {day_in_words(head.may_be)}" if head.may_be else ""
    return f"{what}: the latest day is {day_in_words(head.latest)}{most}"


def _ends(found: Latest, head: HeadLatest) -> Iterator[Line]:
    if head.earliest is not None:
        yield Line(f"The earliest day is {day_in_words(head.earliest)}.", 2, 2)
    if head.to_last:
        yield Line("That is the last day tried: it may be so later as well (--to, --assessed-on).", 2, 2)
    if head.from_first:
        yield Line("It is so on the first day tried: it may be so earlier as well (--from).", 2, 2)


def _run(found: Latest, run: Run, reasons: Reasons) -> Iterator[Line]:
    days = span(run.first, run.last)
    if run.impossible is not None:
        yield point(f"{days}: cannot be ({run.impossible})")
        return
    assert run.came is not None
    said = f"{_SAID[run.stands]}: {run.came.worded}" if run.stands in _SAID else run.came.worded
    yield point(f"{days}: {said}")
    if run.because is not None:
        yield Line("On the day after:", 4)
        yield from reasons.lines(found.name, run.because, 6)
        for calculation in run.calculations:
            yield point(calculation, 6)
