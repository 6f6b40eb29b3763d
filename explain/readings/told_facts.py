"""The words for facts, for the person who complained; where a vocabulary has none, the label stands in."""

from __future__ import annotations

from explain.readings.sentence import Sentence, as_sentence, between, fill, named
from explain.words import listed
from kb.model import told
from kb.model.determination import GraphNode
from kb.model.policy import LinkedProcedure
from kb.model.vocabulary import Fact


class FactTeller:
    """Words the facts of one procedure."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Keep the vocabulary, and what the organisation is called."""
        self.procedure = procedure
        self.vocabulary, self.organisation = procedure.vocabulary, procedure.policy.organisation

    def fact(self, name: str, node: GraphNode) -> Sentence:
        """Say what is known of a fact."""
        fact, known = self.vocabulary.facts[name], node.particulars.get("known")
        if known is None:
            return Sentence(as_sentence(f"we do not know {self.unknown(name)}"), (node.id,))
        text = self._known(fact, known)
        return Sentence(as_sentence(text or node.label), (node.id,))

    def when(self, name: str) -> str:
        """Complete "we do not know" of an event that is known to have happened."""
        return f"on which day {self.happened(name)}"

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
            return self._of_fact(text, day=named(first, last))
        return f"{self._of_fact(text)} {between(first, last)}"

    def _of_fact(self, text: str, value: str = "", day: str = "") -> str:
        slots = {told.ORGANISATION: self.organisation, told.VALUE: value, told.DAY: day}
        filled = fill(text, {slot: Sentence(said, ()) for slot, said in slots.items()})
        return filled.text if filled else text
