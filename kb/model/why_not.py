"""Why a conclusion does not have a value: the record that `kb why-not --format json` prints."""

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

SCHEMA: Literal["complaints-kb/why-not/1"] = "complaints-kb/why-not/1"

Verdict = Literal["concluded", "ruled_out", "open", "conflict", "elsewhere", "silent"]


class RuleConsidered(Record):
    """One rule that could give the value: whether it applies, and its parts by how they stand (nodes of the graph).

    `displaced_by` are the exceptions that apply in its place.
    """

    rule: str
    clauses: list[str]
    truth: Literal["holds", "fails", "open"]
    holding: list[str]
    failing: list[str]
    open: list[str]
    displaced_by: list[str]


class HeadWhyNot(OfMatter):
    """The answer for one matter of the complaint, by one procedure: by each, where it is open which it goes by.

    `concluded`: it does have the value. `ruled_out`: every rule that could give it fails, and no other way is left;
    `closed_list` is the clause that says so. `open`: it may still have it; `needs` is what that waits for.
    `conflict`: its rule applies, and so does a rule for another value. `elsewhere`: only rules of other procedures of
    the policy could give it, `drawn_in`; `goes_by` is why the matter goes by this one, and `graph` and `root` are of that.
    `silent`: no rule of the policy could ever give it. `presuming` are the presumptions that ruling it out rests on,
    `silences` what the document is declared to be silent on and bears on the conclusion. Else `graph` is that of the
    conclusion, `root` the value asked about in it.
    """

    procedure: str
    verdict: Verdict
    conclusion: ConclusionRecord | None
    rules: list[RuleConsidered]
    closed_list: str | None
    needs: list[MissingItem]
    presuming: list[str]
    silences: dict[str, str]
    drawn_in: list[str]
    goes_by: ConclusionRecord | None
    root: str | None
    graph: Graph


class WhyNot(Record):
    """The answer to why a conclusion does not have a value, for each matter asked about."""

    schema_: Literal["complaints-kb/why-not/1"] = Field(default=SCHEMA, alias="schema")
    case: str
    assessed_on: str
    policy: PolicyUsed
    name: str
    label: str
    value: str
    worded: str
    heads: list[HeadWhyNot]
    contested: list[AccountsTried] = Field(default_factory=list)
