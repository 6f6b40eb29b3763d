"""Which values of a fact a procedure can meet at all, going by the rules that decide by which procedure a complaint goes."""

from __future__ import annotations

from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.tree import All, AnyOf, Condition, Is, Not
from kb.model.truth import Truth, all_of


def arises(procedure: LinkedProcedure, fact: str, value: str) -> bool:
    """Whether a complaint can go by a procedure while a fact has a value; in doubt it can."""
    for name, plan in procedure.conclusions.items():
        if plan.kind.of != "procedures":
            continue
        rules = [one for one in procedure.rules if one.conclusion == name]
        truths = {one.id: _of(one, procedure, fact, value) for one in rules}
        here = [truths[one.id] for one in rules if one.value == procedure.name]
        elsewhere = [truths[one.id] for one in rules if one.value != procedure.name]
        left = plan.otherwise is not None and plan.otherwise.value == procedure.name
        if Truth.HOLDS in elsewhere or (not left and all(one is Truth.FAILS for one in here)):
            return False
    return True


def _of(rule: LinkedRule, procedure: LinkedProcedure, fact: str, value: str) -> Truth:
    """Say whether a rule applies: its condition, and no exception to it."""
    others = (~_of(procedure.rule[one], procedure, fact, value) for one in rule.exceptions)
    return all_of([Truth.HOLDS if rule.when is None else _stands(rule.when, fact, value), *others])


def _stands(condition: Condition, fact: str, value: str) -> Truth:
    match condition:
        case Is(fact=name) if name == fact:
            return Truth.HOLDS if value in condition.values else Truth.FAILS
        case Not(not_=part):
            return ~_stands(part, fact, value)
        case All(all=parts):
            return all_of(_stands(one, fact, value) for one in parts)
        case AnyOf(any=parts):
            return ~all_of(~_stands(one, fact, value) for one in parts)
        case _:
            return Truth.OPEN


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
