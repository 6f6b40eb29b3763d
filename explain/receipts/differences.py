"""How two answers to one case differ: which conclusions, and the lowest steps of their graphs that do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from explain.days import day_in_words, looks_like_a_day
from kb.model.determination import ConclusionRecord, GraphNode, HeadRecord
from kb.model.replay import Came, ChangedConclusion, Cited, DifferingStep


class HeadDifference:
    """One matter as it was answered, and as it is answered now."""

    def __init__(self, was: HeadRecord, now: HeadRecord) -> None:
        """Keep both answers."""
        self.head = now.head
        self.was, self.now = _Reasons(was), _Reasons(now)
        self.before = {one.name: one for one in was.conclusions}
        self.after = {one.name: one for one in now.conclusions}

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
        """Give the lowest steps that differ below what changed, or below any conclusion; what bears on most comes first.

        Steps that mean something else; only where there is none, those that say the same in other words.
        """
        names = [one.name for one in self.changed] or [*self.after]
        bears = self._bearing(names, self._means_otherwise) or self._bearing(names, self._said_otherwise)
        for node in sorted(bears, key=lambda one: (-len(bears[one]), self._order.index(one))):
            yield self._step(node, bears[node])

    def _bearing(self, names: list[str], differs: Callable[[str], bool]) -> dict[str, list[str]]:
        """Give the lowest steps that differ in one respect, each with the conclusions that it is below."""
        found: dict[str, list[str]] = {}
        lowest = self._lowest([f"conclusion {name}" for name in names], differs)
        for name in names:
            for node in lowest[f"conclusion {name}"]:
                found.setdefault(node, []).append(name)
        return found

    def _lowest(self, tops: list[str], differs: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
        """Give for each node the lowest ones, at or below it, that are there in both answers and differ.

        Without recursion: nobody knows how deep the graph of somebody else's receipt is. Rules that changed may turn two
        conclusions round, so that both graphs together have a circle; each node is entered once.
        """
        found: dict[str, tuple[str, ...]] = {}
        waiting, entered = [*tops], set[str]()
        while waiting:
            node = waiting[-1]
            if node not in entered:
                entered.add(node)
                waiting += [one for one in self._below(node) if one not in entered]
            elif waiting.pop() not in found:
                deeper = dict.fromkeys(low for one in self._below(node) for low in found.get(one, ()))
                here = node in self.was.nodes and node in self.now.nodes and differs(node)
                found[node] = tuple(deeper) or ((node,) if here else ())
        return found

    def _means_otherwise(self, node: str) -> bool:
        return self.was.meaning(node) != self.now.meaning(node)

    def _said_otherwise(self, node: str) -> bool:
        return self.was.nodes[node] != self.now.nodes[node]

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
            above = dict.fromkeys(one for each in level for one in self._above.get(each, ()))
            level = [one for one in above if one not in seen]
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

    def __init__(self, head: HeadRecord) -> None:
        self.nodes: dict[str, GraphNode] = {one.id: one for one in head.graph.nodes}
        self.below: dict[str, list[str]] = {}
        for one, other in head.graph.edges:
            if one in self.nodes and other in self.nodes:
                self.below.setdefault(one, []).append(other)
        self.answers = {one.node: _answer(one) for one in head.conclusions}

    def meaning(self, node: str) -> tuple[object, ...]:
        """Give what a node says apart from words: its truth, what it comes from, its day or answer, how it was read."""
        one = self.nodes[node]
        particulars = None if one.kind in ("clause", "document") else one.particulars
        day = one.label if one.kind == "day calculation" else None
        return one.kind, one.truth, set(self.below.get(node, ())), particulars, day, self.answers.get(node)

    def came(self, record: ConclusionRecord | None) -> Came | None:
        """Say what a conclusion came to; in the words of the graph where its value alone does not say it."""
        if record is None:
            return None
        label = self.nodes[record.node].label if record.node in self.nodes else record.outcome
        said = _worded(record) or label.removeprefix(f"{record.label}: ") or "nothing of this kind"
        return Came(outcome=record.outcome, value=record.value, said=said)


def _worded(record: ConclusionRecord) -> str:
    value = record.worded or record.value
    if isinstance(value, list):
        return ", ".join(value)
    return day_in_words(value) if value and looks_like_a_day(value) else value or ""


def _answer(record: ConclusionRecord | None) -> tuple[object, ...]:
    if record is None:
        return ()
    return record.outcome, record.value, record.possible, record.bounds, record.members, record.conflict


def _cited(clause: GraphNode) -> Cited:
    heading = str(clause.particulars.get("heading", clause.label))
    return Cited(id=clause.id.partition("clause ")[2], heading=heading)
