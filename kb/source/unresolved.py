"""Finds names in a linked procedure that stand for nothing: a slip in a convention shows only once it is applied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.model.diagnostics import Diagnostic
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
from kb.source.origins import Origins
from kb.source.wording import did_you_mean, quoted

GOVERNED = (
    "days", "weeks", "working days", "months", "years", "hours", "beginning with", "order of events", "presumption",
    "record", "closed list", "reading", "no new bank holiday", "next working day", "pause",
)  # fmt: skip
Fault = tuple[str, Code, str, str]
"""A name, and what is wrong with it: the code, the message, the help."""


def unresolved(procedure: LinkedProcedure, origins: Origins) -> list[Diagnostic]:
    """Give a diagnostic for each name that stands for nothing, and each mechanism or norm that no convention explains."""
    told = list(_Names(procedure).told(origins))
    for what in GOVERNED:
        if what not in procedure.governing:
            told.append(
                origins.told(codes.NO_CONVENTION, f"no convention clause governs {quoted(what)}", None)
            )
    return list(dict.fromkeys(told))


class _Names:
    def __init__(self, procedure: LinkedProcedure) -> None:
        self.procedure, self.facts = procedure, procedure.vocabulary.facts
        self.conclusions = conclusion_kinds(procedure.vocabulary, procedure.named)

    def told(self, origins: Origins) -> Iterator[Diagnostic]:
        for rule in self.procedure.every_rule:
            for name, code, message, help_ in self._faults(rule.body):
                spot = origins.writing(rule, self.procedure.name, name)
                if self._is_undrawn(name):  # what is missing is missing from the policy, whoever asks for it
                    spot, help_ = origins.named(rule, self.procedure.name), origins.silence_for(name) or help_
                yield origins.told(code, message, spot, help_)
        for reading, one in self.procedure.readings.items():
            for name, code, message, help_ in self._faults(tuple(one.choices.values())):
                spot = origins.reading(reading)
                yield origins.told(code, message, spot.below(name) if spot else None, help_)

    def _faults(self, root: object) -> Iterator[Fault]:
        for node in nodes_in(root):
            yield from self._of(node)

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
                    yield name, codes.UNKNOWN_READING, f"unknown reading {quoted(name)}", ""
            case _:
                return

    def _conclusion(self, node: Holds) -> Iterator[Fault]:
        kind = self.conclusions.get(node.name)
        if kind is None:
            yield (
                node.name,
                codes.UNKNOWN_CONCLUSION,
                f"unknown conclusion {quoted(node.name)}",
                self._meant(node.name),
            )
            return
        if node.name not in self.procedure.conclusions:  # its failing would rest on no rule at all
            message = f"no rule of the procedure `{self.procedure.name}` draws {quoted(node.name)}"
            yield node.name, codes.UNDRAWN, message, ""
        if kind.of == "values" and kind.listed:
            for value in node.values:
                if value != "any" and value not in kind.listed:
                    help_ = did_you_mean(value, kind.listed)
                    message = f"{quoted(node.name)} cannot be {quoted(value)}"
                    yield value, codes.UNKNOWN_CONCLUSION_VALUE, message, help_

    def _is_undrawn(self, day: str) -> bool:
        kind = self.conclusions.get(day)
        return kind is not None and kind.type == "day" and day not in self.procedure.days

    def _meant(self, conclusion: str) -> str:
        """Say which conclusion was meant; or that the norm it is about stands in another procedure."""
        norm, _, about = conclusion.rpartition(".")
        families = self.procedure.vocabulary.families.values()
        if norm in self.procedure.vocabulary.names and any(about in family for family in families):
            return f"no part of the procedure `{self.procedure.name}` has a norm {quoted(norm)}"
        return did_you_mean(conclusion, self.conclusions)

    def _fact(self, name: str, kinds: tuple[str, ...]) -> Iterator[Fault]:
        fact = self.facts.get(name)
        if self._is_undrawn(name):
            message = f"no rule of the procedure `{self.procedure.name}` draws the day {quoted(name)}"
            yield name, codes.UNDRAWN, message, ""
        elif fact is None:
            known = [*self.facts, *self.procedure.days]
            yield name, codes.UNKNOWN_FACT, f"unknown fact or day {quoted(name)}", did_you_mean(name, known)
        elif fact.kind not in kinds:
            message = f"{quoted(name)} is a {fact.kind}, and a {' or '.join(kinds)} is expected here"
            yield name, codes.WRONG_KIND, message, ""
