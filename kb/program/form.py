"""The form of a Program: days to calculate, leaves to test on facts, and small positive rules over atoms.

Every condition has two atoms, that it *holds* and that it *fails*; a rule adds its head when all of its body is there.
There is no negation, so the order of rules cannot matter, and what is open is what has neither atom.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

SCHEMA = "complaints-kb/program/1"

DayOp = Literal[
    "event", "named", "date", "assessed_on", "never", "not_yet", "later", "earlier", "plus", "working_day"
]
LeafOp = Literal["happened", "compare", "value", "member", "stated", "reading", "true", "choose"]
Tested = tuple[str, bool]
"""A leaf by its key, as it is or (False) negated."""
RuleKind = Literal["rule", "completion", "value", "condition", "exception"]


@dataclass(frozen=True, slots=True)
class DayNode:
    """A day without alternatives: an event, a named day, or a calculation from other days.

    `parts` are keys of days; `period` and `counted` belong to a `plus`, `cut_off` to a `working_day`; `facts` are all
    facts it is calculated from, `awaits` the events that did not qualify and so are still to come.
    """

    key: str
    op: DayOp
    parts: tuple[str, ...] = ()
    name: str = ""
    period: str = ""
    counted: str = ""
    cut_off: str = ""
    facts: tuple[str, ...] = ()
    awaits: tuple[str, ...] = ()


def moved_key(day: str, cut_off: str | None) -> str:
    """Give the key of the working day that a day counts as."""
    return f"next working day{f' by {cut_off}' if cut_off else ''}({day})"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A test on facts and days.

    `of` names the fact, reading or first day; `how` and `other` complete a comparison. A `choose` takes the leaf whose
    guards hold; each of its `choices` has guards and a leaf, all of which stand before it.
    """

    key: str
    op: LeafOp
    of: str = ""
    how: str = ""
    other: str = ""
    values: tuple[str, ...] = ()
    choices: tuple[tuple[tuple[Tested, ...], Tested], ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramRule:
    """Where every atom of the body is there, so is the head.

    `kind` says what the step is: a `rule` of the text fires (`rule` has its id), a value is ruled out or left over by
    `completion`, a `value` is the only one left, a `condition` is made up of its parts, an `exception` displaces a rule.
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
"""One way in which a condition can be chosen: the guards, and the condition that it then is (pairs of atoms)."""


@dataclass(frozen=True)
class Program:
    """All that an engine needs of one procedure. `rules` stand in an order in which each one's body comes before it.

    `choices` are the alternatives of each condition that has some, by its first atom, from which to say what is missing.
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
    choices: dict[int, tuple[Alternative, ...]]
    conditions: dict[str, tuple[int, int]]
    schema: str = field(default=SCHEMA)

    @cached_property
    def by_head(self) -> dict[int, tuple[int, ...]]:
        """The numbers of the rules that can give each atom."""
        found: dict[int, list[int]] = {}
        for number, rule in enumerate(self.rules):
            found.setdefault(rule.head, []).append(number)
        return {atom: tuple(numbers) for atom, numbers in found.items()}

    @cached_property
    def leaf_of(self) -> dict[int, Leaf]:
        """The leaf that each atom of a leaf comes from."""
        return {atom: leaf for leaf, *pair in self.leaves for atom in pair}

    @cached_property
    def leaf(self) -> dict[str, Leaf]:
        """The leaves by key."""
        return {leaf.key: leaf for leaf, _, _ in self.leaves}

    @cached_property
    def day(self) -> dict[str, DayNode]:
        """The days by key."""
        return {day.key: day for day in self.days}

    @cached_property
    def opposite(self) -> dict[int, int]:
        """The other atom of each condition: of *holds* that it fails, and the reverse."""
        index = {atom: number for number, atom in enumerate(self.atoms)}
        other = {"holds": "fails", "fails": "holds"}
        return {number: index[(key, other[half])] for (key, half), number in index.items()}

    def as_json(self) -> dict[str, Any]:
        """Give the program as plain values, for a file or another evaluator."""
        return asdict(self)
