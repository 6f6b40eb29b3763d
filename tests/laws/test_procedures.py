"""Law 1 across procedures: while it is open which procedure a complaint goes by, only what all agree on is concluded."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from explain.determination import assessors_for, determine
from kb.calendar import FIRST, LAST
from kb.model.case import Case, Stated
from kb.model.determination import Determination, HeadRecord
from kb.source.examples import read_example
from tests.loading import RULES, library

SORTED = [policy for policy in library().ids if library().load(policy).policy.scope]
EXAMPLES = [path for policy in SORTED for path in sorted((RULES / policy / "examples").glob("*.yaml"))]
AREAS = library().vocabulary.facts["service_area"].values


@cache
def assessors(policy: str) -> object:
    """Both engines for each procedure of a policy."""
    return assessors_for(library().load(policy).procedures)


def told(path: Path) -> Case:
    """The case of an example."""
    policy = path.parts[-3]
    named = {name for one in library().load(policy).procedures.values() for name in one.named}
    return read_example(path, policy, library().vocabulary, FIRST, LAST, named).case


def with_area(case: Case, area: str | None) -> Case:
    """The case with another service stated for every head, or none."""
    heads = []
    for head in case.heads:
        facts = {name: one for name, one in head.facts.items() if name != "service_area"}
        if area is not None:
            facts["service_area"] = Stated("service_area", area, area)
        heads.append(replace(head, facts=facts))
    return replace(case, heads=tuple(heads))


def answered(case: Case) -> Determination:
    """The answer, with default readings."""
    return determine(assessors(case.policy), case, vary_readings=False)  # type: ignore[arg-type]


def said(head: HeadRecord) -> dict[str, tuple[object, ...]]:
    """What is settled of a head."""
    return {one.name: (one.outcome, one.value) for one in head.conclusions if one.outcome != "open"}


def members(head: HeadRecord) -> dict[tuple[str, str], str]:
    """What is settled of the members of its lists."""
    return {
        (one.name, member): truth
        for one in head.conclusions
        for member, truth in (one.members or {}).items()
        if truth != "open"
    }


@pytest.mark.parametrize("path", EXAMPLES[::6], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_what_is_concluded_without_the_procedure_holds_under_every_one(path: Path) -> None:
    """Stating the service afterwards overturns nothing that was concluded before."""
    case = told(path)
    before = answered(with_area(case, None))
    assert all(head.procedure is None and len(head.procedures) > 1 for head in before.heads)
    for area in AREAS:
        after = answered(with_area(case, area))
        for first, second in zip(before.heads, after.heads, strict=True):
            settled = {
                name: one
                for name, one in said(first).items()
                if first.conclusions and not isinstance(one[1], list)
            }
            assert settled.items() <= said(second).items(), area
            assert members(first).items() <= members(second).items(), area


@pytest.mark.parametrize("path", EXAMPLES[::20], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_the_graph_of_an_open_procedure_has_every_conclusion_above_those_of_the_procedures(
    path: Path,
) -> None:
    """Every edge leads to a node, every conclusion has one, and each rests on the question of the procedure."""
    for head in answered(with_area(told(path), None)).heads:
        nodes = {node.id for node in head.graph.nodes}
        assert {end for edge in head.graph.edges for end in edge} <= nodes
        for one in head.conclusions:
            below = [other for node, other in head.graph.edges if node == one.node]
            assert any(other.endswith("/conclusion procedure") for other in below)
