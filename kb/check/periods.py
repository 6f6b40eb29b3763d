"""The periods that a procedure counts: from which event, how long, in which way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from kb.model.periods import Counted, Period
from kb.model.policy import LinkedProcedure
from kb.model.tree import Name, PeriodCases, Plus, Qualified, ReadingDay

Period_ = tuple[str, Period, Counted]

_PERIODS: dict[int, tuple[LinkedProcedure, tuple[Period_, ...]]] = {}


def periods(procedure: LinkedProcedure) -> tuple[Period_, ...]:
    """Give each period that the procedure counts from an event, by any reading and in any circumstances."""
    kept = _PERIODS.get(id(procedure))
    if kept is None or kept[0] is not procedure:
        if len(_PERIODS) > 99:
            _PERIODS.clear()
        kept = _PERIODS[id(procedure)] = (procedure, tuple(_counted(procedure)))
    return kept[1]


def _counted(procedure: LinkedProcedure) -> dict[Period_, None]:
    roots = [[rule.day for rule in procedure.days.values()], [one.when for one in procedure.rules]]
    return {
        (event, period, node.counted): None
        for node in tree(roots)
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
