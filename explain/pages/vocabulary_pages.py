"""Facts: what each means, how it is asked for, which values it has, what is presumed, where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.book import Book
from explain.pages.conclusions_page import conclusions_page
from explain.pages.rule_words import FACTS
from explain.pages.sheet import Sheet, anchor_of, plain
from explain.pages.uses import Uses
from explain.skeleton import used_facts
from kb.model.vocabulary import Fact, SameDay, Vocabulary

_KINDS = {
    "event": "Things that happen",
    "day": "Days that are named",
    "circumstance": "How things stand",
    "judgement": "What a person has to judge",
    "decision": "What a person decides",
}


def vocabulary_pages(book: Book) -> Iterator[Sheet]:
    """Give the page of the facts, and that of the conclusions."""
    uses = Uses(book)
    yield _facts(book, uses)
    yield conclusions_page(book, uses)


def _facts(book: Book, uses: Uses) -> Sheet:
    sheet = Sheet(FACTS, "Facts")
    sheet.say(
        "What can be stated of a complaint. What is not stated is not known, unless a presumption says otherwise."
    )
    used = {policy.id: used_facts(policy.procedures.values()) for policy in book.policies}
    for kind, title in _KINDS.items():
        sheet.heading(2, title, f"kind-{kind}")
        for name, fact in book.vocabulary.facts.items():
            if fact.kind == kind:
                _fact(sheet, name, fact, book.vocabulary)
                others = [one for one in book.policies if name in used[one.id]]
                uses.put(sheet, "Where it is used", uses.looked_at.get(name, {}), others)
    return sheet


def _fact(sheet: Sheet, name: str, fact: Fact, vocabulary: Vocabulary) -> None:
    sheet.heading(3, plain(fact.label), anchor_of(name))
    sheet.say(plain(fact.question))
    if fact.note:
        sheet.say(plain(fact.note))
    rows = [("Written as", f"`{name}`")]
    if fact.one_of or fact.any_of:
        values = [f"{plain(fact.worded(one))} (`{one}`)" for one in fact.values]
        rows.append(("Any of" if fact.any_of else "One of", "; ".join(values)))
    if fact.decided_by:
        rows.append(("Who decides", plain(fact.decided_by)))
    if fact.follows:
        earlier = [
            sheet.link(plain(vocabulary.facts[one].label), FACTS, anchor_of(one)) for one in fact.follows
        ]
        rows.append(("Comes after", "; ".join(earlier)))
    if presumed := _presumed(sheet, fact, vocabulary):
        rows.append(("Unless stated", presumed))
    sheet.terms(rows)


def _presumed(sheet: Sheet, fact: Fact, vocabulary: Vocabulary) -> str:
    if fact.kind == "decision":
        return "not yet made"
    if isinstance(fact.presumed, SameDay):
        other = fact.presumed.same_day_as
        return f"the day of {sheet.link(plain(vocabulary.facts[other].label), FACTS, anchor_of(other))}"
    return plain(fact.presumed or "")
