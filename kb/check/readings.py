"""Every reading is used: a passage that nothing depends on is not unclear."""

from __future__ import annotations

from collections.abc import Iterator

from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.model.policy import LinkedProcedure
from kb.model.record import Node, nodes_in
from kb.model.tree import ReadingCondition, ReadingDay
from kb.source import codes
from kb.source.spots import Spot


def unused_readings(subject: Subject) -> Iterator[Diagnostic]:
    """Find readings on which no rule and no day of any procedure depends."""
    used = {name for linked in subject.loaded.procedures.values() for name in _used(linked)}
    for document, part in subject.files:
        for number, one in enumerate(part.readings):
            if one.reading not in used:
                spot = Spot(document, ("readings", number, "reading"))
                message = f"no rule uses the reading `{one.reading}`"
                yield spot.found(codes.UNUSED_READING, message)


def nodes_of(linked: LinkedProcedure) -> Iterator[Node]:
    """Give every condition and day that the rules of a procedure are made of, and the choices of readings in use."""
    for rule in linked.every_rule:
        yield from nodes_in(rule.body)
    for name in _used(linked):
        yield from nodes_in(tuple(linked.readings[name].choices.values()))


def _used(linked: LinkedProcedure) -> set[str]:
    found: set[str] = set()
    waiting = {name for rule in linked.every_rule for name in _named(rule.body)}
    while waiting:  # a reading may be read by another
        found |= waiting
        choices = [choice for name in waiting for choice in linked.readings[name].choices.values()]
        waiting = {name for choice in choices for name in _named(choice)} - found
    return found


def _named(root: object) -> Iterator[str]:
    for node in nodes_in(root):
        if isinstance(node, (ReadingDay, ReadingCondition)):
            yield node.reading
