"""What worked examples cannot show of the customer relations council: what a reading changes, and what changes nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from complaints_kb.desk import Desk
from kb.model.determination import ConclusionRecord
from tests.doors.running import run
from tests.loading import RULES

EXAMPLES = RULES / "customer-relations-council" / "examples"
ASKED = "issues_resolved: no, new_issue: no, stage_1_delay_notified: not yet"

# example, conclusion, the readings on which it depends
READINGS = [
    ("logged-two-days-after-it-came", "stage_1_response.timeliness", ("stage_1_response_counts_from",)),
    ("answered-on-the-last-day-over-easter", "stage_1_response.timeliness", ()),
    ("a-reply-that-never-came", "stage_1_response.finding", ("stage_1_response_counts_from",)),
    ("received-some-time-in-june", "stage_1_response.timeliness", ()),
    ("review-acknowledged-two-days-later", "stage_2_response.finding", ("stage_2_response_counts_from",)),
    ("stage-2-answer-not-due", "ombudsman.readiness", ()),
    ("asked-the-day-after", "stage_2.escalation", ("stage_2_time_ends",)),
    ("month-from-the-leap-day", "stage_2.escalation", ("stage_2_time_ends",)),
    ("month-from-the-last-of-february", "stage_2.escalation", ()),  # a Tuesday
    ("posted-in-time-and-arrived-late", "stage_2.escalation", ()),
]


def found(case: Path, conclusion: str, vary_readings: bool = False) -> ConclusionRecord:
    """What a case comes to, by both engines."""
    desk = Desk(None)
    (head,) = desk.determine(desk.case(case), str(case), vary_readings=vary_readings).heads
    return next(one for one in head.conclusions if one.name == conclusion)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Where a case is written."""
    return tmp_path / "case.yaml"


def write(case: Path, assessed_on: str, facts: str) -> Path:
    """Write a case under this policy."""
    head = f"case: a case\npolicy: customer-relations-council\nassessed_on: {assessed_on}\n"
    case.write_text(f"{head}facts: {{{facts}}}\n", encoding="utf-8")
    return case


@pytest.mark.parametrize(("name", "conclusion", "readings"), READINGS)
def test_an_example_depends_on_a_reading_only_where_that_matters(
    name: str, conclusion: str, readings: tuple[str, ...]
) -> None:
    """The answer says which reading decides; where all come to the same it says nothing."""
    dependence = found(EXAMPLES / f"{name}.yaml", conclusion, vary_readings=True).depends_on_reading
    assert tuple(dependence.readings if dependence else ()) == readings


@pytest.mark.parametrize("sent", ["2023-01-28", "2023-01-29", "2023-01-30", "2023-01-31"])
def test_the_last_days_of_january_lead_to_the_last_day_of_february(case: Path, sent: str) -> None:
    """No month runs over into the next but one (Dodds v Walker, 1981)."""
    write(case, "2023-02-10", f"{ASKED}, received: 2023-01-16, stage_1_response_sent: {sent}")
    assert found(case, "stage_2_request.last_day").value == "2023-02-28"


@pytest.mark.parametrize("days", [0, 1, 5, 30])
def test_the_day_on_which_the_reply_arrives_changes_nothing(case: Path, days: int) -> None:
    """Sending starts the month."""
    arrived = date(2024, 3, 28) + timedelta(days=days)
    sent = "received: 2024-03-14, stage_1_response_sent: 2024-03-28"
    write(case, "2024-04-30", f"{ASKED}, {sent}, stage_1_response_received: {arrived}")
    assert found(case, "stage_2_request.last_day").value == "2024-04-28"


@pytest.mark.parametrize(
    ("received", "escalation"), [("2024-04-28", "may_request"), ("2024-04-29", "late_needs_discretion")]
)
def test_a_request_is_in_time_by_the_day_on_which_it_arrives(
    case: Path, received: str, escalation: str
) -> None:
    """Receipt ends the month, however early the request was written."""
    dates = "received: 2024-03-14, stage_1_response_sent: 2024-03-28, stage_2_requested: 2024-04-02"
    write(case, "2024-04-30", f"{ASKED}, {dates}, stage_2_request_received: {received}")
    assert found(case, "stage_2.escalation").value == escalation


def test_no_day_is_called_never() -> None:
    """More time without an end has no last day to be printed."""
    path = EXAMPLES / "put-off-without-a-new-day.yaml"
    said = run("assess", path).stdout + run("why", path, "stage_1_response.timeliness").stdout
    assert "no last day: running on as extended" in said
    assert "by never" not in said
    assert "before no day at all" not in said
