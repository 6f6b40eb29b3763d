"""The first step of the rule engine: calculate every day of a program, then test its leaves on the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kb.calendar import Calendar, OutsideCalendar
from kb.engine.deeming import deemed
from kb.engine.pausing import paused
from kb.model.bounds import (
    EARLIEST,
    LATEST,
    NEVER,
    Bounds,
    compared,
    day_of,
    earliest_of,
    exactly,
    latest_of,
    minute_of,
    minutes_of,
    moment_at,
)
from kb.model.case import Case
from kb.model.periods import Counted, Period, Unit
from kb.model.situation import Known, Situation, assessment_day
from kb.model.truth import Truth, truth_of
from kb.program.form import DayNode, Leaf, Program


class CountedPast(OutsideCalendar):
    """A day that rules count lies outside the calendar: the procedure, the day, and the one it is counted from."""

    def __init__(self, procedure: str, node: DayNode, start: Bounds, reason: OutsideCalendar) -> None:
        """Keep what was counted, and say what the calendar says."""
        ValueError.__init__(self, str(reason))
        self.procedure, self.node, self.start = procedure, node, start


@dataclass(frozen=True, slots=True)
class Settled:
    """The days of a program in one case, and the atoms that its leaves put in."""

    days: dict[str, Bounds]
    atoms: frozenset[int]


def settled(
    program: Program, case: Case, situation: Situation, calendar: Calendar, readings: dict[str, str | None]
) -> Settled:
    """Calculate all days and test all leaves; a reading given as None is open over its alternatives.

    Raises:
        CountedPast: a day would have to be counted past the calendar's range.
    """
    nothing = Settled({}, frozenset())
    return settled_again(nothing, program, program.days, program.leaves, case, situation, calendar, readings)


def settled_again(
    known: Settled,
    program: Program,
    nodes: Iterable[DayNode],
    tests: Sequence[tuple[Leaf, int, int]],
    case: Case,
    situation: Situation,
    calendar: Calendar,
    readings: dict[str, str | None],
) -> Settled:
    """Calculate some days and test some leaves, in the order of their program; all others stay as they are known.

    Leaves are given as programs have them, each with its atoms.

    Raises:
        CountedPast: as `settled`.
    """
    today = assessment_day(case)
    days, true = dict(known.days), set(known.atoms)
    for node in nodes:
        try:
            days[node.key] = _day(node, days, situation, calendar, today)
        except OutsideCalendar as error:
            raise CountedPast(program.procedure, node, days[node.parts[0]], error) from None
    if true:  # of a program settled for the first time nothing is known, and there is nothing to forget
        true.difference_update(atom for _, *pair in tests for atom in pair)
    for leaf, holds, fails in tests:
        truth = _truth(leaf, true, days, situation, readings)
        if truth is not Truth.OPEN:
            true.add(holds if truth is Truth.HOLDS else fails)
    return Settled(days, frozenset(true))


def _day(
    node: DayNode, days: dict[str, Bounds], situation: Situation, calendar: Calendar, today: Bounds
) -> Bounds:
    match node.op:
        case "event" | "named":
            return situation[node.name].bounds
        case "date":
            return exactly(date.fromisoformat(node.name))
        case "assessed_on":
            return today
        case "never":
            return NEVER
        case "not_yet":
            return Bounds(today.lo, LATEST)
        case "later":
            return latest_of(days[part] for part in node.parts)
        case "earlier":
            return earliest_of(days[part] for part in node.parts)
        case "plus":
            assert node.period is not None
            if len(node.parts) > 1:
                start, begin, end = (days[part] for part in node.parts)
                return paused(start, begin, end, today.lo, node.period, node.counted, calendar)
            return counted(days[node.parts[0]], node.period, node.counted, calendar)
        case "working_day":
            return deemed(days[node.parts[0]], node.cut_off, calendar)


def counted(start: Bounds, period: Period, how: Counted, calendar: Calendar) -> Bounds:
    """Count a period from each end of a day's bounds; counting never makes a later start end sooner."""
    if period.unit is Unit.HOURS:
        first, last = (_elapsed(minute, period.number, calendar) for minute in minutes_of(start))
        return Bounds(day_of(first), day_of(last), (first, last), by_minute=True)
    lo = _last_day(start.lo, period, how, calendar)
    return Bounds(lo, lo if start.hi == start.lo else _last_day(start.hi, period, how, calendar))


def _last_day(ordinal: int, period: Period, how: Counted, calendar: Calendar) -> int:
    if not EARLIEST < ordinal < LATEST:
        return ordinal
    return calendar.last_day(date.fromordinal(ordinal), period, how).toordinal()


def _elapsed(minute: int, hours: int, calendar: Calendar) -> int:
    if not EARLIEST * 1440 < minute < LATEST * 1440:
        return minute
    return minute_of(calendar.elapsed(moment_at(minute), hours))


def _truth(
    leaf: Leaf,
    true: set[int],
    days: dict[str, Bounds],
    situation: Situation,
    readings: dict[str, str | None],
) -> Truth:
    match leaf.op:
        case "all":
            if true.issuperset(leaf.parts):
                return Truth.HOLDS
            return Truth.OPEN if true.isdisjoint(leaf.against) else Truth.FAILS
        case "compare":
            return compared(days[leaf.of], leaf.how, days[leaf.other])  # type: ignore[arg-type]
        case "choose":
            return _chosen(leaf, true)
        case "happened" | "stated":
            return situation[leaf.of].status
        case "value":
            return _among(situation[leaf.of], leaf.values)
        case "member":
            return _member(situation[leaf.of], leaf.values[0])
        case "reading":
            chosen = readings[leaf.of]
            return Truth.OPEN if chosen is None else _of(chosen == leaf.values[0])
        case "true":
            return Truth.HOLDS


def _chosen(leaf: Leaf, true: set[int]) -> Truth:
    """Take what every choice that may be the one comes to."""
    alive = [outcome for ruled_out, outcome in leaf.choices if true.isdisjoint(ruled_out)]
    return truth_of(true.issuperset([one for one, _ in alive]), true.issuperset([one for _, one in alive]))


def _of(holds: bool) -> Truth:
    return Truth.HOLDS if holds else Truth.FAILS


def _among(known: Known, values: tuple[str, ...]) -> Truth:
    """Whether a fact is one of some values: always, never, or depending on which of the possible ones it is."""
    if not known.possible & set(values):
        return Truth.FAILS
    return Truth.HOLDS if known.possible <= set(values) else Truth.OPEN


def _member(known: Known, member: str) -> Truth:
    return Truth.OPEN if known.members is None else _of(member in known.members)
