"""The readings that commands print: which reading for whom, and in which form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from complaints_kb.terminal import show

if TYPE_CHECKING:
    from explain.lines import Line
    from explain.readings.reading import Page, Reading
    from kb.model.determination import ConclusionRecord, Determination, HeadRecord
    from kb.model.policy import LinkedProcedure
    from kb.model.reading import Reader

Heads = Sequence[tuple["HeadRecord", "Reading"]]


def reading_of(
    answer: Determination, head: HeadRecord, record: ConclusionRecord, reader: Reader,
    procedures: Mapping[str, LinkedProcedure],
) -> Reading:  # fmt: skip
    """Make the reading of one conclusion."""
    from explain.readings.auditor import auditor
    from explain.readings.officer import officer
    from explain.readings.public import public
    from explain.words import words_of

    words = words_of(head, procedures)
    match reader:
        case "public":
            return public(record, head, words)
        case "officer":
            return officer(record, head, words)
        case "auditor":
            return auditor(answer, head, record, words)


def reading_of_case(
    answer: Determination, head: HeadRecord, reader: Reader, procedures: Mapping[str, LinkedProcedure],
    everything: bool = False,
) -> Reading:  # fmt: skip
    """Make the reading of one matter of a case."""
    from explain.readings.auditor import auditor_case
    from explain.readings.officer import officer_case
    from explain.readings.whole_case import public_case
    from explain.words import words_of

    words = words_of(head, procedures)
    match reader:
        case "public":
            return public_case(head, words)
        case "officer":
            return officer_case(head, words, everything)
        case "auditor":
            return auditor_case(answer, head, words)


def tell(answers: Iterable[tuple[Determination, Heads]], form: str, titles: Mapping[str, str]) -> None:
    """Print the readings of each answer; `titles` are those of the policies."""
    from explain.readings.reading import record_of

    told = list(answers)
    if form == "json":
        made = (record_of(one, answer, head.head) for answer, heads in told for head, one in heads)
        records = [one.model_dump(mode="json", by_alias=True) for one in made]
        click.echo(json.dumps(records[0] if len(records) == 1 else records, ensure_ascii=False, indent=2))
        return
    for number, (answer, heads) in enumerate(told):
        page = _page(answer, heads, titles[answer.policy.id])
        if form == "text":
            show(_lines(heads, page, number > 0))
        else:
            click.echo(_document(page, form), nl=False)


def _page(answer: Determination, heads: Heads, title: str) -> Page:
    from explain.readings.reading import Page, about

    named = tuple(replace(reading, matter=head.head or "") for head, reading in heads)
    return Page(answer.case, about(answer, title), named)


def _document(page: Page, form: str) -> str:
    from explain.readings.html import html
    from explain.readings.markdown import markdown

    return html(page) if form == "html" else markdown(page)


def _lines(heads: Heads, page: Page, apart: bool) -> Iterator[Line]:
    from explain.lines import Line

    if apart:
        yield from (Line(), Line())
    for number, (head, reading) in enumerate(heads):
        if number:
            yield Line()
        if head.head is not None:
            yield Line(f"Matter: {head.head}", tone="heading")
        yield from reading.text()
    yield Line()
    yield Line(page.about, tone="faint")
