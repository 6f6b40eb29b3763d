"""What the examples of the four-procedure council cannot show: which readings matter, and what changes nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from math import prod

import pytest

from explain.determination import assessed_by_procedure, assessors_for, determine
from explain.text import assessment
from kb.calendar import FIRST, LAST
from kb.engine.assess import Assessed, Assessor
from kb.engine.readings import MOST_COMBINATIONS
from kb.model.case import Case
from kb.model.determination import Determination
from kb.source.examples import read_example
from tests.loading import RULES, library

POLICY = "four-procedure-council"
# example, conclusion, the readings on which it depends
READINGS = [
    (
        "corporate-answered-the-day-after-over-christmas",
        "stage_1_response.timeliness",
        ("stage_1_response_counts_from",),
    ),
    ("corporate-answered-on-the-last-day-over-christmas", "stage_1_response.timeliness", ()),
    ("adults-answered-the-day-after-the-timetable", "stage_1_response.timeliness", ()),
    (
        "corporate-stage-2-request-arrived-three-days-later",
        "stage_2_response.timeliness",
        ("stage_2_response_counts_from",),
    ),
    ("corporate-stage-2-answered-the-day-after", "stage_2_response.timeliness", ()),
    (
        "childrens-stage-2-result-arrived-three-days-later",
        "stage_3.escalation",
        ("stage_3_time_counts_from",),
    ),
    ("childrens-asked-for-stage-3-the-day-after", "stage_3.escalation", ()),
    ("childrens-panel-appointed-in-time-and-met-late", "stage_3_panel.timeliness", ("panel_convened",)),
    (
        "childrens-final-response-on-the-last-day",
        "stage_3_response.timeliness",
        ("stage_3_response_counts_from",),
    ),
    ("childrens-final-response-the-day-after", "stage_3_response.timeliness", ()),
]


@cache
def case(name: str) -> Case:
    """The case of an example."""
    path = RULES / POLICY / "examples" / f"{name}.yaml"
    procedures = library().load(POLICY).procedures.values()
    norms = [norm for one in procedures for norm in one.named]
    return read_example(path, POLICY, library().vocabulary, FIRST, LAST, norms).case


@cache
def assessors() -> Mapping[str, Assessor]:
    """Both engines for each procedure, made ready once."""
    return assessors_for(library().load(POLICY).procedures)


def assessed(name: str) -> Assessed:
    """The one head of an example, by the one procedure it goes by, with the other readings tried."""
    (one,) = assessed_by_procedure(assessors(), case(name), case(name).heads[0])
    return one


def determined(one: Case) -> Determination:
    """What is answered about a case."""
    return determine(assessors(), one, vary_readings=False)


def answers(one: Case) -> dict[str, object]:
    """Every conclusion of the one head of a case, by name."""
    return {record.name: (record.outcome, record.value) for record in determined(one).heads[0].conclusions}


@pytest.mark.parametrize(("name", "conclusion", "readings"), READINGS)
def test_an_example_depends_on_a_reading_only_where_that_matters(
    name: str, conclusion: str, readings: tuple[str, ...]
) -> None:
    """The answer says which reading decides; where all come to the same it says nothing."""
    found = assessed(name).dependence.get(conclusion)
    assert (found.readings if found else ()) == readings


@pytest.mark.parametrize("procedure", library().load(POLICY).procedures)
def test_all_ways_to_read_a_procedure_together_can_be_tried(procedure: str) -> None:
    """With one reading more, the children's procedure would have more combinations than are tried."""
    readings = library().load(POLICY).procedures[procedure].readings.values()
    assert prod(len(one.choices) for one in readings) <= MOST_COMBINATIONS


def test_a_year_that_runs_out_before_the_panel_meets_changes_nothing_else() -> None:
    """That the time for the ombudsman is over is shown beside the process, and cancels nothing in it."""
    over = case("childrens-year-runs-out-before-the-panel")
    (head,) = over.heads
    kept = {name: fact for name, fact in head.facts.items() if name != "issue_occurred"}
    later = {
        "issue_occurred": case("childrens-asked-for-stage-3-on-the-last-day").heads[0].facts["issue_occurred"]
    }
    running = replace(over, heads=(replace(head, facts=later | kept),))
    differing = {name for name, answer in answers(running).items() if answers(over)[name] != answer}
    assert {name.partition(".")[0] for name in differing} == {"lgsco", "ombudsman"}


def test_only_the_ombudsman_that_a_complaint_goes_to_has_a_last_day_in_the_answer() -> None:
    """The year from first knowing is no deadline for a tenant, whose year begins with the final decision."""
    answer = determined(case("housing-ombudsman-last-day-today"))
    told = [line.text for line in assessment(answer, library().load(POLICY).procedures)]
    assert "- taking the complaint to the Housing Ombudsman: Fri 28 February 2025: due today" in told
    assert [line for line in told if "does not apply" in line] == []
