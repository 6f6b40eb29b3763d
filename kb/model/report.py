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
