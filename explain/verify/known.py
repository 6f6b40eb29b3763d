"""What may be taken as known of each event, worked out anew: what is stated, what follows from the order, what is presumed.

The order of events is carried through again and again until nothing changes any more. `differing` names what
`kb.model.situation`, from which both engines work, says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explain.verify.following import FAILS, HOLDS, OPEN
from kb.model.bounds import EARLIEST, LATEST, Bounds
from kb.model.case import NOT_YET, Case, Head, Stated
from kb.model.situation import Situation
from kb.model.truth import Truth
from kb.model.vocabulary import SameDay, Vocabulary


@dataclass(frozen=True, slots=True)
class Event:
    """Whether an event has happened, and the first and last day that it can have."""

    happened: Truth = OPEN
    first: int = EARLIEST
    last: int = LATEST


def differing(
    situation: Situation, case: Case, head: Head, vocabulary: Vocabulary
) -> Iterator[tuple[str, str, str]]:
    """Give the facts that are known otherwise than follows: the fact, what is taken as known, what follows."""
    events = _Events(case, head, vocabulary).worked_out()
    for name, event in events.items():
        known = situation[name]
        taken = Event(known.status, known.bounds.lo, known.bounds.hi)
        if taken != event:
            yield name, str(taken), str(event)
    for name, fact in vocabulary.facts.items():
        if fact.kind != "event":
            follows, found = _of_value(head.facts.get(name), fact.kind, fact.values), situation[name]
            taken_as = (found.status, found.possible, found.members)
            if fact.kind != "day" and taken_as != follows:
                yield name, str(taken_as), str(follows)


def _of_value(
    stated: Stated | None, kind: str, values: tuple[str, ...]
) -> tuple[Truth, frozenset[str], frozenset[str] | None]:
    """Give whether a value is known, which are possible, and the members of a list."""
    if stated is None:
        undecided = kind == "decision"
        return HOLDS if undecided else OPEN, frozenset(values[-1:] if undecided else values), None
    if isinstance(stated.value, frozenset):
        return HOLDS, frozenset(values), stated.value
    return HOLDS, frozenset({str(stated.value)}), None


class _Events:
    """The events of one head while they are worked out."""

    def __init__(self, case: Case, head: Head, vocabulary: Vocabulary) -> None:
        self.today, self.stated, self.record = case.assessed_on.toordinal(), head.facts, case.record
        self.facts = vocabulary.facts
        self.events = {name: self._stated(name) for name in vocabulary.in_order}
        self.links = [(earlier, name) for name in self.events for earlier in self.facts[name].follows]

    def worked_out(self) -> dict[str, Event]:
        """Give what is known of each event: presumptions come last, and the order is carried through after each."""
        self._carry()
        self._presume_same_days()  # what was sent has arrived, though only the sending is on record
        if self.record == "complete":
            self._presume_not_yet([name for name in self.events if self.events[name].happened is OPEN])
        for name in self.events:
            if self.facts[name].presumed == NOT_YET and self.events[name].happened is OPEN:
                self._presume_not_yet([name])
        self._presume_same_days()
        return self.events

    def _stated(self, name: str) -> Event:
        stated = self.stated.get(name)
        if stated is None:
            return Event()
        if stated.value == NOT_YET:
            return Event(FAILS, self.today)
        days = stated.value if isinstance(stated.value, Bounds) else Bounds(EARLIEST, LATEST)
        return Event(HOLDS, days.lo, min(days.hi, self.today))

    def _carry(self) -> None:
        """Carry the order through until nothing changes."""
        before: dict[str, Event] = {}
        while before != self.events:
            before = dict(self.events)
            for earlier, later in self.links:
                self._ordered(earlier, later)

    def _ordered(self, earlier: str, later: str) -> None:
        """Let one link say all that it says: the later proves and bounds the earlier, the earlier bounds the later."""
        one, other = self.events[earlier], self.events[later]
        if other.happened is HOLDS:
            self.events[earlier] = one = Event(HOLDS, one.first, min(one.last, other.last))
        if one.happened is FAILS:
            self.events[later] = Event(FAILS, self.today)
        else:
            self.events[later] = Event(other.happened, max(one.first, other.first), other.last)

    def _presume_not_yet(self, names: list[str]) -> None:
        self.events |= dict.fromkeys(names, Event(FAILS, self.today))
        self._carry()

    def _presume_same_days(self) -> None:
        for name in self.events:
            presumed = self.facts[name].presumed
            if isinstance(presumed, SameDay) and name not in self.stated:
                self._presume_same_day(name, presumed.same_day_as)

    def _presume_same_day(self, name: str, other: str) -> None:
        one, base = self.events[name], self.events[other]
        first, last = max(one.first, base.first), min(one.last, base.last)
        if one.happened is not FAILS and base.happened is HOLDS and first <= last:
            self.events[name] = Event(HOLDS, first, last)
            self._carry()
