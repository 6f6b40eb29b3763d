"""What the steps must be that all others come down to: facts, presumptions, readings, silence, calendar, clauses."""

from __future__ import annotations

from collections.abc import Iterator

from explain import said
from explain.known import as_known
from explain.verify.following import HOLDS, OPEN
from explain.verify.steps import Step
from explain.verify.truths import Truths
from explain.words import Words
from kb.calendar import Calendar
from kb.model.files import Clause
from kb.model.situation import Basis, Known
from kb.model.vocabulary import SameDay

NO_NEW_HOLIDAY, COMPLETE_RECORD = "no_new_bank_holiday", "record: complete"


class Grounds:
    """The grounds of one head of a case by one procedure. Each method gives a step, or nothing where none follows."""

    def __init__(self, truths: Truths, calendar: Calendar) -> None:
        """Keep what follows, and the calendar that names each day."""
        self.truths, self.following, self.calendar_used = truths, truths.following, calendar
        self.procedure, self.head = self.following.procedure, self.following.head
        self.program, self.situation = self.following.program, self.following.situation
        self.facts = self.procedure.vocabulary.facts
        self.words = Words(self.procedure)

    def governing(self, what: str) -> str:
        """Give the step of the clause that gives the authority for a mechanism."""
        return f"clause {self.procedure.governing[what]}"

    # --- facts ---

    def fact(self, about: str) -> Step | None:
        """A fact as it is known, or (`… as stated`) as the case states it where more than that is known."""
        name, _, as_stated = about.partition(" ")
        known = self.situation.get(name)
        if known is None:
            return None
        if as_stated:
            return self._stated(known) if as_stated == "as stated" and name in self.head.facts else None
        others = [basis for basis in known.basis if basis.kind != "stated"]
        if name in self.head.facts and not others:
            return self._stated(known)
        if not known.basis:
            return Step("missing", self.words.known(known), truth=OPEN, particulars=as_known(known))
        presumed = any(basis.kind in ("presumption", "record") for basis in others)
        below = [f"fact {name} as stated"] * (name in self.head.facts) + [_basis(name, one) for one in others]
        kind = "condition" if presumed else "order of events"
        return Step(kind, self.words.known(known), tuple(below), known.status, as_known(known))

    def _stated(self, known: Known) -> Step:
        kind = self.facts[known.name].kind
        shown = kind if kind in ("judgement", "decision") else "stated fact"
        particulars = as_known(known) | said.stated_particulars(self.head.facts[known.name])
        return Step(shown, self.words.known(known), (), HOLDS, particulars)

    def order(self, about: str) -> Step | None:
        """That one event is bounded or proved by another, which it can only follow or come before."""
        name, _, other = about.removeprefix("of ").partition(" and ")
        known = self.situation.get(name)
        if known is None or Basis("order", other) not in known.basis or not self._linked(name, other):
            return None
        grounds = tuple(dict.fromkeys(self._grounds(name, other, {name})))
        own = f"order {about}"
        spared = frozenset(one for one in grounds if one.startswith("presumption ") and self._leads(one, own))
        below = (*grounds, self.governing("order of events"))
        return Step("order of events", said.order(self.facts, name, other), below, HOLDS, spared=spared)

    def _linked(self, name: str, other: str) -> bool:
        """Whether of two events one can only follow the other."""
        return name in self.facts[other].follows or other in self.facts[name].follows

    def _grounds(self, name: str, other: str, seen: set[str]) -> Iterator[str]:
        """Give all that an event's place in the order rests on; events may bound each other, so each is seen once."""
        if other in seen:
            return
        seen.add(other)
        if other in self.head.facts:
            yield f"fact {other} as stated"
        for basis in self.situation[other].basis:
            if basis.kind == "order":
                yield from self._grounds(name, basis.name, seen)
            elif basis.kind != "stated" and said.same_day_as(basis.name) != name:
                yield _basis(other, basis)

    def _leads(self, start: str, end: str) -> bool:
        """Whether one step comes down to another, among facts, presumptions and the order of events."""
        seen, waiting = {start}, [start]
        while waiting:
            step = self._of_facts(waiting.pop(), end)
            if end in step:
                return True
            waiting += [one for one in step if one not in seen]
            seen.update(step)
        return False

    def _of_facts(self, node: str, end: str) -> tuple[str, ...]:
        what, _, about = node.partition(" ")
        if what == "order":
            name, _, other = about.removeprefix("of ").partition(" and ")
            return tuple(self._grounds(name, other, {name}))
        step = (
            self.fact(about) if what == "fact" else self.presumption(about) if what == "presumption" else None
        )
        return step.below if step else ()

    def presumption(self, name: str) -> Step | None:
        """What is presumed because nothing is stated; the vocabulary or the record says so."""
        if name == NO_NEW_HOLIDAY:
            label = said.unannounced(self.calendar_used.confirmed_to)
            return Step("presumption", label, (self.governing("no new bank holiday"),), HOLDS)
        if name == COMPLETE_RECORD:
            used = any(Basis("record", "record") in known.basis for known in self.situation.values())
            record = (self.governing("record"),)
            return Step("presumption", said.COMPLETE_RECORD, record, HOLDS) if used else None
        fact, _, what = name.partition(": ")
        known = self.situation.get(fact)
        if known is None or Basis("presumption", name) not in known.basis or what != self._presumed(fact):
            return None
        other = said.same_day_as(name)
        below = (self.governing("presumption"), *([f"fact {other}"] if other else []))
        return Step("presumption", said.presumption(self.facts, name), below, HOLDS)

    def _presumed(self, name: str) -> str | None:
        """Give what the vocabulary lets be presumed of a fact; of a decision, that it is not made."""
        fact = self.facts[name]
        if isinstance(fact.presumed, SameDay):
            return f"same day as {fact.presumed.same_day_as}"
        return fact.values[-1] if fact.kind == "decision" else fact.presumed

    # --- what the policy and the case give ---

    def reading(self, name: str) -> Step | None:
        """How an unclear passage is read."""
        chosen = self.following.readings.get(name)
        if name not in self.procedure.readings or chosen is None:
            return None
        label = said.reading(self.words, name, chosen)
        return Step("reading", label, (self.governing("reading"),), HOLDS, {"read_as": chosen})

    def silence(self, question: str) -> Step | None:
        """A standard question that the document does not answer."""
        declared = self.procedure.silent_on.get(question)
        return Step("silence", declared, (self.own_document,)) if declared is not None else None

    def clause(self, id_: str) -> Step | None:
        """A clause of the policy or of the conventions."""
        one = self.procedure.clauses.get(id_)
        if one is None:
            return None
        below = self.own_document if isinstance(one, Clause) else "document conventions"
        return Step("clause", said.clause(one), (below,), particulars=said.clause_particulars(id_, one))

    @property
    def own_document(self) -> str:
        """The step of the document that the policy was encoded from."""
        return f"document {self.procedure.policy.policy}"

    def document(self, name: str) -> Step | None:
        """The document of the policy, or the conventions."""
        policy = self.procedure.policy
        if name == policy.policy:
            return Step("document", policy.title, particulars=said.document_particulars(policy))
        return Step("document", said.CONVENTIONS) if name == "conventions" else None

    def assessment(self) -> Step:
        """The day of assessment."""
        return Step("assessment day", said.assessment(self.following.case.assessed_on))

    def calendar(self) -> Step:
        """Whose working days are counted."""
        used = self.procedure.policy.calendar
        return Step("calendar", said.calendar(used), particulars=said.calendar_particulars(used))


def _basis(name: str, basis: Basis) -> str:
    """Give the step on which it rests that a fact is known."""
    if basis.kind == "order":
        return f"order of {name} and {basis.name}"
    return f"presumption {COMPLETE_RECORD if basis.kind == 'record' else basis.name}"
