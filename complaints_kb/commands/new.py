"""`kb new`: a case to fill in."""

from __future__ import annotations

import os
from pathlib import Path

import click

from complaints_kb.completion import policy_ids

HELP = """Print a case file to fill in: every fact that the policy looks at, with its question and values.

It can be assessed as it is: `kb new housing-association > case.yaml`, then `kb assess case.yaml`.
"""


@click.command(help=HELP)
@click.argument("policy", shell_complete=policy_ids)
@click.option("--assessed-on", metavar="DATE", help="The day to judge on, as 2024-06-18. No clock is read.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.", metavar="FILE")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_context
def new(ctx: click.Context, policy: str, assessed_on: str | None, out: Path | None, force: bool) -> None:
    """Print or write the skeleton."""
    from complaints_kb.desk import Desk
    from complaints_kb.writing import write_beside
    from explain.skeleton import skeleton

    if assessed_on is not None:
        check_day(assessed_on, "--assessed-on")
    text = skeleton(Desk(ctx.obj).policy(policy).procedures.values(), assessed_on)
    if out is None:
        click.echo(text, nl=False)
        return
    if os.path.lexists(out) and not force:
        raise click.UsageError(f"`{out}` is there already: name another file, or add --force")
    if os.path.lexists(out) and (out.is_symlink() or not out.is_file()):
        raise click.UsageError(f"`{out}` is no plain file, so it is left as it is: name another file")
    write_beside(out, text)


def check_day(text: str, option: str) -> None:
    """Refuse an option that is not one whole day.

    Raises:
        UsageError: with how a day is written.
    """
    from kb.calendar import FIRST, LAST
    from kb.source.days import NoDay, Span, exact_day

    try:
        exact_day(text, Span(FIRST, LAST))
    except NoDay as error:
        raise click.UsageError(f"{option}: {error}" + (f": {error.help}" if error.help else "")) from None
