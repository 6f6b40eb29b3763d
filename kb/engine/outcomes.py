"""Reads outcomes off a program's atoms once chaining has ended: what is concluded, open, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import date

from kb.engine.settle import Settled
from kb.model.bounds import EARLIEST, LATEST, Bounds, moment_at
from kb.model.outcome import Evaluation, Need, NeedKind, Outcome
from kb.model.situation import Situation
from kb.model.truth import Truth
from kb.model.vocabulary import Vocabulary
from kb.program.form import Alternative, Candidate, DayNode, Program

Pair = tuple[int, int]
HOLDS, FAILS, OPEN = Truth.HOLDS, Truth.FAILS, Truth.OPEN


def shown(bounds: Bounds) -> tuple[str | None, str | None]:
    """Give the ends of a day as text; None where there is no bound."""
    if bounds.by_minute and bounds.minutes:
        first, last = (_minute(minute) for minute in bounds.minutes)
        return first, last
    return _ordinal(bounds.lo), _ordinal(bounds.hi)


def _ordinal(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if EARLIEST < ordinal < LATEST else None


def _minute(minute: int) -> str | None:
    unbounded = not EARLIEST * 1440 < minute < LATEST * 1440
    return None if unbounded else moment_at(minute).strftime("%Y-%m-%d %H:%M")


class Reader:
    """Reads one head's outcomes off the atoms that are true."""

    def __init__(
        self, program: Program, true: Set[int], settled: Settled, situation: Situation, vocabulary: Vocabulary
    ) -> None:
        """Keep the true atoms and what they came from."""
        self.program, self.true, self.settled = program, true, settled
        self.situation, self.vocabulary = situation, vocabulary
        self._needs: dict[Pair, frozenset[Need]] = {}

    def evaluation(self) -> Evaluation:
        """Give all outcomes, and whether each rule applies."""
        outcomes = {name: self._outcome(name) for name in self.program.values}
        outcomes |= {name: self._day(candidates) for name, candidates in self.program.day_conclusions.items()}
        return Evaluation(outcomes, {rule: self.truth(pair) for rule, pair in self.program.applies.items()})

    def day(self, name: str) -> Outcome:
        """Give the outcome of a conclusion that is a day."""
        return self._day(self.program.day_conclusions[name])

    def ways(self, name: str) -> tuple[str, ...]:
        """Give the days of the program that a conclusion can be: those of which no guard fails."""
        return tuple(one.day for one in self._possible(self.program.day_conclusions[name]))

    def truth(self, pair: Pair) -> Truth:
        """Give the truth of a condition from its two atoms."""
        holds, fails = pair
        return HOLDS if holds in self.true else FAILS if fails in self.true else OPEN

    def _outcome(self, name: str) -> Outcome:
        pairs = self.program.values[name]
        if name in self.program.many:
            return self._members(pairs)
        derived = tuple([value for value, (holds, _) in pairs.items() if holds in self.true])
        possible = tuple([value for value, (_, fails) in pairs.items() if fails not in self.true])
        if len(derived) > 1:
            return Outcome("conflict", clash=derived)
        if not possible:
            return Outcome("not_concluded")
        if possible == derived:
            return Outcome("concluded", derived[0])
        waiting = self._waiting(pairs[value] for value in possible if value not in derived)
        return Outcome("open", possible=possible, needs=waiting)

    def _members(self, pairs: dict[str, Pair]) -> Outcome:
        truths = {value: self.truth(pair) for value, pair in pairs.items()}
        still = [value for value, truth in truths.items() if truth is OPEN]
        kind = "concluded" if HOLDS in truths.values() else "open" if still else "not_concluded"
        waiting = self._waiting(pairs[value] for value in still)
        return Outcome(kind, members=tuple(truths.items()), possible=tuple(still), needs=waiting)  # type: ignore[arg-type]

    def _waiting(self, pairs: Iterable[Pair]) -> tuple[Need, ...]:
        return tuple(sorted(frozenset().union(*map(self.needs, pairs))))

    def _day(self, candidates: tuple[Candidate, ...]) -> Outcome:
        possible = self._possible(candidates)
        days = [self.settled.days[one.day] for one in possible]
        whole = Bounds(min(day.lo for day in days), max(day.hi for day in days), *_minutes(days))
        if whole.never:
            return Outcome("concluded", "never")
        first, last = shown(whole)
        same = len({day.by_minute for day in days}) == 1  # a minute and a whole day differ, even on one day
        if first is not None and first == last and same:
            return Outcome("concluded", first)
        facts = {need for one in possible for need in self.of_day(self.program.day[one.day])}
        needs = facts.union(*(self.needs(guard) for one in possible for guard in one.guards))
        return Outcome("open", bounds=(first, last), needs=tuple(sorted(needs)))

    def _possible(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        return [one for one in candidates if FAILS not in map(self.truth, one.guards)]

    # --- what is missing ---

    def needs(self, pair: Pair) -> frozenset[Need]:
        """Give what would settle a condition that is open, either way; nothing where it is settled."""
        if pair[0] in self.true or pair[1] in self.true:
            return frozenset()
        if pair not in self._needs:
            parts = self.program.made_of.get(pair)
            self._needs[pair] = frozenset(self._of_leaf(pair)) if parts is None else self._of_parts(parts)
        return self._needs[pair]

    def _of_parts(self, parts: tuple[Alternative, ...]) -> frozenset[Need]:
        """Give what is missing of the parts that matter still: to say which alternative it is, and what it comes to."""
        found: set[Need] = set()
        for guards, part in parts:
            if not any(fails in self.true for _, fails in guards):
                for pair in (*guards, part):
                    found |= self.needs(pair)
        return frozenset(found)

    def _of_leaf(self, pair: Pair) -> list[Need]:
        leaf = self.program.leaf_of[pair[0]]
        match leaf.op:
            case "compare":
                days = (self.program.day[leaf.of], self.program.day[leaf.other])
                by_minute = any(self.settled.days[day.key].by_minute for day in days)
                times = [need for day in days for need in self._unclocked(day)] if by_minute else []
                return [*(need for day in days for need in self.of_day(day)), *times]
            case "true" | "reading":
                return []
            case _:
                return [self._fact(leaf.of)]

    def of_day(self, day: DayNode) -> list[Need]:
        """Give what is missing of a day: nothing where it is exact."""
        awaited = [Need("event to come", event) for event in day.awaits]
        return [*awaited, *(need for fact in day.facts for need in self._of_event(fact)), *self._times(day)]

    def _times(self, day: DayNode) -> Iterator[Need]:
        """Give the times of day that are missing: of days that are known, where a minute decides what they come to."""
        for part in day.parts:
            yield from self._times(self.program.day[part])
        bounds = self.settled.days[day.key]
        if day.by_minute and (bounds.lo != bounds.hi or (bounds.minutes and len(set(bounds.minutes)) > 1)):
            yield from self._unclocked(self.program.day[day.parts[0]])

    def _unclocked(self, day: DayNode) -> Iterator[Need]:
        """Give the times of day that are missing where a day is looked at by the minute."""
        for fact in self._clocks(day):
            known = self.situation[fact].bounds
            if known.exact and not known.timed:
                yield Need("time of day", fact)

    def _clocks(self, day: DayNode) -> Iterator[str]:
        """Give the events whose time of day is that of a day."""
        if day.op == "event":
            yield day.name
        elif day.op in ("later", "earlier") or (day.op == "plus" and day.by_minute):
            for part in day.parts:
                yield from self._clocks(self.program.day[part])

    def _of_event(self, name: str) -> list[Need]:
        known = self.situation[name]
        if known.bounds.exact:
            return []
        return [Need("event to come", name)] if known.status is FAILS else [self._fact(name)]

    def _fact(self, name: str) -> Need:
        asked = self.situation[name].ask
        kind = self.vocabulary.facts[asked].kind
        kinds: dict[str, NeedKind] = {"judgement": "judgement", "decision": "decision"}
        return Need(kinds.get(kind, "fact"), asked)


def _minutes(days: list[Bounds]) -> tuple[tuple[int, int] | None, bool]:
    if not all(day.by_minute for day in days):
        return None, False
    spans = [day.minutes for day in days if day.minutes is not None]
    return (min(span[0] for span in spans), max(span[1] for span in spans)), True
