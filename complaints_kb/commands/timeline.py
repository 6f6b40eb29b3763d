"""`kb timeline`: the time limits of a case as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import case_files
from complaints_kb.picturing import (
    Answered,
    answered,
    format_option,
    hand_out,
    hand_out_lines,
    head_option,
    output_option,
)

if TYPE_CHECKING:
    from explain.lines import Line
    from explain.pictures.spans import Row
    from explain.pictures.svg import Drawing
    from kb.model.determination import HeadRecord

HELP = """Draw the time limits of a case in the order of time: from when to when each runs, and how the act stands to it.

\b
  kb timeline case.yaml --output timeline.svg
  kb timeline case.yaml --format text
A day that is known only within bounds is drawn as a range. Limits whose days are not known yet are named below.
Where accounts of a fact differ there is one for each way in which it can come out, and each says who is right then.
Long spans in which nothing happens are left out of the picture, and torn edges show where.
"""


@click.command(help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@head_option
@format_option("svg", "text")
@output_option
@click.pass_context
def timeline(ctx: click.Context, case: Path, head: str | None, form: str, output: Path | None) -> None:
    """Assess the case and draw its timeline."""
    from complaints_kb.desk import Desk

    found = answered(Desk(ctx.obj), case, head, by_account=True)
    if form == "svg":
        hand_out(_drawn(found), output)
    else:
        hand_out_lines(_lines(found), output)


def _rows(found: Answered) -> Iterator[tuple[str, HeadRecord, tuple[list[Row], list[str]]]]:
    from explain.pictures.spans import rows

    return found.each(lambda head: rows(head, found.words(head), found.answer.assessed_on))


def _drawn(found: Answered) -> Iterator[Drawing]:
    from explain.pictures.timeline import timeline as drawn
    from kb.calendar import calendar

    for about, head, (limits, others) in _rows(found):
        used = found.words(head).procedure.policy.calendar
        days = calendar(used.nation, used.closures)
        yield drawn("Timeline", about, limits, others, found.case.assessed_on, days)


def _lines(found: Answered) -> Iterator[Line]:
    from explain.lines import Line, point
    from explain.pictures.timeline import NOTHING

    for number, (about, _, (limits, others)) in enumerate(_rows(found)):
        if number:
            yield Line()
        yield Line(f"Timeline: {about}", tone="heading")
        yield from (point(row.words) for row in limits)
        if not limits and not others:
            yield Line(NOTHING)
        if others:
            yield Line("The days of these are not known yet:")
            yield from (point(one) for one in others)
