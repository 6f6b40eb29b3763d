"""What can be stated and what may follow: what each means, all its values, and where it is used, for both in one way."""

from __future__ import annotations

import pytest

from explain.pages.book import Book
from explain.pages.conclusions_page import conclusions_page
from explain.pages.sheet import anchor_of
from explain.pages.uses import Uses
from explain.pages.vocabulary_pages import vocabulary_pages
from kb.model.vocabulary import ConclusionKind


@pytest.fixture(scope="module")
def uses(rules: Book) -> Uses:
    """Where everything is used."""
    return Uses(rules)


@pytest.fixture(scope="module")
def parts(rules: Book, uses: Uses) -> dict[str, str]:
    """What is told of each conclusion, by its anchor."""
    text = conclusions_page(rules, uses).text()
    return {one.partition(" }")[0]: one for one in text.split(" { #")}


def kinds(rules: Book) -> dict[str, ConclusionKind]:
    """All conclusions, those of norms once."""
    found = dict(rules.vocabulary.conclusions)
    for some in rules.vocabulary.families.values():
        found |= some
    return found


def test_every_conclusion_is_told_with_its_meaning_and_all_values(rules: Book, parts: dict[str, str]) -> None:
    """Nothing is left for a case to fill in."""
    for name, kind in kinds(rules).items():
        told = parts[anchor_of(name)]
        assert "It says " in told or kind.note.partition(" ")[2] in told
        assert [one for one in kind.listed if f"`{one}`" not in told] == []
        assert "{who}" not in told
        assert "{do}" not in told


def test_values_that_come_from_the_policies_are_said_by_their_names(parts: dict[str, str]) -> None:
    """The procedures by their titles, and the next acts by what limits and duties are called."""
    assert "the statutory procedure for adult social care (`adult_statutory`)" in parts["procedure"]
    assert "the limits, duties and stages of each policy" in parts["next_action"]
    assert "asking for stage 2 (`stage_2_request`)" in parts["next_action"]


def test_what_concludes_and_what_looks_at_a_conclusion_is_linked(rules: Book, parts: dict[str, str]) -> None:
    """A convention by its place; a clause by its page. What a policy has a rule for is there with that rule's clause."""
    concluding, _, looking = parts["timeliness"].partition("<summary>Where it is used")
    assert "../conventions/time-limits.md#in_time)" in concluding
    assert "../policies/housing-association/stage_1_outcome.md)" in concluding
    assert "../conventions/" in looking
    for policy in rules.policies:
        for rule in (one for procedure in policy.procedures.values() for one in procedure.rules):
            own = rule.clauses[0]
            if rule.conclusion in rules.vocabulary.conclusions and own in policy.clauses:
                assert f"../{policy.clause_path(own)})" in parts[anchor_of(rule.conclusion)]


def test_where_a_fact_is_used_is_said_in_the_same_way(rules: Book, uses: Uses) -> None:
    """When stage 1 was answered decides an answer's own clause, and is looked at by what counts from it."""
    facts, _ = vocabulary_pages(rules)
    told = facts.text().partition("{ #stage_1_response_sent }")[2].partition("###")[0]
    assert "<summary>Where it is used" in told
    assert "../policies/housing-association/stage_1_outcome.md)" in told
    assert (
        "housing-association/stage_1_outcome"
        in uses.looked_at["stage_1_response_sent"]["housing-association"]
    )
    assert "stage_1_response_sent" not in uses.concluded
