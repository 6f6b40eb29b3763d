"""The form of a Program: days to calculate, leaves to test on facts, and small positive rules over atoms.

Every condition has two atoms, that it *holds* and that it *fails*; a rule adds its head when all of its body is there.
There is no negation, so the order of rules cannot matter, and what is open is what has neither atom.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

from kb.model.periods import Counted, Period, Unit

SCHEMA = "complaints-kb/program/1"

DayOp = Literal[
    "event", "named", "date", "assessed_on", "never", "not_yet", "later", "earlier", "plus", "working_day"
]
LeafOp = Literal["happened", "compare", "value", "member", "stated", "reading", "true", "all", "choose"]
RuleKind = Literal["rule", "completion", "value", "condition"]


@dataclass(frozen=True, slots=True)
class DayNode:
    """A day without alternatives: an event, a named day, or a calculation from other days.

    `parts` are keys of days: of a `plus` its start, and the beginning and end of a pause if there is one. `period` and
    `counted` belong to a `plus`, `cut_off` to a `working_day`; `facts` are all facts it is calculated from, `awaits` the
    events that did not qualify and so are still to come.
    """

    key: str
    op: DayOp
    parts: tuple[str, ...] = ()
    name: str = ""
    period: Period | None = None
    counted: Counted = Counted.AFTER
    cut_off: str = ""
    facts: tuple[str, ...] = ()
    awaits: tuple[str, ...] = ()

    @property
    def by_minute(self) -> bool:
        """Whether it is calculated from minutes: hours are counted, or there is a cut-off."""
        return bool(self.cut_off) or (self.period is not None and self.period.unit is Unit.HOURS)


def counted_key(period: Period | str, counted: Counted, start: str, pause: tuple[str, ...] = ()) -> str:
    """Give the key of the last day of a period, which may be paused from one day until another."""
    return f"{period} {counted} {start}{f' paused after {pause[0]} until {pause[1]}' if pause else ''}"


def moved_key(day: str, cut_off: str | None) -> str:
    """Give the key of the working day that a day counts as."""
    return f"next working day{f' by {cut_off}' if cut_off else ''}({day})"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A test on facts and days.

    `of` names the fact, reading or first day; `how` and `other` complete a comparison. Leaves may be made of others, which
    stand before them: an `all` holds where all atoms of its `parts` are there, and fails where one of those `against` it
    is. A `choose` comes to what its `choices` come to; each has the atoms that rule it out, and the condition it then is.
    """

    key: str
    op: LeafOp
    of: str = ""
    how: str = ""
    other: str = ""
    values: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()
    against: tuple[int, ...] = ()
    choices: tuple[tuple[tuple[int, ...], tuple[int, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramRule:
    """Where every atom of the body is there, so is the head.

    `kind` says what the step is: a `rule` of the text fires (`rule` has its id), a value is ruled out or left over by
    `completion`, a `value` is the only one left, a `condition` is made up of its parts.
    """

    head: int
    body: tuple[int, ...]
    kind: RuleKind
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One alternative of a day conclusion: the guards (pairs of atoms) under which it is the day."""

    guards: tuple[tuple[int, int], ...]
    day: str


Alternative = tuple[tuple[tuple[int, int], ...], tuple[int, int]]
"""A part of a condition, or one way in which it can be chosen: guards, and the condition it then is (pairs of atoms)."""


@dataclass(frozen=True, eq=False)
class Program:
    """All that an engine needs of one procedure. `rules` stand in an order in which each one's body comes before it.

    `made_of` has, for each condition and its negation, the parts or alternatives from which to say what is missing.
    """

    procedure: str
    atoms: tuple[tuple[str, str], ...]
    days: tuple[DayNode, ...]
    leaves: tuple[tuple[Leaf, int, int], ...]
    rules: tuple[ProgramRule, ...]
    values: dict[str, dict[str, tuple[int, int]]]
    many: tuple[str, ...]
    day_conclusions: dict[str, tuple[Candidate, ...]]
    applies: dict[str, tuple[int, int]]
    made_of: dict[tuple[int, int], tuple[Alternative, ...]]
    conditions: dict[str, tuple[int, int]]
    schema: str = field(default=SCHEMA)

    @cached_property
    def leaf_of(self) -> dict[int, Leaf]:
        """The leaf that each atom of a leaf comes from."""
        return {atom: leaf for leaf, *pair in self.leaves for atom in pair}

    @cached_property
    def day(self) -> dict[str, DayNode]:
        """The days by key."""
        return {day.key: day for day in self.days}

    def as_json(self) -> dict[str, Any]:
        """Give the program as plain values, for a file or another evaluator."""
        return {**asdict(self), "made_of": list(self.made_of.items())}  # pairs are no keys in JSON
