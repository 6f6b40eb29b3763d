"""`kb prov`: the reasons of an answer as W3C PROV."""

from __future__ import annotations

from pathlib import Path

import click

from complaints_kb.completion import case_files, conclusions

HELP = """Give the reasons of an answer as PROV-JSON: the W3C's words for what was derived from what, how, and on whose word.

\b
  kb prov case.yaml > case.prov.json
  kb prov case.yaml stage_1_response.timeliness       what one conclusion was derived from

\b
Facts, presumptions, readings, clauses and findings are entities, each edge of the provenance graph a
derivation. The steps that made findings (rules, conditions, counts of days) are activities; the
clauses they followed are their plans. Who stated a fact is its agent. Several matters are a bundle each.
What made the answer is in a bundle of its own, `answer:environment`.
"""


@click.command(help=HELP)
@click.argument("case", type=click.Path(path_type=Path), shell_complete=case_files)
@click.argument("name", metavar="[NAME]", required=False, default="", shell_complete=conclusions)
@click.pass_context
def prov(ctx: click.Context, case: Path, name: str) -> None:
    """Assess the case and print the document."""
    from complaints_kb.asked import conclusion_known
    from complaints_kb.desk import Desk, shown
    from explain.w3c.prov import as_json, prov_of

    desk = Desk(ctx.obj)
    answer = desk.determine(desk.case(case), shown(case))
    if name:
        conclusion_known(name, (one.name for head in answer.heads for one in head.conclusions))
    click.echo(as_json(prov_of(answer, name)), nl=False)
