"""The periods that a procedure counts: from which event, how long, in which way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from kb.model.periods import Counted, Period
from kb.model.policy import LinkedProcedure
from kb.model.tree import Name, OnDate, PeriodCases, Plus, Qualified, ReadingDay

Period_ = tuple[str, Period, Counted]

_NAMED: dict[int, tuple[LinkedProcedure, tuple[Period_, ...], tuple[date, ...]]] = {}


def _named(procedure: LinkedProcedure) -> tuple[LinkedProcedure, tuple[Period_, ...], tuple[date, ...]]:
    """Give what a procedure counts and names, worked out once for each."""
    kept = _NAMED.get(id(procedure))
    if kept is None or kept[0] is not procedure:
        if len(_NAMED) > 99:
            _NAMED.clear()
        nodes = list(tree(roots(procedure)))
        found = tuple(dict.fromkeys(node.date for node in nodes if isinstance(node, OnDate)))
        kept = _NAMED[id(procedure)] = (procedure, tuple(_counted(procedure, nodes)), found)
    return kept


def periods(procedure: LinkedProcedure) -> tuple[Period_, ...]:
    """Give each period that the procedure counts from an event, by any reading and in any circumstances."""
    return _named(procedure)[1]


def dates(procedure: LinkedProcedure) -> tuple[date, ...]:
    """Give each date that the procedure names."""
    return _named(procedure)[2]


def roots(procedure: LinkedProcedure) -> list[Any]:
    """Give every day and condition that a procedure is made of."""
    parts: list[Any] = [one.when for one in procedure.rules] + [one.day for one in procedure.days.values()]
    return parts + [choice for one in procedure.readings.values() for choice in one.choices.values()]


def _counted(procedure: LinkedProcedure, nodes: list[Any]) -> dict[Period_, None]:
    return {
        (event, period, node.counted): None
        for node in nodes
        if isinstance(node, Plus)
        for event in _events(procedure, node.from_)
        for period in _lengths(node)
    }


def _lengths(node: Plus) -> list[Period]:
    if isinstance(node.period, PeriodCases):
        return [*(case.then for case in node.period.cases), node.period.otherwise]
    return [node.period]


def _events(procedure: LinkedProcedure, day: Any) -> Iterator[str]:
    facts = procedure.vocabulary.facts
    for node in tree([day]):
        if isinstance(node, Name) and node.name in facts and facts[node.name].kind == "event":
            yield node.name
        elif isinstance(node, Qualified):
            yield node.event
        elif isinstance(node, ReadingDay):
            for choice in procedure.readings[node.reading].choices.values():
                yield from _events(procedure, choice)


def tree(roots: Any) -> Iterator[Any]:
    """Give every node of some trees."""
    if isinstance(roots, BaseModel):
        yield roots
        roots = [getattr(roots, key) for key in type(roots).model_fields]
    if isinstance(roots, list | tuple):
        for one in roots:
            yield from tree(one)
