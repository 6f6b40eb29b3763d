"""What is one step away from a rule: the facts and conclusions that it looks at, and what looks at its conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.rule_words import CONCLUSIONS, FACTS
from explain.pages.sheet import Sheet, anchor_of, capital
from explain.pictures.step import Beside
from explain.skeleton import names_in
from explain.words import Words
from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.record import Node
from kb.model.tree import Holds


class Neighbours:
    """Knows what the rules of one procedure look at; `sheet` is the page on which they stand."""

    def __init__(self, sheet: Sheet, procedure: LinkedProcedure, words: Words) -> None:
        """Note for each conclusion which rules and days look at it, and where it is told of on the page."""
        self.sheet, self.procedure, self.words = sheet, procedure, words
        self.rules: dict[str, list[LinkedRule]] = {}
        self.days: dict[str, list[str]] = {}
        for rule in procedure.rules:
            for name in dict.fromkeys(names_in(rule.when)):
                self.rules.setdefault(name, []).append(rule)
        for conclusion, day in procedure.days.items():
            for name in dict.fromkeys(names_in(day.day)):
                self.days.setdefault(name, []).append(conclusion)
        self.first: dict[str, str] = {}
        for rule in procedure.rules:
            self.first.setdefault(rule.conclusion, anchor_of(rule.id))
        for conclusion, day in procedure.days.items():
            self.first.setdefault(conclusion, anchor_of(day.clauses[0]))

    def looks_at(self, rule: LinkedRule) -> list[Beside]:
        """Give what a rule looks at, in the order in which it names it."""
        return list(self._named(dict.fromkeys(names_in(rule.when))))

    def looked_at_by(self, rule: LinkedRule) -> list[Beside]:
        """Give what looks at what a rule gives: other rules that ask for this value, and days that are reckoned from it."""
        found = {}
        for other in self.rules.get(rule.conclusion, ()):
            if other is not rule and _asks_for(other.when, rule):
                said = f"{self.words.conclusion(other.conclusion)}: {self.words.value(other.conclusion, other.value)}"
                found[said] = Beside(capital(said), self.sheet.address(self.sheet.path, anchor_of(other.id)))
        for conclusion in self.days.get(rule.conclusion, ()):
            said = self.words.conclusion(conclusion)
            found[said] = Beside(capital(said), self.sheet.address(self.sheet.path, self.first[conclusion]))
        return list(found.values())

    def _named(self, names: dict[str, None]) -> Iterator[Beside]:
        for name in names:
            if name in self.procedure.vocabulary.facts:
                label = self.procedure.vocabulary.facts[name].label
                yield Beside(capital(label), self.sheet.address(FACTS, anchor_of(name)), "stated")
            elif name in self.procedure.conclusions:
                label = capital(self.words.conclusion(name))
                here = self.first.get(name)
                kind = name if name in self.procedure.vocabulary.conclusions else name.rpartition(".")[2]
                path, anchor = (self.sheet.path, here) if here else (CONCLUSIONS, anchor_of(kind))
                yield Beside(label, self.sheet.address(path, anchor))


def _asks_for(part: object, rule: LinkedRule) -> bool:
    """Whether a condition names the value that a rule gives, or any value of its conclusion."""
    found = [one for one in _holds(part) if one.name == rule.conclusion]
    return any(rule.value in one.values or "any" in one.values for one in found) or not found


def _holds(part: object) -> Iterator[Holds]:
    match part:
        case Holds():
            yield part
        case list() | tuple():
            for one in part:
                yield from _holds(one)
        case Node():
            for field in type(part).model_fields:
                yield from _holds(getattr(part, field))
        case _:
            return
