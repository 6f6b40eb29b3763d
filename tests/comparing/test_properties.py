"""Laws of comparing: what is told is what both engines find, and every difference comes down to what was changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explain.agreed import agreed
from explain.comparing.daily import Daily, Day
from explain.comparing.differences import TODAY
from explain.comparing.sweep import Swept, sweep
from explain.comparing.what_if import what_if
from explain.determination import assessed_by_procedure
from kb.calendar import OutsideCalendar
from kb.check.telling import stated
from kb.engine.assess import Assessor
from kb.model.case import Case, Head
from kb.model.outcome import Outcome
from kb.model.situation import FactConflict
from tests.comparing.made import example, ready
from tests.generators import Told, tell
from tests.loading import EVERY, assessor

SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
policies = st.sampled_from(EVERY)
randoms = st.randoms(use_true_random=False)


def engines(policy: str) -> dict[str, Assessor]:
    """Both engines for one procedure, by its name."""
    return {assessor(policy).procedure.name: assessor(policy)}


def otherwise(rng: Random, policy: str, one: Told) -> Case:
    """The case with one to three facts stated, stated otherwise or left out, and perhaps looked at later."""
    facts = dict(one.head.facts)
    for name in rng.sample(list(assessor(policy).procedure.vocabulary.facts), rng.randint(1, 3)):
        if rng.random() < 0.3:
            facts.pop(name, None)
        else:
            facts[name] = stated(rng, assessor(policy).procedure, name, one.history)
    days = timedelta(days=rng.choice((0, 0, 0, 1, 5, 30)))
    return replace(one.case, assessed_on=one.case.assessed_on + days, heads=(Head(None, facts),))


@SOME
@given(randoms, policies)
def test_every_difference_comes_down_to_what_was_changed(rng: Random, policy: str) -> None:
    """The way down ends at a fact that is stated otherwise, or at the day of assessment, and each node on it differs."""
    one = tell(rng, assessor(policy).procedure)
    other = otherwise(rng, policy, one)
    try:
        found = what_if(engines(policy), one.case, other).heads[0]
    except (FactConflict, OutsideCalendar):
        return
    changed = {fact.name for fact in found.facts} | (
        {TODAY} if other.assessed_on != one.case.assessed_on else set()
    )
    for conclusion in found.changed:
        assert conclusion.why.turns_on, conclusion.name
        assert set(conclusion.why.turns_on) <= changed, conclusion.name
        assert conclusion.why.steps[0].node == f"conclusion {conclusion.name}"
        last = conclusion.why.steps[-1].node.removeprefix("fact ").removesuffix(" as stated")
        assert last in changed, conclusion.name


@SOME
@given(randoms, policies)
def test_there_and_back_is_the_same(rng: Random, policy: str) -> None:
    """What changes one way changes back the other way, and with nothing changed nothing does."""
    one = tell(rng, assessor(policy).procedure)
    other = otherwise(rng, policy, one)
    try:
        there, back = (
            what_if(engines(policy), *both).heads[0] for both in ((one.case, other), (other, one.case))
        )
    except (FactConflict, OutsideCalendar):
        return
    assert [(c.name, c.before, c.after) for c in there.changed] == [
        (c.name, c.after, c.before) for c in back.changed
    ]
    assert there.same == back.same
    still = what_if(engines(policy), one.case, one.case).heads[0]
    assert (still.facts, still.changed) == ([], [])


def naively(daily: Daily, day: date) -> dict[str, Outcome] | None:
    """All outcomes of a day, worked out by both engines; nothing if it cannot be."""
    try:
        several = assessed_by_procedure(daily.assessors, *daily.at(day), vary_readings=False)
    except FactConflict:
        return None
    return {name: outcome.answer for name, outcome in agreed(several).items()}


def holds_against_naive(daily: Daily, days: Swept) -> None:
    """On every day the same follows as when both engines work that day out by itself."""
    for day in days.days():
        found = daily.on(day)
        if isinstance(found, Day):
            told = {name: outcome.answer for name, outcome in found.outcomes.items()}
            assert told == naively(daily, day), day


@SOME
@given(randoms, policies, st.integers(5, 25))
def test_what_follows_on_each_day_is_what_both_engines_find_on_it(
    rng: Random, policy: str, count: int
) -> None:
    """No day is left out: a sweep says of each day what a determination of that day alone says."""
    one = tell(rng, assessor(policy).procedure)
    facts = assessor(policy).procedure.vocabulary.facts
    fact = rng.choice([TODAY, *(name for name, kind in facts.items() if kind.kind in ("event", "day"))])
    first = one.case.assessed_on - timedelta(days=rng.choice((0, 3, 10, 40, 90)))
    try:
        days = Swept(fact, first, first + timedelta(days=count))
        holds_against_naive(Daily(engines(policy), one.case, one.head, fact), days)
    except OutsideCalendar:
        return


@pytest.mark.slow
@pytest.mark.parametrize(
    ("policy", "name", "fact", "first"),
    [
        (
            "four-procedure-council",
            "housing-ombudsman-on-the-last-day",
            "stage_2_response_sent",
            "2024-02-10",
        ),
        ("four-procedure-council", "lgsco-on-the-last-day", TODAY, "2024-01-01"),
        ("charter-council", "nobody-knows-which-service-it-is-about", TODAY, "2024-06-01"),
        ("customer-feedback-council", "an-agreed-later-day-has-passed", "received", "2024-01-01"),
        ("customer-feedback-council", "twenty-days-over-easter", TODAY, "2024-03-01"),
        ("housing-association", "a-reply-that-never-came", "logged", "2024-05-01"),
    ],
)
def test_the_flips_of_a_sweep_are_those_of_day_by_day_determinations(
    policy: str, name: str, fact: str, first: str
) -> None:
    """Sixty days, both engines on each: what is not a day flips exactly where two days in a row differ."""
    one = example(policy, name)
    daily = Daily(ready(one), one, one.heads[0], fact)
    begin = date.fromisoformat(first)
    days = Swept(fact, begin, begin + timedelta(days=60))
    found = sweep(ready(one), one, days).heads[0]
    told = {(day.day, flip.name) for day in found.flips for flip in day.flips}
    before: dict[str, Outcome] | None = None
    expected = set()
    for day in days.days():
        now = naively(daily, day) if isinstance(daily.on(day), Day) else None
        if before is not None and now is not None:
            names = dict.fromkeys([*before, *now])
            expected |= {(day.isoformat(), one) for one in names if before.get(one) != now.get(one)}
        before = now
    a_day = {one for one in {name for _, name in expected | told} if _is_day(daily, one)}
    assert {one for one in told if one[1] not in a_day} == {one for one in expected if one[1] not in a_day}
    assert told <= expected


def _is_day(daily: Daily, name: str) -> bool:
    return any(name in one.procedure.days for one in daily.assessors.values())
