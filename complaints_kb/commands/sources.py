"""`kb sources`: the documents that policies were encoded from, held against what was encoded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import policy_ids
from complaints_kb.options import as_text_or_json
from complaints_kb.refusals import tell

if TYPE_CHECKING:
    from complaints_kb.documents import Checked, DocumentCheck
    from explain.lines import Line

HELP = "The documents that policies were encoded from. They are not part of the rules; whoever has them can check."
CHECK_HELP = """Check the documents in a folder, or one document, against the policies encoded from them.

A document is known by its fingerprint or its name, or by --policy if it is the only one there. Each clause's passage is
found, moved, changed or gone, and every line that says something is a clause's or navigation. Only line numbers are shown,
nothing of the text.

Leaves with 1 if anything is not as it was encoded.
"""


@click.group(help=HELP)
def sources() -> None:
    """Group what is done with documents."""


@sources.command(help=CHECK_HELP)
@click.argument("place", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--policy", multiple=True, metavar="POLICY", shell_complete=policy_ids, help="Only this policy."
)
@as_text_or_json
@click.pass_context
def check(ctx: click.Context, place: Path, policy: tuple[str, ...], form: str) -> None:
    """Check documents, and print what became of each; leave with 2, 1 or 0."""
    from complaints_kb.desk import Desk
    from complaints_kb.documents import DocumentCheck

    run = DocumentCheck(Desk(ctx.obj).library, place, tuple(dict.fromkeys(policy)))
    run.go()
    _show(run, form)
    tell(run.faults, as_json=form == "json")
    errors = [one for one in run.findings if one.level == "error"]
    ctx.exit(2 if run.faults else 1 if errors else 0)


def _show(run: DocumentCheck, form: str) -> None:
    from complaints_kb.reports import printed, sources_report

    if form == "json":
        click.echo(printed(sources_report(run)), nl=False)
        return
    from complaints_kb.terminal import show, width
    from explain.diagnostics import rendered

    for one in run.findings:
        click.echo(rendered(one, width()) + "\n")
    show(line for document in run.documents for line in _lines(document))


def _lines(one: Checked) -> Iterator[Line]:
    from explain.lines import Line

    same = "as it was encoded" if one.text.unchanged else "not the very file that was encoded"
    yield Line(f"{one.subject.policy.policy}: {one.text.shown_as}, {same}", hang=2)
    fates = Counter(passage.fate for passage in one.passages)
    told = ", ".join(f"{fates[fate]} {fate}" for fate in ("found", "moved", "changed", "gone") if fates[fate])
    rest = one.left_over
    lines = (
        "every line is accounted for" if not rest else f"{rest} of its lines and sentences belong to nothing"
    )
    yield Line(f"passages: {told}; {lines}", 2, 2)
