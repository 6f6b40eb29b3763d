"""The because-tree: from one conclusion down to facts and clauses, as a person would tell it.

Made from the provenance graph alone. What was only looked at (alternatives that are ruled out beside one that
is concluded, a condition that says the same as what it comes from) is left out, unless everything is asked
for. A part that was explained before is named and not told again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cache

from explain.because import Because, apart, plainly_stated, same_thing, so
from explain.graph import account_of, own_id, parted
from explain.origin import is_convention, origin
from explain.whose import Whose
from kb.model.determination import ConclusionRecord, Graph, GraphNode
from kb.model.files import UNNAMED
from kb.model.vocabulary import YES_NO

_CITED = ("clause", "document")
_GIVEN = ("calendar", "assessment day")
_WORDED = ("presumption", "reading", "order of events")


@cache
def _prefixes(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{kind} " for kind in kinds)


@dataclass
class Telling:
    """Tells the tree of one graph; keeps what was told already."""

    graph: Graph
    everything: bool = False
    conclusions: Sequence[ConclusionRecord] = ()
    nodes: dict[str, GraphNode] = field(init=False)
    below: dict[str, list[str]] = field(init=False)
    concluded: dict[str, ConclusionRecord] = field(init=False)
    told: dict[str, Because] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    telling: set[str] = field(default_factory=set)
    whose: Whose = field(init=False)

    def __post_init__(self) -> None:
        """Index the graph."""
        self.nodes = {node.id: node for node in self.graph.nodes}
        self.below = {node.id: [] for node in self.graph.nodes}
        self.concluded = {one.name: one for one in self.conclusions if one.outcome == "concluded"}
        for one, other in self.graph.edges:
            self.below[one].append(other)
        self.whose = Whose(self.nodes, self.below)

    def afresh(self) -> Telling:
        """Give one that tells of the same graph and has told nothing yet, without indexing the graph again."""
        other = copy(self)
        other.told, other.asked, other.telling = {}, set(), set()
        return other

    def _is_a(self, node: str, *kinds: str) -> bool:
        """Whether a node is of one of some kinds by its id, in whichever graph of several it stands."""
        return (own_id(node) if "/" in node else node).startswith(_prefixes(kinds))

    def why(self, record: ConclusionRecord, values: tuple[str, ...] = ()) -> tuple[Because, ...]:
        """Tell why a conclusion came out as it did, or only why some of its values did: one tree for each."""
        root = self._same(record.node or f"conclusion {record.name}")
        wanted = [self._same(f"value {record.name} = {value}") for value in values] or self.grounds(root)
        self.asked.update(wanted)
        if all(self._is_a(one, "value") for one in wanted):
            return tuple(self.step(one) for one in wanted)
        return (self._whole_day(root, record),)

    def _same(self, node: str) -> str:
        """Give the node below one that comes about in the same way whichever account of a contested fact is right."""
        while (under := self.whose.branches(node)) and len(under) == 1:
            (node,) = under
        return node

    def _whole_day(self, root: str, record: ConclusionRecord) -> Because:
        inner = self.step(root)
        node = self.nodes[root]
        if record.outcome == "concluded" and inner.said == node.label:
            return inner
        return Because(root, node.label, "conclusion", node.truth, parts=(inner,))

    # --- what is told of a node ---

    def _under(self, node: str) -> list[str]:
        skipped = _CITED if self.everything else (*_CITED, *_GIVEN)
        return [one for one in self.below[node] if self.nodes[one].kind not in skipped]

    def grounds(self, node: str) -> list[str]:
        """Give the parts of a node that its truth comes from."""
        under, truth = self._under(node), self.nodes[node].truth
        if self.everything:
            return under
        if (branches := self.whose.branches(node)) is not None:
            return branches
        if truth == "open":
            return self._waiting(node, under)
        chosen = [one for one in under if not self._is_a(one, "value") or self._is(one, "holds")]
        ruled_out = self._is_a(node, "value") or not any(self._is_a(one, "value") for one in chosen)
        return under if ruled_out else chosen

    def _waiting(self, node: str, under: list[str]) -> list[str]:
        """Give the parts that an open node waits for; of a conclusion it tests, the values it tests for."""
        if self._is_a(node, "fact"):
            return []
        name, tests, values = self._key(node).partition(" = ")
        before, _ = parted(node)
        wanted = [f"{before}value {name} = {value}" for value in values.split(" or ")] if tests else []
        chosen = [one for one in under if one in wanted] or under
        waits = [one for one in chosen if self._is(one, "open") or self.nodes[one].kind == "missing"]
        return [one for one in chosen if one in waits or self._bounds(node, one)] if waits else chosen

    def _bounds(self, node: str, part: str) -> bool:
        """Whether a part is a day that an open day may be, or an end of it: it says what that is counted from."""
        day = self._calculates(part) or (self._is_a(part, "conclusion") and own_id(part) != own_id(node))
        return day and self._is_a(node, "conclusion")

    def _key(self, node: str) -> str:
        return str(self.nodes[node].particulars.get("key", ""))

    def _is(self, node: str, truth: str) -> bool:
        return self.nodes[node].truth == truth

    def _cited(self, node: str, own: bool = False) -> tuple[str, ...]:
        """Give the clauses that a node cites: the policy's, or only the last, which holds the rule itself."""
        clauses = [one for one in self.below[node] if self.nodes[one].kind == "clause"]
        if not clauses or self.everything:
            return tuple(clauses)
        if self.nodes[node].kind in _WORDED:  # "presumed" and "read as" say it
            return ()
        policy = [one for one in clauses if not is_convention(one)]
        return (clauses[-1],) if own or not policy else (policy[0],)

    # --- steps ---

    def step(self, node: str) -> Because:
        """Tell one node, and below it what it rests on."""
        if node in self.told and (self.grounds(node) or self.nodes[node].kind == "reading"):
            return self._again(self.told[node])
        told = self._rather(node) or self._step(node)
        self.told[node] = self.told[told.id] = told
        return told

    def _again(self, before: Because) -> Because:
        if self.nodes[before.id].kind == "reading" and _chosen(self.nodes[before.id]) != UNNAMED:
            return replace(before, said=f"Read as: {_chosen(self.nodes[before.id])}", told=True)
        return replace(before, gist="", parts=(), told=bool(before.parts))

    def _rather(self, node: str) -> Because | None:
        """Tell a value that is ruled out by the one that was concluded in its place, if only one can be."""
        if (
            self.everything
            or not self._is_a(node, "value")
            or not self._is(node, "fails")
            or node in self.asked
        ):
            return None
        before, own = parted(node)
        name = own.removeprefix("value ").partition(" = ")[0]
        record = self.concluded.get(name)
        if record is None or not isinstance(record.value, str):
            return None
        other = f"{before}value {name} = {record.value}"
        if other in self.telling or other not in self.nodes:
            return None
        told = self.step(other)
        if told.told or record.value in YES_NO:
            return told
        return replace(told, said=f"{told.said}, and so not: {_value_said(self.nodes[node].label)}")

    def _core(self, node: str) -> str:
        """Follow a node to the one below that says the same, or more."""
        under = self.grounds(node)
        while not self.everything and len(under) == 1 and self._passes(node, under[0]):
            node, under = under[0], self.grounds(under[0])
        return node

    def _passes(self, node: str, part: str) -> bool:
        if self._is_a(node, "conclusion") and (
            self._is_a(part, "value", "conclusion") or self._calculates(part)
        ):
            return True
        if not self._is_a(node, "condition"):
            return self.nodes[node].label == self.nodes[part].label or self.nodes[part].kind == "presumption"
        return (
            self._is_a(part, "value") or self.nodes[node].label == self.nodes[part].label or self._whole(node)
        )

    def _whole(self, node: str) -> bool:
        """Whether a condition is only a bracket around its parts."""
        return self._key(node).startswith(("all(", "any("))

    def _calculates(self, node: str) -> bool:
        return self.nodes[node].kind == "day calculation"

    def _step(self, node: str) -> Because:
        self.telling.add(node)
        try:
            return self._as_it_is(node)
        finally:
            self.telling.discard(node)

    def _as_it_is(self, node: str) -> Because:
        if self._is_a(node, "conclusion") and not self.everything:
            return self._day(node)
        core = self._core(node)
        if core != node:
            return self.step(core)
        if self._is_a(node, "value"):
            return self._value(node)
        if self._is_a(node, "rule"):
            return self._rule(node)
        if self._is_a(node, "fact") or self.nodes[node].kind == "order of events":
            return self._fact(node)
        return self._condition(node)

    def _line(self, node: str) -> Because:
        one = self.nodes[node]
        return Because(node, one.label, one.kind, one.truth, by=self._cited(node), origin=origin(one))

    def _condition(self, node: str) -> Because:
        line, under = self._line(node), self.grounds(node)
        readings = [one for one in under if self.nodes[one].kind == "reading"]
        if readings and len(under) == 2 and not self.everything and self._happened(node):
            fact = self.step(next(one for one in under if one not in readings))
            return fact if fact.told else replace(fact, parts=(*fact.parts, *self._parts(readings)))
        parts = self._parts(under)
        if line.kind != "condition" or self.everything:
            return replace(line, parts=parts)
        if len(parts) == 1 and same_thing(line, parts[0]):
            return so(line, parts[0])
        if parts and not self._whole(node) and all(plainly_stated(part) for part in parts):
            return replace(line, origin="stated" if len(parts) == 1 else "both stated")
        return replace(line, parts=parts)

    def _happened(self, node: str) -> bool:
        return self._key(node).startswith("happened(")

    def _rule(self, node: str) -> Because:
        """Tell a rule by what its clause says, and whether it applies."""
        applies = {"holds": "applies", "fails": "does not apply", "open": "may apply"}[
            self.nodes[node].truth or "open"
        ]
        said = f"this {applies}: {self._gist(node)}"
        by = self._cited(node, own=True)
        return replace(self._line(node), said=said, by=by, parts=self._parts(self.grounds(node)))

    def _fact(self, node: str) -> Because:
        """Tell a fact that is not simply stated: presumed, or proved by the order of events."""
        under = self.grounds(node)
        presumed = [one for one in under if self.nodes[one].kind == "presumption"]
        if not presumed or self.everything:
            line = self._line(node)
            origin = "nobody has said" if self._is(node, "open") else line.origin
            return replace(line, origin=origin, parts=self._parts(under))
        told = self.step(presumed[0])
        line, how = self._line(node), told.said.partition(": ")[2]
        return replace(line, said=f"{line.said}, {how}", parts=told.parts)

    def _value(self, node: str) -> Because:
        """Tell a value: by the one rule that gives it or leaves it over, or by each of several."""
        rules = self._rules(node)
        line = replace(self._line(node), by=())
        if len(rules) != 1 or self.everything:
            return replace(line, parts=self._parts(self.grounds(node)))
        gist, by = self._gist(rules[0]), self._cited(rules[0], own=True)
        return replace(line, gist=gist, by=by, parts=self._parts(self.grounds(rules[0])))

    def _rules(self, node: str) -> list[str]:
        """Give the rules that decide a value; of one that is left over, those that fail for the others."""
        found = []
        for one in self.grounds(node):
            found += self._rules(one) if self._is_a(one, "value") else [one]
        return found

    def _day(self, node: str) -> Because:
        """Tell a conclusion that is a day, or that has values, by what it comes down to."""
        silences = [one for one in self.grounds(node) if self.nodes[one].kind == "silence"]
        rest = [one for one in self.grounds(node) if one not in silences]
        if not rest:
            return self._condition(node)
        spoken = tuple(replace(self._line(one), by=self._cited(node, own=True)) for one in silences)
        if len(rest) > 1 or not self._passes(node, rest[0]):
            return replace(self._line(node), parts=self._parts(rest) + spoken)
        inner = self.step(rest[0])
        if inner.told:
            return inner
        by = self._cited(node) if self._calculates(inner.id) else inner.by
        return replace(inner, by=by, parts=inner.parts + spoken)

    def _parts(self, under: list[str]) -> tuple[Because, ...]:
        found: dict[object, Because] = {}
        for one in self._flat(under):
            part = self.step(one)
            found.setdefault(apart(part) if account_of(one) else part.id, part)
        return tuple(found.values())

    def _flat(self, under: list[str]) -> Iterator[str]:
        """Give the parts, and in place of a bracket all of whose parts matter, those parts."""
        for one in under:
            core = self._core(one)
            key, truth = self._key(core), self.nodes[core].truth
            if not self.everything and (key[:4], truth) in (("all(", "holds"), ("any(", "fails")):
                yield from self._flat(self.grounds(core))
            else:
                yield one

    def _gist(self, rule: str) -> str:
        clauses = self._cited(rule, own=True)
        return str(self.nodes[clauses[-1]].particulars.get("gist", "")) if clauses else ""


def _chosen(reading: GraphNode) -> str:
    return str(reading.particulars.get("read_as", "")).replace("_", " ")


def _value_said(label: str) -> str:
    return label.removesuffix(" is ruled out").rpartition(": ")[2]
