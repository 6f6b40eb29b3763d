"""The periods that a procedure counts: from which event, how long, in which way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from kb.model.periods import Counted, Period
from kb.model.policy import LinkedProcedure
from kb.model.record import nodes_in
from kb.model.tree import Name, OnDate, Plus, Qualified, ReadingDay, lengths

Period_ = tuple[str, Period, Counted]


@lru_cache(maxsize=100)
def _named(procedure: LinkedProcedure) -> tuple[tuple[Period_, ...], tuple[date, ...]]:
    """Give what a procedure counts, and the dates that it names."""
    nodes = list(nodes_in(procedure.bodies))
    found = tuple(dict.fromkeys(node.date for node in nodes if isinstance(node, OnDate)))
    return tuple(_counted(procedure, nodes)), found


def periods(procedure: LinkedProcedure) -> tuple[Period_, ...]:
    """Give each period that the procedure counts from an event, by any reading and in any circumstances."""
    return _named(procedure)[0]


def dates(procedure: LinkedProcedure) -> tuple[date, ...]:
    """Give each date that the procedure names."""
    return _named(procedure)[1]


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
