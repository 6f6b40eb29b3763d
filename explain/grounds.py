"""The nodes that a case comes down to: facts as known, presumptions, readings, the day of assessment, the calendar."""

from __future__ import annotations

from explain import said
from explain.cited import Cited
from explain.graph import as_it_is
from explain.known import as_known
from kb.engine.assess import Assessed
from kb.model.closures import PolicyCalendar
from kb.model.situation import Basis, Known
from kb.model.truth import Truth

HOLDS, FAILS, OPEN = Truth.HOLDS, Truth.FAILS, Truth.OPEN


class Grounds(Cited):
    """Adds the grounds of one head of a case."""

    def __init__(self, assessed: Assessed) -> None:
        """Keep what was worked out."""
        super().__init__(assessed.procedure)
        self.assessed = assessed
        self._being_explained: set[str] = set()

    def fact(self, name: str) -> str:
        """Add a fact as it is known: stated, presumed, proved by the order of events, or missing."""
        node = f"fact {name}"
        if node in self.nodes:
            return node
        known = self.assessed.situation[name]
        extra = [one for one in known.basis if one.kind != "stated"]
        stated = name in self.assessed.head.facts
        if stated and not extra:
            return self._stated(node, known)
        if not known.basis:
            return self.add(node, "missing", known, Grounds._known_said, (), OPEN, Grounds._as_known)
        below = [self._stated(f"{node} as stated", known)] if stated else []
        self._being_explained.add(name)
        below += [self._basis(known, basis) for basis in known.basis if basis.kind != "stated"]
        self._being_explained.remove(name)
        presumed = any(one.kind in ("presumption", "record") for one in extra)
        kind = "condition" if presumed else "order of events"
        return self.add(node, kind, known, Grounds._known_said, below, known.status, Grounds._as_known)

    def _known_said(self, known: Known, truth: Truth | None) -> str:
        return self.words.known(known)

    def _as_known(self, known: Known) -> dict[str, object]:
        return as_known(known)

    def _stated(self, node: str, known: Known) -> str:
        kind = self.procedure.vocabulary.facts[known.name].kind
        shown = {"judgement": "judgement", "decision": "decision"}.get(kind, "stated fact")
        return self.add(node, shown, known, Grounds._known_said, (), HOLDS, Grounds._as_stated)

    def _as_stated(self, known: Known) -> dict[str, object]:
        return as_known(known) | said.stated_particulars(self.assessed.head.facts[known.name])

    def _basis(self, known: Known, basis: Basis) -> str:
        if basis.kind == "order":
            other = self.assessed.situation[basis.name]
            return self._by_order(known.name, other)
        if basis.kind == "record":
            return self._complete_record()
        return self._presumption(basis.name)

    def _by_order(self, name: str, other: Known) -> str:
        node = f"order of {name} and {other.name}"
        if node in self.nodes:
            return node
        below = [*self._grounds(other, {name}), self.governing("order of events")]
        return self.add(node, "order of events", (name, other.name), Grounds._order_said, below, HOLDS)

    def _order_said(self, events: tuple[str, str], truth: Truth | None) -> str:
        return said.order(self.procedure.vocabulary.facts, *events)

    def _grounds(self, other: Known, seen: set[str]) -> list[str]:
        """Give all that an event's place in the order rests on; events may bound each other, so each is seen once."""
        if other.name in seen:
            return []
        seen.add(other.name)
        found = []
        if other.name in self.assessed.head.facts:
            node = f"fact {other.name} as stated"
            found.append(node if node in self.nodes else self._stated(node, other))
        for basis in other.basis:
            if basis.kind == "order":
                found += self._grounds(self.assessed.situation[basis.name], seen)
            elif basis.kind != "stated" and said.same_day_as(basis.name) not in self._being_explained:
                found.append(
                    self._basis(other, basis)
                )  # what takes its day from a fact adds nothing to that fact
        return found

    def _complete_record(self) -> str:
        """Add the statement that what is not stated has not happened; a fact stated later takes it back."""
        node = "presumption record: complete"
        return node if node in self.nodes else self.add(
            node, "presumption", said.COMPLETE_RECORD, as_it_is, (self.governing("record"),), HOLDS
        )  # fmt: skip

    def _presumption(self, name: str) -> str:
        node = f"presumption {name}"
        if node in self.nodes:
            return node
        below = [self.governing("presumption")]
        if other := said.same_day_as(name):
            below.append(self.fact(other))
        return self.add(node, "presumption", name, Grounds._presumption_said, below, HOLDS)

    def _presumption_said(self, name: str, truth: Truth | None) -> str:
        return said.presumption(self.procedure.vocabulary.facts, name)

    def reading(self, name: str) -> str:
        """Add the reading of an unclear passage that is used."""
        node = f"reading {name}"
        if node in self.nodes:
            return node
        below = (self.governing("reading"),)
        return self.add(node, "reading", name, Grounds._reading_said, below, HOLDS, Grounds._read_as)

    def _reading_said(self, name: str, truth: Truth | None) -> str:
        return said.reading(self.words, name, self.assessed.readings[name])

    def _read_as(self, name: str) -> dict[str, object]:
        return {"read_as": self.assessed.readings[name]}

    def assessment(self) -> str:
        """Add the day of assessment."""
        if "assessed_on" in self.nodes:
            return "assessed_on"
        label = said.assessment(self.assessed.case.assessed_on)
        return self.add("assessed_on", "assessment day", label, as_it_is)

    def calendar(self) -> str:
        """Add the calendar that counted the working days."""
        used = self.procedure.policy.calendar
        return "calendar" if "calendar" in self.nodes else self.add(
            "calendar", "calendar", used, Grounds._calendar_said, (), None, Grounds._calendar_particulars
        )  # fmt: skip

    def _calendar_said(self, used: PolicyCalendar, truth: Truth | None) -> str:
        return said.calendar(used)

    def _calendar_particulars(self, used: PolicyCalendar) -> dict[str, object]:
        return said.calendar_particulars(used)

    def unannounced(self) -> str:
        """Add the presumption that no bank holiday will come that is not announced yet."""
        node = "presumption no_new_bank_holiday"
        label = said.unannounced(self.assessed.calendar.confirmed_to)
        return node if node in self.nodes else self.add(
            node, "presumption", label, as_it_is, (self.governing("no new bank holiday"),), HOLDS
        )  # fmt: skip
