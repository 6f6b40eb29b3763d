"""What a case lets one take as known: the stated facts, the order of events, and presumptions by name.

Stated facts come first, then what the order of events proves, then presumptions for what is still unknown; each
known value says what it is based on. Never is an unknown made definite without a name for why.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from kb.model.bounds import ANY_DAY, LATEST, Bounds, exactly
from kb.model.case import NOT_YET, Case, Head, Stated
from kb.model.truth import Truth
from kb.model.vocabulary import SameDay, Vocabulary


class Basis(NamedTuple):
    """Why a value is known: it is stated, follows from the order of events, from a presumption, or the record."""

    kind: Literal["stated", "order", "presumption", "record"]
    name: str


class Known(NamedTuple):
    """What is known of one fact.

    `status`: of an event, whether it has happened; of a day, whether one was named; else whether a value is known.
    `bounds`: of an event or day. `possible`: the values still possible. `members`: of an any-of, each by itself.
    `ask`: the fact to ask for where this is not settled.
    """

    name: str
    status: Truth
    bounds: Bounds = ANY_DAY
    possible: frozenset[str] = frozenset()
    members: frozenset[str] | None = None
    basis: tuple[Basis, ...] = ()
    ask: str = ""


class FactConflict(ValueError):
    """Two stated facts that cannot both be true, by the order of events."""

    def __init__(self, earlier: str, later: str) -> None:
        """Name the two events: `later` is stated although `earlier`, which it follows, comes after it."""
        super().__init__(f"`{later}` cannot come before `{earlier}`")
        self.earlier, self.later = earlier, later


Situation = dict[str, Known]


def situation_of(case: Case, head: Head, vocabulary: Vocabulary) -> Situation:
    """Work out what is known in one head of a case.

    Raises:
        FactConflict: two stated facts contradict each other by the order of events.
    """
    today = case.assessed_on.toordinal()
    events = _Events(vocabulary, today)
    for name in vocabulary.in_order:
        if name in head.facts:
            events.state(name, head.facts[name])
    events.settle_order()
    events.refuse_times_out_of_order()
    events.presume_same_days()  # before the record: what was sent has arrived, although only the sending is on record
    if case.record == "complete":
        events.presume_unstated()
    events.presume_not_yet()
    events.presume_same_days()
    known: Situation = {}
    for name, fact in vocabulary.facts.items():
        if fact.kind == "event":
            known[name] = events.known[name]
        else:
            known[name] = _known_value(name, fact.kind, fact.values, bool(fact.any_of), head.facts.get(name))
    return known


def _known_value(name: str, kind: str, values: tuple[str, ...], many: bool, stated: Stated | None) -> Known:
    if stated is None:
        return _unstated(name, kind, values)
    basis = (Basis("stated", name),)
    if isinstance(stated.value, Bounds):
        return Known(name, Truth.HOLDS, stated.value, basis=basis, ask=name)
    if isinstance(stated.value, frozenset):
        return Known(
            name, Truth.HOLDS, possible=frozenset(values), members=stated.value, basis=basis, ask=name
        )
    if kind == "day":
        return Known(name, Truth.FAILS, basis=basis, ask=name)
    return Known(name, Truth.HOLDS, possible=frozenset({str(stated.value)}), basis=basis, ask=name)


@cache
def _unstated(name: str, kind: str, values: tuple[str, ...]) -> Known:
    if kind == "decision":
        presumed = (Basis("presumption", f"{name}: not yet made"),)
        return Known(name, Truth.HOLDS, possible=frozenset({values[-1]}), basis=presumed, ask=name)
    return Known(name, Truth.OPEN, possible=frozenset(values), ask=name)


@cache
def _unknown(event: str) -> Known:
    return Known(event, Truth.OPEN, ask=event)


class _Events:
    """The events of one head while they are being worked out."""

    def __init__(self, vocabulary: Vocabulary, today: int) -> None:
        self.vocabulary, self.today = vocabulary, today
        self.known = {name: _unknown(name) for name in vocabulary.in_order}
        self.links = vocabulary.links

    def state(self, name: str, stated: Stated) -> None:
        basis = (Basis("stated", name),)
        if stated.value == NOT_YET:
            self._set_not_yet(name, basis)
        elif isinstance(stated.value, Bounds):
            bounds = Bounds(stated.value.lo, min(stated.value.hi, self.today), stated.value.minutes)
            self.known[name] = Known(name, Truth.HOLDS, bounds, basis=basis, ask=name)
        else:
            self.known[name] = Known(name, Truth.HOLDS, Bounds(ANY_DAY.lo, self.today), basis=basis, ask=name)

    def _set_not_yet(self, name: str, basis: tuple[Basis, ...]) -> None:
        """Not yet is: not before today, and it could still happen today."""
        self.known[name] = Known(name, Truth.FAILS, Bounds(self.today, LATEST), basis=basis, ask=name)

    def settle_order(self) -> None:
        """Carry the order of events through: a later event proves the earlier one and bounds its day."""
        known = self.known
        for earlier, later in self.links:
            first = known[earlier]
            if first.status is Truth.FAILS or first.bounds.lo > known[later].bounds.lo:
                self._push(earlier, later)
        for earlier, later in reversed(self.links):
            if known[later].status is Truth.HOLDS:
                self._pull(earlier, later)

    def _push(self, earlier: str, later: str) -> None:
        """Let an event be no earlier than the one that it follows."""
        first, second = self.known[earlier], self.known[later]
        if first.status is Truth.FAILS and second.status is Truth.HOLDS:
            raise FactConflict(earlier, later)
        if first.status is Truth.FAILS and second.status is Truth.OPEN:
            self._set_not_yet(later, (Basis("order", earlier),))
        elif first.bounds.lo > second.bounds.lo:
            self._narrow(later, first.bounds.lo, second.bounds.hi, earlier, later)

    def _pull(self, earlier: str, later: str) -> None:
        """Let an event that has happened prove the one that it follows, no later."""
        first, second = self.known[earlier], self.known[later]
        if first.status is Truth.FAILS:
            raise FactConflict(earlier, later)
        if first.status is Truth.OPEN or second.bounds.hi < first.bounds.hi:
            hi = min(first.bounds.hi, second.bounds.hi)
            self._narrow(earlier, first.bounds.lo, hi, earlier, later)
            self.known[earlier] = self.known[earlier]._replace(status=Truth.HOLDS)

    def _narrow(self, name: str, lo: int, hi: int, earlier: str, later: str) -> None:
        if lo > hi:
            raise FactConflict(earlier, later)
        old, basis = self.known[name], Basis("order", earlier if name == later else later)
        minutes = old.bounds.minutes if (old.bounds.lo, old.bounds.hi) == (lo, hi) else None
        added = () if basis in old.basis else (basis,)
        self.known[name] = old._replace(bounds=Bounds(lo, hi, minutes), basis=old.basis + added)

    def refuse_times_out_of_order(self) -> None:
        """Compare the times of day of events on one day, however many others may lie between them."""
        timed = {name: one.bounds for name, one in self.known.items() if one.bounds.minutes}
        for later, bounds in timed.items():
            for earlier in self.vocabulary.before[later]:
                if earlier in timed and _clash_in_one_day(timed[earlier], bounds):
                    raise FactConflict(earlier, later)

    def presume_unstated(self) -> None:
        """`record: complete`: what is not stated, and not proved by a later event, has not happened."""
        self._not_yet((name for name in self.known), Basis("record", "record"))

    def presume_not_yet(self) -> None:
        """Take the acts that nobody owes not to have happened, where that is still unknown."""
        for name in self.known:
            if self.vocabulary.facts[name].presumed == NOT_YET:
                self._not_yet((name,), Basis("presumption", f"{name}: not yet"))

    def presume_same_days(self) -> None:
        """Take what happened on a day unknown to have happened on the day of the event it goes with."""
        for name in self.known:
            presumed = self.vocabulary.facts[name].presumed
            if isinstance(presumed, SameDay):
                self._same_day(name, presumed.same_day_as)

    def _not_yet(self, names: Iterable[str], basis: Basis) -> None:
        unknown = [name for name in names if self.known[name].status is Truth.OPEN]
        for name in unknown:
            self._set_not_yet(name, (basis,))
        if unknown:
            self.settle_order()

    def _same_day(self, name: str, other: str) -> None:
        known, base = self.known[name], self.known[other]
        stated = any(one.kind == "stated" for one in known.basis)
        if stated or known.status is Truth.FAILS:
            return
        if base.status is not Truth.HOLDS:
            self.known[name] = known._replace(ask=other)
            return
        lo, hi = max(known.bounds.lo, base.bounds.lo), min(known.bounds.hi, base.bounds.hi)
        if lo > hi:
            return
        presumed = Basis("presumption", f"{name}: same day as {other}")
        bounds = Bounds(lo, hi)  # the same day, which is not the same minute
        ask = name if base.bounds.exact else base.ask
        basis = tuple(dict.fromkeys((presumed, *known.basis)))
        presumed_so = Known(name, Truth.HOLDS, bounds, basis=basis, ask=ask)
        if presumed_so != known:
            self.known[name] = presumed_so
            self.settle_order()


def _clash_in_one_day(first: Bounds, second: Bounds) -> bool:
    """Whether the times of day of two events on one day are known, and are the wrong way round."""
    return bool(first.minutes and second.minutes and first.minutes[0] > second.minutes[1])


def assessment_day(case: Case) -> Bounds:
    """Give the day of assessment as a day to compare with."""
    return exactly(case.assessed_on)
