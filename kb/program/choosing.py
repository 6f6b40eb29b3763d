"""Which conclusions choose between days or readings: these are settled with the days, before anything is chained."""

from __future__ import annotations

from collections.abc import Iterator

from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.record import nodes_in
from kb.model.tree import DayCase, Holds, PeriodCase, Qualified, ReadingCondition


def choosing(procedure: LinkedProcedure) -> frozenset[str]:
    """Give the conclusions by which days or readings are chosen, with those that they depend on."""
    found: set[str] = set()
    waiting = [name for root in procedure.bodies for name in _chosen_by(procedure, root)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            rules = (rule for rule in procedure.rules if rule.conclusion == name)
            waiting += [one for rule in rules for one in _needed(procedure, rule)]
    return frozenset(found)


def _chosen_by(procedure: LinkedProcedure, root: object) -> Iterator[str]:
    for node in nodes_in(root):
        match node:
            case DayCase(when=condition) | PeriodCase(when=condition) | Qualified(provided=condition):
                yield from _concluded(procedure, condition)
            case ReadingCondition():
                yield from _concluded(procedure, node)
            case _:
                pass


def _concluded(procedure: LinkedProcedure, root: object) -> Iterator[str]:
    """Give the conclusions that a condition looks at."""
    for node in nodes_in(root):
        match node:
            case Holds(name=name):
                yield name
            case ReadingCondition(reading=name):
                yield from _concluded(procedure, tuple(procedure.readings[name].choices.values()))
            case _:
                pass


def _needed(procedure: LinkedProcedure, rule: LinkedRule) -> Iterator[str]:
    """Give the conclusions on which it depends whether a rule applies."""
    yield from _concluded(procedure, rule.when)
    for other in rule.exceptions:
        yield from _needed(procedure, procedure.rule[other])
