"""What became of an answer when its case was assessed again: the JSON that `kb replay` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.determination import PolicyUsed, Record

REPLAY_SCHEMA: Literal["complaints-kb/replay/1"] = "complaints-kb/replay/1"


class Came(Record):
    """What a conclusion came to, and the same in words."""

    outcome: Literal["concluded", "not_concluded", "open", "conflict"]
    value: str | list[str] | None
    said: str


class ChangedConclusion(Record):
    """A conclusion that came to something else; `was` or `now` is null where it was not, or is not, asked."""

    head: str | None
    name: str
    label: str
    was: Came | None
    now: Came | None


class Cited(Record):
    """A clause that a step stands on."""

    id: str
    heading: str


class DifferingStep(Record):
    """A lowest step at which the reasons differ: what it comes from is the same, or is there in one answer only.

    `was` and `now` are its words; `gone` and `added` what it came from then and no longer, and comes from now.
    `clauses` are those that the step stands on, `bears_on` the conclusions that it is among the reasons of.
    """

    head: str | None
    node: str
    was: str
    now: str
    gone: list[str]
    added: list[str]
    clauses: list[Cited]
    bears_on: list[str]


class ChangedFile(Record):
    """A file of rules that is not what it was, by its place in the folder of rules."""

    file: str
    change: Literal["changed", "added", "gone"]


class OtherEnvironment(Record):
    """Something of the machine that is not what it was."""

    what: Literal["engines", "calendar"]
    was: str
    now: str


class Replay(Record):
    """One case assessed again, and how the answer compares with that of the receipt.

    `same` means equal bytes in canonical form. With `same conclusions` every conclusion came out as it did, and
    something else of the answer differs: reasons, words, or the fingerprint of the policy.
    """

    schema_: Literal["complaints-kb/replay/1"] = Field(default=REPLAY_SCHEMA, alias="schema")
    receipt: str
    digest: str
    case: str
    assessed_on: str
    policy_was: PolicyUsed
    policy_now: PolicyUsed
    result: Literal["same", "same conclusions", "different"]
    conclusions: int
    changed: list[ChangedConclusion]
    steps: list[DifferingStep]
    files: list[ChangedFile]
    environment: list[OtherEnvironment]
