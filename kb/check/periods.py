"""The periods that a procedure counts: from which event, how long, in which way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kb.model.periods import Counted, Period
from kb.model.policy import LinkedProcedure
from kb.model.record import nodes_in
from kb.model.tree import Name, OnDate, Plus, Qualified, ReadingDay, lengths

Period_ = tuple[str, Period, Counted]

_NAMED: dict[int, tuple[LinkedProcedure, tuple[Period_, ...], tuple[date, ...]]] = {}


def _named(procedure: LinkedProcedure) -> tuple[LinkedProcedure, tuple[Period_, ...], tuple[date, ...]]:
    """Give what a procedure counts and names, worked out once for each."""
    kept = _NAMED.get(id(procedure))
    if kept is None or kept[0] is not procedure:
        if len(_NAMED) > 99:
            _NAMED.clear()
        nodes = list(nodes_in(procedure.bodies))
        found = tuple(dict.fromkeys(node.date for node in nodes if isinstance(node, OnDate)))
        kept = _NAMED[id(procedure)] = (procedure, tuple(_counted(procedure, nodes)), found)
    return kept


def periods(procedure: LinkedProcedure) -> tuple[Period_, ...]:
    """Give each period that the procedure counts from an event, by any reading and in any circumstances."""
    return _named(procedure)[1]


def dates(procedure: LinkedProcedure) -> tuple[date, ...]:
    """Give each date that the procedure names."""
    return _named(procedure)[2]


def _counted(procedure: LinkedProcedure, nodes: list[Any]) -> dict[Period_, None]:
    return {
        (event, period, node.counted): None
        for node in nodes
        if isinstance(node, Plus)
        for event in _events(procedure, node.from_)
        for period in lengths(node.period)
    }


def _events(procedure: LinkedProcedure, day: Any) -> Iterator[str]:
    facts = procedure.vocabulary.facts
    for node in nodes_in(day):
        if isinstance(node, Name) and node.name in facts and facts[node.name].kind == "event":
            yield node.name
        elif isinstance(node, Qualified):
            yield node.event
        elif isinstance(node, ReadingDay):
            for choice in procedure.readings[node.reading].choices.values():
                yield from _events(procedure, choice)
