"""Judgement calls and gaps: all that the documents leave to people or do not say, with a permalink each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from explain.pages.book import Book, PolicyBook
from explain.pages.rule_words import FACTS, GAPS, gap_anchor
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from explain.skeleton import used_facts
from explain.words import Words, listed


@dataclass(frozen=True)
class Gap:
    """One of them: its kind, what it is about, and what is said of it."""

    kind: str
    policy: PolicyBook
    name: str
    title: str
    said: tuple[str, ...]
    procedure: str = ""  # where not all procedures need say the same

    @property
    def anchor(self) -> str:
        """Its permalink."""
        return gap_anchor(self.policy, self.kind, self.name)


KINDS = {
    "reading": "Can be read in more than one way",
    "judgement": "A person has to judge",
    "decision": "A person decides",
    "silence": "The document does not say",
    "not-encoded": "No rule was made from it",
    "assumption": "Taken for granted",
}


def gaps_page(book: Book) -> Sheet:
    """Give the page; a script on it shows some kinds or some policies only, and without it all are there."""
    sheet = Sheet(GAPS, "Judgement calls and gaps")
    sheet.say("Where a document does not decide, neither do the rules. Everything of that sort is here.")
    shown = KINDS | {one.id: one.policy.title for one in book.policies}
    sheet.raw(
        f'<div class="kb-filter" data-kb-filter="gaps" data-kb-said="{escape(json.dumps(shown))}"></div>'
    )
    for policy in book.policies:
        sheet.heading(2, plain(policy.policy.title), policy.id)
        for gap in gaps_of(sheet, policy):
            sheet.raw(
                f'<section class="kb-gap" data-kind="{gap.kind}" data-policy="{policy.id}" markdown="1">'
            )
            sheet.heading(3, plain(gap.title), gap.anchor)
            sheet.say(f"*{KINDS[gap.kind]}*")
            for said in gap.said:
                sheet.say(said)
            sheet.raw("</section>")
    return sheet


def gaps_of(sheet: Sheet, policy: PolicyBook) -> Iterator[Gap]:
    """Give all gaps of a policy, each once."""
    found = [*_readings(policy), *_people(sheet, policy), *_silences(policy), *_clauses(sheet, policy)]
    same: dict[tuple[str, str], list[Gap]] = {}
    for one in found:
        same.setdefault((one.kind, one.name), []).append(one)
    yield from map(_together, same.values())


def _together(gaps: list[Gap]) -> Gap:
    """Make one of what several procedures have by one name: where they say different things, each says its own."""
    ways: dict[tuple[str, ...], list[str]] = {}
    for one in gaps:
        ways.setdefault(one.said, []).append(one.procedure)
    if len(ways) == 1:
        return gaps[0]
    said = (
        line for some, titles in ways.items() for line in (f"{capital(plain(listed(titles, 'and')))}:", *some)
    )
    return replace(gaps[0], said=tuple(said))


def _readings(policy: PolicyBook) -> Iterator[Gap]:
    for procedure in policy.procedures.values():
        for name, reading in procedure.readings.items():
            choices = [Words(procedure).choice(name, one) for one in reading.choices]
            ways = f"Read as: **{plain(choices[0])}**. It could also be read as: {plain('; '.join(choices[1:]))}."
            said = (plain(reading.about), ways, plain(reading.because))
            title = name.replace("_", " ").capitalize()
            yield Gap("reading", policy, name, title, said, procedure.title)


def _people(sheet: Sheet, policy: PolicyBook) -> Iterator[Gap]:
    facts = next(iter(policy.procedures.values())).vocabulary.facts
    used = used_facts(policy.procedures.values())
    for name, fact in facts.items():
        if name in used and fact.kind in ("judgement", "decision"):
            who = f"For {fact.decided_by} to say." if fact.decided_by else ""
            said = (
                plain(fact.question),
                " ".join([plain(who), sheet.link("About this fact", FACTS, anchor_of(name))]),
            )
            yield Gap(fact.kind, policy, name, capital(fact.label), said)


def _silences(policy: PolicyBook) -> Iterator[Gap]:
    for procedure in policy.procedures.values():
        names = procedure.vocabulary.names
        for question, why in procedure.silent_on.items():
            norm, _, what = question.rpartition(".")
            about = f"{names.get(norm, norm.replace('_', ' '))}: {what.replace('_', ' ')}"
            yield Gap("silence", policy, question, capital(about), (plain(why),), procedure.title)


def _clauses(sheet: Sheet, policy: PolicyBook) -> Iterator[Gap]:
    for id_, clause in policy.clauses.items():
        link = sheet.link(plain(clause.gist), policy.clause_path(id_))
        if clause.not_encoded:
            why = plain(capital(clause.not_encoded) + ".")
            yield Gap("not-encoded", policy, id_, clause.heading, (link, why))
        if clause.assumes:
            yield Gap("assumption", policy, id_, clause.heading, (link, plain(clause.assumes)))
