"""Which unstated facts do not matter, whatever they are: a proof, not a trial.

The claim for a fact: state it with any value that does not contradict what is stated, and every conclusion comes out as
it does now (what it waits for aside). The criterion is sufficient, not necessary:

1. *What can change.* Stating an event may also bound, prove or rule out other events by their order, and displace
   presumptions. So a situation is made that says no more than any of those that can come about: the fact, and all events
   that are linked to it by order or presumption, keep only what stated facts prove, and no presumption. The links stop at
   events whose day is stated exactly or which are stated not to have happened: nothing narrows those. Everything else
   stays as it is.
2. *What is settled stays.* Law 1: in that situation, whatever atom is derived is derived in each of the others too, the
   present one included.
3. *What is open does not move.* Tests that are open there and look at one of those facts are the only ones that can come
   out another way. If no value of a conclusion that is open there, no choice between days and no day that is not exact
   depends on such a test or fact through atoms that are open there, then every conclusion is worked out from the same
   atoms and days as now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kb.engine.assess import Assessed
from kb.engine.chain import InOrder
from kb.engine.settle import Settled, settled
from kb.model.bounds import Bounds
from kb.model.case import NOT_YET, Case, Head
from kb.model.situation import Known, Situation, situation_of
from kb.model.truth import Truth
from kb.model.vocabulary import Fact, SameDay, Vocabulary
from kb.program.form import Alternative, Leaf, Program

Readings = Mapping[str, str | None]
Pair = tuple[int, int]


class Irrelevance:
    """Proves, for one head of a case, of which unstated facts the conclusions do not depend."""

    def __init__(self, assessed: Assessed) -> None:
        """Keep what was worked out, and work out what stated facts alone let one know."""
        self.assessed = assessed
        vocabulary = assessed.procedure.vocabulary
        self.facts = vocabulary.facts
        self.bare = _without_presumptions(assessed.case, assessed.head, vocabulary)
        self.linked = links(self.facts)
        self.chainer = InOrder(assessed.program)

    def holds(self, name: str, whatever_the_reading: bool) -> bool:
        """Whether no value of a fact changes any conclusion, in the readings used or in each."""
        moved = self.moved_by(name)
        readings: Readings = self.assessed.readings
        if whatever_the_reading:
            readings = dict.fromkeys(readings)
        assessed = self.assessed
        days = settled(
            assessed.program, assessed.case, self.opened(name, moved), assessed.calendar, dict(readings)
        )
        true = days.atoms.union(
            assessed.program.rules[number].head for number in self.chainer.fire(days.atoms)
        )
        return not _Reach(assessed.program, days, true, moved).any()

    def moved_by(self, name: str) -> frozenset[str]:
        """Give the facts of which more, or something else, may be known once one is stated: itself, and linked events."""
        moved, waiting = {name}, [name]
        while waiting:
            for other in self.linked.get(waiting.pop(), ()):
                if other not in moved and not self._fixed(other):
                    moved.add(other)
                    waiting.append(other)
        return frozenset(moved)

    def _fixed(self, name: str) -> bool:
        """Whether an event is stated in a way that nothing can narrow or displace."""
        stated = self.assessed.head.facts.get(name)
        if stated is None:
            return False
        return stated.value == NOT_YET or (isinstance(stated.value, Bounds) and stated.value.exact)

    def opened(self, name: str, moved: frozenset[str]) -> Situation:
        """Give a situation that says no more than any in which the fact is stated, nor than the present one."""
        situation = dict(self.assessed.situation)
        situation |= {one: self.bare[one] for one in moved}
        if self.facts[name].kind == "decision":  # the model itself presumes it not yet made
            situation[name] = Known(name, Truth.OPEN, possible=frozenset(self.facts[name].values), ask=name)
        return situation


def _without_presumptions(case: Case, head: Head, vocabulary: Vocabulary) -> Situation:
    plain = {name: fact.model_copy(update={"presumed": None}) for name, fact in vocabulary.facts.items()}
    return situation_of(replace(case, record=None), head, vocabulary.model_copy(update={"facts": plain}))


def links(facts: Mapping[str, Fact]) -> dict[str, set[str]]:
    """Give, for each event, the events next to it by order or by presumption, both ways."""
    found: dict[str, set[str]] = {name: set() for name in facts}
    for name, fact in facts.items():
        presumed = (fact.presumed.same_day_as,) if isinstance(fact.presumed, SameDay) else ()
        for other in (*fact.follows, *presumed):
            found[name].add(other)
            found[other].add(name)
    return found


@dataclass
class _Reach:
    """What depends on the facts that moved, in a situation in which they are open."""

    program: Program
    settled: Settled
    true: frozenset[int]
    moved: frozenset[str]
    seen: dict[Pair, bool] = field(default_factory=dict)

    def any(self) -> bool:
        """Whether any conclusion depends on them."""
        values = (pair for pairs in self.program.values.values() for pair in pairs.values())
        return any(map(self.pair, values)) or any(map(self._day_conclusion, self.program.day_conclusions))

    def _day_conclusion(self, name: str) -> bool:
        candidates = self.program.day_conclusions[name]
        return any(
            self._day(one.day) or any(map(self.pair, one.guards))
            for one in candidates
            if not self._dead(one.guards)
        )

    def _dead(self, guards: Iterable[Pair]) -> bool:
        return any(fails in self.true for _, fails in guards)

    def _day(self, key: str) -> bool:
        day = self.settled.days[key]
        exact = day.lo == day.hi and (
            not day.by_minute or not day.minutes or day.minutes[0] == day.minutes[1]
        )
        return not exact and not self.moved.isdisjoint(self.program.day[key].facts)

    def pair(self, pair: Pair) -> bool:
        """Whether a condition, by its two atoms, is open and depends on them."""
        if pair[0] in self.true or pair[1] in self.true:
            return False
        if pair not in self.seen:
            self.seen[pair] = False  # rules have no circles: nothing looks here before it is known
            parts = self.program.made_of.get(pair)
            self.seen[pair] = (
                self._looks(self.program.leaf_of[pair[0]]) if parts is None else self._parts(parts)
            )
        return self.seen[pair]

    def _parts(self, parts: Iterable[Alternative]) -> bool:
        alive = (part for part in parts if not self._dead(part[0]))
        return any(self.pair(one) for guards, outcome in alive for one in (*guards, outcome))

    def _looks(self, leaf: Leaf) -> bool:
        match leaf.op:
            case "true" | "reading":
                return False
            case "compare":
                facts = {*self.program.day[leaf.of].facts, *self.program.day[leaf.other].facts}
                return not self.moved.isdisjoint(facts)
            case _:
                return leaf.of in self.moved
