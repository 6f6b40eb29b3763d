"""What `kb check` and `kb sources check` print as JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.determination import Record

CHECK_SCHEMA: Literal["complaints-kb/check/1"] = "complaints-kb/check/1"


class Finding(Record):
    """One thing found: its code, its place (line and column from 1, or 0 where there is none), and what would mend it."""

    code: str
    level: Literal["error", "warning"]
    message: str
    path: str
    line: int
    column: int
    length: int
    within: str
    help: str


class CheckReport(Record):
    """What a check of some policies found; `policies` are those that could be read."""

    schema_: Literal["complaints-kb/check/1"] = Field(default=CHECK_SCHEMA, alias="schema")
    policies: list[str]
    examples: int
    made_up_cases: int
    findings: list[Finding]


SOURCES_SCHEMA: Literal["complaints-kb/sources/1"] = "complaints-kb/sources/1"


class PassageRecord(Record):
    """What became of the passage of one clause; `now` is where it stands, null where it was not found."""

    clause: str
    status: Literal["found", "moved", "changed", "gone"]
    lines: list[int]
    sentences: list[int]
    now: list[int] | None
    now_sentences: list[int]


class DocumentRecord(Record):
    """What became of one document: whether it is the very one that was encoded, and each of its passages."""

    policy: str
    path: str
    unchanged: bool
    clauses: list[PassageRecord]
    unclaimed: list[int]


class SourcesReport(Record):
    """What a check of documents found."""

    schema_: Literal["complaints-kb/sources/1"] = Field(default=SOURCES_SCHEMA, alias="schema")
    documents: list[DocumentRecord]
    findings: list[Finding]
