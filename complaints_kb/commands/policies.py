"""`kb policies`: which policies there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from complaints_kb.options import as_text_or_json
from complaints_kb.refusals import tell
from complaints_kb.terminal import show

if TYPE_CHECKING:
    from explain.lines import Line
    from kb.source.policies import LoadedPolicy


@click.command(help="List the policies, and say where the rules were found.")
@as_text_or_json
@click.pass_context
def policies(ctx: click.Context, form: str) -> None:
    """Read every policy's files and list them; leave with 2 if one cannot be used."""
    from complaints_kb.desk import Desk
    from kb.model.diagnostics import Diagnostic, Refused

    desk = Desk(ctx.obj)
    loaded: list[LoadedPolicy] = []
    faults: list[Diagnostic] = []
    for name in desk.library.ids:
        try:
            loaded.append(desk.policy(name))
        except Refused as refused:
            faults.extend(refused.diagnostics)
    rules = str(desk.library.rules)
    if form == "json":
        click.echo(json.dumps({"rules": rules, "policies": [_record(one) for one in loaded]}, indent=2))
    else:
        show(_lines(rules, loaded))
    tell(faults, as_json=form == "json")
    ctx.exit(2 if faults else 0)


def _clauses(loaded: LoadedPolicy) -> int:
    prefix = f"{loaded.policy.policy}/"
    names = {name for one in loaded.procedures.values() for name in one.clauses}  # a part may serve several
    return sum(name.startswith(prefix) for name in names)


def _record(loaded: LoadedPolicy) -> dict[str, object]:
    policy = loaded.policy
    return {
        "id": policy.policy,
        "title": policy.title,
        "organisation": policy.organisation,
        "version": policy.version,
        "in_force_from": policy.in_force.from_,
        "confirmed": policy.in_force.confirmed,
        "procedures": list(loaded.procedures),
        "clauses": _clauses(loaded),
        "examples": len(loaded.examples),
        "sha256": loaded.sha256,
    }


def _lines(rules: str, loaded: list[LoadedPolicy]) -> Iterator[Line]:
    from explain.days import day_in_words
    from explain.lines import Line

    for one in loaded:
        policy = one.policy
        yield Line(f"{policy.policy}@{policy.version}", tone="heading")
        yield Line(policy.title, 2)
        yield Line(
            f"clauses: {_clauses(one)}, examples: {len(one.examples)}; last confirmed on "
            f"{day_in_words(policy.in_force.confirmed)}", 2, 2,
        )  # fmt: skip
        yield Line()
    yield Line(f"The rules are in {rules}", hang=2, tone="faint")
