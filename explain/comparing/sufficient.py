"""The smallest sets of parts of rules that suffice for a value to hold, or to be ruled out.

A conjunction fails by any one of its parts that fails, a disjunction only by all of them; a rule fails also where an
exception to it applies; a value fails when every rule for it does. What holds is the dual. So each way in which
something comes about is a set of parts, and of several ways the smallest is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from explain.comparing.seen import Seen
from kb.model.policy import LinkedRule
from kb.model.tree import All, AnyOf, Condition, Not
from kb.model.truth import Truth

HOLDS, FAILS = Truth.HOLDS, Truth.FAILS
Way = dict[str, tuple[str, ...]]
"""One way: the nodes of its parts, each with the rules that it bears on."""
MOST_WAYS = 64
"""How many ways are carried on at a time; with fewer ways in all, the way found is a smallest."""


class Sufficient:
    """Finds, in one assessment, what suffices for a value; of ways of one size, that with the most of `preferred`."""

    def __init__(self, seen: Seen, preferred: Callable[[str], int] = lambda node: 0) -> None:
        """Keep the graph; `preferred` weighs a part by its node."""
        self.seen, self.preferred = seen, preferred
        self.procedure, self.program = seen.procedure, seen.assessed.program
        self.rules = seen.assessed.evaluation.rules

    def value(self, name: str, value: str) -> Way:
        """Give a smallest way in which a value that is settled holds, or fails."""
        return min(self._value(name, value), key=self._cost, default={})

    def _cost(self, way: Way) -> tuple[int, int]:
        return len(way), -sum(map(self.preferred, way))

    # --- values and rules ---

    def _value(self, name: str, value: str) -> list[Way]:
        truth = self.seen.truth(self.program.values[name][value])
        plan = self.procedure.conclusions[name]
        rules = self.procedure.rules_for.get((name, value), ())
        left_over = plan.otherwise is not None and plan.otherwise.value == value
        others = [other for other in plan.values if other != value] if left_over else []
        if truth is HOLDS:
            ways = [way for rule in rules if self.rules[rule.id] is HOLDS for way in self._rule(rule)]
            return ways or self._all(self._value(name, other) for other in others)
        given = [way for other in others if self.seen.truth(self.program.values[name][other]) is HOLDS
                 for way in self._value(name, other)]  # fmt: skip
        return self._all([*map(self._rule, rules), *([given] if given else [])])

    def _rule(self, rule: LinkedRule) -> list[Way]:
        exceptions = [self.procedure.rule[other] for other in rule.exceptions]
        if self.rules[rule.id] is HOLDS:
            own = self._condition(rule.when, HOLDS) if rule.when is not None else [[f"rule {rule.id}"]]
            return self._all([_of(rule, own), *map(self._rule, exceptions)])
        own = self._condition(rule.when, FAILS) if rule.when is not None else []
        applying = [one for one in exceptions if self.rules[one.id] is HOLDS]
        return [*_of(rule, own), *(way for one in applying for way in self._rule(one))]

    # --- conditions ---

    def instead(self, rule: str, node: str) -> list[str]:
        """Give what does as well as one part of a rule that applies, where it asks for one of several that are so."""
        when = self.procedure.rule[rule].when
        return self._instead(when, HOLDS, node) if when is not None and self.rules[rule] is HOLDS else []

    def _instead(self, condition: Condition, truth: Truth, node: str) -> list[str]:
        match condition:
            case Not(not_=part):
                return self._instead(part, ~truth, node)
            case All(all=parts) | AnyOf(any=parts):
                chosen = isinstance(condition, AnyOf) is (truth is HOLDS)
                alone = (
                    [way[0] for way in self._condition(condition, truth) if len(way) == 1] if chosen else []
                )
                if node in alone:
                    return [one for one in alone if one != node]
                return [one for part in parts for one in self._instead(part, truth, node)]
            case _:
                return []

    def _condition(self, condition: Condition, truth: Truth) -> list[list[str]]:
        """Give the ways in which a condition comes out so: none if it does not."""
        match condition:
            case Not(not_=part):
                return self._condition(part, ~truth)
            case All(all=parts) if truth is HOLDS:
                return self._together(parts, truth)
            case AnyOf(any=parts) if truth is FAILS:
                return self._together(parts, truth)
            case All(all=parts) | AnyOf(any=parts):
                return [way for part in parts for way in self._condition(part, truth)]
            case _:
                return [[self.seen.condition(condition)]] if self.seen.truth_of(condition) is truth else []

    def _together(self, parts: Sequence[Condition], truth: Truth) -> list[list[str]]:
        crossed = self._all(
            [dict.fromkeys(way, ()) for way in self._condition(part, truth)] for part in parts
        )
        return [list(way) for way in crossed]

    def _all(self, needed: Iterable[list[Way]]) -> list[Way]:
        """Give the ways in which several things come about at once, the smallest first."""
        found: list[Way] = [{}]
        for ways in needed:
            joined = {
                frozenset(both): both for one in found for other in ways for both in [_joined(one, other)]
            }
            found = sorted(joined.values(), key=self._cost)[:MOST_WAYS]
        return found


def _of(rule: LinkedRule, ways: Iterable[Iterable[str]]) -> list[Way]:
    return [dict.fromkeys(way, (rule.id,)) for way in ways]


def _joined(one: Way, other: Way) -> Way:
    return one | {node: tuple(dict.fromkeys((*one.get(node, ()), *rules))) for node, rules in other.items()}
