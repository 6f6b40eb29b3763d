"""Worked cases: what is stated, what follows and why, which days were counted, and what a day later would change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from explain.answers import answer, values_of
from explain.days import day_in_words
from explain.ledger import in_words, runs
from explain.pages.book import Book, PolicyBook, WorkedCase
from explain.pages.case_doubts import chosen_readings, depending
from explain.pages.case_pictures import Picture, days_of, limits_of, timeline_of
from explain.pages.case_reasons import Reasons
from explain.pages.rule_words import CONCLUSIONS, FACTS
from explain.pages.sheet import Sheet, anchor_of, capital, plain
from explain.pictures.strip import Strip
from explain.pictures.timeline import NOTHING
from explain.readings.whole_case import told_with_rest
from explain.why import Telling
from explain.words import Words, bounds_in_words, listed, words_of
from kb.model.bounds import Bounds
from kb.model.case import Contested, Stated
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.vocabulary import Fact


def case_list(book: Book) -> Sheet:
    """Give the list of all worked cases."""
    sheet = Sheet("cases/index.md", "Worked cases")
    sheet.say(
        "Made-up complaints, each with what must follow from it, worked out from the document and the calendar."
    )
    sheet.points(
        f"{sheet.link(plain(one.policy.title), f'cases/{one.id}/index.md')}: {one.examples} cases"
        for one in book.policies
    )
    return sheet


def case_pages(book: Book, policy: PolicyBook) -> Iterator[Sheet | Picture]:
    """Give the list of a policy's worked cases, and a page for each with its pictures."""
    yield _list(policy)
    seen: set[str] = set()
    strips: dict[Strip, Picture] = {}
    for case in policy.cases:
        page = _Case(book, policy, case, strips)
        yield page.page()
        yield from (one for one in page.pictures if one.path not in seen)
        seen |= {one.path for one in page.pictures}


def _list(policy: PolicyBook) -> Sheet:
    sheet = Sheet(f"cases/{policy.id}/index.md", f"Worked cases: {policy.policy.title}")
    by_procedure: dict[str, list[WorkedCase]] = {}
    for one in policy.cases:
        by_procedure.setdefault(one.answer.heads[0].procedure or "", []).append(one)
    sheet.raw('<div class="kb-filter" data-kb-filter="cases"></div>')
    for procedure, cases in by_procedure.items():
        sheet.heading(2, plain(_procedure(policy, procedure)), anchor_of(procedure) or "not-known")
        sheet.points(
            f"{sheet.link(plain(policy.case_titles[one.name]), one.path)}{{ .kb-case {_found_by(policy, one)} }}"
            for one in cases
        )
    return sheet


def _procedure(policy: PolicyBook, name: str) -> str:
    return policy.policy.title_of(name) if name else "where the procedure is not known"


def _found_by(policy: PolicyBook, case: WorkedCase) -> str:
    """Give by what a case can be found in its list: the procedures it goes by, and what an officer has to see first."""
    heads = case.answer.heads
    procedures = (_procedure(policy, head.procedure or "") for head in heads)
    outcomes = (one for head in heads for one in _warnings(head, words_of(head, policy.linked)))
    said = (("procedure", procedures), ("outcome", outcomes))
    return " ".join(f'data-{key}="{"|".join(dict.fromkeys(map(_quotable, some)))}"' for key, some in said)


def _warnings(head: HeadRecord, words: Words) -> Iterator[str]:
    """Say what was concluded that the vocabulary marks as a warning; of yes or no, what it is about."""
    for record in head.conclusions:
        kind = words.procedure.conclusions[record.name].kind
        for value in values_of(record):
            if value in kind.warns or "any" in kind.warns:
                yield kind.label if kind.type == "yes-no" else words.value(record.name, value)


def _quotable(text: str) -> str:
    """Give words as they can stand in an attribute."""
    return re.sub(r"[\"'<>&{}`|]", "", capital(text))


class _Case:
    def __init__(
        self, book: Book, policy: PolicyBook, case: WorkedCase, strips: dict[Strip, Picture]
    ) -> None:
        self.book, self.policy, self.case, self.strips = book, policy, case, strips
        self.sheet = Sheet(case.path, policy.case_titles[case.name], searched=False)
        self.pictures: dict[Picture, None] = {}

    def page(self) -> Sheet:
        sheet, one = self.sheet, self.case
        sheet.say(
            f"{sheet.link(plain(self.policy.policy.title), self.policy.path())}, "
            f"assessed on {day_in_words(one.case.assessed_on)}."
        )
        self._facts()
        for number, head in enumerate(one.answer.heads):
            if head.head is not None:
                sheet.heading(2, f"Matter: {plain(head.head)}", f"matter-{number + 1}")
            self._told(head, number)
            self._timeline(head, number)
            self._head(head, number)
        return sheet

    def _facts(self) -> None:
        facts = next(iter(self.policy.linked.values())).vocabulary.facts
        many = len(self.case.case.heads) > 1
        self.sheet.heading(2, "What is stated", "stated")
        if self.case.case.record:
            self.sheet.say("The record is stated to be complete.")
        for head in self.case.case.heads:
            if many and head.name is not None:
                self.sheet.heading(3, plain(head.name))
            said = {name: _stated(one, facts[name]) for name, one in head.facts.items()}
            said |= {name: _contested(one, facts[name]) for name, one in head.contested.items()}
            self.sheet.table(
                ["Fact", "Stated"],
                [
                    [
                        self.sheet.link(plain(capital(facts[name].label)), FACTS, anchor_of(name)),
                        plain(capital(one)),
                    ]
                    for name, one in said.items()
                ],
            )
        if read := list(chosen_readings(self.sheet, self.policy, self.case)):
            self.sheet.heading(3, "How unclear passages are read here")
            self.sheet.points(read)

    def _told(self, head: HeadRecord, number: int) -> None:
        """Say what the person who complained would be told; one day later beside it where a limit is near."""
        later, sheet = self.case.day_later, self.sheet
        sheet.heading(2, "What this person would be told", self.case.anchor("told", number))
        now = self._reading(head, day_in_words(self.case.answer.assessed_on))
        if later is None:
            sheet.told(now)
            return
        other = later.heads[number]
        sheet.told(now, self._reading(other, f"One day later, {day_in_words(later.assessed_on)}"))
        changed = list(_changes(head, other, self.policy))
        days = [day_in_words(one.assessed_on) for one in (self.case.answer, later)]
        sheet.heading(2, "What one more day changes", self.case.anchor("later", number))
        sheet.table(["Conclusion", *days], changed, labelled=True)
        if not changed:
            sheet.say("Nothing: every conclusion is the same on both days.")

    def _reading(self, head: HeadRecord, title: str) -> Sheet:
        told, rest = told_with_rest(head, words_of(head, self.policy.linked))
        box = self.sheet.below(text=True)
        box.say(f"*{title}*")
        box.say(f"**{plain(told.title.text)}**")
        for before, line in pairwise((None, *told.lines)):
            if line is None or not line.text:
                continue
            if line.point:
                box.points([plain(line.text)], joined=before is not None and before.point)
            else:
                box.say(f"**{plain(line.text)}**" if line.tone == "heading" else plain(line.text))
        if rest:
            below = box.below(text=True)
            below.points(plain(one.text) for one in rest)
            box.folded("What else is not certain", below, searched=False)
        return box

    def _timeline(self, head: HeadRecord, number: int) -> None:
        sheet, picture = self.sheet, timeline_of(self.policy, self.case, head)
        self.pictures[picture] = None
        sheet.heading(2, "Timeline", self.case.anchor("timeline", number))
        sheet.image(picture.path, "The time limits as bars on a calendar. Below, the same in words.")
        limits, others = limits_of(self.policy, self.case, head)
        words = [
            *(plain(capital(row.words)) for row in limits),
            *(plain(capital(f"{one}.")) for one in others),
        ]
        below = sheet.below(text=True)
        below.points(words or [NOTHING])
        sheet.folded("The timeline in words", below, searched=False)

    def _head(self, head: HeadRecord, number: int) -> None:
        words = words_of(head, self.policy.linked)
        expected = [one for one in self.case.expectations if one.head in (None, head.head)]
        names = dict.fromkeys(one.conclusion for one in expected)
        found = {one.name: one for one in head.conclusions}
        self.sheet.heading(2, "What follows", self.case.anchor("follows", number))
        because = {one.conclusion: one.because for one in expected}
        self.sheet.table(
            ["Conclusion", "Answer", "Worked out from the document"],
            [
                [
                    _named(self.sheet, found[name], words),
                    plain(capital(answer(found[name], words))),
                    plain(capital(because[name])),
                ]
                for name in names
                if name in found
            ],
            labelled=True,
        )
        depending(self.sheet, self.case, number, words)
        self.sheet.heading(2, "Why", self.case.anchor("why", number))
        telling = Telling(head.graph, conclusions=head.conclusions)
        reasons = Reasons(self.book, self.policy, self.sheet)
        for place, name in enumerate(one for one in names if one in found):
            reasons.put(telling.afresh(), found[name], words, opened=place == 0)
        self._ledgers(head, number)

    def _ledgers(self, head: HeadRecord, number: int) -> None:
        counted = {node.label: node for node in head.graph.nodes if "ledger" in node.particulars}
        pictures = dict(days_of(self.policy, head, self.strips))
        if not counted:
            return
        self.sheet.heading(2, "The days that were counted", self.case.anchor("days", number))
        for label, node in counted.items():
            below = self.sheet.below()
            if label in pictures:
                self.pictures[pictures[label]] = None
                below.image(
                    pictures[label].path, "The days as a calendar. Below, the same in words.", lazy=True
                )
            working = "working" in str(node.particulars["period"])
            told = (in_words(run, working) for run in runs(node.particulars["ledger"]))
            below.table(["Days", "Counted"], [(days, plain(capital(what))) for days, what in told])
            self.sheet.folded(plain(label), below, searched=False)


def _contested(one: Contested, fact: Fact) -> str:
    """Say every account of a fact: none stands without the others."""
    return f"accounts differ: {'; or '.join(_stated(account, fact) for account in one.accounts)}"


def _stated(one: Stated, fact: Fact) -> str:
    by = f", says {one.by}" if one.by else ""
    evidence = f" (evidence: {one.evidence})" if one.evidence else ""
    because = f", because {one.because}" if one.because else ""
    return f"{_worded(one, fact)}{by}{evidence}{because}"


def _worded(one: Stated, fact: Fact) -> str:
    if isinstance(one.value, frozenset):
        some = [fact.worded(member) for member in fact.values if member in one.value]
        return listed(some, "and") if some else "nothing of the list"
    if isinstance(one.value, Bounds):
        return bounds_in_words(one.value)
    return fact.worded(one.value) if isinstance(one.value, str) else one.text


def _named(sheet: Sheet, record: ConclusionRecord, words: Words) -> str:
    declared = record.name in words.procedure.vocabulary.conclusions
    anchor = record.name if declared else record.name.rpartition(".")[2]
    return sheet.link(plain(capital(record.label)), CONCLUSIONS, anchor_of(anchor))


def _changes(head: HeadRecord, other: HeadRecord, policy: PolicyBook) -> Iterator[list[str]]:
    words, after = words_of(head, policy.linked), {one.name: one for one in other.conclusions}
    later = words_of(other, policy.linked)
    for record in head.conclusions:
        then = after.get(record.name)
        if then is not None and answer(record, words) != answer(then, later):
            said = (record.label, answer(record, words), answer(then, later))
            yield [plain(capital(one)) for one in said]
