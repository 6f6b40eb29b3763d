"""Why a conclusion of two assessments differs: the way down from it, by nodes that differ, to what was changed.

Each node's truth follows from the nodes below it in its own graph. So where a node differs, one of those below it in
one of the two graphs differs as well, and the way ends only at a fact that was changed, or at the day of assessment.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from explain.comparing.seen import Seen, kind_of
from explain.graph import Step as Node
from explain.irrelevance import links
from kb.model.comparing import Difference, Step, Truth3
from kb.model.tree import All, AnyOf
from kb.model.truth import Truth

TODAY = "assessed_on"
_OF_EVENTS = ("fact", "order of events", "presumption")


class Differences:
    """What differs between two assessments of one head; `changed` are the facts that do, or `assessed_on`."""

    def __init__(self, before: Seen, after: Seen, changed: Collection[str]) -> None:
        """Keep both graphs."""
        self.before, self.after, self.changed = before, after, set(changed)
        self._known: dict[str, bool] = {}
        self._found: dict[str, list[str]] = {}

    def why(self, name: str) -> Difference:
        """Say why a conclusion differs."""
        start = f"conclusion {name}"
        came = self._walk(start)
        ends = [node for node in came if self._turns(node)]
        way = list(self._way(came, ends[0])) if ends else [start]
        rule = next((node for node in way if kind_of(node) == "rule"), None)
        beside = [one for one in self._inside(self._below(rule)) if one not in way] if rule else []
        return Difference(
            steps=[self._step(node) for node in way if not self._is_bracket(node)],
            beside=[self._step(node) for node in beside if kind_of(node) in ("condition", "fact", "value")],
            turns_on=list(dict.fromkeys(_fact_of(node) for node in ends)),
        )

    def _inside(self, nodes: Sequence[str]) -> Iterator[str]:
        """Give what differs, in place of a bracket the parts of it that do."""
        for node in nodes:
            if self._is_bracket(node):
                yield from self._inside(self._below(node))
            else:
                yield node

    def _is_bracket(self, node: str) -> bool:
        """Whether a condition only says that all, or any, of its parts are so."""
        return isinstance(self._node(node).about, All | AnyOf)

    # --- the way down ---

    def _walk(self, start: str) -> dict[str, str]:
        """Give each node that differs on a way down, the nearest first, with the node above it."""
        came, waiting = {start: ""}, deque([start])
        while waiting:
            node = waiting.popleft()
            for other in self._below(node):
                if other not in came:
                    came[other] = node
                    waiting.append(other)
        return came

    def _way(self, came: dict[str, str], node: str) -> Iterator[str]:
        if came[node]:
            yield from self._way(came, came[node])
        yield node

    def _below(self, node: str) -> list[str]:
        """Give the nodes below one that differ, those that now hold first; below what was changed there is nothing."""
        if node not in self._found:
            self._found[node] = [] if self._turns(node) else self._differing_below(node)
        return self._found[node]

    def _differing_below(self, node: str) -> list[str]:
        sides = [side.nodes[node].below for side in (self.after, self.before) if node in side.nodes]
        every = dict.fromkeys(one for below in sides for one in below)
        found = [one for one in every if self.differs(one) or _another_day(one, sides)]
        if not found and kind_of(node) in _OF_EVENTS:
            found = self._linked(node)
        return sorted(found, key=lambda one: not self._holds_now(one))

    def _linked(self, node: str) -> list[str]:
        """Give what else bears on an event: the day of assessment, or events that stand before, after or beside it."""
        names = [name for name in self._events(node) if name in self.after.words.facts]
        if TODAY in self.changed and any(map(self._moves_with_today, names)):
            return [TODAY]
        around = dict.fromkeys(other for name in names for other in (name, *sorted(self._links[name])))
        found = [self.after.fact(name) for name in around]
        return [one for one in found if one != node and (self._turns(one) or self.differs(one))]

    def _moves_with_today(self, name: str) -> bool:
        """Whether an event is bounded by the day of assessment: it can happen from then on, or it had happened by then."""
        before, after = ((one.assessed.situation[name].bounds, one.assessed.case.assessed_on.toordinal())
                         for one in (self.before, self.after))  # fmt: skip
        starts = before[0].lo != after[0].lo and (before[0].lo == before[1] or after[0].lo == after[1])
        ends = before[0].hi != after[0].hi and (before[0].hi == before[1] or after[0].hi == after[1])
        return starts or ends

    def _events(self, node: str) -> list[str]:
        """Give the events that a fact, an order of two or a presumption is about."""
        match kind_of(node):
            case "fact":
                return [_fact_of(node)]
            case "order of events":
                return list(self._node(node).about)
            case _:
                return [node.removeprefix("presumption ").partition(": ")[0]]

    @cached_property
    def _links(self) -> dict[str, set[str]]:
        return links(self.after.words.facts)

    def _turns(self, node: str) -> bool:
        return _fact_of(node) in self.changed

    def _holds_now(self, node: str) -> bool:
        return self.after.truth_here(node, self._node(node)) is Truth.HOLDS

    def differs(self, node: str) -> bool:
        """Whether what is so of a node is not the same in both."""
        if node not in self._known:
            step = self._node(node)
            self._known[node] = self.before.state(node, step) != self.after.state(node, step)
        return self._known[node]

    def _node(self, node: str) -> Node:
        if node == TODAY:
            self.after.assessment()  # it may not be in either graph
        return self.after.nodes.get(node) or self.before.nodes[node]

    # --- what is said of it ---

    def _step(self, node: str) -> Step:
        kind = kind_of(node)
        assert kind is not None
        both = [*self.after.clauses_of(node), *self.before.clauses_of(node)]
        known = self._node(node)
        return Step(
            node=node,
            kind=kind,
            before=self.before.told(node, known),
            after=self.after.told(node, known),
            truth_before=_spelt(self.before.truth_here(node, known)),
            truth_after=_spelt(self.after.truth_here(node, known)),
            clauses=list(dict.fromkeys(both)),
        )


def _another_day(node: str, sides: Sequence[Sequence[str]]) -> bool:
    """Whether a day is calculated one way in one graph and another way in the other."""
    both = len(sides) == 2
    return both and kind_of(node) == "day calculation" and (node in sides[0]) is not (node in sides[1])


def _fact_of(node: str) -> str:
    """Give the fact that a node is about, or the day of assessment; else the node itself."""
    return node.removeprefix("fact ").removesuffix(" as stated") if node.startswith("fact ") else node


def _spelt(truth: Truth | None) -> Truth3 | None:
    return truth.value if truth is not None else None
