"""What is said to decide a value does decide it, and nothing of it could be left out."""

from __future__ import annotations

from collections.abc import Set
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explain.comparing.seen import Seen
from explain.comparing.sufficient import Sufficient
from kb.model.policy import LinkedRule
from kb.model.tree import All, AnyOf, Condition, Not
from kb.model.truth import Truth, all_of
from tests.generators import tell
from tests.loading import EVERY, assessor

SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


class Knowing:
    """Evaluates values by the rules as they are written, with only some parts known and all others open."""

    def __init__(self, seen: Seen, known: Set[str]) -> None:
        self.seen, self.known, self.procedure = seen, known, seen.procedure

    def condition(self, condition: Condition) -> Truth:
        match condition:
            case Not(not_=part):
                return ~self.condition(part)
            case All(all=parts):
                return all_of(map(self.condition, parts))
            case AnyOf(any=parts):
                return ~all_of(~self.condition(part) for part in parts)
            case _:
                return (
                    self.seen.truth_of(condition)
                    if self.seen.condition(condition) in self.known
                    else Truth.OPEN
                )

    def rule(self, rule: LinkedRule) -> Truth:
        own = self.condition(rule.when) if rule.when is not None else Truth.HOLDS
        return all_of([own, *(~self.rule(self.procedure.rule[other]) for other in rule.exceptions)])

    def value(self, name: str, value: str) -> Truth:
        plan = self.procedure.conclusions[name]
        ways = [self.rule(rule) for rule in self.procedure.rules_for.get((name, value), ())]
        if plan.otherwise and plan.otherwise.value == value:
            ways.append(all_of(~self.value(name, other) for other in plan.values if other != value))
        return ~all_of(~way for way in ways)


@SOME
@given(st.randoms(use_true_random=False), st.sampled_from(EVERY))
def test_the_parts_that_are_told_suffice_and_none_of_them_is_idle(rng: Random, policy: str) -> None:
    """Known alone they settle the value as it stands; with any one of them unknown the others leave it open."""
    one = tell(rng, assessor(policy).procedure)
    seen = Seen(assessor(policy).assess(one.case, one.head, vary_readings=False))
    for name, pairs in seen.assessed.program.values.items():
        for value, pair in pairs.items():
            truth = seen.truth(pair)
            if truth is Truth.OPEN:
                continue
            parts = set(Sufficient(seen).value(name, value))
            conditions = {node for node in parts if not node.startswith("rule ")}
            assert Knowing(seen, parts).value(name, value) is truth, (name, value)
            for part in conditions:
                assert Knowing(seen, parts - {part}).value(name, value) is Truth.OPEN, (name, value, part)
