"""The words for the person who complained: of facts, acts and conclusions, as the vocabulary has them.

Nothing is worded here that is about complaints; where a vocabulary has no words for something, its label stands in.
"""

from __future__ import annotations

from collections.abc import Mapping

from explain.answers import values_of
from explain.days import day_in_words, looks_like_a_day
from explain.readings.sentence import Sentence, as_sentence, between, fill, in_full
from explain.readings.told_facts import FactTeller
from explain.words import Words
from kb.model import told
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.vocabulary import ConclusionKind

_VERBS = {"complainant": ("have", "are", "were"), "organisation": ("has", "is", "was")}


class Teller(FactTeller):
    """Words the conclusions and facts of one head."""

    def __init__(self, head: HeadRecord, words: Words) -> None:
        """Index the head."""
        super().__init__(words.procedure)
        self.words = words
        self.records = {one.name: one for one in head.conclusions}
        self.nodes = {node.id for node in head.graph.nodes}

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
        late = self._late(kind, value)
        return self._filled(text, self._slots(record, value), (*nodes, *((late.node or "",) if late else ())))

    def kind(self, name: str) -> ConclusionKind:
        """Give the kind of a conclusion."""
        return self.procedure.conclusions[name].kind

    def _key(self, kind: ConclusionKind, value: str) -> str:
        if kind.type == "day":
            return told.NEVER if value == told.NEVER else told.DAY
        if kind.of == "norms":
            return self._of_act(kind, value)
        return value if kind.of == "values" or value in kind.told else told.EACH

    def _of_act(self, kind: ConclusionKind, act: str) -> str:
        """Give what to tell of an act by whose it is, and whether it is late; what a vocabulary lacks is told plainly."""
        yours, overdue = self.procedure.actor(act) == "complainant", self._late(kind, act) is not None
        keys = {(True, True): told.YOURS_OVERDUE, (True, False): told.YOURS, (False, True): told.OVERDUE}
        key = keys.get((yours, overdue), told.EACH)
        return key if key in kind.told else told.EACH

    def _late(self, kind: ConclusionKind, act: str) -> ConclusionRecord | None:
        """Give the conclusion that makes an act late, if it does."""
        found = self.records.get(f"{act}.{kind.over_once}") if kind.of == "norms" else None
        return found if found is not None and found.value == "yes" else None

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
        said = fill(text, self._slots(record, "")) if text else None
        return said.text if said else f"this: {record.label}"

    def _bounds(self, record: ConclusionRecord) -> list[Sentence]:
        known = [day for day in record.bounds or () if day and day != told.NEVER]
        return (
            [self._about(record, f"the day is {between(*record.bounds)}")] if known and record.bounds else []
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
            suffix: Sentence(in_full(one.value), (one.node or "",))
            for (of, _, suffix), one in about
            if of == norm
            and isinstance(one.value, str)
            and looks_like_a_day(one.value)
            and one.value != told.NEVER
        }

    @staticmethod
    def _filled(text: str, slots: Mapping[str, Sentence], nodes: tuple[str, ...]) -> list[Sentence]:
        """Give the sentences of a text; one with a slot that nothing fills here is left out."""
        filled = (fill(one, slots) for one in told.sentences(text))
        return [
            Sentence(as_sentence(one.text), tuple(dict.fromkeys((*nodes, *one.nodes))))
            for one in filled
            if one
        ]
