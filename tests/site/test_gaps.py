"""What documents leave open is told of each procedure, and what a procedure says leads to its own clause."""

from __future__ import annotations

import json
import re
from html import unescape

from explain.pages.book import Book
from explain.pages.gaps_page import KINDS, gaps_of, gaps_page
from explain.pages.guidance_pages import guidance_pages
from explain.pages.sheet import Sheet


def test_what_two_procedures_are_silent_on_is_told_of_each(rules: Book) -> None:
    """Of an answer that never comes, the corporate and the children's procedure each have words of their own."""
    policy = next(one for one in rules.policies if one.id == "four-procedure-council")
    gap = next(one for one in gaps_of(Sheet("gaps/index.md", ""), policy) if one.name == "stage_2.unanswered")
    whys = {
        one.silent_on["stage_2.unanswered"]
        for one in policy.procedures.values()
        if "stage_2.unanswered" in one.silent_on
    }
    assert len(whys) > 1
    assert all(any(why[:40] in line for line in gap.said) for why in whys)


def test_a_limit_leads_to_the_clause_of_its_own_procedure(rules: Book) -> None:
    """Three procedures acknowledge inside three working days, each by a clause of its own."""
    pages = {one.path: one.text() for one in guidance_pages(rules)}
    children = pages["guidance/four-procedure-council/children_statutory.md"]
    assert "four-procedure-council/childrens_acknowledgement.md" in children
    assert "four-procedure-council/stage_1_acknowledgement.md" not in children


def test_gaps_are_chosen_by_words_that_people_write(rules: Book) -> None:
    """Whatever can be chosen is shown as it is said on the page: a kind in a phrase, and a policy by its title."""
    text = gaps_page(rules).text()
    (given,) = re.findall(r'data-kb-said="([^"]*)"', text)
    said = json.loads(unescape(given))
    kinds, policies = (set(re.findall(rf' data-{key}="([^"]+)"', text)) for key in ("kind", "policy"))
    assert kinds | policies <= set(said)
    assert {said[one.id] for one in rules.policies} == {one.policy.title for one in rules.policies}
    assert all(f"*{said[one]}*" in text for one in kinds)
    assert said["not-encoded"] == KINDS["not-encoded"] == "No rule was made from it"
