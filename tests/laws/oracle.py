"""A two-valued oracle: what rules mean where everything is known, and every way in which a case can turn out.

Written from the design and the rule files, not from the engines. In a *world* every event has its day (or
never comes), and every fact its value; there, a rule applies or does not. A case allows many worlds: those
that agree with what is stated, with the order of events, and with each presumption that these two leave room
for. What an engine concludes must be true in all of them. `None` is what depends on values in conflict:
nothing is asked of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from itertools import chain, combinations, islice, product
from math import inf, prod
from random import Random
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from kb.model.bounds import Bounds
from kb.model.case import NOT_YET, Case, Stated
from kb.model.outcome import Evaluation, Outcome
from kb.model.periods import Counted, Period, Unit
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
    No,
    Not,
    OnDate,
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
from kb.model.vocabulary import SameDay
from tests.generators import NEAR, dates, periods, roots, tree

LONDON = ZoneInfo("Europe/London")
NO_BOUND = 10**8
Maybe = bool | None


# --- days ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Time:
    """A day, and the first and last minute (UTC, since 1970) it can mean; `inf` is a day that never comes."""

    day: float
    minutes: tuple[float, float] | None = None
    by_minute: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """The minutes: those known, or the whole day."""
        if self.minutes is not None:
            return self.minutes
        return (inf, inf) if self.day == inf else (minute(int(self.day), 0), minute(int(self.day), 1439))


@cache
def minute(ordinal: int, of_day: int) -> int:
    """Give a time of day in London, by how long after midnight the clocks show it, as minutes of UTC."""
    day = date.fromordinal(ordinal)
    wall = datetime(day.year, day.month, day.day, of_day // 60, of_day % 60, tzinfo=LONDON)
    return int(wall.timestamp()) // 60


def london(minute_: float) -> datetime:
    """Give minutes of UTC as the clocks of London show them."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute_)).astimezone(LONDON)


def extreme(parts: list[Time], pick: Callable[[Iterable[float]], float]) -> Time:
    """Give the earliest or latest of some days."""
    spans = [part.span for part in parts]
    minutes = (pick(first for first, _ in spans), pick(last for _, last in spans))
    return Time(pick(part.day for part in parts), minutes, any(part.by_minute for part in parts))


def counted(start: Time, period: Period, how: Counted) -> Time:
    """Count a period from a day, in the plainest way."""
    if start.day == inf:
        return Time(inf, (inf, inf), period.unit is Unit.HOURS)
    if period.unit is Unit.HOURS:
        first, last = (end + 60 * period.number for end in start.span)
        return Time(london(first).date().toordinal(), (first, last), by_minute=True)
    return Time(last_day(int(start.day), period, how))


@cache
def last_day(ordinal: int, period: Period, how: Counted) -> int:
    """Give the last day of a period after a day, or beginning with it."""
    inside = how is Counted.BEGINNING_WITH
    match period.unit:
        case Unit.WORKING_DAYS:
            day, left = ordinal - inside, period.number
            while left:
                day += 1
                left -= works(day)
            return day
        case Unit.DAYS | Unit.WEEKS:
            return ordinal + period.number * (7 if period.unit is Unit.WEEKS else 1) - inside
        case _:
            return months(
                date.fromordinal(ordinal), period.number * (12 if period.unit is Unit.YEARS else 1), inside
            )


def works(ordinal: int) -> bool:
    """Whether a day is a working day in England."""
    day = date.fromordinal(ordinal)
    return day.weekday() < 5 and day not in _holidays(day.year)


@cache
def _holidays(year: int) -> Any:
    import holidays

    return holidays.country_holidays("GB", subdiv="ENG", years=year)


def months(start: date, number: int, inside: bool) -> int:
    """Give the corresponding date (or the day before, if the first day counts), else the end of the month."""
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    try:
        return date(year, month + 1, start.day).toordinal() - inside
    except ValueError:
        return date(year + month // 11, (month + 1) % 12 + 1, 1).toordinal() - 1


# --- worlds -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """Everything about one complaint: what has happened by today, when, and how things are."""

    today: int
    happened: frozenset[str]
    days: dict[str, Time]
    values: dict[str, str | frozenset[str]]
    named: frozenset[str]
    to_come: dict[str, Time]
    readings: dict[str, str]


Turn = tuple[bool, float]
Turns = dict[str, Turn]
Filter = Callable[[Turns], bool]


@dataclass
class Worlds:
    """The worlds that a case allows; all of them if they are few, else some by chance."""

    procedure: LinkedProcedure
    case: Case
    rng: Random
    most: int = 200
    complete: bool = False

    def __post_init__(self) -> None:
        """Read the case."""
        self.facts = self.case.heads[0].facts
        self.vocabulary = self.procedure.vocabulary
        self.today = self.case.assessed_on.toordinal()
        self.filters: list[tuple[str, Filter]] = []
        self._presume()

    # events

    @cached_property
    def pool(self) -> list[float]:
        """The days that are tried: the ends of what is stated, today, and ends of periods from them."""
        ends = {
            end
            for one in self.facts.values()
            if isinstance(one.value, Bounds)
            for end in (one.value.lo, min(one.value.hi, self.today))
            if abs(end) < NO_BOUND
        }
        near = {self.today, self.today - 1, self.today + 1} | ends | self._dates
        limits = {
            last_day(day, period, how) + step
            for day in near
            for _, period, how in periods(self.procedure)
            if period.unit is not Unit.HOURS
            for step in (0, 1)
        }
        more = self.rng.sample(sorted(limits), min(3, len(limits)))
        return [*sorted({*near, *more, min(near) - 1}), inf]

    @cached_property
    def _dates(self) -> set[int]:
        """The dates that rules name, and the days before and after, where they come near what is stated."""
        named = [day.toordinal() for day in dates(self.procedure)]
        return {day + step for day in named if abs(day - self.today) < NEAR.days for step in (-1, 0, 1)}

    def turns(self, name: str) -> list[Turn]:
        """Give what can have become of an event, by itself: whether it has happened, and its day."""
        one = self.facts.get(name)
        happened = [(True, day) for day in self.pool if day <= self.today]
        still = [(False, day) for day in self.pool if day >= self.today]
        if one is None:
            return happened + still
        if one.value == NOT_YET:
            return still
        if isinstance(one.value, Bounds):
            return [(_, day) for _, day in happened if one.value.lo <= day <= one.value.hi]
        return happened

    def histories(self, chance: bool = False) -> Iterator[Turns]:
        """Give every way in which the events can have gone, or those first found when trying in any order."""
        yield from self._from(0, {}, chance)

    def _from(self, place: int, so_far: Turns, chance: bool) -> Iterator[Turns]:
        names = self.vocabulary.in_order
        if place == len(names):
            yield dict(so_far)
            return
        name = names[place]
        earlier = [so_far[one] for one in self.vocabulary.facts[name].follows]
        options = [turn for turn in self.turns(name) if all(_may_follow(turn, one) for one in earlier)]
        for turn in self.rng.sample(options, len(options)) if chance else options:
            so_far[name] = turn
            if all(allows(so_far) for of, allows in self.filters if of == name):
                yield from self._from(place + 1, so_far, chance)
            del so_far[name]

    def _presume(self) -> None:
        """Take on each presumption that leaves a way in which events can have gone."""
        unstated = [name for name in self.vocabulary.in_order if name not in self.facts]
        self._presume_same_days(unstated)
        for name in unstated:
            if self.case.record == "complete" or self.vocabulary.facts[name].presumed == "not yet":
                self._take_on(name, _not_happened(name))
        self._presume_same_days(unstated)

    def _presume_same_days(self, unstated: list[str]) -> None:
        for name in unstated:
            presumed = self.vocabulary.facts[name].presumed
            if isinstance(presumed, SameDay) and self._surely_happened(presumed.same_day_as):
                self._take_on(name, _same_day(name, presumed.same_day_as))

    def _take_on(self, name: str, allows: Filter) -> None:
        self.filters.append((name, allows))
        if next(self.histories(), None) is None:
            self.filters.pop()

    def _surely_happened(self, name: str) -> bool:
        self.filters.append((name, _not_happened(name)))
        doubt = next(self.histories(), None) is not None
        self.filters.pop()
        return not doubt

    # everything

    def __iter__(self) -> Iterator[World]:
        """Give the worlds."""
        found = list(islice(self.histories(), self.most + 1))
        choices = [[(name, one) for one in self.options(name)] for name in self.others]
        self.complete = len(found) * prod(map(len, choices)) <= self.most
        if self.complete:
            for history, *rest in product(found, *choices):
                yield self.world(history, dict(rest))
            return
        for _ in range(self.most):
            yield self.world(next(self.histories(chance=True)), dict(map(self.rng.choice, choices)))

    @cached_property
    def others(self) -> list[str]:
        """What else there is to choose: facts that rules name, events that qualify later, times of day."""
        used: dict[str, None] = {}
        found = list(tree(roots(self.procedure)))
        for node in found:
            used |= dict.fromkeys(_named_in(node))
        if any(isinstance(node, Plus) and _in_hours(node) for node in found):
            used |= dict.fromkeys(f"minute of {name}" for name in self.vocabulary.in_order)
        facts = self.vocabulary.facts
        return [name for name in used if name not in facts or facts[name].kind != "event"]

    def options(self, name: str) -> list[Any]:
        """Give what something else can be."""
        if name.endswith(" to come"):
            return [day for day in self.pool if day >= self.today]
        if name.startswith("minute of "):
            one = self.facts.get(name.removeprefix("minute of "))
            known = isinstance(one, Stated) and isinstance(one.value, Bounds) and one.value.minutes
            return [_since_1970(known)] if known else [0, 721, 1439]
        if name not in self.vocabulary.facts:
            return [None]
        fact, one = self.vocabulary.facts[name], self.facts.get(name)
        if fact.kind == "day":
            return self._named(one)
        if one is not None:
            return [one.value]
        if fact.kind == "decision":
            return ["not yet made"]
        if fact.any_of:
            return [
                frozenset(some)
                for some in chain(*(combinations(fact.any_of, n) for n in range(len(fact.any_of) + 1)))
            ]
        return list(fact.values)

    def _named(self, one: Stated | None) -> list[tuple[bool, float]]:
        """A day that was never named could be any; nothing may hang on it but that it was not named."""
        free = [(False, day) for day in self.pool]
        if one is None:
            return free + [(True, day) for day in self.pool if day != inf]
        if isinstance(one.value, Bounds):
            ends = {one.value.lo, one.value.hi, *self.pool}
            return [
                (True, day) for day in ends if one.value.lo <= day <= one.value.hi and abs(day) < NO_BOUND
            ]
        return free

    def world(self, history: Turns, rest: dict[str, Any]) -> World:
        """Put a world together."""
        days = {name: self._time(name, day, rest) for name, (_, day) in history.items()}
        named = {name for name, value in rest.items() if isinstance(value, tuple) and value[0]}
        days |= {name: Time(value[1]) for name, value in rest.items() if isinstance(value, tuple)}
        readings = {name: one.default for name, one in self.procedure.readings.items()} | self.case.readings
        return World(
            self.today,
            frozenset(name for name, (happened, _) in history.items() if happened),
            days,
            {name: value for name, value in rest.items() if isinstance(value, str | frozenset)},
            frozenset(named),
            {
                name.removesuffix(" to come"): Time(day)
                for name, day in rest.items()
                if name.endswith(" to come")
            },
            readings,
        )

    @staticmethod
    def _time(name: str, day: float, rest: dict[str, Any]) -> Time:
        of_day = rest.get(f"minute of {name}")
        if of_day is None or day == inf:
            return Time(day)
        exact = of_day.since if isinstance(of_day, _Known) else minute(int(day), of_day)
        return Time(day, (exact, exact))


@dataclass(frozen=True)
class _Known:
    since: int


def _since_1970(minutes: tuple[int, int]) -> _Known:
    start = date(1970, 1, 1).toordinal() - date(1, 1, 1).toordinal()
    return _Known(minutes[0] - start * 1440)


def _may_follow(later: Turn, earlier: Turn) -> bool:
    return later[1] >= earlier[1] and (earlier[0] or not later[0])


def _not_happened(name: str) -> Filter:
    return lambda turns: not turns[name][0]


def _same_day(name: str, other: str) -> Filter:
    return lambda turns: turns[name] == turns[other] and turns[name][0]


def _named_in(node: Any) -> list[str]:
    """Give what a node names, if it is a test of a fact, a day, or an event that may not qualify."""
    if isinstance(node, Qualified):
        return [f"{node.event} to come"]
    if isinstance(node, Is | Includes):
        return [node.fact]
    fields = ((Yes, "yes"), (No, "no"), (Undecided, "undecided"), (IsStated, "stated"), (Name, "name"))
    return [getattr(node, field) for kind, field in fields if isinstance(node, kind)]


def _in_hours(node: Plus) -> bool:
    lengths = [node.period]
    if isinstance(node.period, PeriodCases):
        lengths = [*(one.then for one in node.period.cases), node.period.otherwise]
    return any(one.unit is Unit.HOURS for one in lengths if isinstance(one, Period))


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
            case Plus(from_=start):
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
                return None if day_ is None or length is None else counted(day_, length, how)
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
