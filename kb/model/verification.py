"""What came of checking a trace: the record that `kb verify --format json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.determination import PolicyUsed, Record

SCHEMA: Literal["complaints-kb/verification/1"] = "complaints-kb/verification/1"

Fault = Literal[
    "unfounded", "missing", "kind", "words", "truth", "grounds", "circle", "answer", "summary", "defect"
]


class Flaw(Record):
    """One place where a trace does not follow.

    `node` is the step, or the part of the answer, and `part` the key of its record that is wrong, if it is one. `claims`
    is what the trace has there, `follows` what it should have (text, or JSON of a value; empty where there is nothing).
    The faults:

    - `unfounded`: the step is there and nothing leads to it; `missing`: it follows and is not there;
    - `kind`, `words`, `truth`: it is called something else, says something else, or holds where it should not;
    - `grounds`: it rests on a step that has no part in it, or not on one that has; `circle`: it rests on itself;
    - `answer`: the record of a conclusion says something else than its steps; `summary`: so do the lists of the head;
    - `defect`: what can be worked out in two ways (a rule by the compiled program and by its parts, what is known of a
      fact, the days of a time limit) does not come out alike. The trace need not be at fault.
    """

    head: str | None
    node: str
    fault: Fault
    part: str
    message: str
    claims: str = ""
    follows: str = ""


class Checked(Record):
    """How much was checked.

    `steps` of the graphs by kind; `tests` of facts and days against the case; `days_counted` one by one in the
    accounts of time limits; `rules`, of each of which it was checked whether it applies; `conclusions` drawn or left
    open; `readings`, the combinations of them that were tried.
    """

    heads: int
    steps: dict[str, int]
    tests: int
    days_counted: int
    rules: int
    conclusions: int
    readings: int


class Verification(Record):
    """Whether a trace follows from the rules and the case. `trusted` says what this was taken on trust for."""

    schema_: Literal["complaints-kb/verification/1"] = Field(default=SCHEMA, alias="schema")
    case: str
    assessed_on: str
    policy: PolicyUsed
    trace: Literal["determination", "why", "receipt"]
    verifies: bool
    checked: Checked
    findings: list[Flaw]
    trusted: list[str]
