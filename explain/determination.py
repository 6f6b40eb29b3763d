"""Puts the answer together: every conclusion of every head with what it rests on, and the provenance graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from explain.limits import limits_of
from explain.provenance import Provenance
from kb.engine.assess import Assessed, Assessor
from kb.model.case import Case, Head
from kb.model.determination import (
    CalendarUsed,
    ConclusionRecord,
    Determination,
    Environment,
    HeadRecord,
    MissingItem,
    NextAction,
    PolicyUsed,
    ReadingDependence,
    ReadingEffect,
)
from kb.model.files import OUT_OF_SCOPE
from kb.model.outcome import Need, Outcome
from kb.model.policy import LinkedProcedure
from kb.model.truth import Truth

RESTS_ON = {"reading": "reading", "presumption": "presumption", "judgement": "judgement", "decision": "decision",
            "silence": "silence"}  # fmt: skip
ORDER = ("text", "convention", "reading", "presumption", "judgement", "decision", "silence")
MEMBER = {Truth.HOLDS: "concluded", Truth.FAILS: "not_concluded", Truth.OPEN: "open"}


def assessors_for(procedures: Mapping[str, LinkedProcedure]) -> Mapping[str, Assessor]:
    """Make both engines ready for the procedures of a policy, each when it is first asked for."""
    return _Assessors(procedures)


class _Assessors(Mapping[str, Assessor]):
    def __init__(self, procedures: Mapping[str, LinkedProcedure]) -> None:
        self._procedures = procedures
        self._ready: dict[str, Assessor] = {}

    def __getitem__(self, name: str) -> Assessor:
        if name not in self._ready:
            self._ready[name] = Assessor(self._procedures[name])
        return self._ready[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._procedures)

    def __len__(self) -> int:
        return len(self._procedures)


def determine(assessors: Mapping[str, Assessor], case: Case, vary_readings: bool = True) -> Determination:
    """Assess a case: each head by itself, by the procedure it goes by.

    Raises:
        EnginesDisagree, FactConflict, OutsideCalendar: as `Assessor.assess`.
    """
    found = [_by_account(assessors, case, head, vary_readings) for head in case.heads]
    records = [record for record, _ in found]
    first = found[0][1]
    policy = first.procedure.policy
    return Determination(
        case=case.name,
        assessed_on=case.assessed_on.isoformat(),
        policy=PolicyUsed(id=policy.policy, version=policy.version, sha256=first.procedure.sha256),
        heads=records,
        differs_between_heads=_differing(records),
        environment=Environment(
            engines=list(first.engines),
            calendar=CalendarUsed(id=first.calendar.id, edition=first.calendar.edition),
        ),
        schema="complaints-kb/determination/1",
    )


def _by_account(
    assessors: Mapping[str, Assessor], case: Case, head: Head, vary_readings: bool
) -> tuple[HeadRecord, Assessed]:
    """Assess a head under each combination of the accounts of contested facts; also give what was assessed first."""
    under = [
        (one.accounts, assessed_by_procedure(assessors, case, one, vary_readings))
        for one in head.by_account()
    ]
    each = [(accounts, merged_records([Provenance(one) for one in several])) for accounts, several in under]
    first = under[0][1][0]
    if not head.contested:
        return each[0][1], first
    from explain.contested import (
        agreed_by_accounts,  # most cases have no such facts, and need not wait for this
    )

    return agreed_by_accounts(head, each, first.procedure.vocabulary), first


def assessed_by_procedure(
    assessors: Mapping[str, Assessor], case: Case, head: Head, vary_readings: bool = True
) -> list[Assessed]:
    """Assess a head by the procedure that it goes by, or by each that it may go by while that is open.

    Raises:
        EnginesDisagree, FactConflict, OutsideCalendar: as `Assessor.assess`.
    """
    if OUT_OF_SCOPE not in assessors:
        return [assessors[name].assess(case, head, vary_readings) for name in assessors]
    outside = assessors[OUT_OF_SCOPE].assess(case, head, vary_readings)
    names = goes_by(outside.evaluation.outcomes["procedure"])
    return [
        outside
        if name == OUT_OF_SCOPE
        else assessors[name].assess(case, head, vary_readings, outside.situation)
        for name in names
    ]


def goes_by(procedure: Outcome) -> list[str]:
    """Give the procedures that a head may go by, given what came of the choice between them; none of them comes last."""
    possible = procedure.concluded or procedure.possible or procedure.clash
    others = [name for name in possible if name != OUT_OF_SCOPE]
    return [*others, OUT_OF_SCOPE] if OUT_OF_SCOPE in possible or not others else others


def record_of(assessed: Assessed) -> HeadRecord:
    """Give the record of a head by one procedure."""
    return recorded(Provenance(assessed))


def merged_records(several: Sequence[Provenance]) -> HeadRecord:
    """Give the record of a head from the graph by each procedure that it may go by."""
    if len(several) == 1:
        return recorded(several[0])
    from explain.merging import merged

    titles = {one.procedure.name: one.procedure.title for one in several}
    return merged([recorded(one) for one in several], titles)


def recorded(provenance: Provenance) -> HeadRecord:
    """Give the record of a head by one procedure, whose graph is made already."""
    return _Head(provenance).record()


def _differing(heads: list[HeadRecord]) -> list[str]:
    if len(heads) == 1:
        return []
    from explain.merging import answer_of

    first, *others = ({one.name: answer_of(one) for one in head.conclusions} for head in heads)
    names = dict.fromkeys(name for one in (first, *others) for name in one)
    return [name for name in names if any(one.get(name) != first.get(name) for one in others)]


class _Head:
    """The record of one head."""

    def __init__(self, provenance: Provenance) -> None:
        self.assessed, self.procedure = provenance.assessed, provenance.procedure
        self.provenance = provenance
        self.words = self.provenance.words
        leaves, self.supports = provenance.supports
        bits = {leaf: 1 << number for number, leaf in enumerate(leaves)}
        self.kinds = _bits_of_kinds(provenance, bits)
        self.presumptions = sorted(_named("presumption ", bits))
        clauses = dict(_named("clause ", bits))
        self.clauses = [(one, clauses[one]) for one in self.procedure.clauses if one in clauses]

    def record(self) -> HeadRecord:
        outcomes = self.assessed.evaluation.outcomes
        return HeadRecord.model_construct(
            head=self.assessed.head.name,
            procedure=self.procedure.name,
            procedures=[self.procedure.name],
            conclusions=[self._conclusion(name, outcome) for name, outcome in outcomes.items()],
            limits=list(limits_of(self.provenance)),
            next_actions=self._next_actions(),
            missing=self._missing(),
            silent_on=dict(self.procedure.silent_on),
            unused_facts=self._unused(),
            graph=self.provenance.record(),
        )

    def _conclusion(self, name: str, outcome: Outcome) -> ConclusionRecord:
        node = f"conclusion {name}"
        support = self.supports[node]
        values = self._value(outcome)
        return ConclusionRecord.made(
            name=name,
            label=self.words.conclusion(name),
            outcome=outcome.kind,
            value=values,
            worded=self._worded(name, values),
            rests_on=_among(support, self.kinds),
            presumptions=_among(support, self.presumptions),
            clauses=_among(support, self.clauses),
            needs=[self._item(need) for need in outcome.needs],
            possible=list(outcome.possible) if outcome.kind == "open" and outcome.bounds is None else None,
            bounds=list(outcome.bounds) if outcome.bounds else None,
            members={member: MEMBER[truth] for member, truth in outcome.members} or None,
            conflict=list(outcome.clash) or None,
            depends_on_reading=self._dependence(name),
            node=node,
        )

    @staticmethod
    def _value(outcome: Outcome) -> str | list[str] | None:
        return list(outcome.concluded) if outcome.members else outcome.value

    def _worded(self, name: str, value: str | list[str] | None) -> str | list[str] | None:
        if value is None or name in self.procedure.days:
            return None
        if isinstance(value, list):
            return [self.words.value(name, one) for one in value]
        return self.words.value(name, value)

    def _item(self, need: Need) -> MissingItem:
        label = self.words.missing(need, self.assessed.situation[need.name])
        return MissingItem.model_construct(kind=need.kind, name=need.name, label=label)

    def _dependence(self, name: str) -> ReadingDependence | None:
        found = self.assessed.dependence.get(name)
        if found is None:
            return None
        values = [self._effect(some, outcome) for some, outcome in found.outcomes]
        return ReadingDependence(readings=list(found.readings), established=found.established, values=values)

    def _effect(self, readings: dict[str, str], outcome: Outcome) -> ReadingEffect:
        return ReadingEffect(readings=readings, outcome=outcome.kind, value=self._value(outcome))

    def _missing(self) -> list[MissingItem]:
        """Give all that is missing, what most conclusions wait for first."""
        needs = Counter(
            need for outcome in self.assessed.evaluation.outcomes.values() for need in outcome.needs
        )
        return [self._item(need) for need, _ in sorted(needs.items(), key=lambda item: (-item[1], item[0]))]

    def _next_actions(self) -> list[NextAction]:
        outcome = self.assessed.evaluation.outcomes.get("next_action")
        return [self._action(act) for act in outcome.concluded] if outcome else []

    def _action(self, act: str) -> NextAction:
        last = self.assessed.evaluation.outcomes.get(f"{act}.last_day")
        by = last.value if last else None
        stands = self.assessed.evaluation.outcomes.get(f"{act}.timeliness")
        overdue = stands is not None and stands.value == "overdue"
        return NextAction(
            actor=self.procedure.actor(act),
            act=act,
            label=self.words.value("next_action", act),
            by=by,
            overdue=overdue,
        )

    def _unused(self) -> list[str]:
        used = _used_facts(self.assessed)
        return [name for name in self.assessed.head.facts if name not in used]


def _among(support: int, bits: Iterable[tuple[str, int]]) -> list[str]:
    """Give the names of which a bit is in what a node comes down to."""
    return [name for name, some in bits if support & some]


def _named(prefix: str, bits: Mapping[str, int]) -> list[tuple[str, int]]:
    """Give the leaves of one kind with their bits, without what their ids begin with."""
    return [(leaf.removeprefix(prefix), bit) for leaf, bit in bits.items() if leaf.startswith(prefix)]


def _bits_of_kinds(provenance: Provenance, bits: Mapping[str, int]) -> list[tuple[str, int]]:
    """Give what a conclusion can rest on, in order, each with the bits of all leaves of that kind."""
    found = dict.fromkeys(ORDER, 0)
    for leaf, bit in bits.items():
        if leaf.startswith("clause "):
            found["convention" if leaf.startswith("clause conventions/") else "text"] |= bit
        elif (kind := RESTS_ON.get(provenance.nodes[leaf].kind)) is not None:
            found[kind] |= bit
    return list(found.items())


def _used_facts(assessed: Assessed) -> set[str]:
    """Give the facts that some rule looks at, with the events whose order bears on them."""
    program, facts = assessed.program, assessed.procedure.vocabulary.facts
    used = {leaf.of for leaf, _, _ in program.leaves} | {fact for day in program.days for fact in day.facts}
    return used | set(_linked(used & facts.keys(), facts))


def _linked(used: Iterable[str], facts: Mapping[str, Any]) -> list[str]:
    around = [name for name, fact in facts.items() if set(fact.follows) & set(used)]
    return [*around, *(earlier for name in used for earlier in facts[name].follows)]
