"""What is said to be of no matter is of none, and what a value would settle it settles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explain.agreed import agreed
from explain.determination import determine
from explain.irrelevance import Irrelevance
from explain.needs import needs
from explain.skeleton import used_facts
from explain.trials import Trials
from kb.check.telling import Told, on, stated, tell
from kb.engine.assess import Assessed
from kb.model.case import NOT_YET, Case, Head, Stated
from kb.model.situation import FactConflict
from tests.loading import EVERY, assessor

SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
policies = st.sampled_from(EVERY)
randoms = st.randoms(use_true_random=False)


def assessed(policy: str, case: Case) -> Assessed:
    """Assess a case with its one head."""
    return assessor(policy).assess(case, case.heads[0], vary_readings=False)


def with_fact(case: Case, fact: Stated) -> Case:
    """State one more fact, or another value of one."""
    head = case.heads[0]
    return replace(case, heads=(Head(head.name, {**head.facts, fact.name: fact}),))


def some_value(rng: Random, policy: str, name: str, one: Told) -> Stated:
    """What it was, or anything else that it could have been, whether or not it fits the rest."""
    procedure = assessor(policy).procedure
    fact = procedure.vocabulary.facts[name]
    if rng.random() < 0.4:
        return stated(rng, procedure, name, one.history)
    if fact.kind == "event" and rng.random() < 0.3:
        return Stated(name, NOT_YET, NOT_YET)
    if fact.kind in ("event", "day"):
        back = rng.choice((0, 0, 1, 2, 7, 14, 30, 60, 91, 400))
        return on(name, one.case.assessed_on - timedelta(days=back))
    if fact.any_of:
        some = frozenset(member for member in fact.any_of if rng.random() < 0.5)
        return Stated(name, some, ", ".join(sorted(some)))
    value = rng.choice(fact.values)
    return Stated(name, value, value)


def of_no_matter(case: Assessed, whatever_the_reading: bool) -> list[str]:
    """Give the unstated facts that are proved not to matter."""
    proof = Irrelevance(case)
    names = sorted(used_facts([case.procedure]) - case.head.facts.keys())
    return [name for name in names if proof.holds(name, whatever_the_reading)]


@SOME
@given(randoms, policies)
def test_what_is_of_no_matter_changes_no_conclusion_whatever_it_is(rng: Random, policy: str) -> None:
    """Each such fact, stated with any value that does not contradict the rest, leaves every outcome as it is."""
    one = tell(rng, assessor(policy).procedure)
    now = assessed(policy, one.case)
    for name in of_no_matter(now, whatever_the_reading=False):
        for _ in range(3):
            try:
                then = assessed(policy, with_fact(one.case, some_value(rng, policy, name, one)))
            except FactConflict:
                continue
            for conclusion, outcome in now.evaluation.outcomes.items():
                assert then.evaluation.outcomes[conclusion].answer == outcome.answer, (name, conclusion)


@SOME
@given(randoms, st.sampled_from(("housing-association", "tiny-readings")))
def test_what_is_of_no_matter_whatever_the_reading_is_so_in_each_reading(rng: Random, policy: str) -> None:
    """The stronger claim holds in whichever way the unclear passages are read."""
    one = tell(rng, assessor(policy).procedure)
    names = of_no_matter(assessed(policy, one.case), whatever_the_reading=True)
    unclear = assessor(policy).procedure.readings.items()
    for name in names:
        read = {reading: rng.choice(list(about.choices)) for reading, about in unclear}
        case = replace(one.case, readings=read)
        now = assessed(policy, case).evaluation.outcomes
        try:
            then = assessed(policy, with_fact(case, some_value(rng, policy, name, one))).evaluation.outcomes
        except FactConflict:
            continue
        assert {key: one.answer for key, one in then.items()} == {key: one.answer for key, one in now.items()}


@settings(SOME, max_examples=15)
@given(randoms, policies)
def test_nothing_is_both_missing_and_of_no_matter(rng: Random, policy: str) -> None:
    """Whoever finds out what is asked for has not done it in vain."""
    case = tell(rng, assessor(policy).procedure).case
    by = {"the one": assessor(policy)}
    answer = determine(by, case, vary_readings=False)
    (head,) = needs(by, [[assessed(policy, case)]], answer, case.heads).heads
    assert {item.name for item in head.missing}.isdisjoint(one.name for one in head.of_no_matter)


@settings(SOME, max_examples=15)
@given(randoms, policies)
def test_a_trial_says_what_stating_the_value_would_say(rng: Random, policy: str) -> None:
    """What is tried is the case with one more fact, and nothing else."""
    now = assessed(policy, tell(rng, assessor(policy).procedure).case)
    trials = Trials({"the one": assessor(policy)}, [now])
    waited = sorted({need for outcome in now.evaluation.outcomes.values() for need in outcome.needs})
    for need in rng.sample(waited, min(3, len(waited))):
        for trial in trials.of(need).trials:
            assert set(trial.outcomes) == set(now.evaluation.outcomes)


@settings(SOME, max_examples=15)
@given(randoms, policies)
def test_what_is_agreed_is_what_the_answer_says(rng: Random, policy: str) -> None:
    """Outcomes put together for trials are those of the determination."""
    case = tell(rng, assessor(policy).procedure).case
    (head,) = determine({"the one": assessor(policy)}, case, vary_readings=False).heads
    outcomes = agreed([assessed(policy, case)])
    for record in head.conclusions:
        assert outcomes[record.name].kind == record.outcome
        assert {need.name for need in outcomes[record.name].needs} == {item.name for item in record.needs}
