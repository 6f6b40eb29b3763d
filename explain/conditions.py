"""The nodes of conditions and of the days that they compare, each with the truth that the engine derived."""

from __future__ import annotations

from abc import abstractmethod
from functools import lru_cache
from hashlib import sha256
from itertools import product
from typing import assert_never

from explain.calculations import Calculations
from explain.grounds import FAILS, HOLDS, OPEN
from explain.words import bounds_in_words
from kb.engine.assess import Assessed
from kb.model.bounds import Bounds
from kb.model.periods import Period
from kb.model.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Day,
    DayCases,
    EarlierOf,
    Happened,
    Holds,
    Includes,
    Is,
    LaterOf,
    Name,
    NextWorkingDay,
    No,
    Not,
    OnDate,
    Pause,
    PeriodCases,
    Plus,
    Qualified,
    ReadingCondition,
    ReadingDay,
    Stated,
    Undecided,
    Yes,
)
from kb.model.truth import Truth, all_of
from kb.program.form import counted_key, moved_key


class Conditions(Calculations):
    """Adds conditions and days; a conclusion that one of them looks at is added by `conclusion` and `value`."""

    def __init__(self, assessed: Assessed) -> None:
        """Keep what was worked out, and the truth of each condition."""
        super().__init__(assessed)
        self._truths = {key: self.truth(pair) for key, pair in assessed.program.conditions.items()}
        self._conditions: dict[str, str] = {}

    @abstractmethod
    def conclusion(self, name: str) -> str:
        """Add a conclusion and give its node."""

    @abstractmethod
    def value(self, name: str, value: str) -> str:
        """Add one value of a conclusion and give its node."""

    def truth(self, pair: tuple[int, int]) -> Truth:
        """Give the truth of a condition from its two atoms."""
        true = self.assessed.true
        return HOLDS if pair[0] in true else FAILS if pair[1] in true else OPEN

    def truth_of(self, condition: Condition) -> Truth:
        """Give the truth of a condition of the rules."""
        return self._truths[condition.key]

    def _parts(self, condition: Condition, truth: Truth) -> list[Condition]:
        """Give the parts that a condition's truth comes from: of a conjunction that fails, those that fail."""
        match condition:
            case All(all=parts):
                return [part for part in parts if truth is not FAILS or self.truth_of(part) is FAILS]
            case AnyOf(any=parts):
                return [part for part in parts if truth is not HOLDS or self.truth_of(part) is HOLDS]
            case _:
                return [condition]

    def condition(self, condition: Condition) -> str:
        """Add a condition; what is negated is the node of what it negates."""
        node = self._conditions.get(condition.key)
        if node is None:
            node = self._conditions[condition.key] = self._condition(condition)
        return node

    def _condition(self, condition: Condition) -> str:
        if isinstance(condition, Not):
            return self.condition(condition.not_)
        if isinstance(condition, Happened) and self._is_fact(condition.happened):
            return self.happened(condition.happened)[0]  # the fact says it all
        node, truth = _node_of(condition.key), self.truth_of(condition)
        below = self._needed(self._below(condition, truth), truth)
        return self.add(node, "condition", condition, self._condition_said, below, truth, _key_of)

    def _needed(self, below: list[str], truth: Truth) -> list[str]:
        """Leave out what is unknown where a condition is settled whatever it may be."""
        if truth is OPEN:
            return below
        settled = [
            one for one in below if self.nodes[one].kind != "missing" and not self._open_condition(one)
        ]
        return settled or below

    def _open_condition(self, node: str) -> bool:
        return self.nodes[node].kind == "condition" and self.nodes[node].truth is OPEN

    def _condition_said(self, condition: Condition, truth: Truth | None) -> str:
        assert truth is not None
        if isinstance(condition, Compare) and truth is not OPEN:
            return self._comparison_said(condition, truth)
        return self.words.condition(condition, truth)

    def _comparison_said(self, condition: Compare, truth: Truth) -> str:
        how = self.words.condition(condition, truth)
        left, right = self._one_day(condition.day), self._one_day(condition.other)
        if left is None or right is None:
            return how
        by_minute = left.by_minute or right.by_minute
        relation = condition.how.replace("-", " ")
        one, other = (
            self._dated(condition.day, left, by_minute),
            self._dated(condition.other, right, by_minute),
        )
        return f"{one} is {'' if truth is HOLDS else 'not '}{relation} {other}"

    def bounds_of(self, day: Day) -> list[Bounds]:
        """Give what a day can be: the bounds of each alternative that is not ruled out."""
        days, situation = self.assessed.settled.days, self.assessed.situation
        known = {name: situation[name].bounds for name in self._alive(day) if name in situation}
        known |= {one: days[one] for one in self._alive(day) if one in days}
        return list(
            dict.fromkeys(known.values())
        )  # an event that nothing is reckoned from is no day of the program

    def periods_of(self, day: Day) -> list[str]:
        """Give the lengths that are counted to reach a day, each that is not ruled out."""
        nodes = (self.assessed.program.day.get(one) for one in self._alive(day))
        return [str(node.period) for node in nodes if node is not None and node.period is not None]

    def _one_day(self, day: Day) -> Bounds | None:
        """Give what is known of a day, where only one is possible."""
        bounds = self.bounds_of(day)
        return bounds[0] if len(bounds) == 1 else None

    def _dated(self, day: Day, bounds: Bounds, by_minute: bool) -> str:
        """Say a day by its date and its name; with its time of day, if that is known and minutes are compared."""
        timed = by_minute and (bounds.by_minute or bounds.minutes is not None)
        said, name = bounds_in_words(bounds._replace(by_minute=timed)), self.words.day(day)
        return said if said == name else f"{said} ({name})"

    def _below(self, condition: Condition, truth: Truth) -> list[str]:
        match condition:
            case Compare(day=day):
                return [*self.day(day), *self.day(condition.other)] or [self.calendar()]
            case Holds():
                return self._holds(condition, truth)
            case All() | AnyOf():
                return [self.condition(part) for part in self._parts(condition, truth)]
            case Happened(happened=day):
                return self.happened(day)
            case Yes(yes=fact) | No(no=fact) | Undecided(undecided=fact) | Stated(stated=fact):
                return [self.fact(fact)]
            case Is() | Includes():
                return [self.fact(condition.fact)]
            case ReadingCondition(reading=name):
                chosen = self.assessed.readings[name]
                return [self.reading(name), self.condition(self.procedure.readings[name].choices[chosen])]  # type: ignore[arg-type]
            case Not():
                raise AssertionError("a negation has no node of its own")
        assert_never(condition)

    def _holds(self, condition: Holds, truth: Truth) -> list[str]:
        values = self.assessed.program.values.get(condition.name, {})
        if not values:
            return [self.governing("closed list")]
        plan = self.procedure.conclusions[condition.name]
        wanted = [value for value in values if condition.values == ("any",) or value in condition.values]
        if truth is HOLDS:
            wanted = [value for value in wanted if self.truth(values[value]) is HOLDS]
        below = [self.value(condition.name, value) for value in wanted]
        if truth is not FAILS and plan.kind.type != "any-of":
            below += [self.value(condition.name, other) for other in values if other not in wanted]
        return below or [self.governing("closed list")]

    # --- days ---

    def happened(self, day: Day) -> list[str]:
        """Add what shows whether a day's event has happened."""
        match day:
            case Name(name=name):
                if name in self.procedure.days:
                    return self.happened(self.procedure.days[name].day)
                return [self.assessment()] if name in ("assessed_on", "never") else [self.fact(name)]
            case OnDate():
                return [self.assessment()]
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                return [node for part in parts for node in self.happened(part)]
            case Plus(from_=start) | NextWorkingDay(next_working_day=start):
                return self.happened(start)
            case Qualified(event=event, provided=provided):
                return [self.fact(event), self.condition(provided)]
            case ReadingDay(reading=name):
                return [self.reading(name), *self.happened(self._read(name))]
            case DayCases():
                return [
                    *self._guards(day),
                    *(node for part in self._live(day) for node in self.happened(part)),
                ]
        assert_never(day)

    def day(self, day: Day) -> list[str]:
        """Add the days that a day can be here, the conditions that choose between them, and the conclusion it is."""
        match day:
            case Name(name=name):
                if name in self.procedure.days:
                    return [self.conclusion(name)]
                return [self.assessment()] if name in ("assessed_on", "never") else [self.fact(name)]
            case OnDate():
                return []  # the clause itself names it
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                return [node for part in parts for node in self.day(part)]
            case Plus():
                return self._counted(day)
            case NextWorkingDay():
                return self._moved(day)
            case Qualified(event=event, provided=provided):
                here = [self.assessment()] if self.truth_of(provided) is not HOLDS else []
                return [self.fact(event), self.condition(provided), *here]
            case ReadingDay(reading=name):
                return [self.reading(name), *self.day(self._read(name))]
            case DayCases():
                return [*self._guards(day), *(node for part in self._live(day) for node in self.day(part))]
        assert_never(day)

    def _read(self, name: str) -> Day:
        return self.procedure.readings[name].choices[self.assessed.readings[name]]  # type: ignore[return-value]

    def _guards(self, day: DayCases) -> list[str]:
        return [self.condition(case.when) for case in day.cases]

    def _live(self, day: DayCases) -> list[Day]:
        found = []
        for case in day.cases:
            truth = self.truth_of(case.when)
            if truth is not FAILS:
                found.append(case.then)
            if truth is HOLDS:
                return found
        return [*found, day.otherwise]

    def _alive(self, day: Day) -> list[str]:
        """Give the keys of the program's days that a day can be: those none of whose guards fails."""
        match day:
            case Name(name=name) if name in self.procedure.days:
                candidates = self.assessed.program.day_conclusions[name]
                return [one.day for one in candidates if all_of(map(self.truth, one.guards)) is not FAILS]
            case Name(name=name):
                return [name]
            case OnDate():
                return [day.key]
            case Qualified(event=event, provided=provided):
                truth = self.truth_of(provided)
                some = [event] if truth is not FAILS else []
                return some + ([f"{event} still to come"] if truth is not HOLDS else [])
            case ReadingDay(reading=name):
                return self._alive(self._read(name))
            case DayCases():
                return [key for part in self._live(day) for key in self._alive(part)]
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                op = "later" if isinstance(day, LaterOf) else "earlier"
                return self._crossed(op, [self._alive(part) for part in parts])
            case Plus(period=period, counted=counted, from_=start):
                ways = product(self._lengths(period), self._alive(start), self._pauses(day))
                return [counted_key(length, counted, one, pause) for length, one, pause in ways]
            case NextWorkingDay(next_working_day=start, cut_off=cut_off):
                return [moved_key(one, cut_off) for one in self._alive(start)]
        assert_never(day)

    @staticmethod
    def _crossed(op: str, lists: list[list[str]]) -> list[str]:
        found: list[list[str]] = [[]]
        for some in lists:
            found = [[*taken, one] for taken in found for one in some]
        return [f"{op}({'; '.join(keys)})" for keys in found]

    def _lengths(self, period: Period | PeriodCases) -> list[str]:
        if isinstance(period, Period):
            return [str(period)]
        found = []
        for case in period.cases:
            truth = self.truth_of(case.when)
            if truth is not FAILS:
                found.append(str(case.then))
            if truth is HOLDS:
                return found
        return [*found, str(period.otherwise)]

    def _pauses(self, day: Plus) -> list[tuple[str, ...]]:
        """Give the beginning and end of a pause that may have begun, and nothing where it may not have."""
        if day.paused is None:
            return [()]
        truth = self.truth_of(day.paused.begun)
        found: list[tuple[str, ...]] = [] if truth is HOLDS else [()]
        if truth is not FAILS:
            found += product(self._alive(day.paused.from_), self._alive(day.paused.until))
        return found

    def _why_paused(self, pause: Pause) -> list[str]:
        truth = self.truth_of(pause.begun)
        parts = self._parts(pause.begun, truth)
        if isinstance(pause.from_, Name) and self._is_event(pause.from_.name):
            parts = parts[:1]  # an event that has happened is not after today: the fact says it all
        why = [self.condition(part) for part in parts]
        return why if truth is FAILS else [*why, *self.day(pause.from_), *self.day(pause.until)]

    def _is_fact(self, day: Day) -> bool:
        return isinstance(day, Name) and day.name not in self.procedure.days

    def _is_event(self, name: str) -> bool:
        fact = self.procedure.vocabulary.facts.get(name)
        return fact is not None and fact.kind == "event"

    def _counted(self, day: Plus) -> list[str]:
        below = self.day(day.from_) + (self._why_paused(day.paused) if day.paused else [])
        if isinstance(day.period, PeriodCases):
            below += [self.condition(case.when) for case in day.period.cases]
        days = self.assessed.program.day  # alternatives that contradict each other have no day there
        return [self.calculation(days[key], below) for key in self._alive(day) if key in days]

    def _moved(self, day: NextWorkingDay) -> list[str]:
        below, days = self.day(day.next_working_day), self.assessed.program.day
        return [self.calculation(days[key], below) for key in self._alive(day) if key in days]


def _key_of(condition: Condition) -> dict[str, object]:
    return {"key": condition.key}


@lru_cache(maxsize=16384)
def _node_of(key: str) -> str:
    return f"condition {sha256(key.encode()).hexdigest()[:12]}"
