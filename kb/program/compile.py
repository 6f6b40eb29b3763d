"""The compiler: each condition becomes a pair of atoms with small positive rules between them.

All: holds if every part holds, fails if any fails. Any: the dual. Not: the pair swapped. A conclusion's value holds if
a rule for it does, and fails when every rule for it fails. Alternatives (`cases`, readings) hold if in each one either
its guard fails or it holds there; they fail likewise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from math import prod
from typing import Literal, TypeVar, assert_never

from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Day,
    DayCases,
    EarlierOf,
    Happened,
    Holds,
    Includes,
    Is,
    LaterOf,
    Name,
    No,
    Not,
    PeriodCases,
    Plus,
    Qualified,
    ReadingCondition,
    ReadingDay,
    Stated,
    Undecided,
    Yes,
)
from kb.program.form import Candidate, DayNode, Leaf, Program, ProgramRule, RuleKind, Tested

MOST_WAYS = 12
"""Up to how many rules alternatives are spelt out in, rather than named one by one: fewer atoms, a quicker engine."""

Pair = tuple[int, int]
Alternative = tuple[tuple[Pair, ...], Pair]
Guarded = list[tuple[tuple[Pair, ...], str]]
T = TypeVar("T")


def compiled(procedure: LinkedProcedure) -> Program:
    """Compile a checked procedure.

    Raises:
        Refused: conclusions depend on themselves; the message names the members of the circle.
    """
    return _Compiler(procedure).program()


class _Compiler:
    def __init__(self, procedure: LinkedProcedure) -> None:
        self.procedure = procedure
        self.atoms: dict[tuple[str, str], int] = {}
        self.rules: list[ProgramRule] = []
        self.days: dict[str, DayNode] = {}
        self.leaves: dict[str, tuple[Leaf, Pair]] = {}
        self.tested: dict[Pair, Tested] = {}
        self.choosing: dict[int, tuple[Alternative, ...]] = {}
        self.conditions: dict[str, Pair] = {}
        self.applies: dict[str, Pair] = {}
        self.values: dict[str, dict[str, Pair]] = {}
        self.path: list[str] = []

    def program(self) -> Program:
        for name, plan in self.procedure.conclusions.items():
            if plan.kind.type != "day":
                self.conclusion(name)
        day_conclusions = {name: self._day_candidates(name) for name in self.procedure.days}
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

    # --- atoms and rules ---

    def pair(self, key: str) -> Pair:
        holds = self.atoms.setdefault((key, "holds"), len(self.atoms))
        return holds, self.atoms.setdefault((key, "fails"), len(self.atoms))

    def add(self, head: int, body: Iterable[int], kind: RuleKind, rule: str = "") -> None:
        self.rules.append(ProgramRule(head, tuple(dict.fromkeys(body)), kind, rule))

    def leaf(self, leaf: Leaf) -> Pair:
        if leaf.key not in self.leaves:
            holds, fails = self.pair(leaf.key)
            self.leaves[leaf.key] = (leaf, (holds, fails))
            self.tested |= {(holds, fails): (leaf.key, True), (fails, holds): (leaf.key, False)}
        return self.leaves[leaf.key][1]

    def always(self) -> Pair:
        return self.leaf(Leaf("always", "true"))

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

    def conjunction(self, key: str, parts: list[Pair]) -> Pair:
        if len(parts) < 2:
            return parts[0] if parts else self.always()
        holds, fails = self.pair(key)
        self.add(holds, (part[0] for part in parts), "condition")
        for part in parts:
            self.add(fails, (part[1],), "condition")
        return holds, fails

    def disjunction(self, key: str, parts: list[Pair]) -> Pair:
        fails, holds = self.conjunction(f"not({key})", [(part[1], part[0]) for part in parts])
        return holds, fails

    def alternatives(self, key: str, parts: list[Alternative]) -> Pair:
        """Hold if under each guard the alternative holds or the guard fails; fail likewise."""
        if len(parts) == 1 and not parts[0][0]:
            return parts[0][1]
        pair = self._between(key, self._chosen_first(key, parts))
        self.choosing[pair[0]] = tuple(parts)
        return pair

    def _between(self, key: str, parts: list[Alternative]) -> Pair:
        if len(parts) == 1 and not parts[0][0]:
            return parts[0][1]
        pair = self.pair(key)
        for head, half in zip(pair, (0, 1), strict=True):
            ways = [[*(guard[1] for guard in guards), outcome[half]] for guards, outcome in parts]
            for body in self._spelt_out(f"{key} {half}", ways):
                self.add(head, body, "condition")
        return pair

    def _chosen_first(self, key: str, parts: list[Alternative]) -> list[Alternative]:
        """Choose by facts and readings as leaves are tested; leave only what conclusions choose to the rules."""
        if len(parts) == 1 or any(outcome not in self.tested for _, outcome in parts):
            return parts
        groups: dict[tuple[Pair, ...], list[Alternative]] = {}
        for guards, outcome in parts:
            later = tuple(guard for guard in guards if guard not in self.tested)
            groups.setdefault(later, []).append(
                (tuple(guard for guard in guards if guard in self.tested), outcome)
            )
        return [
            (later, self._choice(f"{key} #{n}", some)) for n, (later, some) in enumerate(groups.items(), 1)
        ]

    def _choice(self, key: str, some: list[Alternative]) -> Pair:
        if len(some) == 1 and not some[0][0]:
            return some[0][1]
        choices = tuple(
            (tuple(self.tested[guard] for guard in guards), self.tested[one]) for guards, one in some
        )
        return self.leaf(Leaf(key, "choose", choices=choices))

    def _spelt_out(self, key: str, ways: list[list[int]]) -> list[tuple[int, ...]]:
        """Give every choice of one atom from each list; where that is too many, name the choice in each list first."""
        if prod(map(len, ways)) > MOST_WAYS:
            ways = [[self._one_of(f"{key} #{number}", some)] for number, some in enumerate(ways)]
        return [body for body in product(*ways) if not any(self._opposed(a, b) for a in body for b in body)]

    def _one_of(self, key: str, atoms: list[int]) -> int:
        head = self.pair(key)[0]
        for atom in atoms:
            self.add(head, (atom,), "condition")
        return head

    def _opposed(self, one: int, other: int) -> bool:
        return one != other and one // 2 == other // 2  # the two atoms of a pair are made together

    def reading(self, key: str, name: str) -> Pair:
        parts: list[Alternative] = []
        for choice, node in self.procedure.readings[name].choices.items():
            parts.append(((self.read_as(name, choice),), self.condition(node)))  # type: ignore[arg-type]
        return self.alternatives(key, parts)

    def read_as(self, name: str, choice: str) -> Pair:
        return self.leaf(Leaf(f"reading {name} is {choice}", "reading", name, values=(choice,)))

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
        if name in self.path:
            circle = " -> ".join([*self.path[self.path.index(name) :], name])
            message = f"conclusions depend on themselves: {circle}"
            raise Refused([Diagnostic("K133", message, Place("rules"), f"procedure {self.procedure.name}")])
        self.path.append(name)
        found = self._values_of(name)
        self.path.pop()
        self.values[name] = found

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
            self.applies[rules[0].id] = pair  # only now, or a circle through an exception would not be seen
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
        if rule.id in self.path:
            circle = " -> ".join([*self.path[self.path.index(rule.id) :], rule.id])
            raise Refused([Diagnostic("K134", f"exceptions go round in a circle: {circle}", Place("rules"))])
        self.path.append(rule.id)
        others = [self.applying(self.procedure.rule[other]) for other in rule.exceptions]
        self.path.pop()
        holds, fails = self.pair(f"{rule.id} applies")
        self.add(holds, (pair[0], *(other[1] for other in others)), "exception", rule.id)
        self.add(fails, (pair[1],), "exception", rule.id)
        for other in others:
            self.add(fails, (other[0],), "exception", rule.id)
        return holds, fails

    # --- days ---

    def _day_candidates(self, name: str) -> tuple[Candidate, ...]:
        return tuple(Candidate(guards, day) for guards, day in self.day(Name(name=name)))

    def comparison(self, condition: Compare) -> Pair:
        parts = []
        for (some, left), (more, right) in product(self.day(condition.day), self.day(condition.other)):
            key = f"{left} {condition.how} {right}"
            guards = _joined(some, more)
            if guards is not None:
                parts.append((guards, self.leaf(Leaf(key, "compare", left, condition.how, right))))
        return self.alternatives(condition.key, parts)

    def happened(self, day: Day) -> Pair:
        """Compile that what a day stands for, or what it is counted from, has happened."""
        key = f"happened({day.key})"
        match day:
            case Name(name=name):
                return self._name_happened(name)
            case LaterOf(later_of=parts):
                return self.conjunction(key, [self.happened(part) for part in parts])
            case EarlierOf(earlier_of=parts):
                return self.disjunction(key, [self.happened(part) for part in parts])
            case Plus(from_=start):
                return self.happened(start)
            case Qualified(event=event, provided=provided):
                return self.conjunction(key, [self._name_happened(event), self.condition(provided)])
            case DayCases() | ReadingDay():
                return self.alternatives(key, [(g, self.happened(part)) for g, part in self.choices(day)])
        assert_never(day)

    def _name_happened(self, name: str) -> Pair:
        if name in ("assessed_on", "never"):
            holds, fails = self.always()
            return (holds, fails) if name == "assessed_on" else (fails, holds)
        if name in self.procedure.days:
            return self.happened(self.procedure.days[name].day)
        kind = self.procedure.vocabulary.facts[name].kind
        if kind == "day":
            return self.leaf(Leaf(f"{name} is stated", "stated", name))
        return self.leaf(Leaf(f"happened({name})", "happened", name))

    def choices(self, day: DayCases | ReadingDay) -> list[tuple[tuple[Pair, ...], Day]]:
        """Give the alternatives of a day with their guards: its own condition, and none of the earlier ones."""
        if isinstance(day, ReadingDay):
            choices = self.procedure.readings[day.reading].choices
            return [((self.read_as(day.reading, choice),), node) for choice, node in choices.items()]  # type: ignore[misc]
        return self._sequence([(case.when, case.then) for case in day.cases], day.otherwise)

    def _sequence(self, cases: list[tuple[Condition, T]], otherwise: T) -> list[tuple[tuple[Pair, ...], T]]:
        found: list[tuple[tuple[Pair, ...], T]] = []
        before: tuple[Pair, ...] = ()
        for when, then in cases:
            guard = self.condition(when)
            found.append(((*before, guard), then))
            before = (*before, (guard[1], guard[0]))
        return [
            (guards, then) for guards, then in [*found, (before, otherwise)] if _joined(guards) is not None
        ]

    def day(self, day: Day) -> Guarded:
        """Give the days that a day can be, each with the guards under which it is."""
        match day:
            case Name(name=name):
                return self._named(name)
            case LaterOf(later_of=parts):
                return self._combined(parts, "later")
            case EarlierOf(earlier_of=parts):
                return self._combined(parts, "earlier")
            case Plus():
                return self._counted(day)
            case Qualified(event=event, provided=provided):
                holds, fails = self.condition(provided)
                return [
                    (((holds, fails),), self._named(event)[0][1]),
                    (((fails, holds),), self._not_yet(event)),
                ]
            case DayCases() | ReadingDay():
                nested = [(_joined(g, h), key) for g, part in self.choices(day) for h, key in self.day(part)]
                return [(guards, key) for guards, key in nested if guards is not None]
        assert_never(day)

    def _named(self, name: str) -> Guarded:
        if name in self.procedure.days:
            if name in self.path:
                circle = " -> ".join([*self.path[self.path.index(name) :], name])
                raise Refused(
                    [Diagnostic("K133", f"conclusions depend on themselves: {circle}", Place("rules"))]
                )
            self.path.append(name)
            found = self.day(self.procedure.days[name].day)
            self.path.pop()
            return found
        if name in ("assessed_on", "never"):
            return [((), self.node(DayNode(name, name)))]  # type: ignore[arg-type]
        kind = self.procedure.vocabulary.facts[name].kind
        return [
            ((), self.node(DayNode(name, "event" if kind == "event" else "named", name=name, facts=(name,))))
        ]

    def _not_yet(self, event: str) -> str:
        return self.node(DayNode(f"{event} still to come", "not_yet", name=event, awaits=(event,)))

    def node(self, node: DayNode) -> str:
        self.days.setdefault(node.key, node)
        return node.key

    def _combined(self, parts: tuple[Day, ...], op: Literal["later", "earlier"]) -> Guarded:
        found: Guarded = []
        for choice in product(*(self.day(part) for part in parts)):
            guards, keys = _joined(*(some for some, _ in choice)), tuple(key for _, key in choice)
            if guards is not None:
                node = DayNode(f"{op}({'; '.join(keys)})", op, keys)
                found.append((guards, self.node(self._based(node))))
        return found

    def _counted(self, day: Plus) -> Guarded:
        found: Guarded = []
        for (some, period), (more, start) in product(self._periods(day), self.day(day.from_)):
            guards, key = _joined(some, more), f"{period} {day.counted} {start}"
            if guards is not None:
                node = DayNode(key, "plus", (start,), "", period, str(day.counted))
                found.append((guards, self.node(self._based(node))))
        return found

    def _periods(self, day: Plus) -> list[tuple[tuple[Pair, ...], str]]:
        if isinstance(day.period, PeriodCases):
            cases = [(case.when, str(case.then)) for case in day.period.cases]
            return self._sequence(cases, str(day.period.otherwise))
        return [((), str(day.period))]

    def _based(self, node: DayNode) -> DayNode:
        parts = [self.days[key] for key in node.parts]
        facts = dict.fromkeys(fact for part in parts for fact in part.facts)
        awaits = dict.fromkeys(event for part in parts for event in part.awaits)
        return replace(node, facts=tuple(facts), awaits=tuple(awaits))


def _joined(*guards: tuple[Pair, ...]) -> tuple[Pair, ...] | None:
    """Give the guards under which several alternatives count at once, or nothing where they contradict each other."""
    some = tuple(dict.fromkeys(guard for each in guards for guard in each))
    return None if any((fails, holds) in some for holds, fails in some) else some
