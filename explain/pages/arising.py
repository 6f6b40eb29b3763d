"""What can come up in a procedure at all: how rules stand by what it settles, and which values of a fact it can meet."""

from __future__ import annotations

from collections.abc import Callable

from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.tree import All, AnyOf, Condition, Is, Not
from kb.model.truth import Truth, all_of

Leaf = Callable[[Condition], Truth]
"""How a condition without parts stands."""


def weighed(condition: Condition | None, leaf: Leaf) -> Truth:
    """Say how a condition stands, going by how its leaves do; without one, there is nothing against it."""
    match condition:
        case None:
            return Truth.HOLDS
        case Not(not_=part):
            return ~weighed(part, leaf)
        case All(all=parts):
            return all_of(weighed(one, leaf) for one in parts)
        case AnyOf(any=parts):
            return ~all_of(~weighed(one, leaf) for one in parts)
        case _:
            return leaf(condition)


def applies(rule: LinkedRule, procedure: LinkedProcedure, leaf: Leaf) -> Truth:
    """Say whether a rule applies: its condition, and no exception to it."""
    others = (~applies(procedure.rule[one], procedure, leaf) for one in rule.exceptions)
    return all_of([weighed(rule.when, leaf), *others])


def arises(procedure: LinkedProcedure, fact: str, value: str) -> bool:
    """Whether a complaint can go by a procedure while a fact has a value; in doubt it can."""

    def leaf(condition: Condition) -> Truth:
        if not isinstance(condition, Is) or condition.fact != fact:
            return Truth.OPEN
        return Truth.HOLDS if value in condition.values else Truth.FAILS

    for name, plan in procedure.conclusions.items():
        if plan.kind.of != "procedures":
            continue
        rules = [one for one in procedure.rules if one.conclusion == name]
        here = [applies(one, procedure, leaf) for one in rules if one.value == procedure.name]
        elsewhere = [applies(one, procedure, leaf) for one in rules if one.value != procedure.name]
        left = plan.otherwise is not None and plan.otherwise.value == procedure.name
        if Truth.HOLDS in elsewhere or (not left and all(one is Truth.FAILS for one in here)):
            return False
    return True


def opposite(condition: Condition) -> Condition:
    """Give a condition that holds just where another fails, with as little `not` in it as can be."""
    match condition:
        case Not(not_=part):
            return part
        case All(all=parts):
            return AnyOf(any=tuple(map(opposite, parts)))
        case AnyOf(any=parts):
            return All(all=tuple(map(opposite, parts)))
        case _:
            return Not(not_=condition)
