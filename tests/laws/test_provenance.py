"""Law 2: following a conclusion's graph downwards ends in what may be relied on, and passes through a clause."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import networkx as nx
import pytest

from explain.provenance import Provenance
from kb.model.truth import Truth
from tests.generators import tell
from tests.loading import EVERY, assessor, procedure

ENDS = {
    "stated fact", "presumption", "reading", "judgement", "decision", "silence", "calendar", "assessment day",
    "document", "missing",
}  # fmt: skip


CASES = 60


@cache
def graphs(policy: str) -> tuple[tuple[Provenance, nx.DiGraph], ...]:
    """The graphs of cases by chance, the same in every run."""
    return tuple(_graphs(policy))


def _graphs(policy: str) -> Iterator[tuple[Provenance, nx.DiGraph]]:
    for seed in range(CASES):
        one = tell(Random(seed), procedure(policy))
        provenance = Provenance(assessor(policy).assess(one.case, one.head, vary_readings=False))
        yield provenance, provenance.graph()


def settled_below(graph: nx.DiGraph, node: str) -> set[str]:
    """Follow a node down, but not past what is open: a bound of an open day is used, whatever the day may be."""
    seen, waiting = set(), [node]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            if graph.nodes[here]["truth"] is not Truth.OPEN or here == node:
                waiting.extend(graph.successors(here))
    return seen


each_policy = pytest.mark.parametrize("policy", EVERY)


@each_policy
def test_a_graph_has_no_circle_and_ends_only_in_what_may_be_relied_on(policy: str) -> None:
    """Whatever has nothing below it is a fact, a presumption, a document… or what an open conclusion waits for."""
    for _, graph in graphs(policy):
        assert nx.is_directed_acyclic_graph(graph)
        assert {graph.nodes[node]["kind"] for node in graph if graph.out_degree(node) == 0} <= ENDS


@each_policy
def test_a_graph_is_the_one_that_networkx_would_make(policy: str) -> None:
    """Its dictionaries are filled without networkx, so they are held to what networkx does with the same steps."""
    for provenance, graph in graphs(policy):
        made: nx.DiGraph = nx.DiGraph()
        for node, step in provenance.nodes.items():
            made.add_node(node, kind=step.kind, truth=step.truth)
            made.add_edges_from((node, other) for other in step.below)
        assert nx.utils.graphs_equal(graph, made)
        assert dict(graph.pred) == dict(made.pred)
        assert len({id(at) for _, _, at in graph.edges(data=True)}) == graph.number_of_edges()


@each_policy
def test_no_settled_conclusion_rests_on_what_nobody_knows_and_each_passes_through_a_clause(
    policy: str,
) -> None:
    """A conclusion drawn, or ruled out, comes down to a clause, and to nothing that is missing."""
    for provenance, graph in graphs(policy):
        for name, outcome in provenance.assessed.evaluation.outcomes.items():
            if outcome.kind in ("concluded", "not_concluded") and not outcome.needs:
                kinds = {graph.nodes[node]["kind"] for node in settled_below(graph, f"conclusion {name}")}
                assert "clause" in kinds, name
                assert "missing" not in kinds, name


@each_policy
def test_a_value_that_is_ruled_out_cites_the_closed_list_and_every_rule_that_fails(policy: str) -> None:
    """Law 3: "no" has the rules considered below it, and the convention under which they are all there are."""
    for provenance, graph in graphs(policy):
        linked = provenance.procedure
        for (name, value), rules in linked.rules_for.items():
            node = f"value {name} = {value}"
            if graph.nodes[node]["truth"] is Truth.FAILS:
                below = set(graph.successors(node))
                assert f"clause {linked.governing['closed list']}" in below
                assert {f"rule {rule.id}" for rule in rules} <= below


@each_policy
def test_a_value_that_holds_has_a_rule_that_fires_or_is_what_the_others_leave_over(policy: str) -> None:
    """Nothing is concluded by itself."""
    for _, graph in graphs(policy):
        for node, about in graph.nodes(data=True):
            if node.startswith("value ") and about["truth"] is Truth.HOLDS:
                below = {
                    (graph.nodes[one]["kind"], graph.nodes[one]["truth"]) for one in graph.successors(node)
                }
                assert ("rule firing", Truth.HOLDS) in below or ("completion", Truth.FAILS) in below, node
