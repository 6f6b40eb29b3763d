"""What the nodes of a procedure's graphs can stand on: worked out once, so that a case only has to choose.

A point is a node that is there in some case: a value, a rule or a condition. For each truth that it can have there is a
way of standing: its parts, of which a case chooses those whose atom was derived, and what it cites in every case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from explain.cited import Cited
from explain.points import Atom, ConditionPoint, FactPart, HappenedPart, Part, Point, Way
from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.tree import (
    All,
    AnyOf,
    Condition,
    Happened,
    Holds,
    Includes,
    Is,
    Name,
    No,
    Not,
    Stated,
    Undecided,
    Yes,
)
from kb.model.truth import Truth
from kb.program import Program

HOLDS, FAILS, OPEN = Truth.HOLDS, Truth.FAILS, Truth.OPEN
TRUTHS = (HOLDS, FAILS, OPEN)


class Said(NamedTuple):
    """How the nodes of each sort are worded."""

    condition: Callable[..., str]
    value: Callable[..., str]
    rule: Callable[..., str]


class Outline:
    """The points of one procedure, each made when it is first asked for."""

    def __init__(self, procedure: LinkedProcedure, program: Program, said: Said) -> None:
        """Keep what they are made from."""
        self.procedure, self.program, self.said = procedure, program, said
        self.cited = Cited(procedure)
        self.conditions: dict[str, Part] = {}
        self.values: dict[tuple[str, str], Point] = {}
        self.rules: dict[str, Point] = {}

    # --- conditions ---

    def condition(self, condition: Condition) -> Part:
        """Give a condition; what is negated is what it negates."""
        if condition.key not in self.conditions:
            self.conditions[condition.key] = self._condition(condition)
        return self.conditions[condition.key]

    def _condition(self, condition: Condition) -> Part:
        if isinstance(condition, Not):
            return self.condition(condition.not_)
        if isinstance(condition, Happened) and isinstance(condition.happened, Name):
            return HappenedPart(condition.happened, self._point(condition))
        return self._point(condition)

    def _point(self, condition: Condition) -> ConditionPoint:
        node = f"condition {sha256(condition.key.encode()).hexdigest()[:12]}"
        point = ConditionPoint(node, self._pair(condition), condition, self.said.condition, _key_of)
        point.ways = {truth: way for truth in TRUTHS if (way := self._way(condition, truth)) is not None}
        return point

    def _pair(self, condition: Condition) -> tuple[int, int]:
        return self.program.conditions[condition.key]

    def _way(self, condition: Condition, truth: Truth) -> Way | None:
        match condition:
            case All() | AnyOf():
                return Way("condition", self._deciding(condition, truth))
            case Holds():
                return self._concluded(condition, truth)
            case Yes(yes=fact) | No(no=fact) | Undecided(undecided=fact) | Stated(stated=fact):
                return Way("condition", ((None, FactPart(fact)),))
            case Is() | Includes():
                return Way("condition", ((None, FactPart(condition.fact)),))
            case _:
                return None  # only the case tells

    def _deciding(self, condition: Condition, truth: Truth) -> tuple[tuple[Atom, Part], ...]:
        """Give the parts that a condition's truth comes from: of a conjunction that fails, those that fail."""
        match condition:
            case All(all=parts):
                return tuple(
                    (self._pair(one)[1] if truth is FAILS else None, self.condition(one)) for one in parts
                )
            case AnyOf(any=parts):
                return tuple(
                    (self._pair(one)[0] if truth is HOLDS else None, self.condition(one)) for one in parts
                )
            case _:
                return ((None, self.condition(condition)),)

    def _concluded(self, condition: Holds, truth: Truth) -> Way:
        values = self.program.values.get(condition.name, {})
        wanted = [one for one in values if condition.values == ("any",) or one in condition.values]
        if not wanted:
            return self._citing("condition", (), [self.cited.governing("closed list")])
        parts: list[tuple[Atom, Part]] = [
            (values[one][0] if truth is HOLDS else None, self.value(condition.name, one)) for one in wanted
        ]
        if truth is not FAILS and self.procedure.conclusions[condition.name].kind.type != "any-of":
            # where one value holds, every other is ruled out
            parts += [
                (values[one][1] if one in wanted else None, self.value(condition.name, one))
                for one in values
                if truth is HOLDS or one not in wanted
            ]
        return Way("condition", tuple(parts))

    # --- values and rules ---

    def value(self, name: str, value: str) -> Point:
        """Give one value of a conclusion: the rules that give it, those that fail, or what leaves it over."""
        if (name, value) not in self.values:
            pair = self.program.values[name][value]
            point = Point(f"value {name} = {value}", pair, (name, value), self.said.value)
            self.values[name, value] = point
            self._give_ways(point, name, value)
        return self.values[name, value]

    def _give_ways(self, point: Point, name: str, value: str) -> None:
        plan = self.procedure.conclusions[name]
        rules = self.procedure.rules_for.get((name, value), ())
        every: list[tuple[Atom, Part]] = [(None, self.rule(rule)) for rule in rules]
        firing = tuple((self.program.applies[rule.id][0], self.rule(rule)) for rule in rules)
        left: list[tuple[Atom, Part]] = []
        cited: list[str] = []
        over = None
        if plan.otherwise and plan.otherwise.value == value:
            left = [(None, self.value(name, other)) for other in plan.values if other != value]
            cited = [self.cited.clause(one) for one in plan.otherwise.clauses]
            over = self._citing("conclusion", left, cited)
        closed = [*cited, self.cited.governing("closed list")]
        point.ways = {
            HOLDS: Way("conclusion", firing, else_=over),
            FAILS: self._citing("completion", [*every, *left], closed),
            OPEN: self._citing("conclusion", [*every, *left], cited),
        }

    def rule(self, rule: LinkedRule) -> Point:
        """Give a rule, which fires, fails or is open."""
        if rule.id not in self.rules:
            point = Point(f"rule {rule.id}", self.program.applies[rule.id], rule, self.said.rule, _id_of)
            silences = [self.cited.silence(question) for question in rule.silences]
            cited = [*silences, *(self.cited.clause(one) for one in rule.clauses)]
            kinds = {HOLDS: "rule firing", FAILS: "completion", OPEN: "condition"}
            point.ways = {
                truth: self._citing(
                    kind, [*self._reasons(rule, truth), *self._exceptions(rule, truth)], cited
                )
                for truth, kind in kinds.items()
            }
            self.rules[rule.id] = point
        return self.rules[rule.id]

    def _reasons(self, rule: LinkedRule, truth: Truth) -> Iterable[tuple[Atom, Part]]:
        """Give what a rule's condition comes from; where only an exception displaces it, the condition does not matter."""
        if rule.when is None:
            return ()
        parts = self._deciding(rule.when, truth)
        if truth is not FAILS or not rule.exceptions:
            return parts
        failing = self._pair(rule.when)[1]
        return ((failing if atom is None else atom, part) for atom, part in parts)

    def _exceptions(self, rule: LinkedRule, truth: Truth) -> Iterable[tuple[Atom, Part]]:
        applying = self.program.applies
        return ((applying[one][0] if truth is FAILS else None, self.rule(self.procedure.rule[one]))
                for one in rule.exceptions)  # fmt: skip

    def _citing(self, kind: str, parts: Iterable[tuple[Atom, Part]], cited: list[str]) -> Way:
        nodes = self.cited.nodes
        steps = {one: nodes[one] for node in cited for one in (*nodes[node].below, node)}
        return Way(kind, tuple(parts), tuple(cited), steps)


@lru_cache(maxsize=64)
def outline_of(procedure: LinkedProcedure, program: Program, said: Said) -> Outline:
    """Give the outline of a procedure, made once."""
    return Outline(procedure, program, said)


def _key_of(graph: object, condition: Condition) -> dict[str, object]:
    return {"key": condition.key}


def _id_of(graph: object, rule: LinkedRule) -> dict[str, object]:
    return {"rule": rule.id}
