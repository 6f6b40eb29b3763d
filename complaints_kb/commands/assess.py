"""`kb assess`: what follows from cases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import case_files as offered_files
from complaints_kb.options import as_any_form, for_reader
from complaints_kb.progress import watched
from complaints_kb.readings import reading_of_case
from complaints_kb.readings import tell as tell_readings
from complaints_kb.refusals import tell
from complaints_kb.terminal import show

if TYPE_CHECKING:
    from complaints_kb.desk import Desk
    from complaints_kb.receipts import Receipts
    from explain.lines import Line
    from kb.model.determination import Determination
    from kb.model.diagnostics import Diagnostic
    from kb.model.reading import Reader

HELP = """Say what follows from cases: where each stands, what comes next, what is late, what is missing.

CASE is a case file, a folder (every file below it that ends in .yaml), or - for standard input.

\b
  kb assess case.yaml --for public                    for the person who complained
  kb assess case.yaml --for officer --format html     as a page to keep or print

\b
With --format json one file gives one object; several, or a folder, give a list.
A file that cannot be used does not keep the others from their answers.
"""


@click.command(help=HELP)
@click.argument(
    "cases",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="CASE...",
    shell_complete=offered_files,
)
@click.option("--all", "everything", is_flag=True, help="Also every conclusion, with what it rests on.")
@click.option(
    "--receipt", type=click.Path(path_type=Path), metavar="FILE",
    help="Also write a receipt that `kb replay` can check; for several cases name a folder.",
)  # fmt: skip
@for_reader
@as_any_form
@click.pass_context
def assess(
    ctx: click.Context,
    cases: tuple[Path, ...],
    everything: bool,
    receipt: Path | None,
    reader: Reader | None,
    form: str,
) -> None:
    """Assess what was named and print the answers; leave with 3, 2 or 0."""
    from complaints_kb.desk import Desk
    from complaints_kb.files import case_files

    files, notes, faults = case_files(cases)
    if form == "html" and len(files) > 1:
        raise click.UsageError("a page is about one case: name one file, or use `--format markdown`")
    for note in notes:
        click.echo(note, err=True)
    desk = Desk(ctx.obj)
    single = len(cases) == 1 and not cases[0].is_dir()
    run = _Run(desk, list(faults), _receipts(desk, receipt, files, single))
    answers = list(run.answers(files))
    if reader is not None or form in ("markdown", "html"):
        _print_readings(desk, [one for _, one in answers], reader or "officer", everything, form)
    elif form == "json":
        _print_json([one for _, one in answers], single)
    else:
        _print_text(desk, answers, everything)
    for file, digest in run.kept if form != "json" else ():
        click.echo(f"receipt: {file} (sha256 {digest})", err=True)
    tell(run.faults, as_json=form == "json")
    ctx.exit(3 if run.disagreed else 2 if run.faults else 0)


def _receipts(desk: Desk, place: Path | None, files: list[Path], single: bool) -> Receipts | None:
    if place is None:
        return None
    from complaints_kb.receipts import Receipts

    return Receipts(desk, place, files, single)


class _Run:
    """One run over several files; what goes wrong with one is kept for the end."""

    def __init__(self, desk: Desk, faults: list[Diagnostic], receipts: Receipts | None) -> None:
        self.desk, self.faults, self.receipts, self.disagreed = desk, faults, receipts, False
        self.kept: list[tuple[Path, str]] = []

    def answers(self, files: list[Path]) -> Iterator[tuple[Path, Determination]]:
        from complaints_kb.desk import Disagreement, shown
        from kb.model.diagnostics import Refused

        for path in watched(files):
            try:
                case = self.desk.case(path)
                answer = self.desk.determine(case, shown(path))
                yield path, answer
                if self.receipts:
                    self.kept.append(self.receipts.write(path, case, answer))
            except Refused as refused:
                self.faults.extend(refused.diagnostics)
            except Disagreement as disagreement:
                self.faults.append(disagreement.diagnostic)
                self.disagreed = True


def _print_json(answers: list[Determination], single: bool) -> None:
    records = [one.model_dump(mode="json", by_alias=True) for one in answers]
    if single and not records:
        return
    click.echo(json.dumps(records[0] if single else records, ensure_ascii=False, indent=2))


def _print_readings(
    desk: Desk, answers: list[Determination], reader: Reader, everything: bool, form: str
) -> None:
    policies = {one.policy.id: desk.policy(one.policy.id) for one in answers}
    told = [
        (one, [(head, reading_of_case(one, head, reader, policies[one.policy.id].procedures, everything))
               for head in one.heads])
        for one in answers
    ]  # fmt: skip
    if told:
        tell_readings(told, form, {name: loaded.policy.title for name, loaded in policies.items()})


def _print_text(desk: Desk, answers: list[tuple[Path, Determination]], everything: bool) -> None:
    for number, (path, answer) in enumerate(answers):
        show(_lines(desk, path, answer, everything, several=len(answers) > 1, first=number == 0))


def _lines(
    desk: Desk, path: Path, answer: Determination, everything: bool, several: bool, first: bool
) -> Iterable[Line]:
    from complaints_kb.desk import shown
    from explain.lines import Line
    from explain.text import assessment

    if several:
        yield from () if first else (Line(), Line())
        yield Line(f"{shown(path)}:", tone="faint")
    yield from assessment(answer, desk.policy(answer.policy.id).procedures, everything)
