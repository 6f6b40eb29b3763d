"""Refuses conclusions that depend on themselves, and exceptions that go round: nothing could ever be derived first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from kb.model.diagnostics import Diagnostic
from kb.model.policy import LinkedProcedure
from kb.model.record import nodes_in
from kb.model.tree import Holds, Name, ReadingCondition, ReadingDay
from kb.source import codes
from kb.source.origins import Origins
from kb.source.spots import Spot
from kb.source.wording import quoted


def circles(procedure: LinkedProcedure, origins: Origins) -> list[Diagnostic]:
    """Give a diagnostic for a circle of conclusions, and one for a circle of exceptions, each with its members."""
    told = []
    if circle := _circle(_conclusions(procedure)):
        message = f"conclusions depend on themselves: {' -> '.join(map(quoted, circle))}"
        told.append(origins.told(codes.CIRCLE, message, _step(procedure, circle, origins)))
    if circle := _circle({rule.id: set(rule.exceptions) for rule in procedure.rules}):
        message = f"exceptions go round in a circle: {' -> '.join(map(quoted, circle))}"
        rule = procedure.rule[circle[1]]  # which says of itself that it is an exception to the one before
        spot = origins.template(rule) or origins.of(rule, procedure.name)
        told.append(origins.told(codes.EXCEPTION_CIRCLE, message, spot and spot.below("exception-to")))
    return told


def _step(procedure: LinkedProcedure, circle: list[str], origins: Origins) -> Spot | None:
    """Give where one member of a circle looks at the next: in a rule of the policy, if one of them does."""
    steps = list(_steps(procedure, circle, origins))
    own = (spot for spot in steps if spot is not None and not spot.applied)
    return next(own, next(iter(steps), None))


def _steps(procedure: LinkedProcedure, circle: list[str], origins: Origins) -> Iterator[Spot | None]:
    for member, following in pairwise(circle):
        name = following.removeprefix("reading ")
        if member.startswith("reading "):
            spot = origins.reading(member.removeprefix("reading "))
            yield spot.below(name) if spot else None
        for rule in procedure.every_rule:
            if rule.conclusion == member and following in _named(rule.body):
                yield origins.writing(rule, procedure.name, name)


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
