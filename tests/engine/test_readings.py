"""Readings are varied only so far as a conclusion in doubt can depend on them, and nothing is missed by that."""

from __future__ import annotations

from itertools import product
from math import prod
from random import Random

import pytest

from kb.engine.assess import Assessed, Assessor
from kb.engine.readings import Dependence, dependence
from kb.model.outcome import Outcome
from tests.generators import tell
from tests.loading import EVERY, assessor

MANY = 24
UNCLEAR = [
    name
    for name in EVERY
    if 1 < prod(len(one.choices) for one in assessor(name).procedure.readings.values()) <= MANY
]


def by_trying_all(ready: Assessor, found: Assessed) -> dict[str, Dependence]:
    """Work out every conclusion under every combination of readings."""
    choices = {name: tuple(one.choices) for name, one in ready.procedure.readings.items()}

    def under(*some: str | None) -> dict[str, Outcome]:
        read = dict(zip(choices, some, strict=True))
        return ready._once(found.case, found.head, found.situation, read).evaluation.outcomes

    tried = {some: under(*some) for some in product(*choices.values())}
    usual = found.evaluation.outcomes
    depending = {name: dependence(name, choices, lambda read: tried[tuple(read.values())]) for name in usual}
    return {name: one for name, one in depending.items() if one is not None}


def said(found: dict[str, Dependence]) -> dict[str, object]:
    """Give what an answer says of readings; under those that do not matter, other things may be missing."""
    return {
        name: (one.readings, [(some, outcome.answer) for some, outcome in one.outcomes])
        for name, one in found.items()
    }


@pytest.mark.parametrize("policy", UNCLEAR)
def test_what_depends_on_readings_is_found_as_if_all_of_them_were_tried(policy: str) -> None:
    """What is settled while all are open stays so, and a reading that nothing open looks at changes nothing."""
    ready = assessor(policy)
    for seed in range(6):
        one = tell(Random(seed), ready.procedure, share=0.8)
        found = ready.assess(one.case, one.head)
        assert said(found.dependence) == said(by_trying_all(ready, found))
