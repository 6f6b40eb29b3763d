"""Guidance for the public, a page a procedure: what to expect, by when, and what to do if it does not come."""

from __future__ import annotations

from collections.abc import Iterator

from explain.days import day_in_words
from explain.pages.book import Book, PolicyBook
from explain.pages.plain_limits import PlainLimits
from explain.pages.rule_words import GAPS
from explain.pages.sheet import Sheet, anchor_of, plain
from kb.model.asked import Asked, asked_of
from kb.model.files import Extension, TimeLimit, kind_of, name_of
from kb.model.policy import LinkedProcedure
from kb.model.tree import Condition
from kb.model.truth import Truth

_LONGEST = 20
"""How many words a condition may have that is told as part of a sentence."""


def guidance_pages(book: Book) -> Iterator[Sheet]:
    """Give the list of the procedures, and a page for each."""
    sheet = Sheet("guidance/index.md", "What you can expect")
    sheet.say("Choose whom you want to complain about, and what about.")
    for policy in book.policies:
        sheet.heading(2, plain(policy.policy.title), policy.id)
        sheet.points(
            sheet.link(plain(_capital(one.title)), policy.guidance_path(name))
            for name, one in policy.procedures.items()
        )
    yield sheet
    for policy in book.policies:
        for one in policy.procedures.values():
            yield _Guidance(book, policy, one).page()


class _Guidance:
    def __init__(self, book: Book, policy: PolicyBook, procedure: LinkedProcedure) -> None:
        self.book, self.policy, self.procedure = book, policy, procedure
        self.plainly = PlainLimits(procedure)
        self.sheet = Sheet(policy.guidance_path(procedure.name), _capital(procedure.title))

    def page(self) -> Sheet:
        sheet = self.sheet
        sheet.say(sheet.link(plain(self.policy.policy.title), self.policy.path()))
        asked = sorted(
            asked_of(self.procedure.norms, self.procedure.conclusions, self.book.questions), key=self._place
        )
        sections = [(self._place(one), self._heading(one), one.name, self._answer(one))
                    for one in asked if one.answered and one.question.told and self._arises(one)]  # fmt: skip
        sections += self._conclusions()
        for _, heading, name, told in sorted(sections, key=lambda section: section[0]):
            self._question(heading, name, told)
        self._limits()
        self._silences(one for one in asked if not one.answered)
        sheet.heading(2, "How sure is this?", "sure")
        confirmed = day_in_words(self.policy.policy.in_force.confirmed)
        sheet.say(f"The policy was last looked at on {confirmed}. It may have changed since.")
        more = sheet.link("What is left to people or not said", GAPS, self.policy.id)
        rules = sheet.link("The rules behind this page", self.policy.rules_path(self.procedure.name))
        sheet.points([more, rules, sheet.link("Worked cases", f"cases/{self.policy.id}/index.md")])
        return sheet

    def _place(self, asked: Asked) -> int:
        return self._order(name_of(asked.norms[0]) if asked.norms else asked.name.rpartition(".")[0])

    def _order(self, about: str) -> int:
        """Say where something stands: the vocabulary names limits, duties and stages in the order of a complaint."""
        order = list(self.procedure.vocabulary.names)
        return order.index(about) if about in order else len(order)

    def _conclusions(self) -> Iterator[tuple[int, str, str, Iterator[str]]]:
        """Give the sections on conclusions that somebody who complains would ask for."""
        for name, plan in self.procedure.conclusions.items():
            about = name.rpartition(".")[0]
            if plan.kind.asks:
                heading = plan.kind.asks.format(name=self.plainly.norms.called(about))
                yield self._order(about), heading, name, self._values(name)

    def _heading(self, asked: Asked) -> str:
        of = name_of(asked.of) if asked.of is not None else asked.name.rpartition(".")[0]
        organisation = self.plainly.organisation
        return asked.question.told.format(
            organisation=organisation, name=self.plainly.norms.called(of), do=self.plainly.do(of)
        )

    def _question(self, heading: str, name: str, answer: Iterator[str]) -> None:
        told = list(dict.fromkeys(one for one in answer if one))
        if not told:
            return
        self.sheet.heading(2, plain(heading), anchor_of(name))
        self.sheet.say(plain(told[0]))
        if told[1:] and name in self.procedure.conclusions:
            self.sheet.points(map(plain, told[1:]))
        elif told[1:]:
            self.sheet.say(plain(" ".join(told[1:])))

    def _answer(self, asked: Asked) -> Iterator[str]:
        for norm in asked.norms:
            if isinstance(norm, TimeLimit) and self._applies(norm):
                yield from self.plainly.limit(norm)
                yield from self._missed(norm)
            elif isinstance(norm, Extension):
                yield from self.plainly.extension(norm)
        for field in asked.fields:
            decision = str(getattr(asked.of, field.replace("-", "_")))
            yield self._field(asked, decision)
        for name in asked.conclusions:
            yield from self._values(name)

    def _arises(self, asked: Asked) -> bool:
        return not isinstance(asked.of, TimeLimit) or self._applies(asked.of)

    def _applies(self, norm: TimeLimit) -> bool:
        return norm.when is None or self.plainly.settled(norm.when) is not Truth.FAILS

    def _missed(self, norm: TimeLimit) -> Iterator[str]:
        """Say what it is called when a limit is missed."""
        name = f"{name_of(norm)}.finding"
        clauses = self.procedure.clauses
        values = {
            rule.value
            for rule in self.procedure.rules
            if rule.conclusion == name and getattr(clauses[rule.clauses[-1]], "for_", None) == kind_of(norm)
        }
        for value in sorted(values):
            told = self.plainly.concluded(name, value, norm.binds)
            if told:
                yield f"If not: {told[0].lower()}{told[1:]}"

    def _field(self, asked: Asked, decision: str) -> str:
        if decision in self.procedure.vocabulary.acts:
            who = self.procedure.vocabulary.facts[decision].decided_by or self.plainly.organisation
            return self.plainly.fill(f"{who} can {self.plainly.do(decision)}")
        name = asked.name.rpartition(".")[0]
        return f"Yes. {self.plainly.concluded(f'{name}.ground', decision)}"

    def _values(self, name: str) -> Iterator[str]:
        """Tell the values that a conclusion may have here, each with what it comes of if that can be said shortly."""
        for value in self.procedure.conclusions[name].values:
            for rule in self.procedure.rules_for.get((name, value), ()):
                settled = Truth.HOLDS if rule.when is None else self.plainly.settled(rule.when)
                if settled is not Truth.FAILS:
                    yield f"{self.plainly.concluded(name, value)}{self._when(rule.when, settled)}"

    def _when(self, condition: Condition | None, settled: Truth) -> str:
        when = self.plainly.condition(condition) if condition is not None and settled is Truth.OPEN else ""
        return f" This is so if {when}." if when and len(when.split()) <= _LONGEST else ""

    def _limits(self) -> None:
        limits = [one for some in self.procedure.norms.values() for one in some if isinstance(one, TimeLimit)]
        self.sheet.heading(2, "All the times at a glance", "times")
        self.sheet.table(
            ["What", "Who", "How long", "How firm"],
            [
                [
                    plain(_capital(self.plainly.do(name_of(one)))),
                    "you" if one.binds == "complainant" else plain(self.plainly.organisation),
                    self.sheet.link(
                        plain(self.plainly.length(one)), self.policy.clause_path(self._clause(one))
                    ),
                    plain(self.plainly.force(one)),
                ]
                for one in limits
                if self._applies(one)
            ],
        )

    def _clause(self, norm: TimeLimit) -> str:
        return next(
            id_ for id_, clause in self.policy.clauses.items() if any(one == norm for one in clause.rules)
        )

    def _silences(self, asked: Iterator[Asked]) -> None:
        silent = self.procedure.silent_on
        found = {
            self._heading(one): silent[one.name] for one in asked if one.name in silent and one.question.told
        }
        if found:
            self.sheet.heading(2, "What the policy does not say", "silent")
            self.sheet.points(f"**{plain(heading)}** {plain(said)}" for heading, said in found.items())


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
