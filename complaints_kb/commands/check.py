"""`kb check`: what is still missing from policies, and what in them does not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from complaints_kb.completion import policy_ids
from complaints_kb.options import as_text_or_json
from complaints_kb.progress import watched
from complaints_kb.refusals import tell

if TYPE_CHECKING:
    from complaints_kb.checking import Check

HELP = """Check policies, all or those named, for what is missing and what does not go together.

Looks at the files (order of clauses, lines, standard questions, readings), at what the examples show (both sides of
each rule and of each time limit, and whether expectations are met), and at made-up cases in which rules may clash.

Leaves with 1 if anything is found; warnings alone leave with 0.
"""


@click.command(help=HELP)
@click.argument("policies", nargs=-1, metavar="[POLICY]...", shell_complete=policy_ids)
@click.option(
    "--cases",
    type=click.IntRange(min=0),
    default=200,
    show_default=True,
    metavar="N",
    help="How many cases are made up for each procedure; always the same ones.",
)
@as_text_or_json
@click.pass_context
def check(ctx: click.Context, policies: tuple[str, ...], cases: int, form: str) -> None:
    """Check, and print what was found; leave with 3, 2, 1 or 0."""
    from complaints_kb.checking import Check, WatchingDesk

    desk = WatchingDesk(ctx.obj)
    run = Check(desk, tuple(dict.fromkeys(policies or desk.library.ids)), cases, words=not policies)
    run.go(watched)
    _show(run, form)
    tell(run.faults, as_json=form == "json")
    errors = [one for one in run.findings if one.level == "error"]
    ctx.exit(3 if run.disagreed else 2 if run.faults else 1 if errors else 0)


def _show(run: Check, form: str) -> None:
    from complaints_kb.reports import check_report, printed

    if form == "json":
        click.echo(printed(check_report(run)), nl=False)
        return
    from complaints_kb.terminal import show, width
    from explain.diagnostics import rendered
    from explain.lines import Line

    for one in run.findings:
        click.echo(rendered(one, width()) + "\n")
    show([Line(_counted(run))])


def _counted(run: Check) -> str:
    done = ", ".join(
        (_number(len(run.subjects), "policy", "policies"), _number(run.examples, "example"),
         _number(run.made_up, "made-up case"))
    )  # fmt: skip
    warnings = sum(one.level == "warning" for one in run.findings)
    errors = len(run.findings) - warnings
    found = [_number(errors, "finding")] * bool(errors) + [_number(warnings, "warning")] * bool(warnings)
    found += ["not everything could be read"] * bool(run.faults)
    return f"{done}: {' and '.join(found) or 'nothing found'}"


def _number(count: int, what: str, several: str = "") -> str:
    return f"{count} {what if count == 1 else several or what + 's'}"
