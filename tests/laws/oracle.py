"""A two-valued oracle: what rules mean where everything is known, and every way in which a case can turn out.

Written from the design and the rule files, not from the engines. In a *world* every event has its day (or
never comes), and every fact its value; there, a rule applies or does not. A case allows many worlds: those
that agree with what is stated, with the order of events, and with each presumption that these two leave room
for. What an engine concludes must be true in all of them. `None` is what depends on values in conflict:
nothing is asked of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any, assert_never

from kb.model.outcome import Evaluation, Outcome
from kb.model.periods import Counted, Period
from kb.model.policy import LinkedProcedure, LinkedRule
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
    Undecided,
    Yes,
)
from kb.model.tree import Stated as IsStated
from kb.model.truth import Truth
from tests.laws.times import Time, counted, extreme, london, moved, paused, shut_on
from tests.laws.worlds import World, Worlds

Maybe = bool | None


# --- what rules mean ----------------------------------------------------------------------------------------


def every(parts: Iterable[Maybe]) -> Maybe:
    """Whether all are so."""
    found = list(parts)
    return False if False in found else None if None in found else True


def negated(part: Maybe) -> Maybe:
    """Whether it is not so."""
    return None if part is None else not part


def some(parts: Iterable[Maybe]) -> Maybe:
    """Whether one is so."""
    return negated(every(negated(part) for part in parts))


class Oracle:
    """What follows in one world."""

    def __init__(self, procedure: LinkedProcedure, world: World) -> None:
        """Keep the rules and the world."""
        self.procedure, self.world = procedure, world
        self.seen: dict[str, Maybe] = {}
        self.shut = shut_on(procedure.policy.calendar)

    def derived(self, name: str, value: str) -> Maybe:
        """Whether a rule gives this value, or it is left over because none gives another."""
        key = f"{name} = {value}"
        if key not in self.seen:
            plan = self.procedure.conclusions[name]
            found = [
                self.applies(rule)
                for rule in self.procedure.rules
                if (rule.conclusion, rule.value) == (name, value)
            ]
            if plan.otherwise and plan.otherwise.value == value:
                found.append(
                    every(negated(self.derived(name, other)) for other in plan.values if other != value)
                )
            self.seen[key] = some(found)
        return self.seen[key]

    def applies(self, rule: LinkedRule) -> Maybe:
        """Whether its condition holds and no exception to it applies."""
        exceptions = [one for one in self.procedure.rules if one.id in rule.exceptions]
        return every(
            [rule.when is None or self.holds(rule.when), *(negated(self.applies(one)) for one in exceptions)]
        )

    def concluded(self, name: str, value: str) -> Maybe:
        """Whether a conclusion has this value; where it has two at once, nobody can say."""
        plan = self.procedure.conclusions.get(name)
        if plan is None or value not in plan.values:
            return False
        derived = self.derived(name, value)
        if plan.kind.type == "any-of" or not derived:
            return derived
        return (
            None
            if any(self.derived(name, other) is not False for other in plan.values if other != value)
            else True
        )

    def holds(self, condition: Condition) -> Maybe:
        """Whether a condition holds."""
        world = self.world
        match condition:
            case All(all=parts):
                return every(self.holds(part) for part in parts)
            case AnyOf(any=parts):
                return some(self.holds(part) for part in parts)
            case Not(not_=part):
                return negated(self.holds(part))
            case Happened(happened=day):
                return self.happened(day)
            case Compare():
                return self.compare(condition)
            case Yes(yes=name):
                return world.values[name] == "yes"
            case No(no=name):
                return world.values[name] == "no"
            case Is(fact=name, values=values):
                return world.values[name] in values
            case Includes(fact=name, member=member):
                return member in world.values[name]
            case IsStated(stated=name):
                return name in world.named
            case Undecided(undecided=name):
                return world.values[name] == "not yet made"
            case Holds(name=name, values=values):
                plan = self.procedure.conclusions.get(name)
                asked = plan.values if plan and values == ("any",) else values
                return some(self.concluded(name, value) for value in asked)
            case ReadingCondition(reading=name):
                return self.holds(self.procedure.readings[name].choices[world.readings[name]])  # type: ignore[arg-type]
        assert_never(condition)

    def compare(self, condition: Compare) -> Maybe:
        """Whether one day stands to another as said."""
        left, right = self.day(condition.day), self.day(condition.other)
        if left is None or right is None:
            return None
        (a, b), (c, d) = ((left.day,) * 2, (right.day,) * 2)
        if left.by_minute or right.by_minute:
            (a, b), (c, d) = left.span, right.span
        before, after, same = (b < c, a > d, a == b == c == d)
        match condition.how:
            case "before":
                yes, no = before, a >= d
            case "on-or-before":
                yes, no = b <= c, after
            case "on":
                yes, no = same, before or after
            case "on-or-after":
                yes, no = a >= d, before
            case "after":
                yes, no = after, b <= c
        return True if yes else False if no else None

    def happened(self, day: Day) -> Maybe:
        """Whether what a day stands for has happened, or what it is counted from."""
        match day:
            case Name(name="assessed_on"):
                return True
            case Name(name="never"):
                return False
            case Name(name=name):
                if name in self.procedure.days:
                    return self.happened(self.procedure.days[name].day)
                return name in self.world.happened or name in self.world.named
            case OnDate(date=on):
                return on.toordinal() <= self.world.today
            case LaterOf(later_of=parts):
                return every(self.happened(part) for part in parts)
            case EarlierOf(earlier_of=parts):
                return some(self.happened(part) for part in parts)
            case Plus(from_=start) | NextWorkingDay(next_working_day=start):
                return self.happened(start)
            case Qualified(event=event, provided=provided):
                return every([event in self.world.happened, self.holds(provided)])
            case DayCases() | ReadingDay():
                chosen = self.chosen(day)
                return None if chosen is None else self.happened(chosen)
        assert_never(day)

    def day(self, day: Day) -> Time | None:
        """Give the day."""
        match day:
            case Name(name="assessed_on"):
                return Time(self.world.today)
            case Name(name="never"):
                return Time(inf)
            case Name(name=name):
                return (
                    self.day(self.procedure.days[name].day)
                    if name in self.procedure.days
                    else self.world.days[name]
                )
            case OnDate(date=on):
                return Time(on.toordinal())
            case LaterOf(later_of=parts):
                return self.pick(parts, max)
            case EarlierOf(earlier_of=parts):
                return self.pick(parts, min)
            case Plus(period=period, counted=how, from_=start):
                day_, length = self.day(start), self.length(period)
                if day_ is None or length is None:
                    return None
                return self.last_day(day_, length, how, day.paused)
            case NextWorkingDay(next_working_day=start, cut_off=cut_off):
                came = self.day(start)
                return None if came is None else moved(came, cut_off, self.shut)
            case Qualified(event=event, provided=provided):
                counts = self.holds(provided)
                return (
                    None
                    if counts is None
                    else self.world.days[event]
                    if counts
                    else self.world.to_come[event]
                )
            case DayCases() | ReadingDay():
                chosen = self.chosen(day)
                return None if chosen is None else self.day(chosen)
        assert_never(day)

    def last_day(self, start: Time, length: Period, how: Counted, pause: Pause | None) -> Time | None:
        """Give the last day of a period, whose clock stands still if the pause has begun by today."""
        if pause is None:
            return counted(start, length, how, self.shut)
        by_now = self.compare(Compare(day=pause.from_, on_or_before=Name(name="assessed_on")))
        begun = every([self.happened(pause.from_), by_now])
        if not begun:
            return None if begun is None else counted(start, length, how, self.shut)
        begin, end = self.day(pause.from_), self.day(pause.until)
        if begin is None or end is None:
            return None
        return paused(start, (begin.day, end.day), length, how, self.shut)

    def pick(self, parts: tuple[Day, ...], how: Callable[[Iterable[float]], float]) -> Time | None:
        """Give the latest or earliest of some days."""
        found = [self.day(part) for part in parts]
        known = [one for one in found if one is not None]
        return extreme(known, how) if len(known) == len(found) else None

    def chosen(self, day: DayCases | ReadingDay) -> Day | None:
        """Give the alternative that counts: that of the reading, or the first whose condition holds."""
        if isinstance(day, ReadingDay):
            return self.procedure.readings[day.reading].choices[self.world.readings[day.reading]]  # type: ignore[return-value]
        for one in day.cases:
            counts = self.holds(one.when)
            if counts is not False:
                return one.then if counts else None
        return day.otherwise

    def length(self, period: Period | PeriodCases) -> Period | None:
        """Give the period that counts."""
        if isinstance(period, Period):
            return period
        for one in period.cases:
            counts = self.holds(one.when)
            if counts is not False:
                return one.then if counts else None
        return period.otherwise


# --- the answer against the worlds --------------------------------------------------------------------------


@dataclass
class Verdict:
    """Where an answer contradicts a world, and how often it left open what no world disputes."""

    contradictions: list[str]
    worlds: int = 0
    complete: bool = False
    open: int = 0
    open_for_nothing: int = 0


def judged(procedure: LinkedProcedure, evaluation: Evaluation, worlds: Worlds) -> Verdict:
    """Hold what an engine says of a case against every world that the case allows."""
    verdict = Verdict([])
    seen: dict[str, set[Any]] = {name: set() for name in evaluation.outcomes}
    for world in worlds:
        oracle = Oracle(procedure, world)
        verdict.worlds += 1
        for name, outcome in evaluation.outcomes.items():
            if procedure.conclusions[name].kind.type == "day":
                found: Any = oracle.day(Name(name=name))
                wrong = found is not None and not _day_fits(outcome, found)
            else:
                found = {value: oracle.derived(name, value) for value in procedure.conclusions[name].values}
                wrong = not _fits(outcome, found)
            unsayable = found is None or (isinstance(found, dict) and None in found.values())
            seen[name] |= {"one", "or another"} if unsayable else {str(found)}
            if wrong:
                verdict.contradictions.append(f"{name}: {outcome} but {found} in {world}")
        for rule in procedure.rules:
            said, is_so = evaluation.rules.get(rule.id, Truth.OPEN), oracle.applies(rule)
            if (said, is_so) in ((Truth.HOLDS, False), (Truth.FAILS, True)):
                verdict.contradictions.append(f"rule {rule.id}: {said} but {is_so} in {world}")
    verdict.complete = worlds.complete
    left_open = [name for name, outcome in evaluation.outcomes.items() if outcome.kind == "open"]
    verdict.open = len(left_open)
    if verdict.complete:
        verdict.open_for_nothing = sum(len(seen[name]) == 1 for name in left_open)
    return verdict


def _fits(outcome: Outcome, found: dict[str, Maybe]) -> bool:
    if outcome.members:
        held = dict(outcome.members)
        return all(
            (held[value], is_so) not in ((Truth.HOLDS, False), (Truth.FAILS, True))
            for value, is_so in found.items()
        )
    if outcome.kind == "conflict":  # which a further value may yet join
        return all(found[value] is not False for value in outcome.clash)
    allowed = outcome.possible or outcome.concluded
    return all(found[value] is not False for value in outcome.concluded) and all(
        is_so is not True or value in allowed for value, is_so in found.items()
    )


def _day_fits(outcome: Outcome, found: Time) -> bool:
    if outcome.kind == "concluded":
        return outcome.value == "never" if found.day == inf else outcome.value in _spelt(found)
    assert outcome.bounds is not None
    first, last = outcome.bounds
    day, *more = sorted(_spelt(found), key=len) if found.day != inf else ["~"]
    moment = more[-1] if more else day
    size = max(len(end) for end in (first, last, "") if end is not None)
    told = moment if size > 10 else day
    return (first is None or first <= told) and (last is None or told <= last)


def _spelt(time: Time) -> list[str]:
    """Give a day as text, and to the minute where it was counted in hours."""
    day = date.fromordinal(int(time.day)).isoformat()
    if not time.by_minute:
        return [day]
    return [day, *(london(end).strftime("%Y-%m-%d %H:%M") for end in time.span)]
