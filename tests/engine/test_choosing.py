"""What chooses between days is settled with them; everything else that conclusions make is chained."""

from __future__ import annotations

import pytest

from tests.loading import EVERY, assessor


@pytest.mark.parametrize("policy", EVERY)
def test_no_day_waits_for_a_rule_to_fire(policy: str) -> None:
    """Each condition by which a day is chosen comes of leaves alone, so days never depend on chaining."""
    program = assessor(policy).program
    by_leaves = {atom for _, *pair in program.leaves for atom in pair}
    candidates = [one for some in program.day_conclusions.values() for one in some]
    assert all(by_leaves.issuperset(guard) for one in candidates for guard in one.guards)


@pytest.mark.parametrize("policy", EVERY)
def test_a_leaf_is_made_of_leaves_before_it(policy: str) -> None:
    """One pass in order is enough to test them all."""
    before: set[int] = set()
    for leaf, *pair in assessor(policy).program.leaves:
        needed = {*leaf.parts, *leaf.against, *(atom for out, way in leaf.choices for atom in (*out, *way))}
        assert needed <= before
        before |= set(pair)
