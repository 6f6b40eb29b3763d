"""The shapes of rule files, as written: policies, procedures, conventions and their clauses and norms."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from kb.model.closures import CalendarUsed
from kb.model.periods import Counted
from kb.model.record import Node
from kb.model.tree import Condition, Day, Span

Force = Literal[
    "commitment", "requirement", "expectation", "target", "usual-practice", "permission", "recommendation"
]
Side = Literal["organisation", "complainant"]
OneConclusion = Annotated[dict[str, Any], Field(min_length=1, max_length=1)]


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
SomeNames = Annotated[Names, Field(min_length=1)]
"""One name or more, where they are written at all."""


class Source(Node):
    """Where a clause stands in its document: lines, sentences of them where a line holds several, a fingerprint."""

    lines: tuple[int, ...] = Field(min_length=1)
    sentences: tuple[int, ...] = ()
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Rule(Node):
    """When a condition holds, something is concluded; without `when`, the clause says so of every case."""

    rule: str
    when: Condition | None = None
    conclude: OneConclusion
    otherwise: OneConclusion | None = None
    exception_to: Names = ()
    each: Names = ()


class TimeLimit(Node):
    """A norm: an act must, should or may be done within a period of an event, or until a day.

    `when` says where it applies at all, `target-from` begins a published range, `discretion` is the decision on an act
    that comes too late, `overtaken-by` the later act that makes this one idle.
    """

    time_limit: str
    binds: Side
    force: Force
    within: Span | None = None
    until: Day | None = None
    of: Day
    counted: Counted = Counted.AFTER
    met_by: Day
    target_from: Span | None = None
    discretion: str | None = None
    overtaken_by: Day | None = None
    when: Condition | None = None

    @model_validator(mode="after")
    def _one_end(self) -> TimeLimit:
        if (self.within is None) == (self.until is None):
            raise ValueError("a time limit takes either `within` or `until`")
        return self


class Extension(Node):
    """A norm: the limit of the same name may be made longer.

    `to` is a new total from the same start, `by` is added to the day first due, `at-most` is the day itself where no length
    says it; with none of them, there is no end to it.
    `when` says under which condition, `made-by` by which event (by the day first due), `until` which named day it then
    runs to, `beyond-when` where the end does not bind. `notice` is the force of the promise to make that event known.
    """

    extension: str
    force: Force
    to: Span | None = None
    by: Span | None = None
    at_most: Day | None = None
    when: Condition | None = None
    made_by: Day | None = None
    until: str | None = None
    beyond_when: Condition | None = None
    notice: Force | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Extension:
        ends = [one for one in (self.to, self.by, self.at_most) if one is not None]
        if len(ends) > 1:
            raise ValueError("an extension takes one of `to`, `by` and `at-most`")
        if self.beyond_when is not None and not ends:
            raise ValueError(
                "`beyond-when` says where an end does not bind: it needs `to`, `by` or `at-most`"
            )
        if self.made_by is None and (self.notice is not None or self.until is not None):
            raise ValueError("`notice` and `until` are about the event in `made-by`, which is missing")
        return self


class Duty(Node):
    """A norm: once a condition holds, another must be kept."""

    duty: str
    binds: Side
    force: Force
    once: Condition
    kept: Condition
    can_still_be_done: Literal["yes"] | None = None


class ContentDuty(Node):
    """A norm: a document must say certain things."""

    content_duty: str
    binds: Side
    force: Force
    document: str
    content: str
    includes: Names


class HandlerDuty(Node):
    """A norm: an act must be done by someone of a certain kind."""

    handler_duty: str
    binds: Side
    force: Force
    once: Condition
    kept: Condition


class Stage(Node):
    """A norm: an event that begins a stage of the procedure, or a condition under which it has begun."""

    stage: str
    entered_by: Day | None = None
    entered_when: Condition | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Stage:
        if (self.entered_by is None) == (self.entered_when is None):
            raise ValueError("a stage takes either `entered-by` or `entered-when`")
        return self


class Escalation(Node):
    """A norm: after an answer, a request takes the complaint to the next stage.

    `answer` is the limit for the answer, `window` that for the request (declared silent where there is none).
    `non-response` is the ground for asking although no answer came, where the document gives it. Decisions:
    `discretion` on a late request where the document lets it be considered, `late-request` where it is silent,
    `unanswered` on going on without an answer.
    """

    escalation: str
    after: str
    answer: str
    request: str
    window: str
    non_response: str | None = None
    discretion: str | None = None
    late_request: str | None = None
    unanswered: str | None = None


class LastStage(Node):
    """A norm: the last stage of the procedure, the answer due in it, and the event that completes the procedure."""

    last_stage: str
    answer: str
    completed_by: Day


Norm = TimeLimit | Extension | Duty | ContentDuty | HandlerDuty | Stage | Escalation | LastStage
Binding = TimeLimit | Extension | Duty | ContentDuty | HandlerDuty
"""The norms whose words bind somebody, with some force."""
NORM_KINDS: dict[str, type[Norm]] = {
    "time-limit": TimeLimit, "extension": Extension, "duty": Duty, "content-duty": ContentDuty, "handler-duty": HandlerDuty,
    "stage": Stage, "escalation": Escalation, "last-stage": LastStage,
}  # fmt: skip


def provision_tag(value: object) -> str | None:
    """Give the kind of a provision by its first known key: a rule, or one of the norms."""
    if isinstance(value, dict):
        return next((key for key in value if key == "rule" or key in NORM_KINDS), None)
    if isinstance(value, Rule):
        return "rule"
    return next((kind for kind, model in NORM_KINDS.items() if type(value) is model), None)


def kind_of(norm: Norm) -> str:
    """Give the kind of a norm as rule files spell it."""
    return next(kind for kind, model in NORM_KINDS.items() if type(norm) is model)


def name_of(norm: Norm) -> str:
    """Give the name of a norm."""
    name = getattr(norm, kind_of(norm).replace("-", "_"))
    assert isinstance(name, str)
    return name


Provision = Annotated[
    Annotated[Rule, Tag("rule")]
    | Annotated[TimeLimit, Tag("time-limit")]
    | Annotated[Extension, Tag("extension")]
    | Annotated[Duty, Tag("duty")]
    | Annotated[ContentDuty, Tag("content-duty")]
    | Annotated[HandlerDuty, Tag("handler-duty")]
    | Annotated[Stage, Tag("stage")]
    | Annotated[Escalation, Tag("escalation")]
    | Annotated[LastStage, Tag("last-stage")],
    Discriminator(provision_tag),
]


class Clause(Node):
    """A clause of a policy, with the provisions that encode it or the reason why there are none.

    `assumes` is what the encoding takes for granted where the text does not say so; every trace prints it.
    """

    clause: str
    heading: str
    source: Source
    gist: str
    assumes: str = ""
    rules: tuple[Provision, ...] = ()
    not_encoded: str = ""

    @model_validator(mode="after")
    def _rules_or_reason(self) -> Clause:
        if bool(self.rules) == bool(self.not_encoded):
            raise ValueError("a clause has either `rules` or a reason in `not-encoded`")
        return self


UNNAMED = "default"
"""What the default of a reading is called where it is given no name: a word that says nothing of it."""


class Reading(Node):
    """A passage that can be read in more than one way: the default, the alternatives, and why."""

    reading: str
    about: str
    default: Any
    default_name: str = UNNAMED
    alternatives: Annotated[dict[str, Any], Field(min_length=1)]
    because: str


class Part(Node):
    """One file of a policy: clauses in the document's order, and the readings and silences that go with them."""

    part: str
    clauses: tuple[Clause, ...]
    readings: tuple[Reading, ...] = ()
    silent_on: dict[str, str] = Field(default_factory=dict)


class SourceDocument(Node):
    """The document that a policy was encoded from: its name, fingerprint, length, and lines that state nothing."""

    name: str
    sha256: str
    lines: int
    navigation: tuple[int, ...] = ()


class InForce(Node):
    """From when a policy applies, as far as its document tells."""

    from_: str = "not stated"
    confirmed: str


OUT_OF_SCOPE = "out_of_scope"
"""The value of `procedure` for a complaint that goes by none of a policy's procedures."""


class ProcedureHeader(Node):
    """One procedure of a policy: its title and the parts (files) that it is made of, else the one of its own name."""

    title: str
    parts: SomeNames = ()


class Policy(Node):
    """The header of a policy.

    `scope` names the parts whose rules decide by which procedure a complaint goes; they hold in every procedure.
    """

    policy: str
    title: str
    organisation: str
    layer: Literal["policy", "law", "code"]
    version: str
    in_force: InForce
    document: SourceDocument
    calendar: CalendarUsed
    scope: SomeNames = ()
    procedures: dict[str, ProcedureHeader] = Field(min_length=1)

    def title_of(self, procedure: str) -> str:
        """Give the title of a procedure; of none of them, that of what lies outside."""
        found = self.procedures.get(procedure)
        return found.title if found else "outside these procedures"

    def parts_of(self, procedure: str) -> tuple[str, ...]:
        """Give the parts that a procedure is made of, those that decide between procedures first."""
        if procedure == OUT_OF_SCOPE:
            return self.scope
        return tuple(dict.fromkeys((*self.scope, *(self.procedures[procedure].parts or (procedure,)))))


class ConventionClause(Node):
    """A clause that all policies share: a rule template for a kind of norm, plain rules, or what a mechanism means.

    `governs` names the mechanism of the engine that the clause gives the authority for.
    """

    clause: str
    heading: str
    gist: str
    authority: str = ""
    for_: str | None = None
    where: dict[str, Names] = Field(default_factory=dict)
    governs: Names = ()
    rules: tuple[dict[str, Any], ...] = ()


class Conventions(Node):
    """A file of convention clauses."""

    conventions: str
    clauses: tuple[ConventionClause, ...]
