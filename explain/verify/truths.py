"""The truth of each condition, rule and value by the rule of its own kind, from the truth of its parts (Kleene, 1938).

The program says the same in atoms. Both are worked out, and `parted` names where they part ways: a compiler that
misreads a rule is found out here. Tests of days, facts and readings are those of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.verify.following import FAILS, HOLDS, OPEN, Following
from kb.model.policy import LinkedRule
from kb.model.tree import All, AnyOf, Condition, Holds, Not, ReadingCondition
from kb.model.truth import Truth, all_of


def any_of(parts: Iterable[Truth]) -> Truth:
    """Give what a list of conditions of which one must hold comes to."""
    return ~all_of(~part for part in parts)


class Truths:
    """The truths of one head, each worked out once."""

    def __init__(self, following: Following) -> None:
        """Keep what follows by the program."""
        self.following, self.procedure = following, following.procedure
        self._conditions: dict[str, Truth] = {}
        self._rules: dict[str, Truth] = {}
        self._values: dict[tuple[str, str], Truth] = {}

    def condition(self, condition: Condition) -> Truth:
        """Give the truth of a condition."""
        found = self._conditions.get(condition.key)
        if found is None:
            found = self._conditions[condition.key] = self._condition(condition)
        return found

    def _condition(self, condition: Condition) -> Truth:
        match condition:
            case All(all=parts):
                return all_of([self.condition(part) for part in parts])
            case AnyOf(any=parts):
                return any_of([self.condition(part) for part in parts])
            case Not(not_=part):
                return ~self.condition(part)
            case Holds():
                return any_of([self.concluded(condition.name, one) for one in self.wanted(condition)])
            case ReadingCondition(reading=name) if chosen := self.following.readings[name]:
                return self.condition(self.procedure.readings[name].choices[chosen])  # type: ignore[arg-type]
            case _:
                return self.following.truth(self.following.program.conditions[condition.key])

    def wanted(self, condition: Holds) -> list[str]:
        """Give the values that a condition asks a conclusion for, of those that it can have here."""
        plan = self.procedure.conclusions.get(condition.name)
        values = plan.values if plan else ()
        return [one for one in values if condition.values == ("any",) or one in condition.values]

    def concluded(self, name: str, value: str) -> Truth:
        """Say whether a conclusion is a value: it is derived and, where there can be one only, every other fails."""
        truth = self.value(name, value)
        plan = self.procedure.conclusions[name]
        if truth is not HOLDS or plan.kind.type == "any-of":
            return truth
        others = (self.value(name, other) for other in plan.values if other != value)
        return HOLDS if all(other is FAILS for other in others) else OPEN

    def value(self, name: str, value: str) -> Truth:
        """Say whether a value is derived: by a rule that applies, or because all others fail."""
        key = (name, value)
        if key not in self._values:
            ways = [self.rule(rule) for rule in self.procedure.rules_for.get(key, ())]
            plan = self.procedure.conclusions[name]
            if plan.otherwise and plan.otherwise.value == value:
                ways.append(all_of([~self.value(name, other) for other in plan.values if other != value]))
            self._values[key] = any_of(ways)
        return self._values[key]

    def rule(self, rule: LinkedRule) -> Truth:
        """Say whether a rule applies: its condition holds, and no exception to it applies."""
        if rule.id not in self._rules:
            parts = [~self.rule(self.procedure.rule[other]) for other in rule.exceptions]
            if rule.when is not None:
                parts.append(self.condition(rule.when))
            self._rules[rule.id] = all_of(parts)
        return self._rules[rule.id]

    def parted(self) -> Iterator[tuple[str, Truth, Truth]]:
        """Give the steps of which the program says something else than their parts come to: node, program, parts."""
        following, program = self.following, self.following.program
        for name, pairs in program.values.items():
            for value, pair in pairs.items():
                by_program, by_parts = following.truth(pair), self.value(name, value)
                if by_program is not by_parts:
                    yield f"value {name} = {value}", by_program, by_parts
        for rule in self.procedure.rules:
            by_program = following.truth(program.applies[rule.id])
            if by_program is not self.rule(rule):
                yield f"rule {rule.id}", by_program, self.rule(rule)
