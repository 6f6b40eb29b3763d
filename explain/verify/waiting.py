"""What an open conclusion waits for, from what its conditions are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.verify.following import FAILS, OPEN, Following, Pair
from kb.model.outcome import Need, NeedKind
from kb.program import DayNode


class Waiting:
    """What would settle the conditions and days of one head."""

    def __init__(self, following: Following) -> None:
        """Keep what follows."""
        self.following, self.program = following, following.program
        self._of: dict[Pair, frozenset[Need]] = {}

    def all_of(self, pairs: Iterable[Pair]) -> frozenset[Need]:
        """Give what several conditions wait for."""
        return frozenset().union(*map(self.condition, pairs))

    def condition(self, pair: Pair) -> frozenset[Need]:
        """Give what a condition waits for: nothing where it is settled."""
        if self.following.truth(pair) is not OPEN:
            return frozenset()
        if pair not in self._of:
            parts = self.program.made_of.get(pair)
            self._of[pair] = frozenset(self._tested(pair)) if parts is None else self._of_parts(parts)
        return self._of[pair]

    def _of_parts(self, parts: Iterable[tuple[tuple[Pair, ...], Pair]]) -> frozenset[Need]:
        possible = [
            (*guards, part) for guards, part in parts
            if not any(fails in self.following.true for _, fails in guards)
        ]  # fmt: skip
        return self.all_of(pair for pairs in possible for pair in pairs)

    def _tested(self, pair: Pair) -> Iterator[Need]:
        leaf = self.program.leaf_of[pair[0]]
        if leaf.op == "compare":
            days = (leaf.of, leaf.other)
            by_minute = any(self.following.day(key).by_minute for key in days)
            for key in days:
                yield from self.day(key)
                yield from self._unclocked(self.program.day[key]) if by_minute else ()
        elif leaf.op not in ("true", "reading"):
            yield self._fact(leaf.of)

    def day(self, key: str) -> Iterator[Need]:
        """Give what would make a day exact: facts, events that did not count, and times of day."""
        node = self.program.day[key]
        yield from (Need("event to come", event) for event in node.awaits)
        for name in node.facts:
            known = self.following.situation[name]
            if not known.bounds.exact:
                yield Need("event to come", name) if known.status is FAILS else self._fact(name)
        yield from self._times(node)

    def _times(self, node: DayNode) -> Iterator[Need]:
        for part in node.parts:
            yield from self._times(self.program.day[part])
        bounds = self.following.day(node.key)
        several = bounds.lo != bounds.hi or (bounds.minutes and bounds.minutes[0] != bounds.minutes[1])
        if node.by_minute and several:
            yield from self._unclocked(self.program.day[node.parts[0]])

    def _unclocked(self, node: DayNode) -> Iterator[Need]:
        """Give the events that a day takes its time of day from, and whose own is not known to the minute."""
        for name in self._clocks(node):
            known = self.following.situation[name].bounds
            if known.exact and not known.timed:
                yield Need("time of day", name)

    def _clocks(self, node: DayNode) -> list[str]:
        """Give the events whose time of day is that of a day."""
        if node.op == "event":
            return [node.name]
        if node.op in ("later", "earlier") or (node.op == "plus" and node.by_minute):
            return [name for part in node.parts for name in self._clocks(self.program.day[part])]
        return []

    def _fact(self, name: str) -> Need:
        asked = self.following.situation[name].ask
        kinds: dict[str, NeedKind] = {"judgement": "judgement", "decision": "decision"}
        return Need(kinds.get(self.following.procedure.vocabulary.facts[asked].kind, "fact"), asked)
