"""A policy, and each of its clauses: what it says in our words, where it stands, what was made of it, what tests it."""

from __future__ import annotations

from collections.abc import Iterator

from explain.days import day_in_words
from explain.pages.book import Book, PolicyBook, place
from explain.pages.rule_words import GAPS, RuleWords, gap_anchor
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from explain.skeleton import names_in
from explain.words import Words
from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.record import nodes_in
from kb.model.tree import ReadingCondition, ReadingDay

_SHOWN = 12


def policy_list(book: Book) -> Sheet:
    """Give the list of policies."""
    sheet = Sheet("policies/index.md", "Policies")
    sheet.say("Each policy says only what its own document says. Nothing is taken over from one to another.")
    sheet.table(
        ["Policy", "Procedures", "Clauses", "Worked cases"],
        [
            [
                sheet.link(plain(one.policy.title), one.path()),
                str(len(one.procedures)),
                str(len(one.clauses)),
                sheet.link(str(one.examples), f"cases/{one.id}/index.md"),
            ]
            for one in book.policies
        ],
        labelled=True,
    )
    return sheet


def policy_pages(book: Book, policy: PolicyBook) -> Iterator[Sheet]:
    """Give the page of a policy, and a page for each of its clauses."""
    yield _policy(policy)
    yield from (_clause(book, policy, id_) for id_ in policy.clauses)


def _policy(one: PolicyBook) -> Sheet:
    header = one.policy
    sheet = Sheet(one.path(), header.title)
    sheet.terms(
        [
            ("Document", plain(header.document.name)),
            ("Fingerprint of the document", f"`{header.document.sha256[:16]}…`"),
            ("Version of the rules", plain(header.version)),
            ("In force from", plain(header.in_force.from_)),
            ("Last checked against our copy", day_in_words(header.in_force.confirmed, in_full=True)),
            ("Working days", plain(f"Without the bank holidays of {_nation(header.calendar.nation)}")),
        ]
    )
    sheet.heading(2, "Procedures", "procedures")
    sheet.points(
        (
            plain(capital(procedure.title)),
            [
                sheet.link(f"Guidance: {plain(procedure.title)}", one.guidance_path(name)),
                sheet.link(f"Rules: {plain(procedure.title)}", one.rules_path(name)),
            ],
        )
        for name, procedure in one.procedures.items()
    )
    sheet.heading(2, "Clauses, in the order of the document", "clauses")
    sheet.table(
        ["Clause", "Place", "What it says", "Encoded"],
        [
            [
                sheet.link(plain(one.called(id_)), one.clause_path(id_)),
                capital(place(clause)),
                plain(clause.gist),
                "Yes" if clause.rules else "No: " + plain(clause.not_encoded),
            ]
            for id_, clause in one.clauses.items()
        ],
        labelled=True,
    )
    return sheet


def _nation(name: str) -> str:
    return " ".join(word if word == "and" else capital(word) for word in name.replace("-", " ").split())


def _clause(book: Book, policy: PolicyBook, id_: str) -> Sheet:
    clause = policy.clauses[id_]
    sheet = Sheet(policy.clause_path(id_), policy.called(id_))
    sheet.say(plain(clause.gist))
    within = sheet.link(plain(policy.policy.title), policy.path())
    sheet.say(f"{capital(place(clause))} of *{plain(policy.policy.document.name)}*, in {within}.")
    sheet.say(f"Fingerprint of the passage: `{clause.source.sha256[:16]}…`")
    if clause.assumes:
        sheet.heading(2, "What is taken for granted", "assumed")
        sheet.say(plain(clause.assumes))
    if clause.not_encoded:
        sheet.heading(2, "Why no rule was made from it", "not-encoded")
        sheet.say(plain(capital(clause.not_encoded) + "."))
        return sheet
    for procedure in policy.procedures_of(id_):
        _made(sheet, policy, procedure, id_)
    _readings(sheet, policy, id_)
    _judged(sheet, policy, id_)
    _tested(sheet, policy, id_)
    return sheet


def _made(sheet: Sheet, policy: PolicyBook, procedure: LinkedProcedure, id_: str) -> None:
    words = RuleWords(sheet, policy, procedure)
    made = [rule for rule in procedure.rules if rule.clauses[0] == id_]
    days = [name for name, rule in procedure.days.items() if rule.clauses[0] == id_]
    if not made and not days:
        return
    sheet.heading(2, f"What follows from it: {plain(procedure.title)}", f"by-{anchor_of(procedure.name)}")
    if days:
        sheet.points(words.day(name) for name in days)
    shared = [rule for rule in made if len(rule.clauses) > 1]
    for rule in made:
        if len(rule.clauses) == 1:
            sheet.heading(3, _summary(words, rule))
            _say(sheet, words, rule)
    if shared:
        sheet.heading(3, "What the conventions make of it")
        sheet.say(
            f"The {sheet.link('conventions', 'conventions/index.md')} that all policies share say what this means."
        )
    for rule in shared:
        below = sheet.below()
        _say(below, words, rule)
        sheet.folded(_summary(words, rule), below)


def _summary(words: RuleWords, rule: LinkedRule) -> str:
    said = plain(words.words.value(rule.conclusion, rule.value))
    return f"{plain(words.words.conclusion(rule.conclusion))}: {said}"


def _say(sheet: Sheet, words: RuleWords, rule: LinkedRule) -> None:
    say_rule(sheet, words, rule)
    there = words.policy.rules_path(words.procedure.name)
    more = f"Picture and cases: {_summary(words, rule)}"
    sheet.say(sheet.link(more, there, anchor_of(rule.id)))


def say_rule(sheet: Sheet, words: RuleWords, rule: LinkedRule) -> None:
    """Say a rule in words: if, then, unless."""
    if rule.when is None:
        sheet.say(f"**In every case**: {words.value(rule)}")
    else:
        sheet.say("**If**")
        sheet.points([words.condition(rule.when)])
        sheet.say(f"**then** {words.value(rule)}")
    if rule.exceptions:
        sheet.say("**unless** one of these applies")
        sheet.points(words.rule_link(words.procedure.rule[other]) for other in rule.exceptions)


def _readings(sheet: Sheet, policy: PolicyBook, id_: str) -> None:
    found = {
        name: procedure
        for procedure in policy.procedures_of(id_)
        for name in _read(policy.clauses[id_].rules, procedure)
    }
    if found:
        sheet.heading(2, "Where it can be read in more than one way", "readings")
        sheet.points(
            f"{sheet.link(plain(one.readings[name].about), GAPS, gap_anchor(policy, 'reading', name))} "
            f"Read here as: **{plain(Words(one).choice(name, one.readings[name].default))}**."
            for name, one in found.items()
        )


def _read(part: object, procedure: LinkedProcedure) -> Iterator[str]:
    """Give the readings that rules ask for, each with those that its choices ask for in turn."""
    for node in nodes_in(part):
        if isinstance(node, ReadingDay | ReadingCondition):
            yield node.reading
            yield from _read(tuple(procedure.readings[node.reading].choices.values()), procedure)


def _judged(sheet: Sheet, policy: PolicyBook, id_: str) -> None:
    """Name what the rules of a clause leave to a person: to judge, or to decide."""
    vocabulary = next(iter(policy.procedures.values())).vocabulary
    names = dict.fromkeys(names_in(policy.clauses[id_].rules))
    facts = {name: vocabulary.facts[name] for name in names if name in vocabulary.facts}
    left = {name: one for name, one in facts.items() if one.kind in ("judgement", "decision")}
    if left:
        sheet.heading(2, "What it leaves to people", "people")
        sheet.points(
            sheet.link(plain(one.question), GAPS, gap_anchor(policy, one.kind, name))
            for name, one in left.items()
        )


def _tested(sheet: Sheet, policy: PolicyBook, id_: str) -> None:
    """Name worked cases in which something of the clause applies; first those that are there to test it."""
    rules = {rule.id for one in policy.procedures_of(id_) for rule in one.rules if rule.clauses[0] == id_}
    name = id_.partition("/")[2]
    testing = [one for one in policy.cases if name in one.tests]
    others = [one for one in policy.cases if any(one.rules.get(rule) == "holds" for rule in rules)]
    found = list({one.name: one for one in (*testing, *others)}.values())
    if found:
        sheet.heading(2, "Worked cases in which it decides something", "cases")
        sheet.points(sheet.link(plain(policy.case_titles[one.name]), one.path) for one in found[:_SHOWN])
        if len(found) > _SHOWN:
            all_ = sheet.link("the worked cases of this policy", f"cases/{policy.id}/index.md")
            sheet.say(f"And in {len(found) - _SHOWN} more of {all_}.")
