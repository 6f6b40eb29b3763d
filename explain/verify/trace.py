"""What may be verified: a determination, the reasons for one conclusion, or a receipt; closed records of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from kb.model.determination import (
    CalendarUsed,
    ConclusionRecord,
    Environment,
    Graph,
    HeadRecord,
    PolicyUsed,
    Record,
)

TraceKind = Literal["determination", "why", "receipt"]


class DeterminationTrace(Record):
    """A determination; in a receipt its environment stands apart."""

    schema_: Literal["complaints-kb/determination/1"] = Field(alias="schema")
    case: str
    assessed_on: str
    policy: PolicyUsed
    heads: list[HeadRecord] = Field(min_length=1)
    differs_between_heads: list[str]
    environment: Environment | None = None


class WhyTrace(Record):
    """The reasons for one conclusion of one head."""

    schema_: Literal["complaints-kb/why/1"] = Field(alias="schema")
    case: str
    assessed_on: str
    policy: PolicyUsed
    head: str | None
    conclusion: ConclusionRecord
    root: str
    graph: Graph


class ReceiptTrace(Record):
    """A receipt; of it only the determination is verified here. Whether it was edited is for its digest."""

    schema_: Literal["complaints-kb/receipt/1"] = Field(alias="schema")
    case: dict[str, Any]
    determination: DeterminationTrace
    hashes: dict[str, Any]
    digest: Any
    environment: dict[str, Any]


TRACES: dict[str, type[Record]] = {
    "complaints-kb/determination/1": DeterminationTrace,
    "complaints-kb/why/1": WhyTrace,
    "complaints-kb/receipt/1": ReceiptTrace,
}
"""The record that each schema promises."""


@dataclass(frozen=True, slots=True)
class HeadTrace:
    """What a trace has of one head: all of it (`record`), or what one step (`root`) rests on."""

    head: str | None
    conclusions: list[ConclusionRecord]
    graph: Graph
    record: HeadRecord | None = None
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """A trace as it is verified; `differs` and `calendar` only where it says so."""

    kind: TraceKind
    case: str
    assessed_on: str
    policy: PolicyUsed
    heads: list[HeadTrace]
    differs: list[str] | None = None
    calendar: CalendarUsed | None = None


def trace_of(record: Record) -> Trace:
    """Give what is to be verified of a record read from a file."""
    match record:
        case DeterminationTrace():
            return _determination(record, "determination", record.environment)
        case ReceiptTrace():
            return _determination(record.determination, "receipt", None)
        case WhyTrace():
            head = HeadTrace(record.head, [record.conclusion], record.graph, root=record.root)
            return Trace("why", record.case, record.assessed_on, record.policy, [head])
    raise AssertionError(f"not a trace: {type(record).__name__}")


def _determination(one: DeterminationTrace, kind: TraceKind, environment: Environment | None) -> Trace:
    heads = [HeadTrace(head.head, head.conclusions, head.graph, head) for head in one.heads]
    calendar = environment.calendar if environment else None
    return Trace(kind, one.case, one.assessed_on, one.policy, heads, one.differs_between_heads, calendar)
