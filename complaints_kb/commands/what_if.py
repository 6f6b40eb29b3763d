"""`kb what-if`: what would be otherwise if some facts were."""

from __future__ import annotations

from pathlib import Path

import click

from complaints_kb.completion import case_files, stated_facts, typed_facts
from complaints_kb.notes import tell_contested
from complaints_kb.options import as_text_or_json
from complaints_kb.terminal import show

HELP = """Say which conclusions would come out another way if some facts were otherwise, and why.

\b
  kb what-if case.yaml stage_1_response_sent=2024-06-17      a fact with another value, or one more fact
  kb what-if case.yaml stage_1_response_sent="not yet"
  kb what-if case.yaml "dissatisfied_with=[outcome, handling]"
  kb what-if case.yaml --without logged                      as if it were not known
  kb what-if case.yaml --assessed-on 2024-07-01              nothing else happened, and it is looked at later

A value is written as in a case file. Where the case has several matters, all of them are changed, or the
one that --head names.
"""


@click.command(name="what-if", help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.argument("facts", nargs=-1, metavar="FACT=VALUE...", shell_complete=typed_facts)
@click.option(
    "--without", multiple=True, metavar="FACT", help="Leave a fact out; more than once for more.",
    shell_complete=stated_facts,
)  # fmt: skip
@click.option("--assessed-on", metavar="DAY", help="Another day of assessment.")
@click.option("--head", metavar="NAME", help="The matter of the complaint, where it has several.")
@click.option(
    "--all", "everything", is_flag=True, help="Also every conclusion, and the whole way to the change."
)
@as_text_or_json
@click.pass_context
def what_if(
    ctx: click.Context,
    case: Path,
    facts: tuple[str, ...],
    without: tuple[str, ...],
    assessed_on: str | None,
    head: str | None,
    everything: bool,
    form: str,
) -> None:
    """Assess the case as it is and as it would be, and print what differs."""
    from complaints_kb.asked import matter
    from complaints_kb.desk import Desk, shown
    from explain.comparing.what_if import what_if as compared
    from explain.comparing.what_if_text import what_if as lines
    from kb.source.changes import Asked, changed

    desk = Desk(ctx.obj)
    stated = desk.case(case)
    matter(head, stated)
    tell_contested(stated)
    other = changed(stated, desk.library.vocabulary, Asked(facts, without, assessed_on), head)
    with desk.guarded(stated, shown(case)):
        found = compared(desk.assessors(stated.policy), stated, other, head)
    if form == "json":
        click.echo(found.model_dump_json(by_alias=True, indent=2))
    else:
        show(lines(found, desk.policy(stated.policy).procedures, everything))
