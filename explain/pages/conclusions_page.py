"""Conclusions: what each says, all its values, where they come from, and where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.pages.book import Book
from explain.pages.plainly import sentences
from explain.pages.rule_words import CONCLUSIONS
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from explain.pages.uses import Uses, known_as
from explain.words import Words
from kb.model.policy import LinkedProcedure
from kb.model.told import DAY, NEVER, NONE, OPEN
from kb.model.vocabulary import ConclusionKind

_TYPES = {"day": "a day", "yes-no": "yes or no", "one-of": "one of a list", "any-of": "any of a list"}
_FROM = {
    "norms": "what is to be done next: the limits, duties and stages of each policy, by their names",
    "procedures": "the procedures of each policy, by their own titles",
    "grounds": "the grounds that each policy gives",
    "parts": "the parts that each policy says an answer has to have",
}
_ANYBODY = {
    "who": "somebody", "do": "act", "done": "acted", "have": "has", "are": "is", "were": "was",
    "organisation": "the organisation", "name": "the stage", "day": "that day", "last_day": "that day",
    "window_ends": "that day", "value": "its name",
}  # fmt: skip
"""What stands in the words for the person who complained where no case is spoken of."""


def conclusions_page(book: Book, uses: Uses) -> Sheet:
    """Give the page."""
    sheet = Sheet(CONCLUSIONS, "Conclusions")
    sheet.say(
        "What may follow. Each is concluded, not concluded, open, or in conflict; "
        "and each answer says what it rests on."
    )
    page = _Conclusions(book, sheet, uses)
    sheet.heading(2, "Of the complaint", "complaint")
    for name, kind in book.vocabulary.conclusions.items():
        page.put(name, kind)
    for family, kinds in book.vocabulary.families.items():
        sheet.heading(2, f"Of each {plain(family.replace('-', ' '))}", f"family-{anchor_of(family)}")
        for name, kind in kinds.items():
            page.put(name, kind)
    return sheet


class _Conclusions:
    def __init__(self, book: Book, sheet: Sheet, uses: Uses) -> None:
        self.book, self.sheet, self.uses = book, sheet, uses

    def put(self, name: str, kind: ConclusionKind) -> None:
        sheet = self.sheet
        sheet.heading(3, plain(kind.label), anchor_of(name))
        sheet.say(plain(sentences(kind.note or f"it says {_general(kind.told[OPEN])}")))
        if kind.asks:
            sheet.say(f"As it is asked: {plain(_general(kind.asks))}")
        rows = [("Written as", f"`{name}`"), ("Type", plain(_TYPES[kind.type]))]
        if kind.of != "values":
            rows.append(("Values", plain(capital(_FROM[kind.of]))))
        sheet.terms(rows)
        self._values(kind)
        if kind.of != "values":
            self._of_each_policy(name)
        self.uses.put(sheet, "What concludes it", self.uses.concluded.get(name, {}))
        self.uses.put(sheet, "Where it is used", self.uses.looked_at.get(name, {}))

    def _values(self, kind: ConclusionKind) -> None:
        """Give its values, each with what the person who complained is told of it, in general."""
        some = [*kind.listed, *((NEVER,) if kind.type == "day" else ())]
        rows = [[f"{plain(capital(kind.worded(one)))} (`{one}`)", _told(kind, one)] for one in some]
        if kind.type == "day":
            rows.insert(0, ["A day (`2024-06-18`)", _told(kind, DAY)])
        if kind.type == "any-of":
            rows.append(["None of them", _told(kind, NONE)])
        self.sheet.table(["Value", "What the person who complained is told"], rows, labelled=True)

    def _of_each_policy(self, name: str) -> None:
        below = self.sheet.below()
        below.points(
            f"{self.sheet.link(plain(policy.policy.title), policy.path())}: {'; '.join(found)}"
            for policy in self.book.policies
            if (found := dict.fromkeys(self._own(policy.procedures.values(), name)))
        )
        self.sheet.folded("Its values in each policy", below)

    def _own(self, procedures: Iterable[LinkedProcedure], name: str) -> Iterator[str]:
        for procedure in procedures:
            words = Words(procedure)
            for plan in procedure.conclusions.values():
                if known_as(plan.name, self.book.vocabulary) == name:
                    yield from (f"{plain(words.value(plan.name, one))} (`{one}`)" for one in plan.values)


class _General(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _general(said: str) -> str:
    """Say what has gaps for a case with words that fit any."""
    return said.format_map(_General(_ANYBODY))


def _told(kind: ConclusionKind, value: str) -> str:
    return plain(sentences(_general(kind.told[value]))) if value in kind.told else ""
