"""What of a worked case is not settled: who says what, how unclear passages are read, and what comes of either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.contested_text import accounts
from explain.lines import Line
from explain.pages.book import PolicyBook, WorkedCase
from explain.pages.rule_words import GAPS, gap_anchor
from explain.pages.sheet import Nested, Sheet, capital, plain
from explain.text import dependence
from explain.words import Words


def chosen_readings(sheet: Sheet, policy: PolicyBook, case: WorkedCase) -> Iterator[Nested]:
    """Say of each passage that the case reads in a way of its own what is unclear, and which way that is."""
    for name, choice in case.case.readings.items():
        procedure = next(one for one in policy.linked.values() if name in one.readings)
        about = sheet.link(plain(procedure.readings[name].about), GAPS, gap_anchor(policy, "reading", name))
        yield f"{about} Read here as: **{plain(Words(procedure).choice(name, choice))}**."


def depending(sheet: Sheet, case: WorkedCase, number: int, words: Words) -> None:
    """Say what comes out otherwise if somebody else is right, and what does if a passage is read otherwise."""
    head = case.answer.heads[number]
    expected = {one.conclusion for one in case.expectations if one.head in (None, head.head)}
    if head.contested is not None:
        sheet.heading(2, "If one account is right", case.anchor("accounts", number))
        facts = len(head.contested.facts)
        _put(sheet, [*accounts(head, words, everything=True)][2 + facts :])
    records = [one for one in head.conclusions if one.name in expected]
    if read := [*dependence(records, head, words, everything=False)]:
        sheet.heading(2, "If a passage is read otherwise", case.anchor("read", number))
        _put(sheet, read[2:])


def _put(sheet: Sheet, lines: Iterable[Line]) -> None:
    """Put lines of text on a page: what is not a point begins a paragraph, and a deeper point belongs to the one before."""
    points: list[tuple[str, list[Nested]]] = []
    for line in lines:
        said = plain(capital(line.text))
        if not line.point:
            _flush(sheet, points)
            sheet.say(said)
        elif points and line.indent > 4:
            points[-1][1].append(said)
        else:
            points.append((said, []))
    _flush(sheet, points)


def _flush(sheet: Sheet, points: list[tuple[str, list[Nested]]]) -> None:
    if points:
        sheet.points([(said, tuple(below)) for said, below in points])
        points.clear()
