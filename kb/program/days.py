"""Compiles days: which days a day can be, each with the guards under which it is, and what is asked of them."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from itertools import product
from typing import Literal, TypeVar, assert_never

from kb.model.periods import Period
from kb.model.policy import LinkedProcedure
from kb.model.tree import (
    Compare,
    Condition,
    Day,
    DayCases,
    EarlierOf,
    LaterOf,
    Name,
    NextWorkingDay,
    OnDate,
    PeriodCases,
    Plus,
    Qualified,
    ReadingDay,
)
from kb.program.atoms import Atoms, Guards, Pair, joined
from kb.program.form import DayNode, Leaf, counted_key, moved_key

Guarded = list[tuple[Guards, str]]
T = TypeVar("T")


class Days(Atoms):
    """Adds the days of a procedure to its atoms; the conditions that choose between them come from `condition`."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Keep the procedure."""
        super().__init__()
        self.procedure = procedure
        self.days: dict[str, DayNode] = {}

    @abstractmethod
    def condition(self, condition: Condition) -> Pair:
        """Give the pair of atoms of a condition."""

    def read_as(self, name: str, choice: str) -> Pair:
        """Give the pair for: the passage is read so."""
        return self.leaf(Leaf(f"reading {name} is {choice}", "reading", name, values=(choice,)))

    def comparison(self, condition: Compare) -> Pair:
        """Give the pair for: one day stands in a relation to another."""
        parts = []
        for (some, left), (more, right) in product(self.day(condition.day), self.day(condition.other)):
            key = f"{left} {condition.how} {right}"
            guards = joined(some, more)
            if guards is not None:
                parts.append((guards, self.leaf(Leaf(key, "compare", left, condition.how, right))))
        return self.alternatives(condition.key, parts)

    def happened(self, day: Day) -> Pair:
        """Compile that what a day stands for, or what it is counted from, has happened."""
        key = f"happened({day.key})"
        match day:
            case Name(name=name):
                return self._name_happened(name)
            case OnDate():
                leaf = (self.day(day)[0][1], "on-or-before", self._named("assessed_on")[0][1])
                return self.leaf(Leaf(" ".join(leaf), "compare", *leaf))
            case LaterOf(later_of=parts):
                return self.conjunction(key, [self.happened(part) for part in parts])
            case EarlierOf(earlier_of=parts):
                return self.disjunction(key, [self.happened(part) for part in parts])
            case Plus(from_=start) | NextWorkingDay(next_working_day=start):
                return self.happened(start)
            case Qualified(event=event, provided=provided):
                return self.conjunction(key, [self._name_happened(event), self.condition(provided)])
            case DayCases() | ReadingDay():
                return self.alternatives(key, [(g, self.happened(part)) for g, part in self.choices(day)])
        assert_never(day)

    def _name_happened(self, name: str) -> Pair:
        if name in ("assessed_on", "never"):
            holds, fails = self.always()
            return (holds, fails) if name == "assessed_on" else (fails, holds)
        if name in self.procedure.days:
            return self.happened(self.procedure.days[name].day)
        kind = self.procedure.vocabulary.facts[name].kind
        if kind == "day":
            return self.leaf(Leaf(f"{name} is stated", "stated", name))
        return self.leaf(Leaf(f"happened({name})", "happened", name))

    def choices(self, day: DayCases | ReadingDay) -> list[tuple[Guards, Day]]:
        """Give the alternatives of a day with their guards: its own condition, and none of the earlier ones."""
        if isinstance(day, ReadingDay):
            choices = self.procedure.readings[day.reading].choices
            return [((self.read_as(day.reading, choice),), node) for choice, node in choices.items()]  # type: ignore[misc]
        return self._sequence([(case.when, case.then) for case in day.cases], day.otherwise)

    def _sequence(self, cases: list[tuple[Condition, T]], otherwise: T) -> list[tuple[Guards, T]]:
        found: list[tuple[Guards, T]] = []
        before: Guards = ()
        for when, then in cases:
            guard = self.condition(when)
            found.append(((*before, guard), then))
            before = (*before, (guard[1], guard[0]))
        return [
            (guards, then) for guards, then in [*found, (before, otherwise)] if joined(guards) is not None
        ]

    def day(self, day: Day) -> Guarded:
        """Give the days that a day can be, each with the guards under which it is."""
        match day:
            case Name(name=name):
                return self._named(name)
            case OnDate():
                return [((), self.node(DayNode(day.key, "date", name=day.key)))]
            case LaterOf(later_of=parts):
                return self._combined(parts, "later")
            case EarlierOf(earlier_of=parts):
                return self._combined(parts, "earlier")
            case Plus():
                return self._counted(day)
            case NextWorkingDay(next_working_day=start, cut_off=cut_off):
                return [(guards, self._moved(key, cut_off)) for guards, key in self.day(start)]
            case Qualified(event=event, provided=provided):
                holds, fails = self.condition(provided)
                return [
                    (((holds, fails),), self._named(event)[0][1]),
                    (((fails, holds),), self._not_yet(event)),
                ]
            case DayCases() | ReadingDay():
                nested = [(joined(g, h), key) for g, part in self.choices(day) for h, key in self.day(part)]
                return [(guards, key) for guards, key in nested if guards is not None]
        assert_never(day)

    def _named(self, name: str) -> Guarded:
        if name in self.procedure.days:
            return self.day(self.procedure.days[name].day)
        if name in ("assessed_on", "never"):
            return [((), self.node(DayNode(name, name)))]  # type: ignore[arg-type]
        kind = self.procedure.vocabulary.facts[name].kind
        return [
            ((), self.node(DayNode(name, "event" if kind == "event" else "named", name=name, facts=(name,))))
        ]

    def _not_yet(self, event: str) -> str:
        return self.node(DayNode(f"{event} still to come", "not_yet", name=event, awaits=(event,)))

    def node(self, node: DayNode) -> str:
        """Add a day, and give its key."""
        self.days.setdefault(node.key, node)
        return node.key

    def _combined(self, parts: tuple[Day, ...], op: Literal["later", "earlier"]) -> Guarded:
        found: Guarded = []
        for choice in product(*(self.day(part) for part in parts)):
            guards, keys = joined(*(some for some, _ in choice)), tuple(key for _, key in choice)
            if guards is not None:
                node = DayNode(f"{op}({'; '.join(keys)})", op, keys)
                found.append((guards, self.node(self._based(node))))
        return found

    def _counted(self, day: Plus) -> Guarded:
        found: Guarded = []
        parts = product(self._periods(day), self.day(day.from_), self._pauses(day))
        for (some, period), (more, start), (rest, pause) in parts:
            guards, key = joined(some, more, rest), counted_key(period, day.counted, start, pause)
            if guards is not None:
                node = DayNode(key, "plus", (start, *pause), "", period, day.counted)
                found.append((guards, self.node(self._based(node))))
        return found

    def _pauses(self, day: Plus) -> list[tuple[Guards, tuple[str, ...]]]:
        """Give the beginning and end of a pause where it has begun, and nothing where it has not."""
        if day.paused is None:
            return [((), ())]
        begun = self.condition(day.paused.begun)
        both = product(self.day(day.paused.from_), self.day(day.paused.until))
        pauses = [(joined((begun,), some, more), (begin, end)) for (some, begin), (more, end) in both]
        return [*((guards, pause) for guards, pause in pauses if guards is not None), ((begun[::-1],), ())]

    def _moved(self, day: str, cut_off: str | None) -> str:
        node = DayNode(moved_key(day, cut_off), "working_day", (day,), cut_off=cut_off or "")
        return self.node(self._based(node))

    def _periods(self, day: Plus) -> list[tuple[Guards, Period]]:
        if isinstance(day.period, PeriodCases):
            return self._sequence([(case.when, case.then) for case in day.period.cases], day.period.otherwise)
        return [((), day.period)]

    def _based(self, node: DayNode) -> DayNode:
        parts = [self.days[key] for key in node.parts]
        facts = dict.fromkeys(fact for part in parts for fact in part.facts)
        awaits = dict.fromkeys(event for part in parts for event in part.awaits)
        return replace(node, facts=tuple(facts), awaits=tuple(awaits))
