"""Two answers held against each other: what differs, and why. The records that the comparing commands print as JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.determination import (
    AccountsTried,
    ConclusionRecord,
    Graph,
    MissingItem,
    OfMatter,
    PolicyUsed,
    Record,
)

Truth3 = Literal["holds", "fails", "open"]
StepKind = Literal[
    "conclusion", "value", "rule", "condition", "day calculation", "fact", "order of events", "presumption", "reading",
    "assessment day",
]  # fmt: skip


class Step(Record):
    """One node of the provenance graphs that is not the same in both: what it says before and after.

    `node` is its id in either graph; a text is null where an answer has no such node. `clauses` are those it cites.
    """

    node: str
    kind: StepKind
    before: str | None
    after: str | None
    truth_before: Truth3 | None = None
    truth_after: Truth3 | None = None
    clauses: list[str]


class Difference(Record):
    """Why a conclusion differs: the shortest way from it, by nodes that differ, down to a fact that was changed.

    `turns_on` are all changed facts that such ways lead to; `assessed_on` is the day of assessment. `beside` are parts
    of the rule on the way that differ as well: they are why it applies, or does not any more. `by_procedure`: the
    complaint would go by another procedure, and the steps say why.
    """

    steps: list[Step]
    beside: list[Step] = Field(default_factory=list)
    turns_on: list[str]
    by_procedure: bool = False


class FactChanged(Record):
    """A fact that is otherwise, as it is stated and as it would be; null where it is not stated."""

    name: str
    label: str
    before: str | None
    after: str | None


class ConclusionChanged(Record):
    """A conclusion that comes out another way; null where the procedure does not ask it."""

    name: str
    label: str
    before: ConclusionRecord | None
    after: ConclusionRecord | None
    why: Difference


class HeadWhatIf(OfMatter):
    """What would be otherwise for one matter; `same` is the number of conclusions that would stay as they are."""

    procedures_before: list[str]
    procedures_after: list[str]
    facts: list[FactChanged]
    changed: list[ConclusionChanged]
    same: int


class WhatIf(Record):
    """What would be otherwise if some facts, or the day of assessment, were."""

    schema_: Literal["complaints-kb/what-if/1"] = Field(default="complaints-kb/what-if/1", alias="schema")
    case: str
    policy: PolicyUsed
    assessed_on: str
    assessed_on_after: str
    heads: list[HeadWhatIf]
    contested: list[AccountsTried] = Field(default_factory=list)


Stands = Literal["holds", "fails", "open", "conflict", "silent"]


class Part(Record):
    """A part of a rule that carries why a value holds or fails: a node of the graph, and the rules that it bears on.

    `clauses` are those of these rules, `grounds` the nodes that the part comes down to: facts, presumptions, readings.
    `instead` are nodes of which each does as well: the rule asks for one of them, and they are so, too.
    """

    node: str
    said: str
    truth: Truth3 | None
    rules: list[str]
    clauses: list[str]
    grounds: list[str]
    instead: list[str] = Field(default_factory=list)


class ValueStands(Record):
    """How one of two values stands; `parts` are a smallest set of parts that suffices for that.

    `rules` are those that give it, where it holds, or all that could have, where it fails. `silent`: none could ever.
    `needs` is what it waits for, where it is open.
    """

    value: str
    worded: str
    stands: Stands
    rules: list[str]
    clauses: list[str]
    parts: list[Part]
    needs: list[MissingItem]


class HeadContrast(OfMatter):
    """Two values of one conclusion in one matter, by one procedure.

    `one`: the first holds and the second fails, or the other way round (`holding` is the one that holds); `decides`
    is a smallest set of parts that rules the other out. `both` hold, `neither` does, or something is `open`.
    `conflict`: the rules clash. `silent`: no rule of the procedure gives one of them, or the conclusion at all.
    """

    procedure: str
    verdict: Literal["one", "both", "neither", "open", "conflict", "silent"]
    holding: str | None
    first: ValueStands
    second: ValueStands
    decides: list[Part]
    conclusion: ConclusionRecord | None
    graph: Graph


class Contrast(Record):
    """Why a conclusion has one value and not another."""

    schema_: Literal["complaints-kb/contrast/1"] = Field(default="complaints-kb/contrast/1", alias="schema")
    case: str
    assessed_on: str
    policy: PolicyUsed
    name: str
    label: str
    heads: list[HeadContrast]
    contested: list[AccountsTried] = Field(default_factory=list)


class CameTo(Record):
    """What came of a conclusion, as values and in words."""

    outcome: Literal["concluded", "not_concluded", "open", "conflict", "not_asked"]
    value: str | list[str] | None
    worded: str


class Flip(Record):
    """A conclusion that comes out another way than on the day before, and why."""

    name: str
    label: str
    before: CameTo
    after: CameTo
    why: Difference


class FlipDay(Record):
    """A day on which conclusions come out another way than on the day before."""

    day: str
    flips: list[Flip]


class Moves(Record):
    """A conclusion that is a day and moves with the day that is tried: on the first day that can be, and on the last."""

    name: str
    label: str
    first: CameTo
    last: CameTo


class Impossible(Record):
    """Days that the fact cannot be, both ends included, and why."""

    first: str
    last: str
    because: str


class Steady(Record):
    """A conclusion that comes out the same on every day."""

    name: str
    label: str
    came: CameTo


class HeadSweep(OfMatter):
    """One day of one matter, tried day by day.

    `days` is the number of days that can be. `determined` is how many of them both engines worked out: the others
    have the same tests come out the same as one of these, so that they conclude the same. `steady` has, of the
    conclusions asked about, those that never change; without any asked about, `unchanged` is their number.
    """

    days: int
    determined: int
    impossible: list[Impossible]
    flips: list[FlipDay]
    moves: list[Moves]
    steady: list[Steady]
    unchanged: int


class Sweep(Record):
    """A fact that is a day, or the day of assessment, tried day by day from one day to another.

    Of contested facts, what is the `same` is so on every day that can be whichever account is right.
    """

    schema_: Literal["complaints-kb/sweep/1"] = Field(default="complaints-kb/sweep/1", alias="schema")
    case: str
    assessed_on: str
    policy: PolicyUsed
    fact: str
    label: str
    first: str
    last: str
    asked: list[str]
    heads: list[HeadSweep]
    contested: list[AccountsTried] = Field(default_factory=list)


class Run(Record):
    """Days in a row on which a value stands alike; `because` says why it is no longer so on the day after.

    `impossible` says why the fact cannot be these days. `calculations` are the days counted that set the boundary.
    """

    first: str
    last: str
    stands: Stands | Literal["impossible"]
    came: CameTo | None
    because: Difference | None
    impossible: str | None
    calculations: list[str]


class HeadLatest(OfMatter):
    """On which days of a fact a conclusion has a value; `earliest` and `latest` are null where it has it on none.

    `may_be` is the latest day on which it may have it, where that is later. `from_first` and `to_last`: it has it on
    the first, or on the last day tried, so that there may be more such days beyond.
    """

    earliest: str | None
    latest: str | None
    may_be: str | None
    from_first: bool
    to_last: bool
    determined: int
    runs: list[Run]


class LatestTried(AccountsTried):
    """The same of a fact tried for its latest day; the first and the last on which it is so whichever account is right."""

    earliest: str | None
    latest: str | None


class Latest(Record):
    """Until when a fact can be for a conclusion to have a value."""

    schema_: Literal["complaints-kb/latest/1"] = Field(default="complaints-kb/latest/1", alias="schema")
    case: str
    assessed_on: str
    policy: PolicyUsed
    fact: str
    label: str
    name: str
    conclusion: str
    value: str
    worded: str
    first: str
    last: str
    heads: list[HeadLatest]
    contested: list[LatestTried] = Field(default_factory=list)
