"""`kb why-not`: why a conclusion does not have a value."""

from __future__ import annotations

from pathlib import Path

import click

from complaints_kb.completion import case_files, conclusion_values
from complaints_kb.options import as_text_or_json

HELP = """Say why a conclusion does not have a value: which rules could give it, and what each of them lacks.

\b
  kb why-not case.yaml stage=complete                       ruled out: by what
  kb why-not case.yaml next_action=stage_2_request          one of several
  kb why-not case.yaml stage_1_response.last_day=2024-06-18 why the last day is another
If it may still have the value, what that waits for; if no rule of the policy could ever give it, that.
Where accounts of a fact differ, it says so under each, once where it is the same.
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
    from complaints_kb.asked import question
    from complaints_kb.asking import asking, tell
    from explain.why_not import why_not as told
    from explain.why_not_text import why_not as lines

    about = asking(ctx.obj, case, head)
    meant = question(asked, about.either)
    answer, heads, assessed = about.assessed()
    record = told(meant, answer, heads, assessed, about.procedures)
    record, heads = about.drawn_together(record, heads, assessed)
    tell(record, form, lines(record, heads, about.procedures, depth, everything))
