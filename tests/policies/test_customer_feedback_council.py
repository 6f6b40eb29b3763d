"""The council with a customer feedback team: what turns on how its page is read, and who is to act."""

from functools import cache

import pytest

from explain.determination import determine
from kb.calendar import FIRST, LAST
from kb.model.determination import HeadRecord
from kb.source.examples import read_example
from tests.loading import RULES, assessor, library, procedure

POLICY = "customer-feedback-council"

# example, conclusion, the readings on which it depends
READINGS = [
    ("in-time-however-it-is-counted", "stage_1_response.timeliness", set()),
    (
        "counted-from-receipt",
        "stage_1_response.timeliness",
        {"stage_1_response_counts_from", "stage_1_range_binds_at"},
    ),
    ("unhappy-with-the-outcome", "stage_2.escalation", set()),
    ("stage-2-answered-the-day-after", "stage_2_response.finding", {"stage_2_response_counts_from"}),
    ("stage-2-as-promised", "ombudsman.readiness", set()),
]


@cache
def head(name: str) -> HeadRecord:
    """What an example comes to, with every reading tried."""
    path = RULES / POLICY / "examples" / f"{name}.yaml"
    example = read_example(path, POLICY, library().vocabulary, FIRST, LAST, procedure(POLICY).named)
    return determine({"corporate": assessor(POLICY)}, example.case, vary_readings=True).heads[0]


@pytest.mark.parametrize(("name", "conclusion", "readings"), READINGS)
def test_a_conclusion_depends_on_a_reading_only_where_that_matters(
    name: str, conclusion: str, readings: set[str]
) -> None:
    """An answer in time by every count, or a ground that no day decides, depends on no reading."""
    record = next(one for one in head(name).conclusions if one.name == conclusion)
    found = record.depends_on_reading
    assert set(found.readings if found else ()) == readings


def test_the_complainant_asks_and_the_council_answers() -> None:
    """Where the page sets no time for an act, it still says whose act it is."""
    asked = {one.act: one.actor for one in head("an-answer-that-never-came").next_actions}
    assert asked == {"stage_1_response": "organisation", "stage_2_request": "complainant"}
    assert [one.actor for one in head("stage-2-as-promised").next_actions] == ["complainant"]
