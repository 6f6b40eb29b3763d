"""`kb sweep`: a day of a case, tried day by day."""

from __future__ import annotations

from pathlib import Path

import click

from complaints_kb.completion import case_files, conclusions, days_of_cases
from complaints_kb.options import as_text_or_json

HELP = """Try a day of a case, day by day, and say on which days a conclusion flips, from what to what, and by which clause.

\b
  kb sweep case.yaml stage_1_response_sent 2024-06-03..2024-06-18
  kb sweep case.yaml assessed_on 2024-06-01..2025-05-31 stage_1_response.timeliness ombudsman.window
  kb sweep case.yaml logged 2024-03-20..2024-04-10 --head "the leak"

FACT is a fact that is a day, or assessed_on. With no NAME, every conclusion is told that flips. An event cannot
be after the day of assessment: --assessed-on looks further. No day is left out; a flip that lasts one day is told.
Where accounts of a fact differ, each is tried; what is the same whichever is right is told once. FACT itself is
tried whatever is stated of it.
"""


@click.command(help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.argument("fact", shell_complete=days_of_cases)
@click.argument("span", metavar="FROM..TO")
@click.argument("names", nargs=-1, metavar="[NAME...]", shell_complete=conclusions)
@click.option("--assessed-on", metavar="DAY", help="Another day of assessment.")
@click.option("--head", metavar="NAME", help="The matter of the complaint, where it has several.")
@click.option("--all", "everything", is_flag=True, help="Also every flip, and the whole way to the day.")
@as_text_or_json
@click.pass_context
def sweep(
    ctx: click.Context,
    case: Path,
    fact: str,
    span: str,
    names: tuple[str, ...],
    assessed_on: str | None,
    head: str | None,
    everything: bool,
    form: str,
) -> None:
    """Try the day and print what flips."""
    from complaints_kb.asking import asking, tell
    from complaints_kb.compared import conclusion_names, day_fact, days_asked
    from explain.comparing.sweep import Swept
    from explain.comparing.sweep import sweep as swept
    from explain.comparing.sweep_text import sweep as lines
    from kb.source.changes import Asked, changed

    about = asking(ctx.obj, case, head)
    stated, vocabulary = about.case, about.vocabulary
    asked = conclusion_names(names, list(about.procedures.values()))
    tried = Swept(day_fact(fact, vocabulary), *days_asked(span))
    if assessed_on is not None:
        stated = changed(stated, vocabulary, Asked(assessed_on=assessed_on), None)
    with about.desk.guarded(stated, about.shown_as):
        found = swept(about.desk.assessors(stated.policy), stated, tried, asked, head)
    tell(found, form, lines(found, about.procedures, everything))
