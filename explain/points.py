"""The points that graphs are made of: values, rules and conditions, each with what it stands on at each truth.

A case chooses: of the parts of a point those whose atom was derived.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from explain.graph import Step, step
from kb.model.tree import Day
from kb.model.truth import Truth

HOLDS, FAILS, OPEN = Truth.HOLDS, Truth.FAILS, Truth.OPEN
UNKNOWN = ("missing", "condition")
"""Kinds of node that may be open although what looks at them is settled."""
Atom = int | None


class Growing(Protocol):
    """The graph of one case, as a point sees it."""

    nodes: dict[str, Step]
    true: frozenset[int]

    def fact(self, name: str) -> str: ...  # noqa: D102
    def happened(self, day: Day) -> list[str]: ...  # noqa: D102
    def grown(self, condition: Any, truth: Truth) -> list[str]: ...  # noqa: D102


class Part(Protocol):
    """What a point may stand on."""

    def on(self, graph: Growing) -> str:
        """Add it to a graph, unless it is there, and give its node."""
        ...


class Way(NamedTuple):
    """How a point stands where it has one truth.

    Each part counts where its atom was derived, or (None) always; `cited` are nodes with their steps. `else_` takes its
    place where no part counts.
    """

    kind: str
    parts: tuple[tuple[Atom, Part], ...]
    cited: tuple[str, ...] = ()
    steps: dict[str, Step] = {}  # noqa: RUF012
    else_: Way | None = None


class Point:
    """A value or a rule: the case gives its truth, and with it what it stands on."""

    def __init__(
        self, node: str, pair: tuple[int, int], about: Any, said: Any, particulars: Any = None
    ) -> None:
        """Keep what is the same in every case."""
        self.node, (self.holds, self.fails) = node, pair
        self.about, self.said, self.particulars = about, said, particulars
        self.ways: dict[Truth, Way] = {}

    def on(self, graph: Growing) -> str:
        """Add it to a graph, unless it is there, and give its node."""
        node, true = self.node, graph.true
        if node in graph.nodes:
            return node
        truth = HOLDS if self.holds in true else FAILS if self.fails in true else OPEN
        way = self.ways[truth]
        below = [part.on(graph) for atom, part in way.parts if atom is None or atom in true]
        if way.else_ is not None and not below:
            way = way.else_
            below = [part.on(graph) for _, part in way.parts]
        graph.nodes.update(way.steps)
        below += way.cited
        graph.nodes[node] = step((way.kind, truth, self.about, self.said, self.particulars, below))
        return node


class ConditionPoint(Point):
    """A condition: where it is settled, what is unknown below it is left out."""

    def on(self, graph: Growing) -> str:
        """Add it to a graph, unless it is there, and give its node."""
        node, nodes, true = self.node, graph.nodes, graph.true
        if node in nodes:
            return node
        truth = HOLDS if self.holds in true else FAILS if self.fails in true else OPEN
        if self.ways:
            way = self.ways[truth]
            below = [part.on(graph) for atom, part in way.parts if atom is None or atom in true]
            nodes.update(way.steps)
            below += way.cited
        else:
            below = graph.grown(self.about, truth)
        if truth is not OPEN:
            settled = [one for one in below if nodes[one].truth is not OPEN or nodes[one].kind not in UNKNOWN]
            below = settled or below
        nodes[node] = step(("condition", truth, self.about, self.said, self.particulars, below))
        return node


class FactPart(NamedTuple):
    """A fact, as it is known in the case."""

    name: str

    def on(self, graph: Growing) -> str:
        """Add it to a graph, unless it is there, and give its node."""
        return graph.fact(self.name)


class HappenedPart(NamedTuple):
    """That something has happened: where one fact says it all, that fact; else a condition that rests on all that do."""

    day: Day
    otherwise: ConditionPoint

    def on(self, graph: Growing) -> str:
        """Add it to a graph, unless it is there, and give its node."""
        first, *others = dict.fromkeys(graph.happened(self.day))
        return self.otherwise.on(graph) if others else first
