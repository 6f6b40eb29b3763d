"""Refuses conclusions that depend on themselves, and exceptions that go round: nothing could ever be derived first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from kb.model.diagnostics import Diagnostic, Place
from kb.model.policy import LinkedProcedure
from kb.model.record import nodes_in
from kb.model.tree import Holds, Name, ReadingCondition, ReadingDay
from kb.source import codes
from kb.source.wording import quoted


def circles(procedure: LinkedProcedure, place: Place) -> list[Diagnostic]:
    """Give a diagnostic for a circle of conclusions, and one for a circle of exceptions, each with its members."""
    found = [(codes.CIRCLE, "conclusions depend on themselves", _conclusions(procedure))]
    exceptions = {rule.id: set(rule.exceptions) for rule in procedure.rules}
    found.append((codes.EXCEPTION_CIRCLE, "exceptions go round in a circle", exceptions))
    told = [(code, what, _circle(depends)) for code, what, depends in found]
    within = f"{procedure.policy.policy}, procedure {procedure.name}"
    return [
        Diagnostic(code.id, f"{what}: {' -> '.join(map(quoted, circle))}", place, within, code.mend)
        for code, what, circle in told
        if circle
    ]


def _circle(depends: Mapping[str, Iterable[str]]) -> list[str]:
    try:
        TopologicalSorter(depends).prepare()
    except CycleError as error:
        members: list[str] = error.args[1]
        return members[::-1]
    return []


def _conclusions(procedure: LinkedProcedure) -> dict[str, set[str]]:
    """Give, for each conclusion and each reading, the conclusions and readings that it looks at."""
    depends: dict[str, set[str]] = {name: set() for name in procedure.conclusions}
    for rule in procedure.rules:
        depends[rule.conclusion] |= set(_named(rule.when))
        for other in rule.exceptions:  # whether a rule applies hangs on whether its exceptions do
            depends[rule.conclusion] |= set(_named(procedure.rule[other].when))
    for name, day in procedure.days.items():
        depends[name] |= set(_named(day.day))
    for name, reading in procedure.readings.items():
        depends[f"reading {name}"] = set(_named(tuple(reading.choices.values())))
    return {name: {one for one in some if one in depends} for name, some in depends.items()}


def _named(root: object) -> Iterator[str]:
    for node in nodes_in(root):
        match node:
            case Holds(name=name) | Name(name=name):
                yield name
            case ReadingDay(reading=name) | ReadingCondition(reading=name):
                yield f"reading {name}"
            case _:
                continue
