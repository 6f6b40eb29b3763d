"""The answer: everything that follows from one case, each conclusion with its reasons. The JSON that `kb` prints."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

SCHEMA: Literal["complaints-kb/determination/1"] = "complaints-kb/determination/1"
_put = object.__setattr__


class Record(BaseModel):
    """A closed record of the answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def made(cls, **values: Any) -> Self:
        """Make a record of every one of its fields, nothing checked: as `model_construct`, which looks for each in turn.

        An answer has hundreds of records, and looking takes longer than all else in making one.
        """
        one = cls.__new__(cls)
        _put(one, "__dict__", values)
        _put(one, "__pydantic_fields_set__", set(values))
        _put(one, "__pydantic_extra__", None)
        _put(one, "__pydantic_private__", None)
        return one


class PolicyUsed(Record):
    """Which policy decided, and the fingerprint of its rule files."""

    id: str
    version: str
    sha256: str


class MissingItem(Record):
    """What would settle a conclusion: a fact or a time to find, a judgement or decision to make, an event to come."""

    kind: Literal["fact", "judgement", "decision", "event to come", "time of day"]
    name: str
    label: str


class ReadingEffect(Record):
    """The value of a conclusion under one choice of readings."""

    readings: dict[str, str]
    outcome: str
    value: str | list[str] | None


class ReadingDependence(Record):
    """How a conclusion depends on readings; `established` is false where there were too many to try."""

    readings: list[str]
    established: bool
    values: list[ReadingEffect]


class ConclusionRecord(Record):
    """One conclusion: its outcome, what it rests on, the clauses it stands on and what is missing."""

    name: str
    label: str
    outcome: Literal["concluded", "not_concluded", "open", "conflict"]
    value: str | list[str] | None = None
    worded: str | list[str] | None = None
    rests_on: list[
        Literal["text", "convention", "reading", "presumption", "judgement", "decision", "silence"]
    ]
    presumptions: list[str] = Field(default_factory=list)
    clauses: list[str] = Field(default_factory=list)
    needs: list[MissingItem] = Field(default_factory=list)
    possible: list[str] | None = None
    bounds: list[str | None] | None = None
    members: dict[str, Literal["concluded", "not_concluded", "open"]] | None = None
    conflict: list[str] | None = None
    depends_on_reading: ReadingDependence | None = None
    node: str | None = None


class GraphNode(Record):
    """A node of the provenance graph: its kind, a line of words, and particulars by kind."""

    id: str
    kind: Literal[
        "stated fact", "order of events", "presumption", "reading", "judgement", "decision", "silence", "calendar",
        "assessment day", "day calculation", "condition", "completion", "rule firing", "conclusion", "clause",
        "document", "missing",
    ]  # fmt: skip
    label: str
    truth: Literal["holds", "fails", "open"] | None = None
    particulars: dict[str, Any] = Field(default_factory=dict)


class Graph(Record):
    """One provenance graph: edges point from what was concluded to what it was concluded from."""

    nodes: list[GraphNode]
    edges: list[tuple[str, str]]


class NextAction(Record):
    """Something to do now: who, what, and by when if a day is known."""

    actor: Literal["organisation", "complainant"]
    act: str
    label: str
    by: str | None = None
    overdue: bool = False


class Account(Record):
    """What one account states of a contested fact, as it is written, and who gives it."""

    value: str
    by: str
    evidence: str | None = None
    when: str | None = None
    because: str | None = None


class ContestedFact(Record):
    """A fact of which accounts differ."""

    name: str
    label: str
    accounts: list[Account]


class AccountEffect(Record):
    """What a conclusion comes to if certain accounts (of each fact, by number from 1) are right, and by which readings."""

    accounts: dict[str, int]
    outcome: str
    value: str | list[str] | None
    possible: list[str] | None = None
    bounds: list[str | None] | None = None
    depends_on_reading: ReadingDependence | None = None


class AccountDependence(Record):
    """How a conclusion depends on which accounts are right: on those of these facts."""

    conclusion: str
    facts: list[str]
    effects: list[AccountEffect]


class ContestedFacts(Record):
    """The contested facts of a matter, and the conclusions that do not come out the same under all accounts."""

    facts: list[ContestedFact]
    combinations: int
    agreed: int
    depending: list[AccountDependence]


class LimitRecord(Record):
    """One time limit, and the days that it is about; what becomes of it is said by its conclusions, which have its name.

    `begins` and `done_on` are the first and the last day on which time began and the act was done, or can be: null is an
    end without a bound. `length` is empty where the last day is a named one. `clauses` are those that set it, one for each
    procedure that the complaint may go by.
    """

    name: str
    title: str
    binds: Literal["organisation", "complainant"]
    force: str
    clauses: list[str]
    length: str
    applies: Literal["holds", "fails", "open"]
    begins_with: str
    begun: Literal["holds", "fails", "open"]
    begins: tuple[str | None, str | None]
    act: str
    done: Literal["holds", "fails", "open"]
    done_on: tuple[str | None, str | None]


class HeadRecord(Record):
    """All that follows for one matter of the complaint.

    `procedures` has the procedure that it goes by, or all those that it may go by: then `procedure` is null, and only
    what they agree on is concluded. `limits` are the time limits of the procedure, in the order of its document.
    """

    head: str | None
    procedure: str | None
    procedures: list[str]
    conclusions: list[ConclusionRecord]
    limits: list[LimitRecord] = Field(default_factory=list)
    next_actions: list[NextAction]
    missing: list[MissingItem]
    silent_on: dict[str, str]
    unused_facts: list[str]
    graph: Graph
    contested: ContestedFacts | None = None


class OfMatter(Record):
    """What is said of one matter of the complaint, or of the whole of one that has no matters.

    `accounts` are the combinations of accounts under which it is so, of each contested fact the number of an account,
    from 1; null where no fact is contested.
    """

    head: str | None
    accounts: list[dict[str, int]] | None = None


class AccountsTried(Record):
    """The contested facts of a matter, of which each combination of accounts was tried by itself.

    `same` are the conclusions of which the same is said under each.
    """

    head: str | None
    facts: list[ContestedFact]
    combinations: int
    same: list[str]


class CalendarUsed(Record):
    """Which calendar counted the working days."""

    id: str
    edition: str


class Environment(Record):
    """What made the answer; kept apart, so that the answer itself does not depend on the machine."""

    engines: list[str]
    calendar: CalendarUsed


class Answer(Record):
    """The answer to one case: all of it that does not depend on the machine."""

    schema_: Literal["complaints-kb/determination/1"] = Field(default=SCHEMA, alias="schema")
    case: str
    assessed_on: str
    policy: PolicyUsed
    heads: list[HeadRecord]
    differs_between_heads: list[str]


class Determination(Answer):
    """The answer to one case."""

    environment: Environment
