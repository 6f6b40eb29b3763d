"""Worked cases: what is stated, what follows and why, which days were counted, and what a day later would change."""

from __future__ import annotations

from collections.abc import Iterator

from explain.answers import answer
from explain.days import day_in_words
from explain.ledger import Run, runs
from explain.pages.book import Book, PolicyBook, WorkedCase
from explain.pages.rule_words import CONCLUSIONS, FACTS
from explain.pages.sheet import Nested, Sheet, anchor_of, plain
from explain.why import Because, Telling
from explain.words import Words, bounds_in_words, listed, words_of
from kb.model.bounds import Bounds
from kb.model.case import Stated
from kb.model.determination import ConclusionRecord, Determination, HeadRecord
from kb.model.vocabulary import Fact


def case_pages(book: Book) -> Iterator[Sheet]:
    """Give the list of all worked cases, a list for each policy, and a page for each case."""
    sheet = Sheet("cases/index.md", "Worked cases")
    sheet.say(
        "Made-up complaints, each with what must follow from it, worked out from the document and the calendar."
    )
    sheet.points(
        f"{sheet.link(plain(one.policy.title), f'cases/{one.id}/index.md')}: {len(one.cases)} cases"
        for one in book.policies
    )
    yield sheet
    for policy in book.policies:
        yield _list(policy)
        for case in policy.cases:
            yield _Case(policy, case).page()


def _list(policy: PolicyBook) -> Sheet:
    sheet = Sheet(f"cases/{policy.id}/index.md", f"Worked cases: {policy.policy.title}")
    by_procedure: dict[str, list[WorkedCase]] = {}
    for one in policy.cases:
        by_procedure.setdefault(one.answer.heads[0].procedure or "", []).append(one)
    for procedure, cases in by_procedure.items():
        title = policy.policy.title_of(procedure) if procedure else "where the procedure is not known"
        sheet.heading(2, plain(title[0].upper() + title[1:]), anchor_of(procedure or "open"))
        sheet.points(sheet.link(plain(one.case.name), one.path) for one in cases)
    return sheet


class _Case:
    def __init__(self, policy: PolicyBook, case: WorkedCase) -> None:
        self.policy, self.case = policy, case
        self.sheet = Sheet(case.path, case.case.name[0].upper() + case.case.name[1:])

    def page(self) -> Sheet:
        sheet, one = self.sheet, self.case
        sheet.say(
            f"{sheet.link(plain(self.policy.policy.title), self.policy.path())}, "
            f"assessed on {day_in_words(one.case.assessed_on)}"
        )
        self._facts()
        for head in one.answer.heads:
            if head.head is not None:
                sheet.heading(2, f"Matter: {plain(head.head)}")
            self._head(head)
        self._later()
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
            self.sheet.table(
                ["Fact", "Stated"],
                [
                    [
                        self.sheet.link(plain(facts[name].label), FACTS, anchor_of(name)),
                        plain(_stated(one, facts[name])),
                    ]
                    for name, one in head.facts.items()
                ],
            )

    def _head(self, head: HeadRecord) -> None:
        words = words_of(head, self.policy.linked)
        expected = [one for one in self.case.expectations if one.head in (None, head.head)]
        names = dict.fromkeys(one.conclusion for one in expected)
        found = {one.name: one for one in head.conclusions}
        self.sheet.heading(2, "What follows", anchor_of(f"follows {head.head or ''}"))
        because = {one.conclusion: one.because for one in expected}
        self.sheet.table(
            ["Conclusion", "Answer", "Worked out from the document"],
            [
                [
                    _named(self.sheet, found[name], words),
                    plain(answer(found[name], words)),
                    plain(because[name]),
                ]
                for name in names
                if name in found
            ],
        )
        self.sheet.heading(2, "Why", anchor_of(f"why {head.head or ''}"))
        for number, name in enumerate(one for one in names if one in found):
            self._why(head, found[name], words, opened=number == 0)
        self._ledgers(head)

    def _why(self, head: HeadRecord, record: ConclusionRecord, words: Words, opened: bool) -> None:
        trees = Telling(head.graph, conclusions=head.conclusions).why(record)
        below = self.sheet.below()
        below.points(_tree(one) for one in trees)
        title = plain(f"{record.label}: {answer(record, words)}")
        self.sheet.folded(title, below, opened)

    def _ledgers(self, head: HeadRecord) -> None:
        counted = [one for one in head.graph.nodes if "ledger" in one.particulars]
        if not counted:
            return
        self.sheet.heading(2, "The days that were counted", anchor_of(f"days {head.head or ''}"))
        for node in counted:
            below = self.sheet.below()
            below.table(["Days", ""], [_run(run) for run in runs(node.particulars["ledger"])])
            self.sheet.folded(plain(node.label), below)

    def _later(self) -> None:
        later = self.case.day_later
        if later is None:
            return
        changed = list(_changes(self.case.answer, later, self.policy))
        self.sheet.heading(2, "One day later", "one-day-later")
        self.sheet.table(["Conclusion", day_in_words(self.case.answer.assessed_on), day_in_words(later.assessed_on)],
                         changed)  # fmt: skip


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
    return sheet.link(plain(record.label), CONCLUSIONS, anchor_of(anchor))


def _tree(step: Because) -> Nested:
    origin = f" ({plain(step.origin)})" if step.origin and step.origin not in step.said else ""
    again = ", as explained above" if step.told else ""
    said = f"{plain(step.said)}{origin}{again}"
    parts = [_tree(one) for one in step.parts]
    return (said, [f"*{plain(step.gist)}*", *parts]) if step.gist else (said, parts)


def _run(run: Run) -> list[str]:
    days = day_in_words(run.first)
    if run.last != run.first:
        days = f"{days} to {day_in_words(run.last)}"
    if run.numbers is None:
        return [days, plain(run.why)]
    first, last = run.numbers
    return [days, f"counted: {first}" if first == last else f"counted: {first} to {last}"]


def _changes(now: Determination, later: Determination, policy: PolicyBook) -> Iterator[list[str]]:
    for head, other in zip(now.heads, later.heads, strict=True):
        words, after = words_of(head, policy.linked), {one.name: one for one in other.conclusions}
        for record in head.conclusions:
            then = after.get(record.name)
            if then is not None and answer(record, words) != answer(then, words_of(other, policy.linked)):
                yield [plain(record.label), plain(answer(record, words)), plain(answer(then, words))]
