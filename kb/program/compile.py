"""The compiler: each condition becomes a pair of atoms with small positive rules between them.

All: holds if every part holds, fails if any fails. Any: the dual. Not: the pair swapped. A conclusion's value holds if
a rule for it does, and fails when every rule for it fails. Alternatives (`cases`, readings) hold if in each one either
its guard fails or it holds there; they fail likewise.
"""

from __future__ import annotations

from typing import assert_never

from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Happened,
    Holds,
    Includes,
    Is,
    Name,
    No,
    Not,
    ReadingCondition,
    Stated,
    Undecided,
    Yes,
)
from kb.program.atoms import Alternative, Pair
from kb.program.days import Days
from kb.program.form import Candidate, Leaf, Program


def compiled(procedure: LinkedProcedure) -> Program:
    """Compile a checked procedure, in which no conclusion depends on itself."""
    return _Compiler(procedure).program()


class _Compiler(Days):
    def __init__(self, procedure: LinkedProcedure) -> None:
        super().__init__(procedure)
        self.conditions: dict[str, Pair] = {}
        self.applies: dict[str, Pair] = {}
        self.values: dict[str, dict[str, Pair]] = {}

    def program(self) -> Program:
        for name, plan in self.procedure.conclusions.items():
            if plan.kind.type != "day":
                self.conclusion(name)
        day_conclusions = {
            name: tuple(Candidate(guards, day) for guards, day in self.day(Name(name=name)))
            for name in self.procedure.days
        }
        plans = self.procedure.conclusions
        return Program(
            procedure=self.procedure.name,
            atoms=tuple(self.atoms),
            days=tuple(self.days.values()),
            leaves=tuple((leaf, *pair) for leaf, pair in self.leaves.values()),
            rules=tuple(self.rules),
            values={name: self.values[name] for name in plans if name in self.values},
            many=tuple(name for name, plan in plans.items() if plan.kind.type == "any-of"),
            day_conclusions=day_conclusions,
            applies=self.applies,
            choices=self.choosing,
            conditions=self.conditions,
        )

    # --- conditions ---

    def condition(self, condition: Condition) -> Pair:
        if isinstance(condition, Not):
            holds, fails = self.condition(condition.not_)
            return fails, holds
        if condition.key not in self.conditions:
            self.conditions[condition.key] = self._condition(condition)
        return self.conditions[condition.key]

    def _condition(self, condition: Condition) -> Pair:
        key = condition.key
        match condition:
            case All(all=parts):
                return self.conjunction(key, [self.condition(part) for part in parts])
            case AnyOf(any=parts):
                return self.disjunction(key, [self.condition(part) for part in parts])
            case Not(not_=part):
                holds, fails = self.condition(part)
                return fails, holds
            case Happened(happened=day):
                return self.happened(day)
            case Compare():
                return self.comparison(condition)
            case Yes(yes=fact):
                return self.leaf(Leaf(key, "value", fact, values=("yes",)))
            case No(no=fact):
                return self.leaf(Leaf(key, "value", fact, values=("no",)))
            case Is():
                return self.leaf(Leaf(key, "value", condition.fact, values=condition.values))
            case Undecided(undecided=decision):
                return self.leaf(Leaf(key, "value", decision, values=("not yet made",)))
            case Includes():
                return self.leaf(Leaf(key, "member", condition.fact, values=(condition.member,)))
            case Stated(stated=day_name):
                return self.leaf(Leaf(key, "stated", day_name))
            case Holds():
                return self.concluded(condition)
            case ReadingCondition(reading=name):
                return self.reading(key, name)
        assert_never(condition)

    def reading(self, key: str, name: str) -> Pair:
        parts: list[Alternative] = []
        for choice, node in self.procedure.readings[name].choices.items():
            parts.append(((self.read_as(name, choice),), self.condition(node)))  # type: ignore[arg-type]
        return self.alternatives(key, parts)

    # --- conclusions ---

    def concluded(self, condition: Holds) -> Pair:
        self.conclusion(condition.name)
        plan = self.procedure.conclusions.get(condition.name)
        values = plan.values if plan and condition.values == ("any",) else condition.values
        many = bool(plan and plan.kind.type == "any-of")
        parts = [
            self.is_value(condition.name, value, many)
            for value in values
            if self._drawn(condition.name, value)
        ]
        if not parts:
            holds, fails = self.always()
            return fails, holds
        return self.disjunction(condition.key, parts)

    def _drawn(self, name: str, value: str) -> bool:
        return value in self.values.get(name, {})

    def is_value(self, name: str, value: str, many: bool) -> Pair:
        """Give the pair for: the conclusion is this value (every rule for another one fails)."""
        derived, fails = self.values[name][value]
        others = [pair[1] for other, pair in self.values[name].items() if other != value]
        if many or not others:
            return derived, fails
        key = f"{name} is {value}"
        if key not in self.conditions:
            self.conditions[key] = holds, ruled_out = self.pair(f"{key}, and nothing else")
            self.add(holds, (derived, *others), "value")
            self.add(ruled_out, (fails,), "condition")
        return self.conditions[key]

    def conclusion(self, name: str) -> None:
        if name in self.values or name not in self.procedure.conclusions:
            return
        self.values[name] = self._values_of(name)

    def _values_of(self, name: str) -> dict[str, Pair]:
        plan = self.procedure.conclusions[name]
        found = {value: self.pair(f"{name} = {value}") for value in plan.values}
        last = plan.otherwise.value if plan.otherwise else None
        for value, pair in found.items():
            if value != last:
                self._value(pair, self.procedure.rules_for.get((name, value), ()))
        if last is not None:  # what is left over comes after what it is left by
            others = [pair for value, pair in found.items() if value != last]
            self._left_over(found[last], self.procedure.rules_for.get((name, last), ()), others)
        return found

    def _value(self, pair: Pair, rules: tuple[LinkedRule, ...]) -> None:
        """Compile a value: any rule for it gives it, and it is ruled out when each of them fails."""
        if len(rules) == 1 and not rules[0].exceptions and rules[0].when is not None:
            self._only_rule(pair, rules[0].when, rules[0].id)
            self.applies[rules[0].id] = pair
            return
        applying = [self.applying(rule) for rule in rules]
        for rule, applies in zip(rules, applying, strict=True):
            self.add(pair[0], (applies[0],), "rule", rule.id)
        self.add(pair[1], (applies[1] for applies in applying), "completion")

    def _only_rule(self, pair: Pair, when: Condition, rule: str) -> None:
        """Compile the one rule for a value straight into the value, which saves the engine a step."""
        giving: list[tuple[int, ...]]
        ruling_out: list[tuple[int, ...]]
        match when:
            case AnyOf(any=some):
                parts = [self.condition(part) for part in some]
                giving = [(part[0],) for part in parts]
                ruling_out = [tuple(part[1] for part in parts)]
            case All(all=every):
                parts = [self.condition(part) for part in every]
                giving = [tuple(part[0] for part in parts)]
                ruling_out = [(part[1],) for part in parts]
            case _:
                holds, fails = self.condition(when)
                giving, ruling_out = [(holds,)], [(fails,)]
        for body in giving:
            self.add(pair[0], body, "rule", rule)
        for body in ruling_out:
            self.add(pair[1], body, "completion", rule)

    def _left_over(self, pair: Pair, rules: tuple[LinkedRule, ...], others: list[Pair]) -> None:
        applying = [self.applying(rule) for rule in rules]
        for rule, applies in zip(rules, applying, strict=True):
            self.add(pair[0], (applies[0],), "rule", rule.id)
        left = self.conjunction(f"value {pair[0]} is left over", [(other[1], other[0]) for other in others])
        self.add(pair[0], (left[0],), "completion", "otherwise")
        self.add(pair[1], (*(applies[1] for applies in applying), left[1]), "completion", "otherwise")

    def applying(self, rule: LinkedRule) -> Pair:
        if rule.id not in self.applies:
            pair = self.condition(rule.when) if rule.when is not None else self.always()
            if rule.exceptions:
                pair = self._with_exceptions(rule, pair)
            self.applies[rule.id] = pair
        return self.applies[rule.id]

    def _with_exceptions(self, rule: LinkedRule, pair: Pair) -> Pair:
        others = [self.applying(self.procedure.rule[other]) for other in rule.exceptions]
        holds, fails = self.pair(f"{rule.id} applies")
        self.add(holds, (pair[0], *(other[1] for other in others)), "exception", rule.id)
        self.add(fails, (pair[1],), "exception", rule.id)
        for other in others:
            self.add(fails, (other[0],), "exception", rule.id)
        return holds, fails
