"""`kb verify`: whether every step of an answer follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import case_files, receipt_files
from complaints_kb.options import as_text_or_json

if TYPE_CHECKING:
    from complaints_kb.verifying import Verified

MOST = 20

HELP = f"""Check that every step of an answer follows from the rules and the case, and that nothing which follows is missing.

TRACE is a determination, the reasons for one conclusion, or a receipt; - is standard input.

\b
  kb assess case.yaml --format json > trace.json
  kb verify trace.json --case case.yaml
  kb why case.yaml stage --format json | kb verify - --case case.yaml
  kb verify case.receipt.json                        by the case that is stated in it

\b
No engine is used. The rules are compiled afresh and tried until nothing more follows; each
step is held against its own rule, each fact against the case, each deadline against the
calendar, day by day. What is still taken on trust is said with the answer.
Exit codes:
  0  everything follows
  1  something does not: each step is named, the first {MOST} with their places
  2  a file cannot be used, or the trace is of another case, day, policy or calendar
"""


@click.command(help=HELP)
@click.argument("trace", type=click.Path(path_type=Path), shell_complete=receipt_files)
@click.option(
    "--case",
    "case",
    type=click.Path(path_type=Path),
    metavar="CASE",
    shell_complete=case_files,
    help="The case that it was made from; a receipt states its own.",
)
@as_text_or_json
@click.pass_context
def verify(ctx: click.Context, trace: Path, case: Path | None, form: str) -> None:
    """Verify the trace and print what was checked, or what does not follow; leave with 2, 1 or 0."""
    from complaints_kb.desk import Desk
    from complaints_kb.verifying import verify as verified

    found = verified(Desk(ctx.obj), trace, case)
    _show(found, form)
    ctx.exit(0 if found.verification.verifies else 1)


def _show(found: Verified, form: str) -> None:
    from complaints_kb.reports import printed
    from complaints_kb.terminal import show, width
    from explain.diagnostics import rendered
    from explain.verify.text import verification

    if form == "json":
        click.echo(printed(found.verification), nl=False)
        return
    for one in found.diagnostics(MOST):
        click.echo(rendered(one, width()) + "\n")
    show(verification(found.verification, told=MOST))
