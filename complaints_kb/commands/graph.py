"""`kb graph`: the reasons for one conclusion as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import case_files, conclusions
from complaints_kb.picturing import (
    Answered,
    answered,
    format_option,
    hand_out,
    hand_out_lines,
    hand_out_text,
    head_option,
    output_option,
)

if TYPE_CHECKING:
    from explain.lines import Line
    from explain.pictures.boxes import Box
    from explain.pictures.svg import Drawing

HELP = """Draw why a conclusion came out as it did: the conclusion at the top, below it what it rests on.

\b
  kb graph case.yaml stage_1_response.timeliness --output why.svg
  kb graph case.yaml next_action=stage_1_response --format text
  kb graph case.yaml stage --depth 2 --format dot | dot -Tpdf > why.pdf
A box says what it is in words and by its shape, and from whom or by which clause it is known. A graph that is
too large to be taken in shows its upper levels, and how many steps are below; --depth asks for more or fewer.
The same reasons as a tree of sentences: `kb why`.
"""


@click.command(help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.argument("name", metavar="NAME[=VALUE]", shell_complete=conclusions)
@head_option
@click.option(
    "--depth", type=click.IntRange(min=1), help="How many levels below the conclusion.", metavar="N"
)
@format_option("svg", "dot", "text")
@output_option
@click.pass_context
def graph(
    ctx: click.Context,
    case: Path,
    name: str,
    head: str | None,
    depth: int | None,
    form: str,
    output: Path | None,
) -> None:
    """Assess the case and draw the graph of one conclusion."""
    from complaints_kb.desk import Desk
    from explain.pictures.dot import dot

    found = answered(Desk(ctx.obj), case, head)
    parts = list(_parts(found, name, depth))
    if form == "svg":
        hand_out(_drawn(parts), output)
    elif form == "dot":
        hand_out_text("".join(dot(title, boxes) for title, _, boxes in parts), output)
    else:
        hand_out_lines(_lines(parts), output)


Part = tuple[str, str, "dict[str, Box]"]


def _parts(found: Answered, name: str, depth: int | None) -> Iterator[Part]:
    """Give for each matter the title, what it is of, and the boxes."""
    from complaints_kb.asked import asked_of_each
    from explain.answers import answer, value_in_words
    from explain.pictures.boxes import boxes

    for head, record, values in asked_of_each(name, found.heads, found.procedures.values()):
        words = found.words(head)
        asked = value_in_words(record.name, values[0], words) if values else answer(record, words)
        yield f"Why: {record.label}: {asked}", found.about(head), boxes(head, record, values, depth)


def _drawn(parts: list[Part]) -> Iterator[Drawing]:
    from explain.pictures.graph import graph as drawn

    for title, about, boxes in parts:
        yield drawn(title, about, boxes)


def _lines(parts: list[Part]) -> Iterator[Line]:
    from explain.lines import Line
    from explain.pictures.graph import in_words

    for number, (title, about, boxes) in enumerate(parts):
        if number:
            yield Line()
        yield Line(title, tone="heading")
        yield Line(about, tone="faint")
        yield from (Line(said, 2, 4) for said in in_words(boxes))
