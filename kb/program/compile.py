"""The compiler: each condition becomes a pair of atoms with small positive rules between them.

All: holds if every part holds, fails if any fails. Any: the dual. Not: the pair swapped. A conclusion's value holds if
a rule for it does, and fails when every rule for it fails. Alternatives (`cases`, readings) hold if in each one either
its guard fails or it holds there; they fail likewise.

A condition that facts decide is a leaf, and so is a conclusion by which days or readings are chosen: these are settled
with the days. The rules chain all other conclusions. An atom may belong to several pairs: a value that one condition
gives fails as that condition does, and of two values one is what the other is not.
"""

from __future__ import annotations

from typing import assert_never

from kb.model.policy import DayRule, LinkedProcedure, LinkedRule
from kb.model.record import nodes_in
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
    NextWorkingDay,
    No,
    Not,
    Plus,
    ReadingCondition,
    Stated,
    Undecided,
    Yes,
)
from kb.program.atoms import Alternative, Pair
from kb.program.choosing import choosing
from kb.program.days import Days
from kb.program.form import Candidate, Leaf, Program


def compiled(procedure: LinkedProcedure) -> Program:
    """Compile a checked procedure, in which no conclusion depends on itself."""
    return _Compiler(procedure).program()


def counted_by(procedure: LinkedProcedure, key: str) -> LinkedRule | DayRule | None:
    """Give the rule in which a day is counted that a program has under a key; none where only a reading has it."""
    compiler = _Compiler(procedure)
    days_first: tuple[LinkedRule | DayRule, ...] = (*procedure.days.values(), *procedure.rules)
    for rule in days_first:
        for node in nodes_in(rule.body):
            if isinstance(node, (Plus, NextWorkingDay)) and key in (one for _, one in compiler.day(node)):
                return rule
    return None


class _Compiler(Days):
    def __init__(self, procedure: LinkedProcedure) -> None:
        super().__init__(procedure)
        self.conditions: dict[str, Pair] = {}
        self.settled = choosing(procedure)
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
            made_of=self.made_of,
            conditions=self.conditions,
        )

    # --- conditions ---

    def condition(self, condition: Condition) -> Pair:
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
        pair = self.values[name][value]
        others = [(fails, holds) for other, (holds, fails) in self.values[name].items() if other != value]
        key = f"{name} is {value}, and nothing else"
        if many or not others or others == [pair]:
            return pair
        if key not in self.conditions:
            only = self._only(key, pair, others, name in self.settled)
            # in a conflict the others no longer matter: only that this value fails could settle it
            self.conditions[key] = self.compose(only, [((), pair), (tuple(others), pair)])
        return self.conditions[key]

    def _only(self, key: str, pair: Pair, others: list[Pair], settled: bool) -> Pair:
        """Give the pair for: a value is derived and all others are ruled out; it fails where it is ruled out itself."""
        if settled:
            return self.all_of(key, [pair, *others], against=[pair])
        holds = self.atom(key, "holds")
        by_facts = [other for other in others if other[0] in self.by_facts]
        chained = [other[0] for other in others if other[0] not in self.by_facts]
        if by_facts:
            chained.append(self.all_of(f"{key}, by facts", by_facts, against=[])[0])
        self.add(holds, (pair[0], *chained), "value")
        return holds, pair[1]

    def conclusion(self, name: str) -> None:
        if name in self.values or name not in self.procedure.conclusions:
            return
        self.values[name] = self._values_of(name)

    def _values_of(self, name: str) -> dict[str, Pair]:
        plan = self.procedure.conclusions[name]
        last = plan.otherwise.value if plan.otherwise else None
        found = {value: self._value(name, value) for value in plan.values if value != last}
        if last is not None:  # what is left over comes after what it is left by
            found[last] = self._left_over(name, last, list(found.values()))
        return {value: found[value] for value in plan.values}

    def _value(self, name: str, value: str) -> Pair:
        """Compile a value: any rule for it gives it, and it is ruled out when each of them fails."""
        rules = self.procedure.rules_for.get((name, value), ())
        if name in self.settled:
            return self.disjunction(f"{name} := {value}", [self.applying(rule) for rule in rules])
        if len(rules) == 1 and not rules[0].exceptions and rules[0].when is not None:
            return self._only_rule(name, value, rules[0], rules[0].when)
        return self._given_by(name, value, rules)

    def _only_rule(self, name: str, value: str, rule: LinkedRule, when: Condition) -> Pair:
        """Compile the one rule for a value straight into the value, which saves the engine a step."""
        if isinstance(when, All):
            parts = self.gathered(when.key, [self.condition(part) for part in when.all])
        else:
            parts = [self.condition(when)]
        holds = self.atom(f"{name} = {value}", "holds")
        self.add(holds, (part[0] for part in parts), "rule", rule.id)
        fails = self._ruled_out(name, value, parts)
        pair = self.compose((holds, fails), (((), part) for part in parts))
        self.applies[rule.id] = pair if parts[1:] else parts[0]
        return pair

    def _ruled_out(self, name: str, value: str, parts: list[Pair]) -> int:
        """Give the atom for: one of the parts fails; where there is only one, that is its own."""
        if len(parts) == 1:
            return parts[0][1]
        fails = self.atom(f"{name} = {value}", "fails")
        for part in parts:
            self.add(fails, (part[1],), "completion")
        return fails

    def _given_by(
        self, name: str, value: str, rules: tuple[LinkedRule, ...], left: tuple[Pair, ...] = ()
    ) -> Pair:
        """Compile a value that several rules give, or none; or that is left over where another condition holds."""
        holds = self.atom(f"{name} = {value}", "holds")
        applying = [self.applying(rule) for rule in rules]
        for rule, applies in zip(rules, applying, strict=True):
            self.add(holds, (applies[0],), "rule", rule.id)
        for condition in left:
            self.add(holds, (condition[0],), "completion")
        parts = [*applying, *left]
        return self.compose((holds, self._nothing_gives(name, value, parts)), (((), part) for part in parts))

    def _nothing_gives(self, name: str, value: str, parts: list[Pair]) -> int:
        """Give the atom for: every part fails; where facts settle them all, that is their own."""
        ruling = self.gathered(f"nothing gives {name} = {value}", [(fails, holds) for holds, fails in parts])
        if len(ruling) == 1:
            return ruling[0][0]
        fails = self.atom(f"{name} = {value}", "fails")
        self.add(fails, (part[0] for part in ruling), "completion")
        return fails

    def _left_over(self, name: str, value: str, others: list[Pair]) -> Pair:
        """Compile the value that is left over when all others are ruled out."""
        rules = self.procedure.rules_for.get((name, value), ())
        left = self.conjunction(f"{name} = {value} is left over", [(fails, holds) for holds, fails in others])
        if name in self.settled:
            return self.disjunction(f"{name} := {value}", [*(self.applying(rule) for rule in rules), left])
        return self._given_by(name, value, rules, (left,)) if rules else left

    def applying(self, rule: LinkedRule) -> Pair:
        if rule.id not in self.applies:
            pair = self.condition(rule.when) if rule.when is not None else self.always()
            if rule.exceptions:
                pair = self._with_exceptions(rule, pair)
            self.applies[rule.id] = pair
        return self.applies[rule.id]

    def _with_exceptions(self, rule: LinkedRule, pair: Pair) -> Pair:
        others = [self.applying(self.procedure.rule[other]) for other in rule.exceptions]
        return self.conjunction(f"{rule.id} applies", [pair, *((no, yes) for yes, no in others)])
