"""`kb replay`: whether the case of a receipt is still answered as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import receipt_files
from complaints_kb.options import as_text_or_json
from complaints_kb.progress import watched
from complaints_kb.refusals import tell

if TYPE_CHECKING:
    from kb.model.diagnostics import Diagnostic
    from kb.model.replay import Replay

HELP = """Assess the cases of receipts again, and say whether the answers are the same; if not, what made them differ.

\b
  kb assess case.yaml --receipt case.receipt.json
  kb replay case.receipt.json
  kb --rules DIR replay case.receipt.json             by other rules
  jq -cS 'del(.digest, .environment)' case.receipt.json | sha256sum    is its digest

\b
The same means the same bytes, reasons included. What made the answers (engines, edition of the
calendar) is no part of them; where it is not what it was, that is said apart.
Exit codes:
  0  every answer is the same
  1  one differs
  2  a file cannot be used: it is no receipt, or was edited after it was made
  3  the two engines disagree
"""


@click.command(help=HELP)
@click.argument(
    "receipts", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...",
    shell_complete=receipt_files,
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Also every step at which the reasons differ.")
@as_text_or_json
@click.pass_context
def replay(ctx: click.Context, receipts: tuple[Path, ...], everything: bool, form: str) -> None:
    """Replay each receipt and print what became of its answer; leave with 3, 2, 1 or 0."""
    from complaints_kb.desk import Desk, Disagreement
    from complaints_kb.receipts import replay as replayed
    from kb.model.diagnostics import Refused

    desk = Desk(ctx.obj)
    found: list[Replay] = []
    faults: list[Diagnostic] = []
    disagreed = False
    for path in watched(list(receipts)):
        try:
            found.append(replayed(desk, path))
        except Refused as refused:
            faults.extend(refused.diagnostics)
        except Disagreement as disagreement:
            faults.append(disagreement.diagnostic)
            disagreed = True
    _show(found, everything, form, single=len(receipts) == 1)
    tell(faults, as_json=form == "json")
    differ = any(one.result != "same" for one in found)
    ctx.exit(3 if disagreed else 2 if faults else 1 if differ else 0)


def _show(found: list[Replay], everything: bool, form: str, single: bool) -> None:
    import json

    from complaints_kb.terminal import show
    from explain.lines import Line
    from explain.receipts.replay_text import replay as lines

    if form == "json":
        records = [one.model_dump(mode="json", by_alias=True) for one in found]
        if records or not single:
            click.echo(json.dumps(records[0] if single else records, ensure_ascii=False, indent=2))
        return
    for number, one in enumerate(found):
        if not single:
            show([Line(), Line()] if number else [])
            show([Line(f"{one.receipt}:", tone="faint")])
        show(lines(one, everything))
