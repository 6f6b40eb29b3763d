"""A provenance graph while it is being built: nodes above those they were concluded from. Labels are made when read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kb.model.determination import Graph, GraphNode
from kb.model.truth import Truth

if TYPE_CHECKING:
    import networkx as nx

Label = Callable[[], str]
Particulars = Callable[[], dict[str, object]]
OWN_SUPPORT = ("clause", "presumption", "reading", "silence")
"""Kinds of node that a conclusion rests on although something stands below them."""


class Step:
    """A node while the graph is being built; `support` has a bit for each leaf and clause it comes down to."""

    __slots__ = ("below", "kind", "label", "particulars", "support", "truth")

    def __init__(
        self,
        kind: str,
        truth: Truth | None,
        label: Label,
        below: tuple[str, ...],
        particulars: Particulars | None,
        support: int,
    ) -> None:
        """Keep what is known of the node."""
        self.kind, self.truth, self.label, self.below = kind, truth, label, below
        self.particulars, self.support = particulars, support

    def record(self, node: str) -> GraphNode:
        """Give the node as plain values, its words made now."""
        return GraphNode.model_construct(
            id=node,
            kind=self.kind,  # type: ignore[arg-type]
            label=self.label(),
            truth=self.truth.value if self.truth else None,
            particulars=self.particulars() if self.particulars else {},
        )


class GraphInProgress:
    """The nodes so far; a node can only be added above nodes that are there, so there are no circles."""

    def __init__(self) -> None:
        """Begin with no nodes."""
        self.nodes: dict[str, Step] = {}
        self._leaves: list[str] = []

    def graph(self) -> nx.DiGraph[str]:
        """Give the graph; every node has its `kind` and `truth`."""
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(
            (one, {"kind": step.kind, "truth": step.truth}) for one, step in self.nodes.items()
        )
        graph.add_edges_from((one, other) for one, step in self.nodes.items() for other in step.below)
        return graph

    def record(self) -> Graph:
        """Give the graph as plain values, in a fixed order."""
        edges = [(one, other) for one, step in self.nodes.items() for other in step.below]
        return Graph(nodes=[step.record(one) for one, step in self.nodes.items()], edges=edges)

    def add(
        self,
        node: str,
        kind: str,
        label: Label,
        below: Iterable[str] = (),
        truth: Truth | None = None,
        particulars: Particulars | None = None,
    ) -> str:
        """Add a node above those it was concluded from, which are there already."""
        under = tuple(dict.fromkeys(below))
        mask = 0 if under and kind not in OWN_SUPPORT else self._bit(node)
        for one in under:
            mask |= self.nodes[one].support
        self.nodes[node] = Step(kind, truth, label, under, particulars, mask)
        return node

    def _bit(self, node: str) -> int:
        self._leaves.append(node)
        return 1 << (len(self._leaves) - 1)

    def support(self, node: str) -> list[str]:
        """Give the leaves and clauses that a node comes down to."""
        mask = self.nodes[node].support
        return [leaf for number, leaf in enumerate(self._leaves) if mask >> number & 1]
