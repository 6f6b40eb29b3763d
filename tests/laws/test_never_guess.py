"""Law 1: a conclusion holds in every situation that the stated facts allow."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explain.determination import determine
from kb.engine.assess import Assessed
from kb.model.case import Case, Head
from tests.generators import Told, told, told_more
from tests.laws.refinement import lost, overturned, presumed, presumptions
from tests.loading import EVERY, TINY, assessor

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(SOME, max_examples=25)
randoms = st.randoms(use_true_random=False)
policies = st.sampled_from(EVERY)


def assessed(policy: str, one: Told) -> Assessed:
    """Assess a case, the readings as the case has them."""
    return assessor(policy).assess(one.case, one.head, vary_readings=False)


@SOME
@given(st.data(), policies, randoms, st.integers(1, 3))
def test_filling_in_a_missing_fact_never_overturns_a_conclusion(
    data: st.DataObject, policy: str, rng: Random, changes: int
) -> None:
    """As long as it takes nothing back that was known, presumptions included, every conclusion stays."""
    before = data.draw(told(assessor(policy).procedure))
    after, changed = told_more(rng, assessor(policy).procedure, before, changes)
    old, new = assessed(policy, before), assessed(policy, after)
    if not lost(new.situation, old.situation):
        assert overturned(old.evaluation, new.evaluation) == {}, changed


@SOME
@given(st.data(), policies, randoms)
def test_what_a_new_fact_takes_back_was_only_presumed(data: st.DataObject, policy: str, rng: Random) -> None:
    """Stating a fact never makes less known of another, unless a presumption gives way that is named."""
    before = data.draw(told(assessor(policy).procedure))
    after, _ = told_more(rng, assessor(policy).procedure, before, changes=2)
    old, new = assessed(policy, before).situation, assessed(policy, after).situation
    for name in lost(new, old):
        assert presumed(old, name), name


@FEW
@given(st.data(), st.sampled_from(TINY), randoms)
def test_an_answer_grows_fact_by_fact_until_everything_is_known(
    data: st.DataObject, policy: str, rng: Random
) -> None:
    """From the first fact to the last nothing is taken back."""
    procedure = assessor(policy).procedure
    before = data.draw(told(procedure, share=0.3, record=0.0))
    told_so_far, _ = told_more(rng, procedure, before, changes=2)
    old = assessed(policy, told_so_far)
    for _ in range(6):
        told_so_far, _ = told_more(rng, procedure, told_so_far)
        new = assessed(policy, told_so_far)
        if not lost(new.situation, old.situation):
            assert overturned(old.evaluation, new.evaluation) == {}
        old = new


@SOME
@given(st.data(), policies)
def test_what_holds_with_every_reading_open_holds_under_each_reading(
    data: st.DataObject, policy: str
) -> None:
    """A reading that is left open is a thing that is not known, and choosing one is learning it."""
    one = data.draw(told(assessor(policy).procedure))
    chosen = assessed(policy, one)
    readings = dict.fromkeys(chosen.readings)
    opened = assessor(policy)._once(one.case, one.head, chosen.situation, readings)
    assert overturned(opened.evaluation, chosen.evaluation) == {}


@pytest.mark.parametrize("policy", EVERY)
def test_nothing_is_concluded_by_guessing_where_nothing_is_stated(policy: str) -> None:
    """Of an empty case nothing is known but what is presumed, by name."""
    case = Case("empty", policy, date(2024, 6, 18), (Head(None, {}),))
    procedure = assessor(policy).procedure
    found = assessor(policy).assess(case, case.heads[0])
    unknown = [name for name in procedure.vocabulary.facts if not presumed(found.situation, name)]
    assert all(not found.situation[name].basis for name in unknown)


@SOME
@given(st.data(), policies, randoms)
def test_an_overturned_conclusion_had_named_the_presumption_that_gave_way(
    data: st.DataObject, policy: str, rng: Random
) -> None:
    """The answer says what each conclusion presumes; only a presumption that gave way excuses a change."""
    ready = {"only": assessor(policy)}
    before = data.draw(told(assessor(policy).procedure, record=0.0))
    after, _ = told_more(rng, assessor(policy).procedure, before, changes=2)
    old, new = assessed(policy, before), assessed(policy, after)
    gone = presumptions(old.situation) - presumptions(new.situation)
    records = {
        one.name: one for one in determine(ready, before.case, vary_readings=False).heads[0].conclusions
    }
    for name in overturned(old.evaluation, new.evaluation):
        if name in records:
            assert set(records[name].presumptions) & {basis.name for basis in gone}, name
