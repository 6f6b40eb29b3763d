"""What is denied, and a day that never comes, are said so that nobody reads the opposite."""

from __future__ import annotations

import re

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


def test_no_denial_of_a_value_denies_twice() -> None:
    """Of any conclusion, with any of the values declared: nobody reads `not does not apply here`."""
    plain = []
    for name in ("four-procedure-council/housing", "charter-council/corporate"):
        words = Words(procedure(name))
        for name, plan in words.procedure.conclusions.items():
            for value in plan.kind.values:
                said = denied(words, name, value).removeprefix(f"{words.conclusion(name)}: ")
                own = words.value(name, value)
                assert said not in ("", own)
                assert not re.search(r"\bnot\b.*\b(not|no|none|never|nobody|nothing|cannot|lacks)\b", said), (
                    name,
                    said,
                )
                plain += [said] if said == f"not {own}" else []
    assert len(set(plain)) > 30


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
