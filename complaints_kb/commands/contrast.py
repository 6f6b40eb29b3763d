"""`kb contrast`: why a conclusion has one value and not another."""

from __future__ import annotations

from pathlib import Path

import click

from complaints_kb.completion import case_files, conclusion_values
from complaints_kb.options import as_text_or_json

HELP = """Say why a conclusion has one value and not another: the fewest things that decide between them.

\b
  kb contrast case.yaml stage_1_response.timeliness=late stage_1_response.timeliness=met
  kb contrast case.yaml ombudsman.route=housing_ombudsman ombudsman.route=lgsco
  kb contrast case.yaml stage_1_response.last_day=2024-06-17 stage_1_response.last_day=2024-06-15

Either may be the one that holds. If both hold or neither does, or something is open, it says that, and why.
Where accounts of a fact differ, it says so under each, once where it is the same.
"""


@click.command(help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.argument("one", metavar="NAME=VALUE", shell_complete=conclusion_values)
@click.argument("other", metavar="NAME=OTHER", shell_complete=conclusion_values)
@click.option("--head", metavar="NAME", help="The matter of the complaint, where it has several.")
@click.option("--depth", type=click.IntRange(min=1), help="How many steps down to go.", metavar="N")
@as_text_or_json
@click.pass_context
def contrast(
    ctx: click.Context, case: Path, one: str, other: str, head: str | None, depth: int | None, form: str
) -> None:
    """Assess the case and print what decides between two values."""
    from complaints_kb.asking import asking, tell
    from complaints_kb.compared import two_values
    from explain.comparing.contrast import contrast as contrasted
    from explain.comparing.contrast_text import contrast as lines

    about = asking(ctx.obj, case, head)
    first, second = two_values(one, other, about.either)
    answer, heads, assessed = about.assessed()
    record = contrasted(first, second, answer, heads, assessed)
    record, heads = about.drawn_together(record, heads, assessed)
    tell(record, form, lines(record, heads, about.procedures, depth))
