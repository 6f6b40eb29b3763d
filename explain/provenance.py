"""The provenance graph of one head: each conclusion, and what it was concluded from, down to facts and clauses.

Edges point from what was concluded to what it was concluded from. The graph is built from the atoms that the rule engine
derived, walking the checked rules; a node is there only because its truth was derived, or because it is what an open
conclusion waits for.
"""

from __future__ import annotations

from explain import said as wording
from explain.conditions import Conditions
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
        return wording.conclusion(self.words, name, self.assessed.evaluation.outcomes[name])

    def _value_said(self, about: tuple[str, str], truth: Truth) -> str:
        return wording.value(self.words, *about, truth)

    def _rule_said(self, rule: LinkedRule, truth: Truth) -> str:
        return wording.rule(self.procedure.clauses[rule.clauses[-1]].heading, truth)

    def _day_conclusion(self, name: str) -> list[str]:
        rule = self.procedure.days[name]
        below = self.day(rule.day)
        below += [self.silence(question) for question in rule.silences]
        return below + [self.clause(one) for one in rule.clauses]


Provenance.said = Said(Provenance._condition_said, Provenance._value_said, Provenance._rule_said)
