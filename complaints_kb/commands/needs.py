"""`kb needs`: what is missing in a case, and what it would settle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import case_files
from complaints_kb.options import as_text_or_json

if TYPE_CHECKING:
    from kb.model.case import Case

HELP = """Say what is missing in a case: facts to find, judgements, decisions, events to come; what settles most first.

Each item is tried with every value it can have (days: those on which something turns), so what it
settles is what follows. What is said to be of no matter is proved to change nothing, whatever it is.
Where accounts of a fact differ, this is said under each account, once where it is the same; what the
accounts decide stays open until somebody says which is right, whatever else is found.
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
    from complaints_kb.asking import asking, tell
    from explain.needs_text import needs as lines

    about = asking(ctx.obj, case, head)
    found = about.desk.needs(_only(about.case, head), about.shown_as)
    tell(found, form, lines(found, about.procedures, everything))


def _only(case: Case, head: str | None) -> Case:
    """Give the case with one of its matters only, if one is named."""
    return case if head is None else replace(case, heads=tuple(one for one in case.heads if one.name == head))
