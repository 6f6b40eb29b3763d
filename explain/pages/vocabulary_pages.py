"""Facts and conclusions: what each means, how it is asked for, which values it has, what is presumed, where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.book import Book, PolicyBook
from explain.pages.rule_words import CONCLUSIONS, FACTS
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from explain.skeleton import names_in, used_facts
from kb.model.vocabulary import ConclusionKind, Fact, SameDay, Vocabulary

_KINDS = {
    "event": "Things that happen",
    "day": "Days that are named",
    "circumstance": "How things stand",
    "judgement": "What a person has to judge",
    "decision": "What a person decides",
}


def vocabulary_pages(book: Book) -> Iterator[Sheet]:
    """Give the page of the facts, and that of the conclusions."""
    yield _facts(book)
    yield _conclusions(book)


def _facts(book: Book) -> Sheet:
    sheet = Sheet(FACTS, "Facts")
    sheet.say(
        "What can be stated of a complaint. What is not stated is not known, unless a presumption says otherwise."
    )
    used = {policy.id: used_facts(policy.procedures.values()) for policy in book.policies}
    where = {policy.id: _clauses_of(policy) for policy in book.policies}
    for kind, title in _KINDS.items():
        sheet.heading(2, title, f"kind-{kind}")
        for name, fact in book.vocabulary.facts.items():
            if fact.kind == kind:
                _fact(sheet, name, fact, book.vocabulary)
                _used(sheet, [one for one in book.policies if name in used[one.id]], name, where)
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


def _clauses_of(policy: PolicyBook) -> dict[str, list[str]]:
    """Give the clauses that look at each name."""
    found: dict[str, list[str]] = {}
    for id_, clause in policy.clauses.items():
        for name in dict.fromkeys(one for rule in clause.rules for one in names_in(rule)):
            found.setdefault(name, []).append(id_)
    return found


def _used(
    sheet: Sheet, policies: list[PolicyBook], name: str, where: dict[str, dict[str, list[str]]]
) -> None:
    if not policies:
        return
    points = []
    for policy in policies:
        clauses = where[policy.id].get(name, [])
        links = [sheet.link(plain(policy.clauses[one].heading), policy.clause_path(one)) for one in clauses]
        said = sheet.link(plain(policy.policy.title), policy.path())
        points.append(
            f"{said}: {', '.join(links)}" if links else f"{said}: by a convention or the order of events"
        )
    below = sheet.below()
    below.points(points)
    sheet.folded("Where it is used", below)


def _conclusions(book: Book) -> Sheet:
    sheet = Sheet(CONCLUSIONS, "Conclusions")
    sheet.say(
        "What may follow. Each is concluded, not concluded, open, or in conflict; "
        "and each answer says what it rests on."
    )
    sheet.heading(2, "Of the complaint", "complaint")
    for name, kind in book.vocabulary.conclusions.items():
        _conclusion(sheet, name, kind)
    for family, kinds in book.vocabulary.families.items():
        sheet.heading(2, f"Of each {plain(family.replace('-', ' '))}", f"family-{anchor_of(family)}")
        for name, kind in kinds.items():
            _conclusion(sheet, name, kind)
    return sheet


def _conclusion(sheet: Sheet, name: str, kind: ConclusionKind) -> None:
    sheet.heading(3, plain(kind.label), anchor_of(name))
    if kind.note:
        sheet.say(plain(capital(kind.note) + "."))
    rows = [("Written as", f"`{name}`"), ("Type", plain(_TYPES[kind.type]))]
    if kind.values:
        rows.append(("Values", "; ".join(f"{plain(kind.worded(one))} (`{one}`)" for one in kind.values)))
    sheet.terms(rows)


_TYPES = {"day": "a day", "yes-no": "yes or no", "one-of": "one of a list", "any-of": "any of a list"}
