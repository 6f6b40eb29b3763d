"""`kb why`: why a conclusion is drawn, is not, or waits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import case_files, conclusions
from complaints_kb.options import as_any_form, for_reader
from complaints_kb.readings import reading_of, tell
from complaints_kb.terminal import show

if TYPE_CHECKING:
    from explain.lines import Line
    from kb.model.case import Case
    from kb.model.determination import ConclusionRecord, Determination, HeadRecord
    from kb.model.policy import LinkedProcedure
    from kb.model.reading import Reader

HELP = """Say why a conclusion came out as it did: what it rests on, who said so, and by which clause.

\b
  kb why case.yaml stage_1_response.timeliness
  kb why case.yaml next_action=stage_1_response       one of several
  kb why case.yaml stage=complete                     why not, as well
  kb why case.yaml stage_1_response.last_day --ledger the days counted
  kb why case.yaml stage --for public                 for the person who complained
  kb why case.yaml stage --for auditor --format html  every step, as a page to keep or print
`kb assess --all CASE` names every conclusion.
"""


@click.command(help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.argument("name", metavar="NAME[=VALUE]", shell_complete=conclusions)
@click.option("--head", metavar="NAME", help="The matter of the complaint, where it has several.")
@click.option("--ledger", is_flag=True, help="Also the days counted and skipped for each deadline.")
@click.option("--depth", type=click.IntRange(min=1), help="How many steps down to go.", metavar="N")
@click.option("--all", "everything", is_flag=True, help="Also what was ruled out, and every clause.")
@for_reader
@as_any_form
@click.pass_context
def why(
    ctx: click.Context,
    case: Path,
    name: str,
    head: str | None,
    ledger: bool,
    depth: int | None,
    everything: bool,
    reader: Reader | None,
    form: str,
) -> None:
    """Assess the case and print the reasons for one conclusion."""
    from complaints_kb.desk import Desk, shown

    desk = Desk(ctx.obj)
    stated = desk.case(case)
    asked, _, value = name.partition("=")
    procedures = desk.policy(stated.policy).procedures
    _known(asked, value, procedures)
    if reader is None and form in ("markdown", "html"):
        reader = "officer"
    if reader is not None and (value or ledger or depth or everything):
        raise click.UsageError(
            "`--for`, and a document, tell the whole of a conclusion: leave out its value and other options"
        )
    answer = desk.determine(stated, shown(case), vary_readings=reader is not None)
    heads = _heads(stated, answer, head)
    if reader is not None:
        readings = [
            (one, reading_of(answer, one, _conclusion(one, asked), reader, procedures)) for one in heads
        ]
        tell([(answer, readings)], form, {stated.policy: desk.policy(stated.policy).policy.title})
        return
    if form == "json":
        records = [_record(answer, one, _conclusion(one, asked), value) for one in heads]
        click.echo(json.dumps(records[0] if len(records) == 1 else records, ensure_ascii=False, indent=2))
        return
    for number, one in enumerate(heads):
        lines = _lines(one, _conclusion(one, asked), procedures, value, depth, everything, ledger)
        show(_apart(number, lines))


def _known(asked: str, value: str, procedures: dict[str, LinkedProcedure]) -> None:
    """Refuse a conclusion or value that the policy cannot come to."""
    from kb.source.wording import did_you_mean, proposed

    plans = {name: plan for procedure in procedures.values() for name, plan in procedure.conclusions.items()}
    if asked not in plans:
        meant = did_you_mean(asked, plans) or "`kb assess --all CASE` names every conclusion"
        raise click.UsageError(f"this policy draws no conclusion `{asked}`: {meant}")
    if value and value not in plans[asked].values:
        meant = proposed(value, plans[asked].values) or "it is a day: leave out the value"
        raise click.UsageError(f"`{asked}` cannot be `{value}`: {meant}")


def _heads(case: Case, answer: Determination, named: str | None) -> list[HeadRecord]:
    from kb.source.wording import proposed

    names = [one.name for one in case.heads if one.name is not None]
    if named is not None and named not in names:
        meant = proposed(named, names) or "the case has one matter only, without a name"
        raise click.UsageError(f"the case has no matter `{named}`: {meant}")
    return [one for one in answer.heads if named is None or one.head == named]


def _conclusion(head: HeadRecord, name: str) -> ConclusionRecord:
    found = next((one for one in head.conclusions if one.name == name), None)
    if found is None:
        meant = "the complaint goes by another procedure: see `kb why CASE procedure`"
        raise click.UsageError(f"`{name}` is not asked in `{head.procedure}`: {meant}")
    return found


def _record(
    answer: Determination, head: HeadRecord, record: ConclusionRecord, value: str
) -> dict[str, object]:
    from explain.why import sub_graph

    root = f"value {record.name} = {value}" if value else record.node or ""
    return {
        "schema": "complaints-kb/why/1",
        "case": answer.case,
        "assessed_on": answer.assessed_on,
        "policy": answer.policy.model_dump(mode="json"),
        "head": head.head,
        "conclusion": record.model_dump(mode="json"),
        "root": root,
        "graph": sub_graph(head.graph, root).model_dump(mode="json"),
    }


def _apart(number: int, lines: Iterator[Line]) -> Iterator[Line]:
    from explain.lines import Line

    if number:
        yield Line()
    yield from lines


def _lines(
    head: HeadRecord,
    record: ConclusionRecord,
    procedures: Mapping[str, LinkedProcedure],
    value: str,
    depth: int | None,
    everything: bool,
    ledger: bool,
) -> Iterator[Line]:
    from explain.ledger import ledgers
    from explain.lines import Line
    from explain.why import sub_graph
    from explain.why_text import why as reasons
    from explain.words import words_of

    if head.head is not None:
        yield Line(f"Matter: {head.head}", tone="heading")
    values = (value,) if value else ()
    yield from reasons(record, head, words_of(head, procedures), values, depth, everything)
    if ledger:
        yield from ledgers(sub_graph(head.graph, record.node or ""))
