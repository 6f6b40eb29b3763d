"""A reading of an answer as plain values: what one reader is told, each sentence with the nodes that it says."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.determination import PolicyUsed, Record

SCHEMA: Literal["complaints-kb/reading/1"] = "complaints-kb/reading/1"
Reader = Literal["public", "officer", "auditor"]


class SaidRecord(Record):
    """A sentence, a heading or a remark on the whole.

    `nodes` are the ids of the nodes of the graph that a sentence says; `level` is how deep it stands below what it is a
    reason for; `step` is its number, and `steps` are those that it names.
    """

    role: Literal["sentence", "heading", "remark"]
    text: str
    level: int = 0
    nodes: list[str] = Field(default_factory=list)
    step: int | None = None
    steps: list[int] = Field(default_factory=list)


class ReadingRecord(Record):
    """What one reader is told of one conclusion, or of a whole matter; `title` is the answer."""

    schema_: Literal["complaints-kb/reading/1"] = Field(default=SCHEMA, alias="schema")
    reader: Reader = Field(alias="for")
    case: str
    assessed_on: str
    policy: PolicyUsed
    head: str | None
    title: SaidRecord
    lines: list[SaidRecord]
