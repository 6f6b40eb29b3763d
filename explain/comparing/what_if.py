"""What would be otherwise if some facts, or the day of assessment, were: which conclusions, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from explain.accounts import Answers, accounts_of, once, tried
from explain.comparing.differences import TODAY
from explain.comparing.sides import Compared, Side, side
from explain.merging import answer_of
from kb.engine.assess import Assessor
from kb.model.case import Case, Head
from kb.model.comparing import ConclusionChanged, FactChanged, HeadWhatIf, WhatIf
from kb.model.determination import ConclusionRecord, PolicyUsed
from kb.model.policy import LinkedProcedure
from kb.model.vocabulary import Vocabulary


def what_if(assessors: Mapping[str, Assessor], case: Case, other: Case, head: str | None = None) -> WhatIf:
    """Hold a case against itself as it would be, matter by matter, or only one of them.

    Of contested facts, each combination of accounts is tried, on both sides; what is contested on one side only is as
    stated on the other. No fact is contested on both sides in two ways.

    Raises:
        EnginesDisagree, FactConflict, OutsideCalendar: as `Assessor.assess`, of either.
    """
    both = [one for one in zip(case.heads, other.heads, strict=True) if head in (None, one[0].name)]
    pairs = [pair for one, two in both for pair in _by_account(one, two)]
    each = [(one, *_held(assessors, case, other, one, two)) for one, two in pairs]
    procedure = next(iter(assessors.values())).procedure
    answers = [(one, answer) for one, _, answer in each]
    return WhatIf(
        case=case.name,
        policy=policy_used(procedure),
        assessed_on=case.assessed_on.isoformat(),
        assessed_on_after=other.assessed_on.isoformat(),
        heads=[record for _, record in once(record for _, record, _ in each)],
        contested=list(tried([_of_both(*one) for one in both], answers, procedure.vocabulary)),
        schema="complaints-kb/what-if/1",
    )


def _of_both(one: Head, two: Head) -> Head:
    """Give a head with what is contested on either side."""
    return replace(one, contested=two.contested | one.contested)


def _by_account(one: Head, two: Head) -> Iterator[tuple[Head, Head]]:
    """Give a head as it is and as it would be, under each combination of accounts."""
    for chosen in replace(_of_both(one, two), facts={}).by_account():
        yield _under(one, chosen), _under(two, chosen)


def _under(head: Head, chosen: Head) -> Head:
    """Give a head with the accounts that are chosen of what is contested in it."""
    facts = {name: chosen.facts[name] for name in head.contested}
    return Head(head.name, {**head.facts, **facts}, accounts=chosen.accounts)


def policy_used(procedure: LinkedProcedure) -> PolicyUsed:
    """Name the policy of a procedure."""
    policy = procedure.policy
    return PolicyUsed(id=policy.policy, version=policy.version, sha256=procedure.sha256)


def _held(
    assessors: Mapping[str, Assessor], case: Case, other: Case, one: Head, two: Head
) -> tuple[HeadWhatIf, Answers]:
    """Hold a head against itself; also give what comes of each conclusion, before and after."""
    before, after = side(assessors, case, one), side(assessors, other, two)
    changed = changed_facts(one, two)
    today = [TODAY] if case.assessed_on != other.assessed_on else []
    compared = Compared(before.seen, after.seen, [*changed, *today])
    names = list(dict.fromkeys([*before.conclusions, *after.conclusions]))
    came = {
        name: (_answer(before.conclusions.get(name)), _answer(after.conclusions.get(name))) for name in names
    }
    moved = [name for name, (first, second) in came.items() if first != second]
    vocabulary = next(iter(assessors.values())).procedure.vocabulary
    record = HeadWhatIf(
        head=one.name,
        accounts=accounts_of(one),
        procedures_before=before.record.procedures,
        procedures_after=after.record.procedures,
        facts=[_fact(name, one, two, vocabulary) for name in changed],
        changed=[_changed(before, after, compared, name) for name in moved],
        same=len(names) - len(moved),
    )
    return record, {name: repr(both) for name, both in came.items()}


def changed_facts(one: Head, two: Head) -> list[str]:
    """Give the facts that are not stated with the same value in both."""
    names = dict.fromkeys([*one.facts, *two.facts])
    return [name for name in names if _value(one, name) != _value(two, name)]


def _value(head: Head, name: str) -> Any:
    return head.facts[name].value if name in head.facts else None


def _fact(name: str, one: Head, two: Head, vocabulary: Vocabulary) -> FactChanged:
    before, after = (head.facts[name].text if name in head.facts else None for head in (one, two))
    return FactChanged(name=name, label=vocabulary.facts[name].label, before=before, after=after)


def _changed(one: Side, two: Side, compared: Compared, name: str) -> ConclusionChanged:
    before, after = one.conclusions.get(name), two.conclusions.get(name)
    present = after or before
    assert present is not None
    return ConclusionChanged(
        name=name, label=present.label, before=before, after=after, why=compared.why(name)
    )


def _answer(record: ConclusionRecord | None) -> Any:
    return record and answer_of(record)
