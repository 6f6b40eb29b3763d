"""Law 2: no conclusion without a clause."""

from __future__ import annotations

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explain.determination import determine
from kb.model.determination import HeadRecord
from tests.generators import told
from tests.loading import EVERY, assessor

SOME = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
ENDS = {
    "stated fact", "presumption", "reading", "judgement", "decision", "silence", "calendar", "assessment day",
    "clause", "document", "missing", "order of events",
}  # fmt: skip


def drawn(data: st.DataObject, policy: str) -> HeadRecord:
    """Give the answer to a case made up."""
    one = data.draw(told(assessor(policy).procedure))
    return determine({"only": assessor(policy)}, one.case, vary_readings=False).heads[0]


@SOME
@given(st.data(), st.sampled_from(EVERY))
def test_every_conclusion_comes_down_to_facts_and_clauses(data: st.DataObject, policy: str) -> None:
    """Following its graph downwards ends in what was given, and passes through a clause."""
    head = drawn(data, policy)
    kinds = {node.id: node.kind for node in head.graph.nodes}
    graph: nx.DiGraph[str] = nx.DiGraph(head.graph.edges)
    graph.add_nodes_from(kinds)
    assert nx.is_directed_acyclic_graph(graph)
    for one in head.conclusions:
        below = nx.descendants(graph, one.node)
        ends = {kinds[node] for node in below if graph.out_degree(node) == 0}
        assert ends <= ENDS, (one.name, ends - ENDS)
        if one.outcome != "open":
            assert any(kinds[node] == "clause" for node in below), one.name
            assert one.clauses, one.name
