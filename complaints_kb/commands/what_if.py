"""`kb what-if`: what would be otherwise if some facts were."""

from __future__ import annotations

from pathlib import Path

import click

from complaints_kb.completion import case_files, stated_facts, typed_facts
from complaints_kb.options import as_text_or_json

HELP = """Say which conclusions would come out another way if some facts were otherwise, and why.

\b
  kb what-if case.yaml stage_1_response_sent=2024-06-17      a fact with another value, or one more fact
  kb what-if case.yaml stage_1_response_sent="not yet"
  kb what-if case.yaml "dissatisfied_with=[outcome, handling]"
  kb what-if case.yaml --without logged                      as if it were not known
  kb what-if case.yaml --assessed-on 2024-07-01              nothing else happened, and it is looked at later

A value is written as in a case file. Where the case has several matters, all of them are changed, or the
one that --head names. Where accounts of a fact differ, each is tried; what is the same whichever is right is told once.
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
    from complaints_kb.asking import asking, tell
    from explain.comparing.what_if import what_if as compared
    from explain.comparing.what_if_text import what_if as lines
    from kb.source.changes import Asked, changed

    about = asking(ctx.obj, case, head)
    other = changed(about.case, about.vocabulary, Asked(facts, without, assessed_on), head)
    with about.desk.guarded(about.case, about.shown_as):
        found = compared(about.desk.assessors(about.case.policy), about.case, other, head)
    tell(found, form, lines(found, about.procedures, everything))
