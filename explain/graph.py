"""A provenance graph while it is being built: nodes above those they were concluded from. Labels are made when read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from kb.model.determination import Graph, GraphNode
from kb.model.truth import Truth

if TYPE_CHECKING:
    import networkx as nx

Said = Callable[[Any, Any, Truth | None], str]
Particulars = Callable[[Any, Any], dict[str, object]]
OWN_SUPPORT = ("clause", "presumption", "reading", "silence")
"""Kinds of node that a conclusion rests on although something stands below them."""


class Step(NamedTuple):
    """A node while the graph is being built: `said` and `particulars` word what it is `about` when it is read."""

    kind: str
    truth: Truth | None
    about: Any
    said: Said
    particulars: Particulars | None
    below: Sequence[str]

    def record(self, graph: GraphInProgress, node: str) -> GraphNode:
        """Give the node as plain values, its words made now."""
        return GraphNode.made(
            id=node,
            kind=self.kind,
            label=self.said(graph, self.about, self.truth),
            truth=self.truth.value if self.truth else None,
            particulars=self.particulars(graph, self.about) if self.particulars else {},
        )


step = partial(tuple.__new__, Step)  # as `Step` would make it: most of what making one costs is not needed


def as_it_is(graph: object, text: str, truth: Truth | None) -> str:
    """Say text that is known beforehand."""
    return text


class GraphInProgress:
    """The nodes so far; a node can only be added above nodes that are there, so there are no circles."""

    def __init__(self) -> None:
        """Begin with no nodes."""
        self.nodes: dict[str, Step] = {}

    def add(
        self,
        node: str,
        kind: str,
        about: Any,
        said: Said,
        below: Sequence[str] = (),
        truth: Truth | None = None,
        particulars: Particulars | None = None,
    ) -> str:
        """Add a node above those it was concluded from, which are there already and may be named twice."""
        self.nodes[node] = step((kind, truth, about, said, particulars, below))
        return node

    def graph(self) -> nx.DiGraph[str]:
        """Give the graph; every node has its `kind` and `truth`.

        Its dictionaries are filled here, as networkx would: what it checks of each edge first is so by construction.
        """
        import networkx as nx

        graph: Any = nx.DiGraph()
        attributes, above, below = graph._node, graph._pred, graph._succ
        for node, (kind, truth, _, _, _, others) in self.nodes.items():
            attributes[node] = {"kind": kind, "truth": truth}
            above[node] = {}
            under: dict[str, dict[str, Any]] = {}
            below[node] = under
            for other in others:
                above[other][node] = under[other] = {}
        return cast("nx.DiGraph[str]", graph)

    def record(self) -> Graph:
        """Give the graph as plain values, in a fixed order."""
        edges = [(one, other) for one, found in self.nodes.items() for other in dict.fromkeys(found.below)]
        return Graph(nodes=[found.record(self, one) for one, found in self.nodes.items()], edges=edges)

    def support(self, node: str) -> list[str]:
        """Give the leaves and clauses that a node comes down to."""
        leaves, masks = self.supports
        return [leaf for number, leaf in enumerate(leaves) if masks[node] >> number & 1]

    @cached_property
    def supports(self) -> tuple[list[str], dict[str, int]]:
        """The leaves and clauses, and for each node a bit, from the lowest, for each of them that it comes down to."""
        leaves: list[str] = []
        masks: dict[str, int] = {}
        for node, found in self.nodes.items():
            masks[node] = 0
            if not found.below or found.kind in OWN_SUPPORT:
                masks[node] = 1 << len(leaves)
                leaves.append(node)
            for other in found.below:
                masks[node] |= masks[other]
        return leaves, masks


_UNDER = re.compile(r"(?:account (\d+)/)?(?:([^ /]+)/)?")
"""What stands before the id of a node where graphs are side by side: its account, its procedure, or both."""


def parted(node: str) -> tuple[str, str]:
    """Give what stands before the id of a node, where graphs are side by side, and its own id."""
    end = found.end() if "/" in node and (found := _UNDER.match(node)) else 0
    return node[:end], node[end:]


def without_account(node: str) -> str:
    """Give the id of a node without its account, where the graphs of several accounts stand side by side."""
    number = account_of(node)
    return node if number is None else node.removeprefix(f"account {number}/")


def own_id(node: str) -> str:
    """Give the id of a node without the account and the procedure, where the graphs of several stand side by side."""
    return parted(node)[1]


def account_of(node: str) -> int | None:
    """Give the number of the combination of accounts under which a node stands, from 1, if it does."""
    found = _UNDER.match(node) if node.startswith("account ") else None
    return int(found[1]) if found and found[1] else None


def procedure_of(node: str) -> str:
    """Give the procedure under which a node stands, where it is open which one a complaint goes by."""
    found = _UNDER.match(node)
    return (found[2] or "") if found else ""


def sub_graph(graph: Graph, root: str) -> Graph:
    """Give the part of a graph that one node comes from."""
    below: dict[str, list[str]] = {}
    for one, other in graph.edges:
        below.setdefault(one, []).append(other)
    reached, waiting = {root}, [root]
    while waiting:
        fresh = [one for one in below.get(waiting.pop(), ()) if one not in reached]
        reached.update(fresh)
        waiting += fresh
    return Graph(
        nodes=[node for node in graph.nodes if node.id in reached],
        edges=[edge for edge in graph.edges if edge[0] in reached],
    )
