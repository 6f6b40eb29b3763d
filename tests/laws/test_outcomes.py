"""Law 3: every conclusion has exactly one outcome, and "no" has reasons too."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.model.outcome import Outcome
from kb.model.truth import Truth
from tests.generators import told
from tests.loading import EVERY, assessor

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def shape(one: Outcome) -> tuple[str, ...]:
    """Give which of its parts an outcome has."""
    parts = ("value", "members", "possible", "bounds", "needs", "clash")
    return tuple(part for part in parts if getattr(one, part))


@SOME
@given(st.data(), st.sampled_from(EVERY))
def test_every_conclusion_has_one_outcome_with_the_parts_that_belong_to_it(
    data: st.DataObject, policy: str
) -> None:
    """Concluded has a value, not concluded nothing, open what is possible, a conflict at least two values."""
    one = data.draw(told(assessor(policy).procedure))
    found = assessor(policy).assess(one.case, one.head, vary_readings=False).evaluation
    plans = assessor(policy).procedure.conclusions
    assert set(found.outcomes) == set(plans)
    for name, outcome in found.outcomes.items():
        match plans[name].kind.type, outcome.kind:
            case "any-of", kind:
                truths = [truth for _, truth in outcome.members]
                assert tuple(member for member, _ in outcome.members) == plans[name].values
                held, still = Truth.HOLDS in truths, Truth.OPEN in truths
                assert kind == ("concluded" if held else "open" if still else "not_concluded")
                assert outcome.possible == tuple(
                    member for member, truth in outcome.members if truth is Truth.OPEN
                )
            case "day", "concluded":
                assert shape(outcome) == ("value",)
            case "day", "open":
                assert {"bounds"} <= set(shape(outcome)) <= {"bounds", "needs"}
            case _, "concluded":
                assert (shape(outcome), outcome.value in plans[name].values) == (("value",), True)
            case _, "not_concluded":
                assert shape(outcome) == ()
            case _, "conflict":
                assert (shape(outcome), len(outcome.clash) > 1) == (("clash",), True)
            case _, "open":
                assert {"possible"} <= set(shape(outcome)) <= {"possible", "needs"}


@SOME
@given(st.data(), st.sampled_from(EVERY))
def test_a_value_is_concluded_only_where_every_rule_for_another_fails(
    data: st.DataObject, policy: str
) -> None:
    """A "no" is derived as a "yes" is: each rule for another value fails, and something gives this one."""
    procedure = assessor(policy).procedure
    one = data.draw(told(procedure))
    found = assessor(policy).assess(one.case, one.head, vary_readings=False).evaluation
    for name, outcome in found.outcomes.items():
        plan = procedure.conclusions[name]
        if plan.kind.type in ("any-of", "day") or outcome.kind not in ("concluded", "not_concluded"):
            continue
        for value in plan.values:
            truths = [found.rules[rule.id] for rule in procedure.rules_for.get((name, value), ())]
            if value != outcome.value:
                assert set(truths) <= {Truth.FAILS}, (name, value)
            elif not (plan.otherwise and plan.otherwise.value == value):
                assert Truth.HOLDS in truths, (name, value)


@SOME
@given(st.data(), st.sampled_from(EVERY))
def test_what_is_left_over_is_concluded_only_where_nothing_else_is(data: st.DataObject, policy: str) -> None:
    """`otherwise` never competes with a rule: where one applies, nothing is left over."""
    procedure = assessor(policy).procedure
    one = data.draw(told(procedure))
    found = assessor(policy).assess(one.case, one.head, vary_readings=False).evaluation
    for name, plan in procedure.conclusions.items():
        if plan.otherwise is None or found.outcomes[name].kind == "conflict":
            continue
        rest = plan.otherwise.value
        own = [found.rules[rule.id] for rule in procedure.rules_for.get((name, rest), ())]
        others = [
            found.rules[rule.id]
            for value in plan.values
            if value != rest
            for rule in procedure.rules_for.get((name, value), ())
        ]
        if Truth.HOLDS in others and Truth.HOLDS not in own:
            assert rest not in found.outcomes[name].concluded
        if set(others) <= {Truth.FAILS}:
            assert rest in found.outcomes[name].concluded
