"""The provenance graph of one head: each conclusion, and what it was concluded from, down to facts and clauses.

Edges point from what was concluded to what it was concluded from. The graph is built from the atoms that the rule engine
derived, walking the checked rules; a node is there only because its truth was derived, or because it is what an open
conclusion waits for. Labels are made when they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import assert_never

import networkx as nx

from explain.days import day_in_words
from explain.words import Words, bounds_in_words
from kb.engine.assess import Assessed
from kb.model.bounds import LATEST, Bounds
from kb.model.determination import Graph, GraphNode
from kb.model.files import Clause
from kb.model.periods import Counted, Period, Unit
from kb.model.policy import LinkedRule
from kb.model.situation import Basis, Known
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
from kb.model.truth import Truth, all_of
from kb.program.form import DayNode

HOLDS, FAILS, OPEN = Truth.HOLDS, Truth.FAILS, Truth.OPEN
Label = Callable[[], str]
Particulars = Callable[[], dict[str, object]]


class Provenance:
    """Builds the graph of one head; `support` says, for each node, which leaves and clauses it comes down to."""

    def __init__(self, assessed: Assessed) -> None:
        """Build the graph of all conclusions."""
        self.assessed, self.procedure = assessed, assessed.procedure
        self.words = Words(assessed.procedure)
        self.kinds: dict[str, str] = {}
        self.truths: dict[str, Truth | None] = {}
        self.labels: dict[str, Label] = {}
        self.particulars: dict[str, Particulars] = {}
        self.below: dict[str, tuple[str, ...]] = {}
        self.support: dict[str, frozenset[str]] = {}
        for name in self.procedure.conclusions:
            self.conclusion(name)

    def graph(self) -> nx.DiGraph[str]:
        """Give the graph."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from((one, {"kind": kind, "truth": self.truths[one]}) for one, kind in self.kinds.items())
        graph.add_edges_from((one, other) for one, below in self.below.items() for other in below)
        return graph

    def record(self) -> Graph:
        """Give the graph as plain values, in a fixed order."""
        edges = [(one, other) for one, below in self.below.items() for other in below]
        return Graph(nodes=[self._record(one) for one in self.kinds], edges=edges)

    def _record(self, node: str) -> GraphNode:
        truth = self.truths[node]
        return GraphNode.model_construct(
            id=node,
            kind=self.kinds[node],  # type: ignore[arg-type]
            label=self.labels[node](),
            truth=truth.value if truth else None,
            particulars=self.particulars[node]() if node in self.particulars else {},
        )

    def add(
        self,
        node: str,
        kind: str,
        label: Label,
        below: Iterable[str] = (),
        truth: Truth | None = None,
        particulars: Particulars | None = None,
    ) -> str:
        """Add a node above those it was concluded from, which are there already."""
        under = tuple(dict.fromkeys(below))
        self.kinds[node], self.truths[node], self.labels[node], self.below[node] = kind, truth, label, under
        if particulars is not None:
            self.particulars[node] = particulars
        leaf = frozenset() if under and kind not in ("clause", "presumption", "reading", "silence") else frozenset([node])
        self.support[node] = leaf.union(*(self.support[one] for one in under))
        return node

    def truth(self, pair: tuple[int, int]) -> Truth:
        """Give the truth of a condition from its two atoms."""
        true = self.assessed.true
        return HOLDS if pair[0] in true else FAILS if pair[1] in true else OPEN

    def truth_of(self, condition: Condition) -> Truth:
        """Give the truth of a condition of the rules."""
        if isinstance(condition, Not):
            return ~self.truth_of(condition.not_)
        return self.truth(self.assessed.program.conditions[condition.key])

    # --- conclusions ---

    def conclusion(self, name: str) -> str:
        """Add a conclusion with what its outcome comes from, and give its node."""
        node = f"conclusion {name}"
        if node in self.kinds:
            return node
        outcome = self.assessed.evaluation.outcomes[name]
        truth = {"concluded": HOLDS, "not_concluded": FAILS}.get(outcome.kind, OPEN)
        if name in self.procedure.days:
            below, label = self._day_conclusion(name), self.words.conclusion(name)
            return self.add(node, "conclusion", lambda: f"{label}: {self._outcome(name)}", below, truth)
        below = [self.value(name, value) for value in self.assessed.program.values[name]]
        return self.add(node, "conclusion", lambda: f"{self.words.conclusion(name)}: {self._outcome(name)}", below, truth)

    def _outcome(self, name: str) -> str:
        outcome = self.assessed.evaluation.outcomes[name]
        if outcome.kind == "concluded" and name in self.procedure.days:
            return "no day at all" if outcome.value == "never" else self._day_said(str(outcome.value))
        if outcome.kind == "concluded":
            return ", ".join(self.words.value(name, value) for value in outcome.concluded)
        if outcome.kind == "conflict":
            return "the rules clash: " + " and ".join(self.words.value(name, value) for value in outcome.clash)
        if outcome.bounds:
            return f"open, {self._between(*outcome.bounds)}"
        if outcome.possible:
            return "open: " + " or ".join(self.words.value(name, value) for value in outcome.possible)
        return "open" if outcome.kind == "open" else "none"

    @staticmethod
    def _day_said(text: str) -> str:
        return f"{text[11:]} on {day_in_words(text)}" if len(text) > 10 else day_in_words(text)

    def _between(self, first: str | None, last: str | None) -> str:
        if first and last:
            return f"from {self._day_said(first)} to {self._day_said(last)}"
        return f"not before {self._day_said(first)}" if first else f"not after {self._day_said(last)}" if last else "any day"

    def value(self, name: str, value: str) -> str:
        """Add one value of a conclusion: the rules that give it, those that fail, or what leaves it over."""
        node = f"value {name} = {value}"
        if node in self.kinds:
            return node
        truth = self.truth(self.assessed.program.values[name][value])
        plan = self.procedure.conclusions[name]
        rules = self.procedure.rules_for.get((name, value), ())
        below = [self.rule(rule) for rule in rules if truth is not HOLDS or self._applies(rule) is HOLDS]
        if plan.otherwise and plan.otherwise.value == value and (truth is not HOLDS or not below):
            below += [self.value(name, other) for other in plan.values if other != value]
            below += [self.clause(one) for one in plan.otherwise.clauses]
        if truth is FAILS:
            below.append(self.governing("closed list"))
        kind = {HOLDS: "conclusion", FAILS: "completion", OPEN: "conclusion"}[truth]
        return self.add(node, kind, lambda: self._value_said(name, value, truth), below, truth)

    def _value_said(self, name: str, value: str, truth: Truth) -> str:
        said = f"{self.words.conclusion(name)}: {self.words.value(name, value)}"
        return {HOLDS: said, FAILS: f"{said} is ruled out", OPEN: f"{said} is possible"}[truth]

    def _applies(self, rule: LinkedRule) -> Truth:
        return self.truth(self.assessed.program.applies[rule.id])

    def rule(self, rule: LinkedRule) -> str:
        """Add a rule that fires, that fails, or that is open."""
        node = f"rule {rule.id}"
        if node in self.kinds:
            return node
        truth = self._applies(rule)
        below = [self.condition(part) for part in self._parts(rule.when, truth)] if rule.when is not None else []
        below += self._exceptions(rule, truth)
        below += [self.silence(question) for question in rule.silences]
        below += [self.clause(one) for one in rule.clauses]
        kind = {HOLDS: "rule firing", FAILS: "completion", OPEN: "condition"}[truth]
        return self.add(node, kind, lambda: self._rule_said(rule, truth), below, truth, lambda: {"rule": rule.id})

    def _exceptions(self, rule: LinkedRule, truth: Truth) -> list[str]:
        others = [self.procedure.rule[other] for other in rule.exceptions]
        if truth is FAILS:
            others = [other for other in others if self._applies(other) is HOLDS]
        return [self.rule(other) for other in others]

    def _rule_said(self, rule: LinkedRule, truth: Truth) -> str:
        clause = self.procedure.clauses[rule.clauses[-1]]
        said = {HOLDS: "applies", FAILS: "does not apply", OPEN: "may apply"}[truth]
        return f"`{clause.heading}` {said}"

    def _parts(self, condition: Condition, truth: Truth) -> list[Condition]:
        """Give the parts that a condition's truth comes from: of a conjunction that fails, those that fail."""
        match condition:
            case All(all=parts):
                return [part for part in parts if truth is not FAILS or self.truth_of(part) is FAILS]
            case AnyOf(any=parts):
                return [part for part in parts if truth is not HOLDS or self.truth_of(part) is HOLDS]
            case _:
                return [condition]

    # --- conditions ---

    def condition(self, condition: Condition) -> str:
        """Add a condition; what is negated is the node of what it negates."""
        if isinstance(condition, Not):
            return self.condition(condition.not_)
        node = f"condition {sha256(condition.key.encode()).hexdigest()[:12]}"
        if node in self.kinds:
            return node
        truth = self.truth_of(condition)
        below = self._below(condition, truth)
        return self.add(
            node, "condition", lambda: self._condition_said(condition, truth), below, truth, lambda: {"key": condition.key}
        )

    def _condition_said(self, condition: Condition, truth: Truth) -> str:
        if isinstance(condition, Compare) and truth is not OPEN:
            return self._comparison_said(condition, truth)
        if isinstance(condition, Happened) and isinstance(condition.happened, Name):
            known = self.assessed.situation.get(condition.happened.name)
            if known is not None:
                return self.words.known(known)
        return self.words.condition(condition, truth)

    def _comparison_said(self, condition: Compare, truth: Truth) -> str:
        how = self.words.condition(condition, truth)
        days = [self._one_day(condition.day), self._one_day(condition.other)]
        if None in days:
            return how
        relation = condition.how.replace("-", " ")
        return f"{days[0]} is {'' if truth is HOLDS else 'not '}{relation} {days[1]}"

    def _one_day(self, day: Day) -> str | None:
        """Say a day by its date and its name, where only one is possible."""
        bounds = {self.assessed.settled.days[one] for one in self._alive(day)}
        if len(bounds) != 1:
            return None
        said, name = bounds_in_words(bounds.pop()), self.words.day(day)
        return f"{said} ({name})"

    def _below(self, condition: Condition, truth: Truth) -> list[str]:
        match condition:
            case All() | AnyOf():
                return [self.condition(part) for part in self._parts(condition, truth)]
            case Happened(happened=day):
                return self.happened(day)
            case Compare(day=day):
                return [*self.day(day), *self.day(condition.other)]
            case Yes(yes=fact) | No(no=fact) | Undecided(undecided=fact) | Stated(stated=fact):
                return [self.fact(fact)]
            case Is() | Includes():
                return [self.fact(condition.fact)]
            case Holds():
                return self._holds(condition, truth)
            case ReadingCondition(reading=name):
                chosen = self.assessed.readings[name]
                return [self.reading(name), self.condition(self.procedure.readings[name].choices[chosen])]  # type: ignore[arg-type]
            case Not():
                raise AssertionError("a negation has no node of its own")
        assert_never(condition)

    def _holds(self, condition: Holds, truth: Truth) -> list[str]:
        values = self.assessed.program.values.get(condition.name, {})
        if not values:
            return [self.governing("closed list")]
        plan = self.procedure.conclusions[condition.name]
        wanted = [value for value in values if condition.values == ("any",) or value in condition.values]
        if truth is HOLDS:
            wanted = [value for value in wanted if self.truth(values[value]) is HOLDS]
        below = [self.value(condition.name, value) for value in wanted]
        if truth is not FAILS and plan.kind.type != "any-of":
            below += [self.value(condition.name, other) for other in values if other not in wanted]
        return below or [self.governing("closed list")]

    # --- days ---

    def happened(self, day: Day) -> list[str]:
        """Add what shows whether a day's event has happened."""
        match day:
            case Name(name=name):
                if name in self.procedure.days:
                    return self.happened(self.procedure.days[name].day)
                return [self.assessment()] if name in ("assessed_on", "never") else [self.fact(name)]
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                return [node for part in parts for node in self.happened(part)]
            case Plus(from_=start):
                return self.happened(start)
            case Qualified(event=event, provided=provided):
                return [self.fact(event), self.condition(provided)]
            case ReadingDay(reading=name):
                return [self.reading(name), *self.happened(self._read(name))]
            case DayCases():
                return [*self._guards(day), *(node for part in self._live(day) for node in self.happened(part))]
        assert_never(day)

    def day(self, day: Day) -> list[str]:
        """Add the days that a day can be here, the conditions that choose between them, and the conclusion it is."""
        match day:
            case Name(name=name):
                if name in self.procedure.days:
                    return [self.conclusion(name)]
                return [self.assessment()] if name in ("assessed_on", "never") else [self.fact(name)]
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                return [node for part in parts for node in self.day(part)]
            case Plus():
                return self._counted(day)
            case Qualified(event=event, provided=provided):
                here = [self.assessment()] if self.truth_of(provided) is not HOLDS else []
                return [self.fact(event), self.condition(provided), *here]
            case ReadingDay(reading=name):
                return [self.reading(name), *self.day(self._read(name))]
            case DayCases():
                return [*self._guards(day), *(node for part in self._live(day) for node in self.day(part))]
        assert_never(day)

    def _read(self, name: str) -> Day:
        return self.procedure.readings[name].choices[self.assessed.readings[name]]  # type: ignore[return-value]

    def _guards(self, day: DayCases) -> list[str]:
        return [self.condition(case.when) for case in day.cases]

    def _live(self, day: DayCases) -> list[Day]:
        found = []
        for case in day.cases:
            truth = self.truth_of(case.when)
            if truth is not FAILS:
                found.append(case.then)
            if truth is HOLDS:
                return found
        return [*found, day.otherwise]

    def _alive(self, day: Day) -> list[str]:
        """Give the keys of the program's days that a day can be: those none of whose guards fails."""
        match day:
            case Name(name=name) if name in self.procedure.days:
                candidates = self.assessed.program.day_conclusions[name]
                return [one.day for one in candidates if all_of(map(self.truth, one.guards)) is not FAILS]
            case Name(name=name):
                return [name]
            case Qualified(event=event, provided=provided):
                truth = self.truth_of(provided)
                some = [event] if truth is not FAILS else []
                return some + ([f"{event} still to come"] if truth is not HOLDS else [])
            case ReadingDay(reading=name):
                return self._alive(self._read(name))
            case DayCases():
                return [key for part in self._live(day) for key in self._alive(part)]
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                op = "later" if isinstance(day, LaterOf) else "earlier"
                return self._crossed(op, [self._alive(part) for part in parts])
            case Plus(period=period, counted=counted, from_=start):
                lengths = self._lengths(period)
                return [f"{length} {counted} {one}" for length in lengths for one in self._alive(start)]
        assert_never(day)

    @staticmethod
    def _crossed(op: str, lists: list[list[str]]) -> list[str]:
        found: list[list[str]] = [[]]
        for some in lists:
            found = [[*taken, one] for taken in found for one in some]
        return [f"{op}({'; '.join(keys)})" for keys in found]

    def _lengths(self, period: Period | PeriodCases) -> list[str]:
        if isinstance(period, Period):
            return [str(period)]
        found = []
        for case in period.cases:
            truth = self.truth_of(case.when)
            if truth is not FAILS:
                found.append(str(case.then))
            if truth is HOLDS:
                return found
        return [*found, str(period.otherwise)]

    def _counted(self, day: Plus) -> list[str]:
        below = self.day(day.from_)
        if isinstance(day.period, PeriodCases):
            below += [self.condition(case.when) for case in day.period.cases]
        return [self._calculation(self.assessed.program.day[key], below) for key in self._alive(day)]

    def _calculation(self, node: DayNode, below: list[str]) -> str:
        key = f"day {node.key}"
        if key in self.kinds:
            return key
        period, counted = Period.parse(node.period), Counted(node.counted)
        start, end = self.assessed.settled.days[node.parts[0]], self.assessed.settled.days[node.key]
        under = [*below, *self._authority(period, counted, end)]
        said = f"{period} {'after' if counted is Counted.AFTER else 'beginning with'} "
        return self.add(
            key, "day calculation", lambda: f"{said}{bounds_in_words(start)}: {bounds_in_words(end)}", under, None,
            lambda: self._ledger(period, counted, start, end),
        )  # fmt: skip

    def _authority(self, period: Period, counted: Counted, end: Bounds) -> list[str]:
        under = [self.governing(str(period.unit))]
        if counted is Counted.BEGINNING_WITH:
            under.append(self.governing("beginning with"))
        if period.unit is Unit.WORKING_DAYS:
            under.append(self.calendar())
            if end.hi > self.assessed.calendar.confirmed_to.toordinal() and end.lo < LATEST:
                under.append(self.unannounced())
        return under

    def _ledger(self, period: Period, counted: Counted, start: Bounds, end: Bounds) -> dict[str, object]:
        found: dict[str, object] = {"period": str(period), "counted": str(counted)}
        if start.exact and end.exact and period.unit is not Unit.HOURS:
            lines = self.assessed.calendar.ledger(start.day(), period, counted)
            found |= {"from": start.day().isoformat(), "last_day": end.day().isoformat()}
            found["ledger"] = [[line.day.isoformat(), line.number, line.why] for line in lines]
        return found

    def _day_conclusion(self, name: str) -> list[str]:
        rule = self.procedure.days[name]
        below = self.day(rule.day)
        below += [self.silence(question) for question in rule.silences]
        return below + [self.clause(one) for one in rule.clauses]

    # --- what everything comes down to ---

    def fact(self, name: str) -> str:
        """Add a fact as it is known: stated, presumed, proved by the order of events, or missing."""
        node = f"fact {name}"
        if node in self.kinds:
            return node
        known = self.assessed.situation[name]
        extra = [one for one in known.basis if one.kind != "stated"]
        stated = name in self.assessed.head.facts
        if stated and not extra:
            return self._stated(node, known)
        if not known.basis:
            return self.add(node, "missing", lambda: self.words.known(known), (), OPEN)
        below = [self._stated(f"{node} as stated", known)] if stated else []
        below += [self._basis(known, basis) for basis in known.basis if basis.kind != "stated"]
        kind = "presumption" if any(one.kind == "presumption" for one in extra) else "order of events"
        if kind == "presumption" or extra[0].kind == "record":
            return self.add(node, "condition", lambda: self.words.known(known), below, known.status)
        return self.add(node, "order of events", lambda: self.words.known(known), below, known.status)

    def _stated(self, node: str, known: Known) -> str:
        stated = self.assessed.head.facts[known.name]
        kind = self.procedure.vocabulary.facts[known.name].kind
        shown = {"judgement": "judgement", "decision": "decision"}.get(kind, "stated fact")
        said = {"text": stated.text, "by": stated.by, "evidence": stated.evidence, "when": stated.when,
                "because": stated.because}  # fmt: skip
        return self.add(
            node, shown, lambda: self.words.known(known), (), HOLDS,
            lambda: {key: value for key, value in said.items() if value is not None},
        )  # fmt: skip

    def _basis(self, known: Known, basis: Basis) -> str:
        if basis.kind == "order":
            other = self.assessed.situation[basis.name]
            return self._by_order(known.name, other)
        if basis.kind == "record":
            return self.add("record", "stated fact", lambda: "the record is stated to be complete",
                            (self.governing("record"),), HOLDS)  # fmt: skip
        return self._presumption(basis.name)

    def _by_order(self, name: str, other: Known) -> str:
        node = f"order of {name} and {other.name}"
        if node in self.kinds:
            return node
        labels = self.procedure.vocabulary.facts
        first, second = sorted((name, other.name), key=lambda one: one in labels[other.name].follows)
        below = [self._grounds(other), self.governing("order of events")]
        said = f"{labels[first].label}, {labels[second].label}: one of them can only follow the other"
        return self.add(node, "order of events", lambda: said, below, HOLDS)

    def _grounds(self, other: Known) -> str:
        """Give the statement or presumption that an event's place in the order rests on; two events may prove each other."""
        if other.name in self.assessed.head.facts:
            node = f"fact {other.name} as stated"
            return node if node in self.kinds else self._stated(node, other)
        for basis in other.basis:
            if basis.kind in ("presumption", "record"):
                return self._basis(other, basis)
        onward = [basis.name for basis in other.basis if basis.kind == "order"]
        return self._grounds(self.assessed.situation[onward[0]])

    def _presumption(self, name: str) -> str:
        node = f"presumption {name}"
        if node in self.kinds:
            return node
        event, _, what = name.partition(": ")
        label = self.procedure.vocabulary.facts[event].label
        below = [self.governing("presumption")]
        if what.startswith("same day as "):
            other = what.removeprefix("same day as ")
            below.append(self.fact(other))
            what = f"the same day as {self.procedure.vocabulary.facts[other].label}"
        return self.add(node, "presumption", lambda: f"{label}: {what} (presumed)", below, HOLDS)

    def reading(self, name: str) -> str:
        """Add the reading of an unclear passage that is used."""
        node = f"reading {name}"
        if node in self.kinds:
            return node
        reading, chosen = self.procedure.readings[name], self.assessed.readings[name]
        said = f"{reading.about} Read as: {chosen.replace('_', ' ')}. {reading.because}"
        return self.add(node, "reading", lambda: said, (self.governing("reading"),), HOLDS, lambda: {"read_as": chosen})

    def silence(self, question: str) -> str:
        """Add a standard question that the document does not answer."""
        said = self.procedure.silent_on[question]
        node = f"silence {question}"
        return node if node in self.kinds else self.add(node, "silence", lambda: said, (self.document(),))

    def assessment(self) -> str:
        """Add the day of assessment."""
        day = self.assessed.case.assessed_on
        return "assessed_on" if "assessed_on" in self.kinds else self.add(
            "assessed_on", "assessment day", lambda: f"the day of assessment: {day_in_words(day)}"
        )  # fmt: skip

    def calendar(self) -> str:
        """Add the calendar that counted the working days."""
        name = self.assessed.calendar.id
        return "calendar" if "calendar" in self.kinds else self.add(
            "calendar", "calendar", lambda: f"the bank holidays of {name}", (), None, lambda: {"id": name}
        )  # fmt: skip

    def unannounced(self) -> str:
        """Add the presumption that no bank holiday will come that is not announced yet."""
        node, last = "presumption no_new_bank_holiday", self.assessed.calendar.confirmed_to
        said = f"no new bank holiday after {day_in_words(last)} (presumed)"
        return node if node in self.kinds else self.add(
            node, "presumption", lambda: said, (self.governing("no new bank holiday"),), HOLDS
        )  # fmt: skip

    def governing(self, what: str) -> str:
        """Add the convention clause that gives the authority for a mechanism."""
        return self.clause(self.procedure.governing[what])

    def clause(self, id_: str) -> str:
        """Add a clause of the policy or of the conventions."""
        node = f"clause {id_}"
        if node in self.kinds:
            return node
        clause = self.procedure.clauses[id_]
        policy = id_.partition("/")[0]
        below = (self.document(),) if isinstance(clause, Clause) else ()
        return self.add(
            node, "clause", lambda: f"{clause.heading}: {clause.gist}", below, None,
            lambda: {"heading": clause.heading, "gist": clause.gist, "policy": policy, **_place(clause)},
        )  # fmt: skip

    def document(self) -> str:
        """Add the document that the policy was encoded from."""
        policy = self.procedure.policy
        node = f"document {policy.policy}"
        return node if node in self.kinds else self.add(
            node, "document", lambda: policy.title, (), None,
            lambda: {"name": policy.document.name, "sha256": policy.document.sha256, "version": policy.version},
        )  # fmt: skip


def _place(clause: object) -> dict[str, object]:
    if not isinstance(clause, Clause):
        return {"authority": getattr(clause, "authority", "")}
    found: dict[str, object] = {"lines": list(clause.source.lines)}
    if clause.source.sentences:
        found["sentences"] = list(clause.source.sentences)
    return found

