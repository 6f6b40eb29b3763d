"""Which rules look at a fact, and so which clauses ask for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from explain.skeleton import names_in
from kb.engine.assess import Assessed
from kb.model.policy import DayRule, LinkedRule
from kb.model.truth import Truth


class LookedAt:
    """The rules of one procedure by the facts that they look at, themselves or through a reading."""

    def __init__(self, assessed: Assessed) -> None:
        """Keep what was worked out by the procedure."""
        self.assessed, self.procedure = assessed, assessed.procedure

    @cached_property
    def _by_fact(self) -> dict[str, list[LinkedRule | DayRule]]:
        found: dict[str, list[LinkedRule | DayRule]] = {}
        for rule in self.procedure.every_rule:
            for name in dict.fromkeys(self._names(rule)):
                found.setdefault(name, []).append(rule)
        return found

    def _names(self, rule: LinkedRule | DayRule) -> Iterator[str]:
        for name in names_in(rule.body):
            yield name
            if name in self.procedure.readings:
                chosen = self.assessed.readings[name]
                yield from names_in(self.procedure.readings[name].choices[chosen])

    def rules(self, fact: str) -> list[LinkedRule | DayRule]:
        """Give the rules that look at a fact, or at one that would be presumed from it; those still open, if any are."""
        names = [name for name, known in self.assessed.situation.items() if known.ask == fact]
        every = [rule for name in dict.fromkeys((fact, *names)) for rule in self._by_fact.get(name, ())]
        return [rule for rule in every if self._open(rule)] or every

    def _open(self, rule: LinkedRule | DayRule) -> bool:
        evaluation = self.assessed.evaluation
        if isinstance(rule, LinkedRule):
            return evaluation.rules[rule.id] is Truth.OPEN
        return evaluation.outcomes[rule.conclusion].kind == "open"

    def clauses(self, fact: str) -> list[str]:
        """Give the policy's clauses under which a fact is looked at: those with most of the rules first."""
        cited = Counter(rule.clauses[0] for rule in self.rules(fact))
        return sorted((one for one in self.procedure.clauses if one in cited), key=lambda one: -cited[one])
