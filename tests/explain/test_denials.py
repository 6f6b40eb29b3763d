"""What is denied, and a day that never comes, are said so that nobody reads the opposite."""

from __future__ import annotations

import pytest

from explain.words import Words
from kb.model.told import NEVER
from kb.model.tree import Holds, Is
from kb.model.truth import Truth
from tests.loading import procedure


@pytest.fixture(scope="module")
def words() -> Words:
    """The words of a procedure with limits for some complaints only."""
    return Words(procedure("four-procedure-council/housing"))


def denied(words: Words, name: str, *values: str) -> str:
    """What is said where a conclusion has none of some values."""
    return words.condition(Holds(concluded={name: values}), Truth.FAILS)


def test_a_value_that_is_itself_a_denial_is_denied_in_words_of_its_own(words: Words) -> None:
    """The vocabulary has them: nobody reads `not does not apply here`."""
    assert denied(words, "lgsco.timeliness", "not_applicable").endswith("how it stands: applies here")
    assert denied(words, "procedure", "out_of_scope") == "procedure: one of these procedures"
    assert denied(words, "stage_2.escalation", "may_request").endswith("it cannot be asked for")


def test_of_several_values_none_is_said_of_all(words: Words) -> None:
    """`not due today, overdue or …` could deny the first only."""
    said = denied(words, "stage_1_response.timeliness", "due_today", "overdue")
    assert said == "the stage 1 response: how it stands: none of these: due today or overdue"
    fact = words.condition(Is(is_={"service_area": ("homelessness", "housing_landlord")}), Truth.FAILS)
    assert fact == "what the complaint is about: none of these: homelessness or the landlord's service"


def test_a_last_day_that_never_comes_is_not_said_to_be_no_day(words: Words) -> None:
    """More time without an end is more time, and not none."""
    assert words.value("stage_1_response.extended_to", NEVER) == "none, because more time has no end"
    assert words.value("stage_1_response.last_day", NEVER) == "none, because the time has no end"
