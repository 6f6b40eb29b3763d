"""`kb needs`: what is missing in a case, and what it would settle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import case_files
from complaints_kb.notes import tell_contested
from complaints_kb.options import as_text_or_json
from complaints_kb.terminal import show

if TYPE_CHECKING:
    from kb.model.case import Case

HELP = """Say what is missing in a case: facts to find, judgements, decisions, events to come; what settles most first.

Each item is tried with every value it can have (days: those on which something turns), so what it
settles is what follows. What is said to be of no matter is proved to change nothing, whatever it is.
"""


@click.command(help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.option("--head", metavar="NAME", help="The matter of the complaint, where it has several.")
@click.option(
    "--all", "everything", is_flag=True, help="Also every conclusion and clause that an item bears on."
)
@as_text_or_json
@click.pass_context
def needs(ctx: click.Context, case: Path, head: str | None, everything: bool, form: str) -> None:
    """Assess the case with what is missing in every way, and print what that would settle."""
    from complaints_kb.asked import matter
    from complaints_kb.desk import Desk, shown
    from explain.needs_text import needs as lines

    desk = Desk(ctx.obj)
    stated = desk.case(case)
    matter(head, stated)
    tell_contested(stated)
    found = desk.needs(_only(stated, head), shown(case))
    if form == "json":
        click.echo(found.model_dump_json(by_alias=True, indent=2))
    else:
        show(lines(found, desk.policy(stated.policy).procedures, everything))


def _only(case: Case, head: str | None) -> Case:
    """Give the case with one of its matters only, if one is named."""
    return case if head is None else replace(case, heads=tuple(one for one in case.heads if one.name == head))
