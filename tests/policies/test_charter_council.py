"""What the examples of the charter council cannot show: which readings matter, whose turn it is, and an open procedure."""

from functools import cache
from itertools import product

import pytest

from explain.determination import assessors_for, determine
from kb.calendar import FIRST, LAST
from kb.engine.assess import Assessed
from kb.model.determination import HeadRecord
from kb.model.example import Example
from kb.source.examples import read_example
from tests.loading import RULES, assessor, library, procedure

POLICY = "charter-council"
ACKNOWLEDGED = "stage_2_acknowledgement.timeliness"
# example, conclusion, the readings on which it depends
READINGS = [
    ("request-confirmed-either-way-in-time", ACKNOWLEDGED, ()),
    ("request-confirmed-either-way-late", ACKNOWLEDGED, ()),
    ("request-confirmed-after-easter", ACKNOWLEDGED, ("five_days",)),
    ("request-two-days-in-the-post", ACKNOWLEDGED, ("five_days", "stage_2_acknowledgement_counts_from")),
    (
        "confirmed-late-counted-from-receipt",
        "stage_1_acknowledgement.finding",
        ("stage_1_acknowledgement_counts_from",),
    ),
    ("answer-late-counted-from-receipt", "stage_1_response.finding", ("stage_1_response_counts_from",)),
    (
        "stage-2-answer-late-counted-from-receipt",
        "stage_2_response.finding",
        ("stage_2_response_counts_from",),
    ),
]
# example: how the confirmation stands by the kind of day and by where the days count from
JOINT = {
    "request-two-days-in-the-post": {
        ("calendar", "receipt"): "met",
        ("calendar", "asking"): "late",
        ("working", "receipt"): "met",
        ("working", "asking"): "met",
    },
    "request-in-the-post-and-confirmed-late": {
        ("calendar", "receipt"): "late",
        ("calendar", "asking"): "late",
        ("working", "receipt"): "met",
        ("working", "asking"): "late",
    },
}


@cache
def example(name: str) -> Example:
    """One example, read."""
    path = RULES / POLICY / "examples" / f"{name}.yaml"
    return read_example(path, POLICY, library().vocabulary, FIRST, LAST, procedure(POLICY).named)


def assessed(name: str) -> Assessed:
    """The one head of an example, by the one procedure, with the other readings tried."""
    case = example(name).case
    return assessor(POLICY).assess(case, case.heads[0])


def determined(name: str) -> HeadRecord:
    """What is answered about the one head of an example."""
    assessors = assessors_for(library().load(POLICY).procedures)
    return determine(assessors, example(name).case, vary_readings=False).heads[0]


@pytest.mark.parametrize(("name", "conclusion", "readings"), READINGS)
def test_an_example_depends_on_a_reading_only_where_that_matters(
    name: str, conclusion: str, readings: tuple[str, ...]
) -> None:
    """The answer says which reading decides; where all come to the same it says nothing."""
    found = assessed(name).dependence.get(conclusion)
    assert (found.readings if found else ()) == readings


@pytest.mark.parametrize("name", JOINT)
def test_the_kind_of_day_and_the_start_of_the_five_days_decide_together(name: str) -> None:
    """One of the two alone may change nothing, and both together may: each combination is told."""
    found = assessed(name).dependence[ACKNOWLEDGED]
    told = {
        (some["five_days"], some["stage_2_acknowledgement_counts_from"]): outcome.value
        for some, outcome in found.outcomes
    }
    assert told == JOINT[name]
    assert set(told) == set(product(("calendar", "working"), ("receipt", "asking")))


@pytest.mark.parametrize(
    ("name", "turns"),
    [
        ("unhappy-and-told-nothing", {"stage_2_request": "complainant", "stage_1_redress": "organisation"}),
        (
            "told-after-stage-1-and-not-after-stage-2",
            {"ombudsman": "complainant", "stage_2_redress": "organisation"},
        ),
        (
            "asked-for-stage-2-without-an-answer",
            {"stage_1_response": "organisation", "unanswered_stage_1": "organisation"},
        ),
    ],
)
def test_what_comes_next_says_whose_turn_it_is(name: str, turns: dict[str, str]) -> None:
    """A step without a time limit is still somebody's: asking is the complainant's, deciding the organisation's."""
    assert {one.act: one.actor for one in determined(name).next_actions} == turns


def test_where_the_procedure_is_open_nothing_is_possible_that_neither_way_allows() -> None:
    """A complaint that may be about social care may be owed what the page promises, and nothing beside that."""
    found = {one.name: one for one in determined("nobody-knows-which-service-it-is-about").conclusions}
    concluded = {name for name, one in found.items() if one.outcome == "concluded"}
    assert concluded == set()
    assert found["next_action"].possible == ["stage_1_acknowledgement", "stage_1_response"]
    assert found["stage_2_acknowledgement.finding"].possible == []
