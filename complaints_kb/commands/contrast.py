"""`kb contrast`: why a conclusion has one value and not another."""

from __future__ import annotations

from pathlib import Path

import click

from complaints_kb.completion import case_files, conclusion_values
from complaints_kb.notes import tell_contested
from complaints_kb.options import as_text_or_json
from complaints_kb.terminal import show

HELP = """Say why a conclusion has one value and not another: the fewest things that decide between them.

\b
  kb contrast case.yaml stage_1_response.timeliness=late stage_1_response.timeliness=met
  kb contrast case.yaml ombudsman.route=housing_ombudsman ombudsman.route=lgsco
  kb contrast case.yaml stage_1_response.last_day=2024-06-17 stage_1_response.last_day=2024-06-15

Either may be the one that holds. If both hold or neither does, or something is open, it says that, and why.
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
    from complaints_kb.asked import matter
    from complaints_kb.compared import two_values
    from complaints_kb.desk import Desk, shown
    from explain.comparing.contrast import contrast as contrasted
    from explain.comparing.contrast_text import contrast as lines
    from explain.determination import record_of
    from kb.model.policy import either

    desk = Desk(ctx.obj)
    stated = desk.case(case)
    matter(head, stated)
    tell_contested(stated)
    procedures = desk.policy(stated.policy).procedures
    first, second = two_values(one, other, either(list(procedures.values())))
    found = desk.assess(stated, shown(case))
    wanted = [each for several in found.assessed for each in several if head in (None, each.head.name)]
    heads = [record_of(each) for each in wanted]
    record = contrasted(first, second, found.answer, heads, wanted)
    if form == "json":
        click.echo(record.model_dump_json(by_alias=True, indent=2))
    else:
        show(lines(record, heads, procedures, depth))
