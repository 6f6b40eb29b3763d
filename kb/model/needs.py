"""What is missing and what it would settle: the record that `kb needs --format json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.determination import AccountsTried, OfMatter, PolicyUsed, Record
from kb.model.outcome import NeedKind

SCHEMA: Literal["complaints-kb/needs/1"] = "complaints-kb/needs/1"


class Tried(Record):
    """One thing that a missing item could turn out to be, and what would come of it.

    `settled` are the conclusions that are open now and would not be, `changed` those that are settled now and would
    come out another way.
    """

    value: str
    settled: list[str]
    changed: list[str]


class Needed(Record):
    """Something missing.

    `waiting` are the conclusions that wait for it. `settles` are those that each value tried settles, `may_settle`
    those that some do, `changes` those settled now that some would change; the important ones come first. Only where
    `exhaustive` have all values been tried; days are tried where something turns on them. `rules` look at it.
    """

    kind: NeedKind
    name: str
    label: str
    question: str
    values: dict[str, str]
    decided_by: str
    clauses: list[str]
    rules: list[str]
    waiting: list[str]
    settles: list[str]
    may_settle: list[str]
    changes: list[str]
    tried: list[Tried]
    exhaustive: bool


class Presumed(Record):
    """A presumption that conclusions rest on: of which fact, and what is presumed."""

    name: str
    fact: str
    said: str


class OfNoMatter(Record):
    """A fact that the policy looks at, that is not stated, and that changes no conclusion whatever it is.

    `whatever_the_reading`: this is so in each reading of the unclear passages; else only as they are read here.
    """

    name: str
    label: str
    kind: Literal["event", "day", "circumstance", "judgement", "decision"]
    whatever_the_reading: bool


class HeadNeeds(OfMatter):
    """What is missing for one matter of the complaint, by the procedures that it may go by.

    `open` are the conclusions that are not settled, the important ones first.
    """

    procedures: list[str]
    conclusions: int
    open: list[str]
    missing: list[Needed]
    presumed: list[Presumed]
    of_no_matter: list[OfNoMatter]


class Needs(Record):
    """What is missing in a case."""

    schema_: Literal["complaints-kb/needs/1"] = Field(default=SCHEMA, alias="schema")
    case: str
    assessed_on: str
    policy: PolicyUsed
    heads: list[HeadNeeds]
    contested: list[AccountsTried] = Field(default_factory=list)
