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

_WHOLE = "`--for`, and a document, tell the whole of a conclusion: leave out its value and other options"


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
    from complaints_kb.asked import asked_of_each, matter
    from complaints_kb.desk import Desk, shown

    desk = Desk(ctx.obj)
    stated = desk.case(case)
    matter(head, stated)
    procedures = desk.policy(stated.policy).procedures
    if reader is None and form in ("markdown", "html"):
        reader = "officer"
    answer = desk.determine(stated, shown(case), vary_readings=reader is not None)
    heads = [one for one in answer.heads if head in (None, one.head)]
    asked = asked_of_each(name, heads, procedures.values())
    if reader is not None:
        if ledger or depth or everything or any(values for _, _, values in asked):
            raise click.UsageError(_WHOLE)
        readings = [(one, reading_of(answer, one, record, reader, procedures)) for one, record, _ in asked]
        tell([(answer, readings)], form, {stated.policy: desk.policy(stated.policy).policy.title})
        return
    if form == "json":
        records = [_record(answer, *one) for one in asked]
        click.echo(json.dumps(records[0] if len(records) == 1 else records, ensure_ascii=False, indent=2))
        return
    for number, (one, record, values) in enumerate(asked):
        lines = _lines(one, record, procedures, values, depth, everything, ledger)
        show(_apart(number, lines))


def _record(
    answer: Determination, head: HeadRecord, record: ConclusionRecord, values: tuple[str, ...]
) -> dict[str, object]:
    from explain.graph import sub_graph

    root = f"value {record.name} = {values[0]}" if values else record.node or ""
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
    values: tuple[str, ...],
    depth: int | None,
    everything: bool,
    ledger: bool,
) -> Iterator[Line]:
    from explain.graph import sub_graph
    from explain.ledger import ledgers
    from explain.lines import Line
    from explain.why_text import why as reasons
    from explain.words import words_of

    if head.head is not None:
        yield Line(f"Matter: {head.head}", tone="heading")
    yield from reasons(record, head, words_of(head, procedures), values, depth, everything)
    if ledger:
        yield from ledgers(sub_graph(head.graph, record.node or ""))
