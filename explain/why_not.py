"""Why a conclusion does not have a value: what rules it out, what it waits for, or that no rule could ever give it.

Read off the answer, its provenance graph and the atoms that the engines agreed on; nothing is derived a second way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from explain.accounts import accounts_of
from explain.graph import sub_graph
from explain.provenance import Provenance
from kb.engine.assess import Assessed
from kb.engine.outcomes import Reader
from kb.model.determination import ConclusionRecord, Determination, Graph, HeadRecord, MissingItem
from kb.model.policy import LinkedProcedure, LinkedRule, either
from kb.model.tree import All, AnyOf, Condition
from kb.model.truth import Truth
from kb.model.vocabulary import ConclusionKind
from kb.model.why_not import HeadWhyNot, RuleConsidered, Verdict, WhyNot


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a conclusion as the vocabulary declares it, and a value (a day as `2024-06-18`)."""

    name: str
    value: str
    kind: ConclusionKind


def why_not(
    question: Question,
    answer: Determination,
    heads: Sequence[HeadRecord],
    assessed: Sequence[Assessed],
    procedures: Mapping[str, LinkedProcedure],
) -> WhyNot:
    """Say why a conclusion does not have a value, in some heads of an answer, each by one procedure, and as assessed.

    `procedures` are all those of the policy: what one of them is silent on, another may ask.
    """
    both = zip(heads, assessed, strict=True)
    records = [_Head(question, head, one, procedures).record() for head, one in both]
    procedure = either(list(procedures.values()))
    return WhyNot(
        case=answer.case,
        assessed_on=answer.assessed_on,
        policy=answer.policy,
        name=question.name,
        label=label_of(question, procedure),
        value=question.value,
        worded=_worded(question, procedure),
        heads=records,
        schema="complaints-kb/why-not/1",
    )


def label_of(question: Question, procedure: LinkedProcedure) -> str:
    """Name a conclusion, of one that no rule draws as it would be named."""
    plan = procedure.conclusions.get(question.name)
    norm = question.name.rpartition(".")[0]
    title = procedure.vocabulary.names.get(norm, "")
    return plan.label if plan else f"{title}: {question.kind.label}" if title else question.kind.label


def _worded(question: Question, procedure: LinkedProcedure) -> str:
    from explain.answers import value_in_words
    from explain.words import Words

    if question.kind.type != "day" and question.name not in procedure.conclusions:
        return question.kind.worded(question.value)
    return value_in_words(question.name, question.value, Words(procedure))


class _Head:
    """The answer for one head."""

    def __init__(
        self,
        question: Question,
        head: HeadRecord,
        assessed: Assessed,
        procedures: Mapping[str, LinkedProcedure],
    ) -> None:
        self.question, self.head, self.assessed = question, head, assessed
        self.procedures = tuple(procedures.values())
        self.drawn_in = [
            name for name, one in procedures.items() if draws(one, question.name, question.value)
        ]
        self.procedure = assessed.procedure
        self.provenance = Provenance(assessed)
        self.found = self._named(question.name)
        self.node = f"value {question.name} = {question.value}"

    def record(self) -> HeadWhyNot:
        verdict = self._verdict()
        asked = self._named("procedure") if verdict == "elsewhere" else self.found
        root = self._root(asked)
        graph = self._below(asked.node if asked else None)
        presumed = [node.id for node in self._below(root).nodes if node.kind == "presumption"]
        return HeadWhyNot(
            head=self.head.head,
            accounts=accounts_of(self.assessed.head),
            procedure=self.procedure.name,
            verdict=verdict,
            conclusion=self.found,
            rules=[self._considered(rule) for rule in self._rules()],
            closed_list=self.procedure.governing["closed list"] if verdict == "ruled_out" else None,
            needs=self._needs() if verdict == "open" else [],
            presuming=presumed if verdict == "ruled_out" else [],
            silences=self._silences(verdict),
            drawn_in=self.drawn_in if verdict == "elsewhere" else [],
            goes_by=asked if verdict == "elsewhere" else None,
            root=root,
            graph=graph,
        )

    def _named(self, name: str) -> ConclusionRecord | None:
        return next((one for one in self.head.conclusions if one.name == name), None)

    def _root(self, asked: ConclusionRecord | None) -> str | None:
        if asked is self.found and self.node in self.provenance.nodes:
            return self.node
        return asked.node if asked else None

    def _below(self, root: str | None) -> Graph:
        return sub_graph(self.head.graph, root) if root else Graph(nodes=[], edges=[])

    # --- how the value stands ---

    def _verdict(self) -> Verdict:
        if self.found is None:
            return self._undrawn()
        if self.question.name in self.procedure.days:
            return self._of_day(self.found)
        step = self.provenance.nodes.get(self.node)
        if step is None:
            return self._undrawn()
        return self._of_value(self.found, step.truth)

    def _undrawn(self) -> Verdict:
        """Say whether other procedures draw what this one does not; else the policy is silent."""
        return "elsewhere" if self.drawn_in else "silent"

    def _of_value(self, found: ConclusionRecord, truth: Truth | None) -> Verdict:
        if truth is Truth.FAILS:
            return "ruled_out"
        if truth is Truth.HOLDS and (found.outcome == "concluded"):
            return "concluded"
        return "conflict" if truth is Truth.HOLDS and found.outcome == "conflict" else "open"

    def _of_day(self, found: ConclusionRecord) -> Verdict:
        asked = self.question.value
        if found.outcome == "concluded":
            return "concluded" if str(found.value)[: len(asked)] == asked else "ruled_out"
        first, last = found.bounds or [None, None]
        if asked == "never":
            return "open" if last is None else "ruled_out"
        early, late = (first or "")[:10] > asked, last is not None and last[:10] < asked
        return "ruled_out" if early or late else "open"

    # --- the rules that could give it ---

    def _rules(self) -> tuple[LinkedRule, ...]:
        return self.procedure.rules_for.get((self.question.name, self.question.value), ())

    def _considered(self, rule: LinkedRule) -> RuleConsidered:
        exceptions = [self.procedure.rule[other] for other in rule.exceptions]
        open_ones = [f"rule {one.id}" for one in exceptions if self._applies(one) is Truth.OPEN]
        truth: Literal["holds", "fails", "open"] = self._applies(rule).value
        return RuleConsidered(
            rule=rule.id,
            clauses=list(rule.clauses),
            truth=truth,
            holding=self._parts(rule, Truth.HOLDS),
            failing=self._parts(rule, Truth.FAILS),
            open=[*self._parts(rule, Truth.OPEN), *open_ones],
            displaced_by=[one.id for one in exceptions if self._applies(one) is Truth.HOLDS],
        )

    def _applies(self, rule: LinkedRule) -> Truth:
        return self.assessed.evaluation.rules[rule.id]

    def _parts(self, rule: LinkedRule, truth: Truth) -> list[str]:
        """Give the nodes of the parts of a rule's condition that hold, that fail or that are open."""
        told = {node.id for node in self.head.graph.nodes}
        parts = [part for part in _parts_of(rule.when) if self.provenance.truth_of(part) is truth]
        return [node for node in map(self.provenance.condition, parts) if node in told]

    # --- what it waits for, what is silent ---

    def _needs(self) -> list[MissingItem]:
        """Give what the value waits for: of one of several members, only what settles that member."""
        assert self.found is not None
        if self.found.members is None:
            return list(self.found.needs)
        one = self.assessed
        reader = Reader(one.program, set(one.true), one.settled, one.situation, self.procedure.vocabulary)
        pair = one.program.values[self.question.name][self.question.value]
        wanted = {(need.kind, need.name) for need in reader.needs(pair)}
        return [item for item in self.found.needs if (item.kind, item.name) in wanted]

    def _silences(self, verdict: Verdict) -> dict[str, str]:
        """Give what the document is declared not to say: what rules for the conclusion rest on, or about its norm.

        Where no procedure could ever give the value, those of all of them bear on it.
        """
        found: dict[str, str] = {}
        for one in self.procedures if verdict == "silent" else (self.procedure,):
            found |= _silences_of(one, self.question.name)
        return found


def _silences_of(procedure: LinkedProcedure, name: str) -> dict[str, str]:
    bearing = {one for rule in procedure.rules if rule.conclusion == name for one in rule.silences}
    if name in procedure.days:
        bearing.update(procedure.days[name].silences)
    if name not in procedure.conclusions:
        norm = name.rpartition(".")[0]
        bearing = {one for one in procedure.silent_on if one.startswith(f"{norm}.")}
    return {question: said for question, said in procedure.silent_on.items() if question in bearing}


def draws(procedure: LinkedProcedure, name: str, value: str) -> bool:
    """Whether some rule of a procedure could give a conclusion a value, or any day."""
    plan = procedure.conclusions.get(name)
    return plan is not None and (name in procedure.days or value in plan.values)


def _parts_of(when: Condition | None) -> tuple[Condition, ...]:
    match when:
        case None:
            return ()
        case All(all=parts) | AnyOf(any=parts):
            return parts
        case _:
            return (when,)
