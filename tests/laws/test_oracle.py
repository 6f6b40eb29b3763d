"""Law 1, checked itself: what is concluded is true in every world that the case allows."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.engine.assess import Assessor
from tests.differential.programs import by_chance
from tests.generators import tell, told
from tests.laws.oracle import judged
from tests.laws.worlds import Worlds
from tests.loading import TINY, assessor

SOME = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("policy", TINY)
@SOME
@given(st.data(), st.randoms(use_true_random=False))
def test_what_is_concluded_is_true_in_every_world_that_the_case_allows(
    policy: str, data: st.DataObject, rng: Random
) -> None:
    """A value concluded is derived there, one ruled out is not, and a day lies within its bounds."""
    one = data.draw(told(assessor(policy).procedure))
    found = assessor(policy).assess(one.case, one.head, vary_readings=False)
    verdict = judged(found.procedure, found.evaluation, Worlds(found.procedure, one.case, rng, most=16))
    assert verdict.contradictions == []
    assert verdict.worlds


@pytest.mark.parametrize("seed", range(20))
def test_rules_made_up_by_chance_mean_the_same_to_the_oracle(seed: int) -> None:
    """Also for procedures that nobody would write."""
    rng = Random(seed)
    procedure = by_chance(rng)
    ready = Assessor(procedure)
    for _ in range(3):
        one = tell(rng, procedure)
        found = ready.assess(one.case, one.head, vary_readings=False)
        assert (
            judged(procedure, found.evaluation, Worlds(procedure, one.case, rng, most=16)).contradictions
            == []
        )


def test_the_oracle_sees_a_wrong_answer() -> None:
    """An answer that says the opposite of the true one is found out, or the oracle would prove nothing."""
    rng = Random(1)
    ready = assessor("tiny-exceptions")
    found_out = 0
    for _ in range(10):
        one, other = tell(rng, ready.procedure, share=0.95), tell(rng, ready.procedure, share=0.95)
        wrong = ready.assess(other.case, other.head, vary_readings=False).evaluation
        found_out += bool(
            judged(ready.procedure, wrong, Worlds(ready.procedure, one.case, rng, most=16)).contradictions
        )
    assert found_out > 5
