"""A receipt: one case as it was stated, the answer it was given, and by which rules. The file of `kb assess --receipt`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kb.model.determination import Answer, Environment, Record

RECEIPT_SCHEMA: Literal["complaints-kb/receipt/1"] = "complaints-kb/receipt/1"

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class StatedFact(Record):
    """One fact as it was stated: its value in the words of the case file, and who says so."""

    name: str
    value: str | list[str]
    by: str | None = None
    evidence: str | None = None
    when: str | None = None
    because: str | None = None


class StatedContest(Record):
    """A fact of which accounts differ: what each of them states, and whose it is."""

    name: str
    accounts: list[StatedFact] = Field(min_length=2)


class StatedHead(Record):
    """One matter of the complaint, with every fact that was stated of it or of the whole case, in that order.

    `contested` are those of which accounts differ.
    """

    head: str | None
    facts: list[StatedFact]
    contested: list[StatedContest] = Field(default_factory=list)

    @model_validator(mode="after")
    def _names_each_fact_once(self) -> StatedHead:
        _refuse_twice("fact", [*(one.name for one in self.facts), *(one.name for one in self.contested)])
        return self


class StatedCase(Record):
    """One case as it was stated: enough to assess it again without its file."""

    case: str
    policy: str
    assessed_on: str
    record: Literal["complete"] | None
    readings: dict[str, str]
    heads: list[StatedHead] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_each_head_once(self) -> StatedCase:
        _refuse_twice("matter", (one.head or "" for one in self.heads))
        if len(self.heads) > 1 and any(one.head is None for one in self.heads):
            raise ValueError("one of several matters has no name")
        return self


class Hashes(Record):
    """The SHA-256 of each part of a receipt, and of each file of rules that the answer was made by.

    `case` and `determination` are those of the parts in canonical form; `rules` has the files by their place in the
    folder of rules, each as the text it holds (UTF-8, lines ending in a line feed).
    """

    case: Sha256
    determination: Sha256
    rules: dict[str, Sha256]


class Receipt(Record):
    """A receipt for the answer to one case.

    `digest` is the SHA-256 of the receipt in canonical form without `digest` and `environment`. It shows that nothing
    was changed by chance or by hand since; it is no signature.
    """

    schema_: Literal["complaints-kb/receipt/1"] = Field(default=RECEIPT_SCHEMA, alias="schema")
    case: StatedCase
    determination: Answer
    hashes: Hashes
    digest: Sha256
    environment: Environment


def _refuse_twice(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"a {what} is named twice")
        seen.add(name)
