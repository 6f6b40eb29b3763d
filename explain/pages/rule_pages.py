"""The rules of a procedure, each with an anchor: if, then, unless; what it gives way to, and what gives way to it."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.book import Book, PolicyBook, WorkedCase
from explain.pages.clause_pages import say_rule
from explain.pages.rule_neighbours import Neighbours
from explain.pages.rule_words import RuleWords
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from explain.pictures.step import WIDTH as STEP
from explain.pictures.step import step
from kb.model.files import Clause
from kb.model.policy import LinkedProcedure, LinkedRule

_SHOWN = 2


def rule_list(book: Book) -> Sheet:
    """Give the list of the procedures with rules."""
    sheet = Sheet("rules/index.md", "Rules")
    sheet.say("Every rule of every procedure in words, under the clause that it comes from.")
    for policy in book.policies:
        sheet.heading(2, plain(policy.policy.title), policy.id)
        sheet.points(
            f"{sheet.link(plain(capital(one.title)), policy.rules_path(name))}: "
            f"{len(one.rules)} rules, {len(one.days)} days reckoned"
            for name, one in policy.procedures.items()
        )
    return sheet


def rule_pages(book: Book, policy: PolicyBook) -> Iterator[Sheet]:
    """Give the rules of each procedure of a policy."""
    for procedure in policy.procedures.values():
        yield _Rules(book, policy, procedure).page()


class _Rules:
    def __init__(self, book: Book, policy: PolicyBook, procedure: LinkedProcedure) -> None:
        self.book, self.policy, self.procedure = book, policy, procedure
        self.sheet = Sheet(policy.rules_path(procedure.name), f"Rules: {procedure.title}", searched=False)
        self.words = RuleWords(self.sheet, policy, procedure)
        self.neighbours = Neighbours(self.sheet, procedure, self.words.words)
        self.displaced: dict[str, list[LinkedRule]] = {}
        for rule in procedure.rules:
            for other in rule.exceptions:
                self.displaced.setdefault(other, []).append(rule)

    def page(self) -> Sheet:
        sheet = self.sheet
        guidance = sheet.link("Guidance for the public", self.policy.guidance_path(self.procedure.name))
        sheet.say(f"Of {sheet.link(plain(self.policy.policy.title), self.policy.path())}. {guidance}.")
        by_clause: dict[str, list[LinkedRule]] = {}
        for rule in self.procedure.rules:
            by_clause.setdefault(rule.clauses[0], []).append(rule)
        for id_, clause in self.procedure.clauses.items():
            days = [name for name, rule in self.procedure.days.items() if rule.clauses[0] == id_]
            if id_ not in by_clause and not days:
                continue
            title = self.policy.called(id_) if id_ in self.policy.clauses else clause.heading
            sheet.heading(2, plain(title), anchor_of(id_))
            sheet.say(self._gist(id_))
            if days:
                sheet.points(self.words.day(name) for name in days)
            for rule in by_clause.get(id_, ()):
                self._rule(rule)
        return sheet

    def _gist(self, id_: str) -> str:
        clause = self.procedure.clauses[id_]
        if isinstance(clause, Clause):
            return self.sheet.link(plain(clause.gist), self.policy.clause_path(id_))
        return self.book.convention_link(self.sheet, id_, plain(clause.gist))

    def _rule(self, rule: LinkedRule) -> None:
        sheet = self.sheet
        said = f"{self.words.words.conclusion(rule.conclusion)}: {self.words.words.value(rule.conclusion, rule.value)}"
        sheet.heading(3, plain(said), anchor_of(rule.id))
        say_rule(sheet, self.words, rule)
        if len(rule.clauses) > 1:
            sheet.say(f"By the convention {self.book.convention_link(sheet, rule.clauses[-1])}.")
        if rule.id in self.displaced:
            sheet.say("Where it applies, these give way to it:")
            sheet.points(self.words.rule_link(other) for other in self.displaced[rule.id])
        below = sheet.below()
        looks_at, looked_at_by = self.neighbours.looks_at(rule), self.neighbours.looked_at_by(rule)
        drawing = step(rule.id, capital(said), looks_at, looked_at_by)
        below.picture(drawing.svg(STEP), "kb-step")
        self._cases(below, "It applies in", rule, "holds")
        self._cases(below, "It does not apply in", rule, "fails")
        sheet.folded("A picture one step out, and worked cases", below, searched=False)

    def _cases(self, below: Sheet, said: str, rule: LinkedRule, truth: str) -> None:
        found = [
            one for one in self.policy.cases if _here(one, self.procedure) and one.rules.get(rule.id) == truth
        ]
        if not found:
            return
        some = ", ".join(
            self.sheet.link(plain(self.policy.case_titles[one.name]), one.path) for one in found[:_SHOWN]
        )
        more = f", and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        below.say(f"{said}: {some}{more}.")


def _here(one: WorkedCase, procedure: LinkedProcedure) -> bool:
    return one.answer.heads[0].procedure == procedure.name
