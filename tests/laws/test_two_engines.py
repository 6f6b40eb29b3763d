"""Law 7: two engines, one answer."""

from __future__ import annotations

import importlib
import sys
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kb.engine
from kb.engine import assess as assess_module
from kb.engine.assess import Assessor, EnginesDisagree
from kb.engine.chain import InOrder
from kb.engine.reference import Reference
from kb.engine.views import View
from kb.model.tree import Compare
from tests.generators import tell, told
from tests.loading import EVERY, assessor, procedure

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
RETE = pytest.mark.skipif(
    assessor("tiny-cases").engines[0] == assess_module.REFERENCE, reason="one engine here"
)


@SOME
@given(st.data(), st.sampled_from(EVERY))
def test_the_engines_agree(data: st.DataObject, policy: str) -> None:
    """In every outcome, bound and missing fact, under every reading: or assessing would raise."""
    one = data.draw(told(assessor(policy).procedure))
    found = assessor(policy).assess(one.case, one.head)
    assert found.engines[-1] == "reference"


@RETE
@SOME
@given(st.data(), st.sampled_from(EVERY))
def test_durable_rules_and_one_pass_in_order_fire_the_same_rules(data: st.DataObject, policy: str) -> None:
    """The order in which a program's rules stand is enough to chain them."""
    one = data.draw(told(assessor(policy).procedure))
    found = assessor(policy).assess(one.case, one.head, vary_readings=False)
    atoms = found.settled.atoms
    assert InOrder(found.program).fire(atoms) == list(found.fired) == sorted(found.fired)


def test_a_difference_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that misreads a comparison is not outvoted: no answer is given, and what differs is named."""
    compare = Reference.compare
    monkeypatch.setattr(
        Reference, "compare", lambda self, one: ~compare(self, one) if _after(one) else compare(self, one)
    )
    ready = Assessor(procedure("housing-association"))
    one = tell(Random(0), ready.procedure, share=0.95)
    with pytest.raises(EnginesDisagree, match="exceeded") as found:
        ready.assess(one.case, one.head, vary_readings=False)
    assert found.value.differences


def _after(one: Compare) -> bool:
    return one.how == "after"


def test_a_difference_in_what_is_missing_stops_the_run_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to find out next is part of the answer."""
    known = Reference.known
    monkeypatch.setattr(Reference, "known", lambda self, name, truth: View(known(self, name, truth).truth))
    ready = Assessor(procedure("tiny-cases"))
    one = tell(Random(0), ready.procedure, share=0.1)
    with pytest.raises(EnginesDisagree):
        ready.assess(one.case, one.head, vary_readings=False)


@pytest.mark.parametrize("policy", ["housing-association", "tiny-qualified"])
def test_without_durable_rules_the_answer_is_the_same_and_says_so(
    monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    """Where it is not installed, one pass in order stands in, and only one engine is named."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    monkeypatch.delitem(sys.modules, "kb.engine.rete", raising=False)
    monkeypatch.delattr(kb.engine, "rete", raising=False)
    with pytest.raises(ImportError):
        importlib.import_module("kb.engine.rete")
    alone = Assessor(procedure(policy))
    assert alone.engines == ("reference",)
    for seed in range(5):
        one = tell(Random(seed), alone.procedure)
        here, there = (each.assess(one.case, one.head) for each in (alone, assessor(policy)))
        assert (here.evaluation, here.dependence, here.fired) == (
            there.evaluation,
            there.dependence,
            there.fired,
        )
