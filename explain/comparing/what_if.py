"""What would be otherwise if some facts, or the day of assessment, were: which conclusions, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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

    Raises:
        EnginesDisagree, FactConflict, OutsideCalendar: as `Assessor.assess`, of either.
    """
    both = zip(case.heads, other.heads, strict=True)
    return WhatIf(
        case=case.name,
        policy=policy_used(next(iter(assessors.values())).procedure),
        assessed_on=case.assessed_on.isoformat(),
        assessed_on_after=other.assessed_on.isoformat(),
        heads=[_head(assessors, case, other, one, two) for one, two in both if head in (None, one.name)],
        schema="complaints-kb/what-if/1",
    )


def policy_used(procedure: LinkedProcedure) -> PolicyUsed:
    """Name the policy of a procedure."""
    policy = procedure.policy
    return PolicyUsed(id=policy.policy, version=policy.version, sha256=procedure.sha256)


def _head(assessors: Mapping[str, Assessor], case: Case, other: Case, one: Head, two: Head) -> HeadWhatIf:
    before, after = side(assessors, case, one), side(assessors, other, two)
    changed = changed_facts(one, two)
    today = [TODAY] if case.assessed_on != other.assessed_on else []
    compared = Compared(before.seen, after.seen, [*changed, *today])
    names = list(dict.fromkeys([*before.conclusions, *after.conclusions]))
    moved = [
        name
        for name in names
        if _answer(before.conclusions.get(name)) != _answer(after.conclusions.get(name))
    ]
    return HeadWhatIf(
        head=one.name,
        procedures_before=before.record.procedures,
        procedures_after=after.record.procedures,
        facts=[
            _fact(name, one, two, next(iter(assessors.values())).procedure.vocabulary) for name in changed
        ],
        changed=[_changed(before, after, compared, name) for name in moved],
        same=len(names) - len(moved),
    )


def changed_facts(one: Head, two: Head) -> list[str]:
    """Give the facts that are not stated with the same value in both."""
    names = dict.fromkeys([*one.facts, *one.contested, *two.facts, *two.contested])
    return [name for name in names if _value(one, name) != _value(two, name)]


def _value(head: Head, name: str) -> Any:
    if name in head.contested:
        return tuple(one.value for one in head.contested[name].accounts)
    return head.facts[name].value if name in head.facts else None


def _text(head: Head, name: str) -> str | None:
    if name in head.contested:
        return " or ".join(one.text for one in head.contested[name].accounts)
    return head.facts[name].text if name in head.facts else None


def _fact(name: str, one: Head, two: Head, vocabulary: Vocabulary) -> FactChanged:
    before, after = _text(one, name), _text(two, name)
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
