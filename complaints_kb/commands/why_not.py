"""`kb why-not`: why a conclusion does not have a value."""

from __future__ import annotations

from pathlib import Path

import click

from complaints_kb.completion import case_files, conclusion_values
from complaints_kb.notes import tell_contested
from complaints_kb.options import as_text_or_json
from complaints_kb.terminal import show

HELP = """Say why a conclusion does not have a value: which rules could give it, and what each of them lacks.

\b
  kb why-not case.yaml stage=complete                       ruled out: by what
  kb why-not case.yaml next_action=stage_2_request          one of several
  kb why-not case.yaml stage_1_response.last_day=2024-06-18 why the last day is another
If it may still have the value, what that waits for; if no rule of the policy could ever give it, that.
"""


@click.command(name="why-not", help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.argument("asked", metavar="NAME=VALUE", shell_complete=conclusion_values)
@click.option("--head", metavar="NAME", help="The matter of the complaint, where it has several.")
@click.option("--depth", type=click.IntRange(min=1), help="How many steps down to go.", metavar="N")
@click.option("--all", "everything", is_flag=True, help="Also what was only looked at, and every clause.")
@as_text_or_json
@click.pass_context
def why_not(
    ctx: click.Context,
    case: Path,
    asked: str,
    head: str | None,
    depth: int | None,
    everything: bool,
    form: str,
) -> None:
    """Assess the case and print why one conclusion does not have one value."""
    from complaints_kb.asked import matter, question
    from complaints_kb.desk import Desk, shown
    from explain.determination import record_of
    from explain.why_not import why_not as told
    from explain.why_not_text import why_not as lines
    from kb.model.policy import either

    desk = Desk(ctx.obj)
    stated = desk.case(case)
    matter(head, stated)
    tell_contested(stated)
    procedures = desk.policy(stated.policy).procedures
    meant = question(asked, either(list(procedures.values())))
    found = desk.assess(stated, shown(case))
    wanted = [one for several in found.assessed for one in several if head in (None, one.head.name)]
    heads = [record_of(one) for one in wanted]
    record = told(meant, found.answer, heads, wanted, procedures)
    if form == "json":
        click.echo(record.model_dump_json(by_alias=True, indent=2))
    else:
        show(lines(record, heads, procedures, depth, everything))
