"""How two answers to one case differ: which conclusions, and the lowest steps of their graphs that do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from kb.model.determination import ConclusionRecord, Graph, GraphNode, HeadRecord
from kb.model.replay import Came, ChangedConclusion, Cited, DifferingStep


class HeadDifference:
    """One matter as it was answered, and as it is answered now."""

    def __init__(self, was: HeadRecord, now: HeadRecord) -> None:
        """Keep both answers."""
        self.head = now.head
        self.was, self.now = _Reasons(was.graph), _Reasons(now.graph)
        self.before = {one.name: one for one in was.conclusions}
        self.after = {one.name: one for one in now.conclusions}
        self._lowest: dict[str, tuple[str, ...]] = {}

    @cached_property
    def changed(self) -> list[ChangedConclusion]:
        """The conclusions that came to something else, in the order of the answer."""
        names = dict.fromkeys((*self.after, *self.before))
        pairs = ((self.before.get(name), self.after.get(name)) for name in names)
        return [self._changed(was, now) for was, now in pairs if _answer(was) != _answer(now)]

    def _changed(self, was: ConclusionRecord | None, now: ConclusionRecord | None) -> ChangedConclusion:
        either = now or was
        assert either is not None
        return ChangedConclusion(head=self.head, name=either.name, label=either.label,
                                 was=self.was.came(was), now=self.now.came(now))  # fmt: skip

    def steps(self) -> Iterator[DifferingStep]:
        """Give the lowest steps that differ below what changed, or below any conclusion if none did."""
        names = [one.name for one in self.changed] or [*self.after]
        bears: dict[str, list[str]] = {}
        for name in names:
            for node in self.lowest(f"conclusion {name}"):
                bears.setdefault(node, []).append(name)
        for node in sorted(bears, key=self._order.index):
            yield self._step(node, bears[node])

    @cached_property
    def _order(self) -> list[str]:
        return [*self.now.nodes, *(node for node in self.was.nodes if node not in self.now.nodes)]

    def _step(self, node: str, bears_on: list[str]) -> DifferingStep:
        before, after = self.was.below.get(node, ()), self.now.below.get(node, ())
        return DifferingStep(
            head=self.head,
            node=node,
            was=self.was.nodes[node].label,
            now=self.now.nodes[node].label,
            gone=[self.was.nodes[one].label for one in before if one not in after],
            added=[self.now.nodes[one].label for one in after if one not in before],
            clauses=self._clauses(node),
            bears_on=bears_on,
        )

    def lowest(self, node: str) -> tuple[str, ...]:
        """Give the lowest nodes, at or below one, that are there in both answers and differ."""
        if node not in self._lowest:
            self._lowest[node] = ()  # rules that changed may turn two conclusions round: each is seen once
            if self._differs(node):
                deeper = dict.fromkeys(low for one in self._below(node) for low in self.lowest(one))
                itself = (node,) if node in self.was.nodes and node in self.now.nodes else ()
                self._lowest[node] = tuple(deeper) or itself
        return self._lowest[node]

    def _differs(self, node: str) -> bool:
        same_below = set(self.was.below.get(node, ())) == set(self.now.below.get(node, ()))
        return not same_below or self.was.nodes.get(node) != self.now.nodes.get(node)

    def _below(self, node: str) -> Iterable[str]:
        return dict.fromkeys((*self.was.below.get(node, ()), *self.now.below.get(node, ())))

    def _clauses(self, node: str) -> list[Cited]:
        """Give the clauses that a step stands on, or else those of what differs right above it; the policy's first."""
        level, seen = [node], {node}
        while level:
            near = dict.fromkeys(one for each in level for one in (each, *self._below(each)))
            cited = [_cited(one) for one in map(self._node, near) if one.kind == "clause"]
            if cited:
                return sorted(cited, key=lambda one: one.id.startswith("conventions/"))
            above = (one for each in level for one in self._above.get(each, ()) if self._differs(one))
            level = [one for one in dict.fromkeys(above) if one not in seen]
            seen.update(level)
        return []

    def _node(self, node: str) -> GraphNode:
        return self.now.nodes.get(node) or self.was.nodes[node]

    @cached_property
    def _above(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for node in self._order:
            for one in self._below(node):
                found.setdefault(one, []).append(node)
        return found


class _Reasons:
    """A graph by its nodes, and by what is below each."""

    def __init__(self, graph: Graph) -> None:
        self.nodes: dict[str, GraphNode] = {one.id: one for one in graph.nodes}
        self.below: dict[str, list[str]] = {}
        for one, other in graph.edges:
            self.below.setdefault(one, []).append(other)

    def came(self, record: ConclusionRecord | None) -> Came | None:
        """Say what a conclusion came to, in the words that its graph has for it."""
        if record is None:
            return None
        label = self.nodes[record.node].label if record.node in self.nodes else record.outcome
        said = label.removeprefix(f"{record.label}: ") or "nothing of this kind"
        return Came(outcome=record.outcome, value=record.value, said=said)


def _answer(record: ConclusionRecord | None) -> tuple[object, ...]:
    if record is None:
        return ()
    return record.outcome, record.value, record.possible, record.bounds, record.members, record.conflict


def _cited(clause: GraphNode) -> Cited:
    heading = str(clause.particulars.get("heading", clause.label))
    return Cited(id=clause.id.partition("clause ")[2], heading=heading)
