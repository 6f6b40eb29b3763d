"""`kb latest`: until when a fact can be for a conclusion to have a value."""

from __future__ import annotations

from pathlib import Path

import click

from complaints_kb.completion import case_files, conclusion_values, days_of_cases
from complaints_kb.options import as_text_or_json

HELP = """Say until when a fact can be for a conclusion to have a value, and from when, run by run.

\b
  kb latest case.yaml stage_1_response_sent stage_1_response.timeliness=met
  kb latest case.yaml stage_2_requested stage_2_request.timeliness=met --from 2024-06-01 --to 2024-12-31
  kb latest case.yaml assessed_on ombudsman.window=running

FACT is a fact that is a day, or assessed_on. Every day of the span is tried: unless it is named, from a year before
the day of assessment to that day, and of a day that may be still to come, to a year after it. An event cannot be
after the day of assessment: --assessed-on looks further. Where accounts of a fact differ, each is tried, and the
latest day whichever is right is told first. FACT itself is tried whatever is stated of it.
"""


@click.command(help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.argument("fact", shell_complete=days_of_cases)
@click.argument("asked", metavar="NAME=VALUE", shell_complete=conclusion_values)
@click.option("--from", "first", metavar="DAY", help="The first day to try.")
@click.option("--to", "last", metavar="DAY", help="The last day to try.")
@click.option("--assessed-on", metavar="DAY", help="Another day of assessment.")
@click.option("--head", metavar="NAME", help="The matter of the complaint, where it has several.")
@click.option("--all", "everything", is_flag=True, help="Also the whole way to the day at each boundary.")
@as_text_or_json
@click.pass_context
def latest(
    ctx: click.Context,
    case: Path,
    fact: str,
    asked: str,
    first: str | None,
    last: str | None,
    assessed_on: str | None,
    head: str | None,
    everything: bool,
    form: str,
) -> None:
    """Try every day and print on which the conclusion has the value."""
    from complaints_kb.asked import question
    from complaints_kb.asking import asking, tell
    from complaints_kb.compared import around, day_fact
    from explain.comparing.latest import latest as found_latest
    from explain.comparing.latest_text import latest as lines
    from explain.comparing.sweep import Swept
    from kb.source.changes import Asked, changed

    about = asking(ctx.obj, case, head)
    meant = question(asked, about.either)
    stated, vocabulary, name = about.case, about.vocabulary, day_fact(fact, about.vocabulary)
    if assessed_on is not None:
        stated = changed(stated, vocabulary, Asked(assessed_on=assessed_on), None)
    tried = Swept(name, *around(first, last, stated.assessed_on, vocabulary.facts.get(name)))
    with about.desk.guarded(stated, about.shown_as):
        found = found_latest(about.desk.assessors(stated.policy), stated, tried, meant, head)
    tell(found, form, lines(found, about.procedures, everything))
