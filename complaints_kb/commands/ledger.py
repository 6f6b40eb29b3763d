"""`kb ledger`: the days of a deadline, counted and skipped, as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import case_files, conclusions
from complaints_kb.picturing import (
    answered,
    format_option,
    hand_out,
    hand_out_lines,
    head_option,
    output_option,
)
from complaints_kb.terminal import width

if TYPE_CHECKING:
    from explain.lines import Line
    from explain.pictures.strip import Strip
    from explain.pictures.svg import Drawing
    from kb.model.determination import ConclusionRecord, HeadRecord

HELP = """Print a deadline day by day as a calendar: which days counted, which did not and why, and which is the last.

\b
  kb ledger case.yaml stage_1_response.last_day
  kb ledger case.yaml stage_1_response.last_day --format svg --output days.svg
Every deadline that the conclusion comes from is shown, the one nearest to it first. The same days as sentences:
`kb why case.yaml stage_1_response.last_day --ledger`.
"""


@click.command(help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.argument("name", metavar="NAME", shell_complete=conclusions)
@head_option
@format_option("text", "svg")
@output_option
@click.pass_context
def ledger(
    ctx: click.Context, case: Path, name: str, head: str | None, form: str, output: Path | None
) -> None:
    """Assess the case and show the days of the deadlines that a conclusion comes from."""
    from complaints_kb.asked import asked_of_each
    from complaints_kb.desk import Desk

    found = answered(Desk(ctx.obj), case, head)
    asked = asked_of_each(name, found.heads, found.procedures.values())
    parts = [(found.about(one), _strips(one, record)) for one, record, _ in asked]
    if form == "svg":
        hand_out(_drawn(parts), output)
    else:
        hand_out_lines(_lines(parts), output)


Part = tuple[str, "list[Strip]"]


def _strips(head: HeadRecord, record: ConclusionRecord) -> list[Strip]:
    from explain.graph import sub_graph
    from explain.pictures.strip import strips

    return list(strips(sub_graph(head.graph, record.node or "")))


def _drawn(parts: list[Part]) -> Iterator[Drawing]:
    from explain.pictures.strip_svg import drawn, nothing

    for about, some in parts:
        yield from [drawn(strip, about) for strip in some] or [nothing(about)]


def _lines(parts: list[Part]) -> Iterator[Line]:
    from explain.lines import Line
    from explain.pictures.strip import NOTHING
    from explain.pictures.strip_text import as_lines

    for about, some in parts:
        yield Line(about, tone="faint")
        if not some:
            yield Line(NOTHING)
        for strip in some:
            yield Line()
            yield from as_lines(strip, width())
