"""Refuses hours and cut-offs of days that can have no time of day: on such a day, they could never be decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kb.model.diagnostics import Diagnostic
from kb.model.periods import Unit
from kb.model.policy import LinkedProcedure
from kb.model.record import nodes_in
from kb.model.tree import (
    Day,
    DayCases,
    EarlierOf,
    LaterOf,
    Name,
    NextWorkingDay,
    OnDate,
    Plus,
    Qualified,
    ReadingDay,
    lengths,
)
from kb.source import codes
from kb.source.origins import Origins
from kb.source.spots import Spot
from kb.source.wording import quoted


def timeless(procedure: LinkedProcedure, origins: Origins) -> list[Diagnostic]:
    """Give a diagnostic for each time of day that is asked of a day without one, in a procedure without circles."""
    told = [
        origins.told(
            codes.TIMELESS, f"{quoted(day.key)} has no time of day, and {quoted(written)} asks for one", spot
        )
        for written, day, spot in _places(procedure, origins)
        if not _timed(day, procedure)
    ]
    return list(dict.fromkeys(told))


def _places(procedure: LinkedProcedure, origins: Origins) -> Iterator[tuple[str, Day, Spot | None]]:
    """Give what asks for a time of day, as it is written, the day of which it asks, and where."""
    for rule in procedure.every_rule:
        for written, day in _asked(rule.body):
            yield written, day, origins.writing(rule, procedure.name, written)
    for name, reading in procedure.readings.items():
        for written, day in _asked(tuple(reading.choices.values())):
            spot = origins.reading(name)
            yield written, day, spot and spot.below(written)


def _asked(root: object) -> Iterator[tuple[str, Day]]:
    for node in nodes_in(root):
        if isinstance(node, NextWorkingDay) and node.cut_off:
            yield node.cut_off, node.next_working_day
        elif isinstance(node, Plus):
            yield from ((str(one), node.from_) for one in lengths(node.period) if one.unit is Unit.HOURS)


def _timed(day: Day, procedure: LinkedProcedure) -> bool:
    """Whether a case can say at what time a day comes, whichever day it is of several; what never comes needs none."""
    match day:
        case Name(name=name) if name in procedure.days:
            return _timed(procedure.days[name].day, procedure)
        case Name(name=name):
            return name == "never" or (
                name != "assessed_on" and procedure.vocabulary.facts[name].kind == "event"
            )
        case Qualified():
            return True
        case OnDate() | NextWorkingDay():
            return False
        case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
            return any(_timed(part, procedure) for part in parts)
        case Plus(from_=start):
            return all(one.unit is Unit.HOURS for one in lengths(day.period)) and _timed(start, procedure)
        case DayCases(cases=cases, otherwise=otherwise):
            return all(_timed(one, procedure) for one in (*(case.then for case in cases), otherwise))
        case ReadingDay(reading=name):
            return all(_timed(one, procedure) for one in procedure.readings[name].choices.values())  # type: ignore[arg-type]
    assert_never(day)
