"""Why a conclusion has one value and not another: what decides between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from explain.accounts import accounts_of
from explain.answers import value_in_words
from explain.comparing.seen import Seen
from explain.comparing.standing import stands
from explain.comparing.sufficient import Sufficient, Way
from explain.graph import sub_graph
from explain.why_not import Question, label_of
from kb.engine.assess import Assessed
from kb.engine.outcomes import Reader
from kb.model.comparing import Contrast, HeadContrast, Part, Stands, ValueStands
from kb.model.determination import Determination, Graph, HeadRecord, MissingItem
from kb.model.policy import either

_GIVEN = ("clause ", "document ", "calendar", "silence ")


def contrast(
    first: Question,
    second: Question,
    answer: Determination,
    heads: Sequence[HeadRecord],
    assessed: Sequence[Assessed],
) -> Contrast:
    """Hold two values of one conclusion against each other, in heads of an answer, each by one procedure."""
    return Contrast(
        case=answer.case,
        assessed_on=answer.assessed_on,
        policy=answer.policy,
        name=first.name,
        label=label_of(first, either([one.procedure for one in assessed])),
        heads=[_Head(first, second, *both).record() for both in zip(heads, assessed, strict=True)],
        schema="complaints-kb/contrast/1",
    )


class _Head:
    """Two values in one head, by one procedure."""

    def __init__(self, first: Question, second: Question, head: HeadRecord, assessed: Assessed) -> None:
        self.name, self.first, self.second = first.name, first, second
        self.head, self.assessed = head, assessed
        self.seen, self.procedure = Seen(assessed), assessed.procedure
        self.sufficient = Sufficient(self.seen)
        self.is_day = self.name in self.procedure.days

    def record(self) -> HeadContrast:
        one, two = self._stands(self.first.value), self._stands(self.second.value)
        holding = self.first.value if one == "holds" else self.second.value
        ways = self._ways(one, two)
        verdict = _verdict(one, two)
        first, second = self._value(self.first, one, ways[0]), self._value(self.second, two, ways[1])
        decides = second.parts if one == "holds" else first.parts
        return HeadContrast(
            head=self.assessed.head.name,
            accounts=accounts_of(self.assessed.head),
            procedure=self.procedure.name,
            verdict=verdict,
            holding=holding if verdict == "one" else None,
            first=first,
            second=second,
            decides=decides if verdict == "one" else [],
            conclusion=next((record for record in self.head.conclusions if record.name == self.name), None),
            graph=self._graph(),
        )

    def _stands(self, value: str) -> Stands:
        outcome = self.assessed.evaluation.outcomes.get(self.name)
        given = self.is_day or value in self.assessed.program.values.get(self.name, {})
        return stands(outcome, value) if outcome is not None and given else "silent"

    def _ways(self, one: Stands, two: Stands) -> tuple[Way, Way]:
        """Give a smallest way for each; of ways to rule one out, that which shares most with what carries the other."""
        first = self._way(self.first.value, one, {})
        second = self._way(self.second.value, two, first)
        return (self._way(self.first.value, one, second) if one == "fails" else first), second

    def _way(self, value: str, how: Stands, other: Way) -> Way:
        if self.is_day or how not in ("holds", "fails"):
            return {}
        known = {ground for node in other for ground in self._grounds(node)}
        weigh = Sufficient(self.seen, lambda node: len(known.intersection(self._grounds(node))))
        return weigh.value(self.name, value)

    def _grounds(self, node: str) -> list[str]:
        return [one for one in self.seen.support(node) if not one.startswith(_GIVEN)]

    def _value(self, asked: Question, how: Stands, way: Way) -> ValueStands:
        every = [rule.id for rule in self.procedure.rules_for.get((self.name, asked.value), ())]
        rules = [
            one for one in every if how != "holds" or self.assessed.evaluation.rules[one].value == "holds"
        ]
        return ValueStands(
            value=asked.value,
            worded=self._worded(asked),
            stands=how,
            rules=rules,
            clauses=self._clauses(rules),
            parts=[self._part(node, by) for node, by in way.items()],
            needs=self._needs(asked.value) if how == "open" else [],
        )

    def _worded(self, asked: Question) -> str:
        if asked.kind.type != "day" and self.name not in self.procedure.conclusions:
            return asked.kind.worded(asked.value)
        return value_in_words(self.name, asked.value, self.seen.words)

    def _part(self, node: str, rules: Sequence[str]) -> Part:
        told = self.seen.nodes[node].record(self.seen, node)
        return Part(
            node=node,
            said=told.label,
            truth=told.truth,
            rules=list(rules),
            clauses=self._clauses(rules),
            grounds=self._grounds(node),
            instead=list(dict.fromkeys(one for rule in rules for one in self.sufficient.instead(rule, node))),
        )

    def _clauses(self, rules: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(one for rule in rules for one in self.procedure.rule[rule].clauses))

    def _needs(self, value: str) -> list[MissingItem]:
        """Give what a value waits for."""
        found = next(one for one in self.head.conclusions if one.name == self.name)
        if self.is_day:
            return list(found.needs)
        one = self.assessed
        reader = Reader(one.program, one.true, one.settled, one.situation, self.procedure.vocabulary)
        wanted = {(need.kind, need.name) for need in reader.needs(one.program.values[self.name][value])}
        return [item for item in found.needs if (item.kind, item.name) in wanted]

    def _graph(self) -> Graph:
        root = f"conclusion {self.name}"
        return sub_graph(self.head.graph, root) if root in self.seen.nodes else Graph(nodes=[], edges=[])


def _verdict(one: Stands, two: Stands) -> Literal["one", "both", "neither", "open", "conflict", "silent"]:
    both = {one, two}
    if both == {"holds", "fails"}:
        return "one"
    for how in ("silent", "conflict", "open"):
        if how in both:
            return how
    return "both" if one == "holds" else "neither"
