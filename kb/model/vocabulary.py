"""The vocabulary: every fact and conclusion is declared here once, with its label, question and values."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from kb.model import told
from kb.model.record import Node
from kb.model.told import Act, Told

YES_NO = ("yes", "no")
DECISION = ("accepted", "refused", "not yet made")


class SameDay(Node):
    """A presumption: where a day is not stated, it is taken to be the day of another event."""

    same_day_as: str


class Fact(Node):
    """What a case may state.

    `event` is something that happens on a day, `day` a day that was named, `circumstance` a state of things,
    `judgement` a person's answer to an open question, `decision` an act of discretion. An event that `recurs` may be
    stated as a list of days: it is the first of them that everything counts from.

    `told` is how the person who complained is told of it: of an event `done` and `not-yet`, of a named day `named` and
    `none`, of a decision and of yes or no each value, of a list `is` and `none`; `unknown` completes "we do not know".
    """

    kind: Literal["event", "day", "circumstance", "judgement", "decision"]
    label: str
    question: str
    note: str = ""
    one_of: dict[str, str] = Field(default_factory=dict)
    any_of: dict[str, str] = Field(default_factory=dict)
    follows: tuple[str, ...] = ()
    presumed: Literal["not yet"] | SameDay | None = None
    recurs: Literal["yes"] | None = None
    decided_by: str = ""
    told: Told = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Fact:
        if (self.follows or self.presumed or self.recurs) and self.kind != "event":
            raise ValueError("only an event has an order or a presumption, or recurs")
        if (self.one_of or self.any_of) and self.kind not in ("circumstance", "judgement"):
            raise ValueError("only a circumstance or a judgement has a list of values")
        return self

    @cached_property
    def to_tell(self) -> tuple[str, ...]:
        """What the person who complained has to be told of it, `unknown` apart where it cannot be made from the rest."""
        if self.kind in told.BY_KIND:
            return (*told.BY_KIND[self.kind], *((told.UNKNOWN,) if self.kind == "day" else ()))
        if self.any_of:
            return (told.VALUED, told.NONE, told.UNKNOWN)
        if self.one_of:
            return (told.VALUED, told.UNKNOWN)
        return tuple(one.replace(" ", "-") for one in self.values)

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

    `of: norms` adds the policy's norms to the values, `of: procedures` its procedures. `denied` says that it has not a
    value, where `not` before the words for that could be misread, and `never` that a day does not come.

    `warns` are the values that an officer must see first (`any`: every value), `asked_for` marks what somebody may ask,
    `over-once` the conclusion about the same norm that, once it is yes, leaves nothing to ask, or makes an act late.
    `shuts` are the values by which a time limit is over for whoever it binds, and `ends` marks its last day: as `first`
    set, or in the end (`last`).
    `idle_while` has values of other conclusions about the same norm with which nobody needs this one yet.

    `asks` is how somebody who complains would ask for it, `{name}` standing for what it is about.
    `helps` marks that somebody cannot go on, and has the conclusions that guidance tells with it: what may help even so.
    `told` is how the person who complained is told of it: each value, of a day `day` and `never`, `none` where there is
    nothing of the kind; `open` completes "we cannot say yet". Where the values come from elsewhere, `each` is for all of
    them; of acts, `yours` for the complainant's own, `overdue` for those that are late, `yours-overdue` for both.
    `in-general` is what is told of a value where nobody's case is spoken of, and what it comes of is told after it.
    """

    label: str
    asks: str = ""
    type: Literal["day", "yes-no", "one-of", "any-of"]
    values: dict[str, str] = Field(default_factory=dict)
    denied: dict[str, str] = Field(default_factory=dict)
    never: str = "no day at all"
    of: Literal["values", "norms", "procedures", "grounds", "parts"] = "values"
    note: str = ""
    warns: tuple[str, ...] = ()
    asked_for: Literal["yes"] | None = None
    over_once: str = ""
    helps: tuple[str, ...] = Field(default=(), min_length=1)
    shuts: tuple[str, ...] = ()
    ends: Literal["first", "last"] | None = None
    idle_while: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    told: Told = Field(default_factory=dict)
    in_general: Told = Field(default_factory=dict)

    @cached_property
    def to_tell(self) -> tuple[str, ...]:
        """What the person who complained has to be told of it."""
        values = ("day", told.NEVER) if self.type == "day" else self.listed
        each = (told.EACH,) if self.of != "values" else ()
        none = (told.NONE,) if self.type == "any-of" else ()
        return (*each, *values, *none, told.OPEN)

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The values declared, in order."""
        return YES_NO if self.type == "yes-no" else tuple(self.values)

    def worded(self, value: str) -> str:
        """Give the words for one of its values."""
        if self.type == "day" and value == told.NEVER:
            return self.never
        return self.values.get(value) or value.replace("_", " ")


class Vocabulary(Node):
    """All facts and conclusions; `families` are the conclusions that every norm of a kind gives rise to.

    `complainants-acts` are the names of acts that are the complainant's, where no norm says whom it binds. `acts` has names
    as verbs, and `forces` how binding a norm's words are, for the person who complained.
    """

    names: dict[str, str]
    complainants_acts: tuple[str, ...] = ()
    acts: dict[str, Act] = Field(default_factory=dict)
    forces: Told = Field(default_factory=dict)
    facts: dict[str, Fact]
    conclusions: dict[str, ConclusionKind]
    families: dict[str, dict[str, ConclusionKind]]

    def place_of(self, name: str) -> int:
        """Say where something stands in the order of a complaint, in which limits, duties and stages are named.

        What is about none of them is about the way that a complaint goes, and stands first.
        """
        order = list(self.names)
        return order.index(name) if name in order else len(order) if name else -1

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
