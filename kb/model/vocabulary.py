"""The vocabulary: every fact and conclusion is declared here once, with its label, question and values."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from kb.model.record import Node

YES_NO = ("yes", "no")
DECISION = ("accepted", "refused", "not yet made")


class SameDay(Node):
    """A presumption: where a day is not stated, it is taken to be the day of another event."""

    same_day_as: str


class Fact(Node):
    """What a case may state.

    `event` is something that happens on a day, `day` a day that was named, `circumstance` a state of things,
    `judgement` a person's answer to an open question, `decision` an act of discretion.
    """

    kind: Literal["event", "day", "circumstance", "judgement", "decision"]
    label: str
    question: str
    note: str = ""
    one_of: dict[str, str] = Field(default_factory=dict)
    any_of: dict[str, str] = Field(default_factory=dict)
    follows: tuple[str, ...] = ()
    presumed: Literal["not yet"] | SameDay | None = None
    decided_by: str = ""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Fact:
        if (self.follows or self.presumed) and self.kind != "event":
            raise ValueError("only an event has an order or a presumption")
        if (self.one_of or self.any_of) and self.kind not in ("circumstance", "judgement"):
            raise ValueError("only a circumstance or a judgement has a list of values")
        return self

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The values it can have, in order; empty for an event and a day."""
        if self.kind == "decision":
            return DECISION
        if self.kind in ("event", "day"):
            return ()
        return tuple(self.one_of or self.any_of) or YES_NO

    def worded(self, value: str) -> str:
        """Give the words for one of its values."""
        return self.one_of.get(value) or self.any_of.get(value) or value.replace("_", " ")


class ConclusionKind(Node):
    """What may be concluded: a day, yes or no, one of a list, or any of a list.

    `of: norms` adds the policy's norms to the values, `of: procedures` its procedures.

    `warns` are the values that an officer must see first (`any`: every value), `asked_for` marks what somebody may ask.
    `idle_while` has values of other conclusions about the same norm with which nobody needs this one yet.
    """

    label: str
    type: Literal["day", "yes-no", "one-of", "any-of"]
    values: dict[str, str] = Field(default_factory=dict)
    of: Literal["values", "norms", "procedures", "grounds", "parts"] = "values"
    note: str = ""
    warns: tuple[str, ...] = ()
    asked_for: Literal["yes"] | None = None
    idle_while: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The values declared, in order."""
        return YES_NO if self.type == "yes-no" else tuple(self.values)

    def worded(self, value: str) -> str:
        """Give the words for one of its values."""
        return self.values.get(value) or value.replace("_", " ")


class Vocabulary(Node):
    """All facts and conclusions; `families` are the conclusions that every norm of a kind gives rise to.

    `complainants-acts` are the names of acts that are the complainant's, where no norm says whom it binds.
    """

    names: dict[str, str]
    complainants_acts: tuple[str, ...] = ()
    facts: dict[str, Fact]
    conclusions: dict[str, ConclusionKind]
    families: dict[str, dict[str, ConclusionKind]]

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """The events, each after those that it follows."""
        done: dict[str, None] = {}

        def visit(name: str, path: tuple[str, ...]) -> None:
            if name in path:
                raise ValueError(f"events follow each other in a circle: {' -> '.join([*path, name])}")
            for earlier in self.facts[name].follows:
                visit(earlier, (*path, name))
            done.setdefault(name)

        for name, fact in self.facts.items():
            if fact.kind == "event":
                visit(name, ())
        return tuple(done)

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The events that follow others, each pair with the earlier first, in their order."""
        return tuple((earlier, later) for later in self.in_order for earlier in self.facts[later].follows)

    @cached_property
    def before(self) -> dict[str, tuple[str, ...]]:
        """For each event, all events that come before it, however many others may lie between them."""
        found: dict[str, set[str]] = {}
        for later in self.in_order:
            follows = self.facts[later].follows
            found[later] = {*follows, *(one for earlier in follows for one in found[earlier])}
        return {later: tuple(sorted(earlier)) for later, earlier in found.items()}
