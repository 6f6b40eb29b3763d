"""What the tests of readings look at: telling explanations of every procedure, and every conclusion of the examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from complaints_kb.desk import Desk
from complaints_kb.readings import reading_of, reading_of_case
from explain.readings.reading import Reading
from explain.words import Words, words_of
from kb.model.determination import ConclusionRecord, Determination, HeadRecord
from kb.model.reading import Reader
from tests.loading import RULES

READERS: tuple[Reader, ...] = ("public", "officer", "auditor")
EXAMPLES = sorted(RULES.glob("*/examples/*.yaml"))
CONTESTED = [one for one in EXAMPLES if "accounts:" in one.read_text(encoding="utf-8")]
EXPLAINED = {
    "overdue": ("housing-association", "a-reply-that-never-came", "stage_1_response.timeliness"),
    "not-by-letter": ("housing-association", "acknowledged-by-email", "stage_1_acknowledgement.timeliness"),
    "late-complaint-with-discretion": ("housing-association", "three-months-have-passed", "complaint.admissibility"),
    "sending-or-receipt": ("housing-association", "sent-one-day-and-received-later", "stage_2_request.timeliness"),
    "ground-with-missing-facts": (
        "housing-association", "nobody-knows-what-the-resident-is-unhappy-with", "stage_2.escalation"),
    "range-and-start": ("customer-feedback-council", "counted-from-logging", "stage_1_response.timeliness"),
    "later-day-agreed": ("customer-feedback-council", "a-later-day-was-agreed", "stage_2.ground"),
    "asked-without-an-answer": ("customer-feedback-council", "asked-for-stage-2-because-no-answer-came", "stage"),
    "five-days-of-a-kind": ("charter-council", "request-confirmed-after-easter", "stage_2_acknowledgement.timeliness"),
    "extension-running": ("charter-council", "complex-and-running-on", "stage_2_response.timeliness"),
    "no-time-for-asking": ("charter-council", "asked-for-stage-2-two-years-later", "stage_2_request.timeliness"),
    "out-of-scope": ("charter-council", "a-complaint-about-a-carer", "procedure"),
    "request-out-of-time": ("customer-relations-council", "the-month-has-passed", "stage_2.escalation"),
    "put-off": ("customer-relations-council", "put-off-and-answered-on-the-new-day", "stage_1_response.timeliness"),
    "new-issue": ("customer-relations-council", "new-issue-put-forward-for-review", "new_complaint_required"),
    "stuck": ("four-procedure-council", "corporate-stage-2-answer-overdue", "local_process.stalled"),
    "ombudsman-last-day": ("four-procedure-council", "housing-ombudsman-last-day-today", "ombudsman.window"),
    "ombudsman-may-still-say-yes": ("four-procedure-council", "housing-ombudsman-year-is-over", "ombudsman.window"),
    "panel": ("four-procedure-council", "childrens-panel-overdue", "stage_3_panel.timeliness"),
    "children-extended-too-late": (
        "four-procedure-council", "childrens-extended-a-day-too-late", "stage_1_response.timeliness"),
    "timetable-agreed": (
        "four-procedure-council", "adults-timetable-shorter-than-twenty-days", "stage_1_response.timeliness"),
    "put-right-at-the-last-minute": (
        "four-procedure-council", "settled-over-a-weekend-at-the-last-minute", "resolution_path"),
    "times-that-nobody-noted": (
        "four-procedure-council", "settled-the-next-day-and-nobody-noted-the-times", "resolution_path"),
    "procedure-not-known": ("four-procedure-council", "nobody-knows-which-service", "stage_1_response.timeliness"),
}  # fmt: skip
"""Explanations by what is telling about them: policy, example, conclusion."""
LONG = {
    "procedure-not-known", "ombudsman-may-still-say-yes", "ombudsman-last-day", "extension-running", "request-out-of-time",
    "panel", "stuck",
}  # fmt: skip
"""Those that an auditor reads on so many pages that they are not kept."""
CASES = {
    "late-all-over": ("housing-association", "a-reply-that-never-came"),
    "what-comes-next-is-the-ombudsman": ("four-procedure-council", "lgsco-last-day-today"),
    "two-matters": ("four-procedure-council", "care-and-a-damp-flat"),
    "time-has-passed": ("customer-relations-council", "the-month-has-passed"),
    "hardly-anything-known": ("customer-feedback-council", "hardly-any-facts"),
}


class Assessed(NamedTuple):
    """An example as assessed, with the words for each of its matters."""

    answer: Determination
    heads: tuple[tuple[HeadRecord, Words], ...]


@cache
def desk() -> Desk:
    """One desk for all tests, so that each policy is made ready once."""
    return Desk(RULES)


@cache
def assessed(path: Path) -> Assessed:
    """Assess an example, with its readings varied."""
    case = desk().case(path)
    answer = desk().determine(case, str(path))
    procedures = desk().policy(case.policy).procedures
    return Assessed(answer, tuple((head, words_of(head, procedures)) for head in answer.heads))


def example(policy: str, name: str) -> Path:
    """Give the file of an example."""
    return RULES / policy / "examples" / f"{name}.yaml"


def every_reading(path: Path, reader: Reader) -> Iterator[tuple[HeadRecord, ConclusionRecord, Reading]]:
    """Make the readings of every conclusion of an example."""
    found = assessed(path)
    procedures = desk().policy(found.answer.policy.id).procedures
    for head, _ in found.heads:
        for record in head.conclusions:
            yield head, record, reading_of(found.answer, head, record, reader, procedures)


def case_readings(path: Path, reader: Reader) -> Iterator[tuple[HeadRecord, Reading]]:
    """Make the readings of each matter of an example."""
    found = assessed(path)
    procedures = desk().policy(found.answer.policy.id).procedures
    for head, _ in found.heads:
        yield head, reading_of_case(found.answer, head, reader, procedures)
