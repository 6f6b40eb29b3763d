"""The words for the person who complained: of facts, acts and conclusions, as the vocabulary has them.

Nothing is worded here that is about complaints; where a vocabulary has no words for something, its label stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from explain.answers import values_of
from explain.days import day_in_words, looks_like_a_day
from explain.words import Words, listed
from kb.model import told
from kb.model.determination import ConclusionRecord, GraphNode, HeadRecord
from kb.model.vocabulary import ConclusionKind, Fact

_VERBS = {"complainant": ("have", "are", "were"), "organisation": ("has", "is", "was")}


class Sentence(NamedTuple):
    """One sentence, and the nodes of the graph that it says."""

    text: str
    nodes: tuple[str, ...]


class Teller:
    """Words the conclusions and facts of one head."""

    def __init__(self, head: HeadRecord, words: Words) -> None:
        """Index the head."""
        self.words, self.procedure = words, words.procedure
        self.vocabulary, self.organisation = self.procedure.vocabulary, self.procedure.policy.organisation
        self.records = {one.name: one for one in head.conclusions}
        self.nodes = {node.id for node in head.graph.nodes}
        self.late = {one.act for one in head.next_actions if one.overdue}

    # --- conclusions ---

    def answer(self, record: ConclusionRecord) -> list[Sentence]:
        """Say what came of a conclusion."""
        match record.outcome:
            case "concluded":
                said = [one for value in values_of(record) for one in self.value(record, value)]
                return [*said, *self._more(record)]
            case "not_concluded":
                return self._none(record)
            case "conflict":
                return [
                    self._about(
                        record, f"the policy gives two answers here, and they clash. {self._unknown(record)}"
                    )
                ]
            case "open":
                return [self._about(record, self._unknown(record)), *self._bounds(record)]

    def value(self, record: ConclusionRecord, value: str) -> list[Sentence]:
        """Say one value of a conclusion: first that it is so, then what days go with it."""
        kind = self.kind(record.name)
        node = f"value {record.name} = {value}"
        nodes = (node,) if node in self.nodes else (record.node or "",)
        text = kind.told.get(self._key(kind, value))
        if text is None:
            return [Sentence(as_sentence(f"{record.label}: {self._worded(record, value)}"), nodes)]
        return self._filled(text, self._slots(record, value), nodes)

    def kind(self, name: str) -> ConclusionKind:
        """Give the kind of a conclusion."""
        return self.procedure.conclusions[name].kind

    def _key(self, kind: ConclusionKind, value: str) -> str:
        if kind.type == "day":
            return told.NEVER if value == told.NEVER else told.DAY
        if kind.of == "norms":
            yours = self.procedure.actor(value) == "complainant"
            return (
                told.LATE
                if value in self.late
                else told.YOURS
                if yours and told.YOURS in kind.told
                else told.EACH
            )
        return value if kind.of == "values" or value in kind.told else told.EACH

    def _worded(self, record: ConclusionRecord, value: str) -> str:
        return (
            day_in_words(value, in_full=True)
            if looks_like_a_day(value)
            else self.words.value(record.name, value)
        )

    def _more(self, record: ConclusionRecord) -> list[Sentence]:
        """Say that there may be more than the members concluded."""
        still = "open" in (record.members or {}).values()
        return [self._about(record, "there may be more to it, which is not known yet")] if still else []

    def _none(self, record: ConclusionRecord) -> list[Sentence]:
        kind = self.kind(record.name)
        if told.NONE in kind.told:
            return self._filled(kind.told[told.NONE], self._slots(record, ""), (record.node or "",))
        return [self._about(record, f"the policy does not say {self._whether(record)}")]

    def _unknown(self, record: ConclusionRecord) -> str:
        return f"we cannot say yet {self._whether(record)}"

    def _whether(self, record: ConclusionRecord) -> str:
        text = self.kind(record.name).told.get(told.OPEN)
        said = _fill(text, self._slots(record, "")) if text else None
        return said.text if said else f"this: {record.label}"

    def _bounds(self, record: ConclusionRecord) -> list[Sentence]:
        known = [day for day in record.bounds or () if day and day != told.NEVER]
        return (
            [self._about(record, f"the day is {_between(*record.bounds)}")] if known and record.bounds else []
        )

    def _about(self, record: ConclusionRecord, text: str) -> Sentence:
        return Sentence(as_sentence(text), (record.node or "",))

    # --- slots ---

    def _slots(self, record: ConclusionRecord, value: str) -> Mapping[str, Sentence]:
        """Give what stands for each slot of a text about a conclusion, with the nodes that say it."""
        kind, norm = self.kind(record.name), record.name.rpartition(".")[0]
        about = value if kind.of == "norms" and value else norm
        plain = {told.ORGANISATION: self.organisation, told.NAME: self.vocabulary.names.get(norm, norm)}
        if about:
            plain |= self._actor(about) | self._act(about)
        if value:
            worded = self._worded(record, value)
            plain |= {told.DAY: worded} if kind.type == "day" else {told.VALUE: worded}
        return {slot: Sentence(text, ()) for slot, text in plain.items()} | self._days(about)

    def _actor(self, act: str) -> dict[str, str]:
        side = self.procedure.actor(act)
        who = "you" if side == "complainant" else self.organisation
        return dict(zip(told.ACTOR, (who, *_VERBS[side]), strict=True))

    def _act(self, name: str) -> dict[str, str]:
        act = self.vocabulary.acts.get(name)
        label = self.vocabulary.names.get(name, name)
        return dict(
            zip(
                told.ACT,
                (act.do, act.done) if act else (f"do this ({label})", f"done this ({label})"),
                strict=True,
            )
        )

    def _days(self, norm: str) -> dict[str, Sentence]:
        """Give the days that are concluded about a norm."""
        about = (
            (name.rpartition("."), one) for name, one in self.records.items() if one.outcome == "concluded"
        )
        return {
            suffix: Sentence(_full(one.value), (one.node or "",))
            for (of, _, suffix), one in about
            if of == norm
            and isinstance(one.value, str)
            and looks_like_a_day(one.value)
            and one.value != told.NEVER
        }

    @staticmethod
    def _filled(text: str, slots: Mapping[str, Sentence], nodes: tuple[str, ...]) -> list[Sentence]:
        """Give the sentences of a text; one with a slot that nothing fills here is left out."""
        filled = (_fill(one, slots) for one in told.sentences(text))
        return [
            Sentence(as_sentence(one.text), tuple(dict.fromkeys((*nodes, *one.nodes))))
            for one in filled
            if one
        ]

    # --- facts ---

    def fact(self, name: str, node: GraphNode) -> Sentence:
        """Say what is known of a fact."""
        fact, known = self.vocabulary.facts[name], node.particulars.get("known")
        if known is None:
            return Sentence(as_sentence(f"we do not know {self.unknown(name)}"), (node.id,))
        text = self._known(fact, known)
        return Sentence(as_sentence(text or node.label), (node.id,))

    def unknown(self, name: str) -> str:
        """Complete "we do not know" of a fact."""
        fact = self.vocabulary.facts[name]
        first = fact.told.get(fact.to_tell[0])
        text = fact.told.get(told.UNKNOWN) or (f"if {first}" if first else f"this: {fact.label}")
        return self._of_fact(text)

    def undone(self, name: str) -> str:
        """Say that an event, or a decision, is still to come."""
        fact = self.vocabulary.facts[name]
        text = fact.told.get("not-yet-made" if fact.kind == "decision" else "not-yet")
        return self._of_fact(text) if text else f"{fact.label}: not yet"

    def happened(self, name: str) -> str:
        """Say an event without its day."""
        fact = self.vocabulary.facts[name]
        return self._of_fact(fact.told.get("done", fact.label))

    def known(self, name: str, known: object) -> str:
        """Give what is known of a fact as a clause: no capital, no stop."""
        fact = self.vocabulary.facts[name]
        return self._known(fact, known) or fact.label

    def _known(self, fact: Fact, known: object) -> str | None:
        """Give what is known of a fact as a clause, if the vocabulary has words for it."""
        if known == "not yet":
            text = fact.told.get("not-yet" if fact.kind == "event" else told.NONE)
            return self._of_fact(text) if text else None
        if not isinstance(known, list):
            return None
        if fact.kind in ("event", "day"):
            return self._day(fact, *known)
        if told.VALUED in fact.to_tell:
            key = told.VALUED if known else told.NONE
            value = (
                listed([fact.worded(one) for one in known], "and" if fact.any_of else "or") if known else ""
            )
            return self._of_fact(fact.told[key], value) if key in fact.told else None
        texts = [fact.told.get(one.replace(" ", "-")) for one in known]
        return self._of_fact(texts[0]) if len(texts) == 1 and texts[0] else None

    def _day(self, fact: Fact, first: str | None, last: str | None) -> str | None:
        text = fact.told.get("done" if fact.kind == "event" else "named")
        if text is None:
            return None
        if fact.kind == "day":
            return self._of_fact(text, day=_named(first, last))
        return f"{self._of_fact(text)} {_between(first, last)}"

    def _of_fact(self, text: str, value: str = "", day: str = "") -> str:
        slots = {told.ORGANISATION: self.organisation, told.VALUE: value, told.DAY: day}
        filled = _fill(text, {slot: Sentence(said, ()) for slot, said in slots.items()})
        return filled.text if filled else text


def _fill(text: str, slots: Mapping[str, Sentence]) -> Sentence | None:
    """Fill the slots of a text, with the nodes that its days come from; None if nothing fills one of them."""
    nodes: list[str] = []
    for slot in told.slots(text):
        if slot not in slots:
            return None
        text = text.replace("{" + slot + "}", slots[slot].text, 1)
        nodes += slots[slot].nodes
    return Sentence(text, tuple(dict.fromkeys(nodes)))


def as_sentence(text: str) -> str:
    """Give a clause as a sentence: a capital, and a stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _between(first: str | None, last: str | None) -> str:
    """Say when something happened, to follow what did."""
    if first and first == last:
        said = day_in_words(first, in_full=True)
        return f"at {said}" if first[10:] else f"on {said}"
    if first and last:
        return f"between {_full(first)} and {_full(last)}"
    if first:
        return f"on or after {_full(first)}"
    return f"on or before {_full(last)}" if last else "on a day that nobody has noted"


def _named(first: str | None, last: str | None) -> str:
    return _full(first) if first and first == last else f"a day {_between(first, last)}"


def _full(day: str) -> str:
    return day_in_words(day, in_full=True)
