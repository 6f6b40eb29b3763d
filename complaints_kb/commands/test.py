"""`kb test`: the examples of policies, held against what the rules say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complaints_kb.completion import policy_ids
from complaints_kb.options import as_text_or_json
from complaints_kb.progress import watched
from complaints_kb.refusals import tell
from complaints_kb.terminal import show

if TYPE_CHECKING:
    from complaints_kb.desk import Desk
    from complaints_kb.expectations import Unmet
    from explain.lines import Line
    from kb.model.diagnostics import Diagnostic

HELP = """Run the examples of policies, of all or of those named.

Each example is a case with what must follow from it. Leaves with 1 if any expectation is not met.
"""


@click.command(help=HELP)
@click.argument("policies", nargs=-1, metavar="[POLICY]...", shell_complete=policy_ids)
@as_text_or_json
@click.pass_context
def test(ctx: click.Context, policies: tuple[str, ...], form: str) -> None:
    """Run the examples and print what is not met; leave with 3, 2, 1 or 0."""
    from complaints_kb.desk import Desk

    run = _Run(Desk(ctx.obj))
    run.go(policies or run.desk.library.ids)
    if form == "json":
        click.echo(json.dumps(run.record(), ensure_ascii=False, indent=2))
    else:
        show(run.lines())
    tell(run.faults, as_json=form == "json")
    ctx.exit(3 if run.disagreed else 2 if run.faults else 1 if run.failures else 0)


class _Run:
    """One run over the examples of some policies."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.examples = self.expectations = 0
        self.failures: list[Unmet] = []
        self.faults: list[Diagnostic] = []
        self.disagreed = False

    def go(self, policies: tuple[str, ...]) -> None:
        from kb.model.diagnostics import Refused

        paths: list[tuple[str, Path]] = []
        for policy in policies:
            try:
                paths += [(policy, path) for path in self.desk.policy(policy).examples]
            except Refused as refused:
                self.faults.extend(refused.diagnostics)
        for policy, path in watched(paths):
            self._one(policy, path)

    def _one(self, policy: str, path: Path) -> None:
        from complaints_kb.desk import Disagreement
        from complaints_kb.expectations import unmet
        from kb.calendar import FIRST, LAST
        from kb.model.diagnostics import Refused
        from kb.source.examples import read_example

        norms = {name for one in self.desk.policy(policy).procedures.values() for name in one.named}
        shown_as = _nearby(path)
        try:
            example = read_example(path, policy, self.desk.library.vocabulary, FIRST, LAST, norms, shown_as)
            determination = self.desk.determine(example.case, shown_as, vary_readings=False)
        except Refused as refused:
            self.faults.extend(refused.diagnostics)
        except Disagreement as disagreement:
            self.faults.append(disagreement.diagnostic)
            self.disagreed = True
        else:
            self.examples += 1
            self.expectations += len(example.expectations)
            self.failures += unmet(example, determination)

    def lines(self) -> Iterator[Line]:
        from explain.lines import Line

        for one in self.failures:
            place, head = one.expectation.place, f" ({one.head})" if one.head else ""
            where = f"{place.path}:{place.line}:{place.column}"
            said = f"{one.expectation.conclusion}{head}: expected {one.expected}; came {one.came}"
            yield Line(f"{where}: {said}", 0, 4, "warning")
            yield Line(f"because: {one.expectation.because}", 4, 4)
        yield Line(_counted(self.examples, self.expectations, len(self.failures)))

    def record(self) -> dict[str, object]:
        return {
            "examples": self.examples,
            "expectations": self.expectations,
            "failures": [_record(one) for one in self.failures],
        }


def _nearby(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _counted(examples: int, expectations: int, failures: int) -> str:
    some = f"{_number(examples, 'example')}, {_number(expectations, 'expectation')}"
    if not examples:
        return "no examples could be run"
    return f"{some}: {failures} not met" if failures else f"{some}: all met"


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _record(one: Unmet) -> dict[str, object]:
    place = one.expectation.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "conclusion": one.expectation.conclusion,
        "head": one.head,
        "expected": one.expected,
        "came": one.came,
        "because": one.expectation.because,
    }
