"""The provenance graph of one head: each conclusion, and what it was concluded from, down to facts and clauses.

Edges point from what was concluded to what it was concluded from. The graph is built from the atoms that the rule engine
derived, walking the checked rules; a node is there only because its truth was derived, or because it is what an open
conclusion waits for.
"""

from __future__ import annotations

from explain.conditions import Conditions
from explain.days import day_in_words
from explain.grounds import FAILS, HOLDS, OPEN
from kb.engine.assess import Assessed
from kb.model.policy import LinkedRule
from kb.model.truth import Truth


class Provenance(Conditions):
    """The graph of all conclusions of one head; `support` says which leaves and clauses a node comes down to."""

    def __init__(self, assessed: Assessed) -> None:
        """Build the graph."""
        super().__init__(assessed)
        self.applies = assessed.evaluation.rules
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
            below = [self.value(name, value) for value in self.assessed.program.values[name]]
        return self.add(node, "conclusion", name, self._conclusion_said, below, truth)

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

    def value(self, name: str, value: str) -> str:
        """Add one value of a conclusion: the rules that give it, those that fail, or what leaves it over."""
        node = f"value {name} = {value}"
        if node in self.nodes:
            return node
        truth = self.truth(self.assessed.program.values[name][value])
        plan = self.procedure.conclusions[name]
        rules = self.procedure.rules_for.get((name, value), ())
        below = [self.rule(rule) for rule in rules if truth is not HOLDS or self.applies[rule.id] is HOLDS]
        if plan.otherwise and plan.otherwise.value == value and (truth is not HOLDS or not below):
            below += [self.value(name, other) for other in plan.values if other != value]
            below += [self.clause(one) for one in plan.otherwise.clauses]
        if truth is FAILS:
            below.append(self.governing("closed list"))
        kind = "completion" if truth is FAILS else "conclusion"
        return self.add(node, kind, (name, value), self._value_said, below, truth)

    def _value_said(self, about: tuple[str, str], truth: Truth | None) -> str:
        said = f"{self.words.conclusion(about[0])}: {self.words.value(*about)}"
        return said if truth is HOLDS else f"{said} is {'ruled out' if truth is FAILS else 'possible'}"

    def rule(self, rule: LinkedRule) -> str:
        """Add a rule that fires, that fails, or that is open."""
        node = f"rule {rule.id}"
        if node in self.nodes:
            return node
        truth = self.applies[rule.id]
        below = self._reasons(rule, truth)
        if rule.exceptions:
            below += self._exceptions(rule, truth)
        below += [self.silence(question) for question in rule.silences]
        below += [self.clause(one) for one in rule.clauses]
        kind = "rule firing" if truth is HOLDS else "completion" if truth is FAILS else "condition"
        return self.add(node, kind, rule, self._rule_said, below, truth, _id_of)

    def _reasons(self, rule: LinkedRule, truth: Truth) -> list[str]:
        """Add what a rule's condition comes from; where only an exception displaces it, the condition does not matter."""
        if rule.when is None:
            return []
        if rule.exceptions and truth is FAILS and self.truth_of(rule.when) is not FAILS:
            return []
        return [self.condition(part) for part in self._parts(rule.when, truth)]

    def _exceptions(self, rule: LinkedRule, truth: Truth) -> list[str]:
        others = [self.procedure.rule[other] for other in rule.exceptions]
        if truth is FAILS:
            others = [other for other in others if self.applies[other.id] is HOLDS]
        return [self.rule(other) for other in others]

    def _rule_said(self, rule: LinkedRule, truth: Truth | None) -> str:
        said = "applies" if truth is HOLDS else "does not apply" if truth is FAILS else "may apply"
        return f"`{self.procedure.clauses[rule.clauses[-1]].heading}` {said}"

    def _day_conclusion(self, name: str) -> list[str]:
        rule = self.procedure.days[name]
        below = self.day(rule.day)
        below += [self.silence(question) for question in rule.silences]
        return below + [self.clause(one) for one in rule.clauses]


def _id_of(rule: LinkedRule) -> dict[str, object]:
    return {"rule": rule.id}
