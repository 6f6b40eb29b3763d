"""Finds names in a linked procedure that stand for nothing: a slip in a convention shows only once it is applied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.model.diagnostics import Diagnostic, Place
from kb.model.policy import LinkedProcedure
from kb.model.record import nodes_in
from kb.model.tree import (
    Holds,
    Includes,
    Is,
    Name,
    No,
    Qualified,
    ReadingCondition,
    ReadingDay,
    Stated,
    Undecided,
    Yes,
)
from kb.source import codes
from kb.source.codes import Code
from kb.source.conclusions import conclusion_kinds
from kb.source.wording import did_you_mean, quoted

GOVERNED = (
    "days", "weeks", "working days", "months", "years", "hours", "beginning with", "order of events", "presumption",
    "record", "closed list", "reading", "no new bank holiday", "next working day", "pause",
)  # fmt: skip
Fault = tuple[Code, str, str]


def unresolved(procedure: LinkedProcedure, place: Place) -> list[Diagnostic]:
    """Give a diagnostic for each name that stands for nothing, and each mechanism or norm that no convention explains."""
    found = _Names(procedure)
    told = [Diagnostic(code.id, message, place, rule, help_) for rule, code, message, help_ in found.faults()]
    for what in GOVERNED:
        if what not in procedure.governing:
            message = f"no convention clause governs {quoted(what)}"
            told.append(Diagnostic(codes.NO_CONVENTION.id, message, place, help=codes.NO_CONVENTION.mend))
    return told


class _Names:
    def __init__(self, procedure: LinkedProcedure) -> None:
        self.procedure, self.facts = procedure, procedure.vocabulary.facts
        self.conclusions = conclusion_kinds(procedure.vocabulary, procedure.named)

    def faults(self) -> Iterator[tuple[str, Code, str, str]]:
        roots: list[tuple[str, Any]] = [(rule.id, rule.when) for rule in self.procedure.rules]
        roots += [(day.id, day.day) for day in self.procedure.days.values()]
        roots += [
            (f"reading {name}", tuple(one.choices.values())) for name, one in self.procedure.readings.items()
        ]
        for where, root in roots:
            for node in nodes_in(root):
                for fault in self._of(node):
                    yield (where, *fault)

    def _of(self, node: Any) -> Iterator[Fault]:
        match node:
            case Holds():
                yield from self._conclusion(node)
            case Name(name=name):
                if name not in ("assessed_on", "never") and name not in self.procedure.days:
                    yield from self._fact(name, ("event", "day"))
            case Qualified(event=name):
                yield from self._fact(name, ("event",))
            case Yes(yes=name) | No(no=name):
                yield from self._fact(name, ("circumstance", "judgement"))
            case Is() | Includes():
                yield from self._fact(node.fact, ("circumstance", "judgement", "decision"))
            case Undecided(undecided=name):
                yield from self._fact(name, ("decision",))
            case Stated(stated=name):
                yield from self._fact(name, ("day",))
            case ReadingDay(reading=name) | ReadingCondition(reading=name):
                if name not in self.procedure.readings:
                    yield codes.UNKNOWN_READING, f"unknown reading {quoted(name)}", ""
            case _:
                return

    def _conclusion(self, node: Holds) -> Iterator[Fault]:
        kind = self.conclusions.get(node.name)
        if kind is None:
            help_ = did_you_mean(node.name, self.conclusions)
            yield codes.UNKNOWN_CONCLUSION, f"unknown conclusion {quoted(node.name)}", help_
        elif kind.of == "values" and kind.listed:
            for value in node.values:
                if value != "any" and value not in kind.listed:
                    help_ = did_you_mean(value, kind.listed)
                    yield (
                        codes.UNKNOWN_CONCLUSION_VALUE,
                        f"{quoted(node.name)} cannot be {quoted(value)}",
                        help_,
                    )

    def _fact(self, name: str, kinds: tuple[str, ...]) -> Iterator[Fault]:
        fact = self.facts.get(name)
        if fact is None:
            known = [*self.facts, *self.procedure.days]
            yield codes.UNKNOWN_FACT, f"unknown fact or day {quoted(name)}", did_you_mean(name, known)
        elif fact.kind not in kinds:
            yield (
                codes.WRONG_KIND,
                f"{quoted(name)} is a {fact.kind}, and a {' or '.join(kinds)} is expected here",
                "",
            )
