"""Law 6: no clock, no network, no hidden state: the same rules and case give the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.model.case import Head
from tests.generators import shuffled, told
from tests.laws.dump import answer, answers
from tests.loading import EVERY, ROOT, assessor

SOME = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = [str(seed) for seed in range(4)]


@SOME
@given(st.data(), st.sampled_from(EVERY))
def test_the_same_case_gives_the_same_bytes_twice(data: st.DataObject, policy: str) -> None:
    """Nothing is left behind by an answer that could change the next."""
    case = data.draw(told(assessor(policy).procedure)).case
    assert answer(policy, case) == answer(policy, case)


@SOME
@given(st.data(), st.sampled_from(EVERY), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_stated_does_not_matter(
    data: st.DataObject, policy: str, rng: Random
) -> None:
    """A case is a set of facts. (What it did not use is listed in its own order.)"""
    case = data.draw(told(assessor(policy).procedure)).case
    facts = case.heads[0].facts
    other = replace(case, heads=(Head(None, {name: facts[name] for name in shuffled(rng, facts)}),))
    one, two = (assessor(policy).assess(each, each.heads[0]) for each in (case, other))
    assert repr(one.evaluation) == repr(two.evaluation)
    assert one.dependence == two.dependence
    assert (one.true, one.fired, one.situation) == (two.true, two.fired, two.situation)


@pytest.mark.parametrize("hash_seed", ["1", "4294967295"])
def test_a_fresh_process_with_other_hashes_gives_the_same_bytes(hash_seed: str) -> None:
    """Sets and dictionaries never decide what comes first."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo"}
    for policy in ("housing-association", "tiny-exceptions"):
        command = [sys.executable, "-m", "tests.laws.dump", policy, *SEEDS]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
        assert done.stdout.splitlines() == answers(policy, SEEDS)
