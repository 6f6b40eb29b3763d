"""One conclusion of one head: what it comes down to, and where in the graph it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from explain.answers import values_of
from explain.graph import own_id
from explain.readings.leaves import grounds, leaves
from explain.readings.sentence import Sentence
from explain.readings.told import Teller
from explain.why import Telling
from explain.words import Words
from kb.model.determination import ConclusionRecord, GraphNode, HeadRecord


class About:
    """A conclusion, with the words for it."""

    def __init__(self, record: ConclusionRecord, head: HeadRecord, told: Teller, telling: Telling) -> None:
        """Keep them; the words and the telling of a head serve all its conclusions."""
        self.record, self.head, self.told, self.telling = record, head, told, telling
        self.words: Words = told.words
        self.top = record.node or ""

    @cached_property
    def leaves(self) -> list[GraphNode]:
        """Facts, counted days, presumptions, readings and silence that it comes down to, the nearest first."""
        return list(leaves(self.grounds))

    @cached_property
    def grounds(self) -> list[GraphNode]:
        """All that it stands on, the nearest first."""
        values = [f"value {self.record.name} = {value}" for value in values_of(self.record)]
        roots = [one for one in values if one in self.telling.nodes] or [self.top]
        return list(grounds(roots, self.telling))

    def own(self, node: str) -> str:
        """Give the id of a node without the account and the procedure under which it stands."""
        return own_id(node)

    def node(self, own: str) -> str | None:
        """Give the id of a node of this graph, under whichever account and procedure it stands."""
        return own if own in self.telling.nodes else self._by_own_id.get(own)

    @cached_property
    def _by_own_id(self) -> dict[str, str]:
        return {own_id(one): one for one in reversed([*self.telling.nodes])}

    def has_happened(self, fact: str) -> bool:
        """Whether it is certain of an event that it has happened, whatever its day."""
        node = self.node(f"fact {fact}")
        event = fact in self.words.facts and self.words.facts[fact].kind == "event"
        return event and node is not None and self.telling.nodes[node].truth == "holds"

    def not_as_asked(self, fact: GraphNode) -> str | None:
        """Give the node that says of an event that it happened, but not as it must to count; nothing if it is not so."""
        name = self.own(fact.id).removeprefix("fact ")
        if not self.has_happened(name):
            return None
        under = fact.id.removesuffix(self.own(fact.id))
        asked = (
            one.id
            for one in self.grounds
            if one.truth == "fails"
            and one.id.startswith(under)
            and str(one.particulars.get("key", "")).startswith(f"happened({name} if ")
        )
        return next(asked, None)

    def presumed(self, node: GraphNode) -> list[str]:
        """Give the presumptions that a fact rests on itself."""
        return [one for one in self.telling.below[node.id] if self.telling.nodes[one].kind == "presumption"]

    def clauses(self) -> Iterator[str]:
        """Give the policy's clauses that it stands on, those that decide it first."""
        seen, waiting = {self.top}, [self.top]
        for node in waiting:
            own = ((one, self.own(one)) for one in self.telling.below[node])
            yield from (one for one, id_ in own if id_.startswith("clause ") and not id_.startswith(_SHARED))
            fresh = [one for one in self.telling.grounds(node) if one not in seen]
            seen.update(fresh)
            waiting += fresh


_SHARED = "clause conventions/"


def main_of(head: HeadRecord) -> ConclusionRecord:
    """Give the conclusion that says where a matter stands."""
    found = {one.name: one for one in head.conclusions}
    return found.get("stage") or found.get("procedure") or head.conclusions[0]


def count(sentences: Iterable[Sentence]) -> int:
    """Give the number of words."""
    return sum(len(one.text.split()) for one in sentences)


def once(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Leave out what was said before."""
    return list({one.text: one for one in reversed([*sentences])}.values())[::-1]
