"""Rules in words: IF this, THEN that, each test a link to the fact or conclusion that it looks at."""

from __future__ import annotations

from explain.pages.book import PolicyBook
from explain.pages.sheet import Nested, Sheet, anchor_of, capital, plain
from explain.skeleton import names_in
from explain.words import Words
from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.record import nodes_in
from kb.model.told import NEVER
from kb.model.tree import All, AnyOf, Condition, Name, Not, ReadingCondition, ReadingDay
from kb.model.truth import Truth

FACTS, CONCLUSIONS, GAPS = "facts/index.md", "conclusions/index.md", "gaps/index.md"


def gap_anchor(policy: PolicyBook, kind: str, name: str) -> str:
    """Give the anchor of a judgement call or gap: of a policy, one for each kind and name, which nothing else changes."""
    return anchor_of(f"{policy.id} {kind.replace('-', '_')} {name.rpartition('/')[2]}")


class RuleWords:
    """Words the rules of one procedure on one page."""

    def __init__(self, sheet: Sheet, policy: PolicyBook, procedure: LinkedProcedure) -> None:
        """Keep the page, for its links, and the procedure."""
        self.sheet, self.policy, self.procedure = sheet, policy, procedure
        self.words = Words(procedure)

    def condition(self, condition: Condition, truth: Truth = Truth.HOLDS) -> Nested:
        """Say a condition, what it is made of below it; `truth` is FAILS for what must not be so."""
        if isinstance(condition, Not):
            return self.condition(condition.not_, ~truth)
        said = plain(capital(self.words.condition(condition, truth)))
        if isinstance(condition, All | AnyOf):
            parts = condition.all if isinstance(condition, All) else condition.any
            return said, [self.condition(part) for part in parts]
        return self._linked(said, condition)

    def _linked(self, said: str, condition: Condition) -> str:
        if isinstance(condition, ReadingCondition):
            return self.sheet.link(said, GAPS, gap_anchor(self.policy, "reading", condition.reading))
        for name in names_in(condition):
            if name in self.procedure.vocabulary.facts:
                return self.sheet.link(said, FACTS, anchor_of(name))
            if name in self.procedure.conclusions:
                return self.conclusion_link(name, said)
        for node in nodes_in(condition):
            if isinstance(node, ReadingDay):
                return self.sheet.link(said, GAPS, gap_anchor(self.policy, "reading", node.reading))
        return said

    def conclusion_link(self, name: str, said: str = "") -> str:
        """Give a link to what a conclusion means."""
        anchor = name if name in self.procedure.vocabulary.conclusions else name.rpartition(".")[2]
        return self.sheet.link(said or plain(self.words.conclusion(name)), CONCLUSIONS, anchor_of(anchor))

    def value(self, rule: LinkedRule) -> str:
        """Say what a rule concludes."""
        said = plain(self.words.value(rule.conclusion, rule.value))
        return f"{self.conclusion_link(rule.conclusion)}: **{said}**"

    def day(self, name: str) -> str:
        """Say how a conclusion that is a day is reckoned."""
        link = self.conclusion_link(name, plain(capital(self.words.conclusion(name))))
        day = self.procedure.days[name].day
        never = isinstance(day, Name) and day.name == NEVER
        return f"{link}: {plain(self.words.value(name, NEVER) if never else self.words.day(day))}"

    def rule_link(self, rule: LinkedRule) -> str:
        """Give a link to a rule, named by its clause and what it concludes."""
        heading = self.procedure.clauses[rule.clauses[-1]].heading
        said = f"{heading} ({self.words.value(rule.conclusion, rule.value)})"
        return self.sheet.link(plain(said), self.policy.rules_path(self.procedure.name), anchor_of(rule.id))
