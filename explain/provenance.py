"""The provenance graph of one head: each conclusion, and what it was concluded from, down to facts and clauses.

Edges point from what was concluded to what it was concluded from. The graph is built from the atoms that the rule engine
derived, walking the checked rules; a node is there only because its truth was derived, or because it is what an open
conclusion waits for.
"""

from __future__ import annotations

from explain.conditions import Conditions
from explain.days import day_in_words
from explain.grounds import FAILS, HOLDS, OPEN
from explain.outline import Said
from kb.engine.assess import Assessed
from kb.model.policy import LinkedRule
from kb.model.truth import Truth


class Provenance(Conditions):
    """The graph of all conclusions of one head; `support` says which leaves and clauses a node comes down to."""

    def __init__(self, assessed: Assessed) -> None:
        """Build the graph."""
        super().__init__(assessed)
        for name in self.procedure.conclusions:
            self.conclusion(name)

    def conclusion(self, name: str) -> str:
        """Add a conclusion with what its outcome comes from, and give its node."""
        node = f"conclusion {name}"
        if node in self.nodes:
            return node
        outcome = self.assessed.evaluation.outcomes[name]
        truth = {"concluded": HOLDS, "not_concluded": FAILS}.get(outcome.kind, OPEN)
        if name in self.procedure.days:
            below = self._day_conclusion(name)
        else:
            below = [self.outline.value(name, value).on(self) for value in self.assessed.program.values[name]]
        return self.add(node, "conclusion", name, Provenance._conclusion_said, below, truth)

    def _conclusion_said(self, name: str, truth: Truth | None) -> str:
        return f"{self.words.conclusion(name)}: {self._outcome(name)}"

    def _outcome(self, name: str) -> str:
        outcome = self.assessed.evaluation.outcomes[name]
        if outcome.kind == "concluded" and name in self.procedure.days:
            return "no day at all" if outcome.value == "never" else self._day_said(str(outcome.value))
        if outcome.kind == "concluded":
            return ", ".join(self.words.value(name, value) for value in outcome.concluded)
        if outcome.kind == "conflict":
            return "the rules clash: " + " and ".join(
                self.words.value(name, value) for value in outcome.clash
            )
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
        return (
            f"not before {self._day_said(first)}"
            if first
            else f"not after {self._day_said(last)}"
            if last
            else "any day"
        )

    def _value_said(self, about: tuple[str, str], truth: Truth | None) -> str:
        said = f"{self.words.conclusion(about[0])}: {self.words.value(*about)}"
        return said if truth is HOLDS else f"{said} is {'ruled out' if truth is FAILS else 'possible'}"

    def _rule_said(self, rule: LinkedRule, truth: Truth | None) -> str:
        said = "applies" if truth is HOLDS else "does not apply" if truth is FAILS else "may apply"
        return f"`{self.procedure.clauses[rule.clauses[-1]].heading}` {said}"

    def _day_conclusion(self, name: str) -> list[str]:
        rule = self.procedure.days[name]
        below = self.day(rule.day)
        below += [self.silence(question) for question in rule.silences]
        return below + [self.clause(one) for one in rule.clauses]


Provenance.said = Said(Provenance._condition_said, Provenance._value_said, Provenance._rule_said)
