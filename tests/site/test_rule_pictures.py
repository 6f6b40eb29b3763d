"""One step out from a rule: the picture shows what it looks at and what looks at it, no more and no less."""

from __future__ import annotations

import re
from html import unescape

import pytest

from explain.pages.book import Book
from explain.pages.rule_neighbours import Neighbours
from explain.pages.rule_pages import rule_pages
from explain.pages.sheet import Sheet, anchor_of
from explain.pictures.step import Beside, step
from explain.skeleton import names_in
from explain.words import Words
from kb.model.policy import LinkedProcedure
from tests.loading import PROCEDURES

procedures = pytest.mark.parametrize("name", PROCEDURES)


def neighbours(rules: Book, name: str) -> tuple[LinkedProcedure, Neighbours]:
    """A procedure, and what its rules look at."""
    policy, _, procedure = name.partition("/")
    book = rules.by_id[policy]
    linked = book.procedures[procedure]
    return linked, Neighbours(Sheet(book.rules_path(procedure), "Rules"), linked, Words(linked))


@procedures
def test_what_looks_at_a_rule_names_its_conclusion(rules: Book, name: str) -> None:
    """Each box on the right is a rule whose condition names what the rule concludes, or a day that is reckoned from it."""
    procedure, beside = neighbours(rules, name)
    by_anchor = {anchor_of(one.id): one for one in procedure.rules}
    days = list(procedure.days.values())
    seen = 0
    for rule in procedure.rules:
        for box in beside.looked_at_by(rule):
            other = by_anchor.get(box.href.removeprefix("#"))
            looks = (
                [other.when]
                if other
                else [one.day for one in days if anchor_of(one.clauses[0]) == box.href[1:]]
            )
            assert any(rule.conclusion in set(names_in(one)) for one in looks), (rule.id, box)
            seen += 1
    assert seen > 20


@procedures
def test_a_rule_shows_every_fact_and_conclusion_of_its_condition(rules: Book, name: str) -> None:
    """Each box on the left is one name of the condition, and none is left out."""
    procedure, beside = neighbours(rules, name)
    for rule in procedure.rules:
        names = {one for one in names_in(rule.when)
                 if one in procedure.vocabulary.facts or one in procedure.conclusions}  # fmt: skip
        assert len(beside.looks_at(rule)) == len(names)


@procedures
def test_every_rule_has_its_picture_and_none_is_larger_than_can_be_taken_in(rules: Book, name: str) -> None:
    """One for each rule, with at most eight boxes on a side."""
    path = f"rules/{name}.md"
    text = "\n".join(
        next(one for one in rule_pages(rules, rules.by_id[name.partition("/")[0]]) if one.path == path).body()
    )
    drawn = re.findall(r"<svg.*?</svg>", text)
    procedure, _ = neighbours(rules, name)
    assert [unescape(re.search(r'data-rule="([^"]+)"', one)[1]) for one in drawn] == [  # type: ignore[index]
        one.id
        for one in sorted(procedure.rules, key=lambda rule: list(procedure.clauses).index(rule.clauses[0]))
    ]
    assert max(one.count("<a ") for one in drawn) <= 16


def test_more_boxes_than_can_be_taken_in_are_counted() -> None:
    """Of eleven, eight are drawn and three are counted."""
    svg = step(
        "a:rule", "This", [Beside(f"Fact {number}", f"#f{number}", "stated") for number in range(11)], []
    ).svg()
    assert svg.count("<a ") == 8
    assert ">and 3 more<" in svg
    assert "Looked at by" not in svg
