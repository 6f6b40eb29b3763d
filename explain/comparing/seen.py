"""What one assessment says of any node, its own or of another assessment's graph, so that two can be held together."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, cast

from explain.days import day_in_words
from explain.graph import Step
from explain.grounds import FAILS
from explain.provenance import Provenance
from kb.model.comparing import StepKind
from kb.model.policy import LinkedRule
from kb.model.tree import Is
from kb.model.truth import Truth

_KINDS: dict[str, StepKind] = {
    "conclusion": "conclusion", "value": "value", "rule": "rule", "condition": "condition", "day": "day calculation",
    "fact": "fact", "order": "order of events", "presumption": "presumption", "reading": "reading",
    "assessed_on": "assessment day",
}  # fmt: skip


def kind_of(node: str) -> StepKind | None:
    """Give the kind of a node that can differ between two assessments; clauses, documents and the like cannot."""
    return _KINDS.get(node.partition(" ")[0])


class Seen(Provenance):
    """The graph of one assessment; `state` and `told` answer for nodes that it does not have, too."""

    def state(self, node: str, step: Step) -> Hashable:
        """Give what is so of a node here, in a form that can be compared; None where the procedure has no such thing."""
        assessed, about = self.assessed, step.about
        match kind_of(node):
            case "conclusion":
                outcome = assessed.evaluation.outcomes.get(about)
                return outcome and (outcome.answer, self._alternatives(about))
            case "value" | "rule" | "condition":
                return self.truth_here(node, step)
            case "day calculation":
                return assessed.settled.days.get(about.key)
            case "fact":
                return self._what_is_known(about.name)
            case "order of events":
                return tuple(map(self._what_is_known, about))
            case "presumption":
                return self._is_presumed(node.removeprefix("presumption "))
            case "reading":
                return assessed.readings.get(about)
            case "assessment day":
                return assessed.case.assessed_on
            case None:
                return None

    def truth_here(self, node: str, step: Step) -> Truth | None:
        """Give the truth of a value, a rule or a condition; None of anything else, or where there is no such thing."""
        program, about = self.assessed.program, step.about
        match kind_of(node):
            case "value":
                pair = program.values.get(about[0], {}).get(about[1])
            case "condition":
                pair = program.conditions.get(about.key)
            case "rule":
                return self.assessed.evaluation.rules.get(about.id)
            case _:
                return None
        return self.truth(pair) if pair is not None else None

    def _alternatives(self, name: str) -> Hashable:
        """Give the days that a conclusion can be, each by itself: two may have the same ends between them."""
        candidates = self.assessed.program.day_conclusions.get(name, ())
        possible = [one.day for one in candidates if FAILS not in map(self.truth, one.guards)]
        return tuple((day, self.assessed.settled.days[day]) for day in possible)

    def _what_is_known(self, name: str) -> Hashable:
        known = self.assessed.situation.get(name)
        return known and (known.status, known.bounds, known.possible, known.members)

    def _is_presumed(self, name: str) -> bool:
        if name == "record: complete":
            return self.assessed.case.record is not None
        known = self.assessed.situation.get(name.partition(": ")[0])
        return known is not None and any(basis.name == name for basis in known.basis)

    def told(self, node: str, step: Step) -> str | None:
        """Say a node as it is here."""
        state, truth = self.state(node, step), self.truth_here(node, step)
        if state is None or (state is False and kind_of(node) == "presumption"):
            return None
        return self._told(node, step.about, truth)

    def _told(self, node: str, about: Any, truth: Truth | None) -> str:
        match kind_of(node):
            case "conclusion":
                return self._conclusion_said(about, truth)
            case "value":
                return self._value_said(about, truth or Truth.OPEN)
            case "rule":
                return self._gist(about)
            case "condition" if isinstance(about, Is) and truth is Truth.HOLDS:
                return self.words.known(self.assessed.situation[about.fact])  # not all that would do
            case "condition":
                return self._condition_said(about, truth)
            case "day calculation":
                say = self._move_said if about.op == "working_day" else self._count_said
                return say(about, truth)
            case "fact":
                return self.words.known(self.assessed.situation[about.name])
            case "order of events":
                return self._order_said(about, truth)
            case "presumption":
                name = node.removeprefix("presumption ")
                known = name.partition(": ")[0] in self.words.facts
                return self._presumption_said(name, truth) if known else str(about)
            case "reading":
                return self._reading_said(about, truth)
            case _:
                return f"the day of assessment: {day_in_words(self.assessed.case.assessed_on)}"

    def _gist(self, rule: LinkedRule) -> str:
        return self.procedure.clauses[rule.clauses[-1]].gist

    def clauses_of(self, node: str) -> list[str]:
        """Give the clauses that a node of this graph cites itself."""
        step = self.nodes.get(node)
        below = step.below if step is not None else ()
        return [one.removeprefix("clause ") for one in cast("list[str]", below) if one.startswith("clause ")]
