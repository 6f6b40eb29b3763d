"""The time limits in an answer, with the days on which time began and the act was done."""

from __future__ import annotations

from datetime import date

from explain.determination import record_of
from kb.model.case import Case, Head, Stated
from kb.model.determination import LimitRecord
from tests.loading import assessor
from tests.pictures.cases import assessed
from tests.pictures.test_timeline import path


def limits_of(example: str) -> dict[str, LimitRecord]:
    """The limits of an example by name."""
    (head,) = assessed(path(example)).heads
    return {one.name: one for one in head.limits}


def test_a_limit_has_its_length_its_clause_and_its_days() -> None:
    """Logged on 3 June 2024, acknowledged the day after, and never answered."""
    found = limits_of("housing-association/a-reply-that-never-came")
    answer, letter = found["stage_1_response"], found["stage_1_acknowledgement"]
    assert (answer.length, answer.clauses) == ("10 working days", ["housing-association/stage_1_outcome"])
    assert (answer.begun, answer.begins) == ("holds", ("2024-06-03", "2024-06-03"))
    assert (answer.done, answer.done_on) == (
        "fails",
        ("2024-06-18", None),
    )  # not before the day of assessment
    assert (letter.done, letter.done_on) == ("holds", ("2024-06-04", "2024-06-04"))


def test_days_that_are_not_known_exactly_keep_their_bounds() -> None:
    """Answered between Wednesday 12 and Friday 14 June 2024."""
    found = limits_of("housing-association/answered-between-two-days")
    assert found["stage_1_response"].done_on == ("2024-06-12", "2024-06-14")
    assert found["stage_2_request"].begins == ("2024-06-12", "2024-06-14")


def test_a_limit_that_is_not_for_this_complaint_says_so() -> None:
    """The Housing Ombudsman does not look at social care."""
    found = limits_of("four-procedure-council/childrens-stage-2-overdue-as-extended")
    assert found["housing_ombudsman"].applies == "fails"
    assert found["stage_2_response"].applies == "holds"


def test_the_length_is_that_of_this_complaint() -> None:
    """Of several that a document gives, the one that counts here."""
    found = limits_of("customer-feedback-council/the-range-begins-today")
    assert found["stage_1_response"].length == "20 working days"


def test_while_the_procedure_is_open_what_all_have_alike_stays() -> None:
    """Three working days in each, by a clause of each that is different; the rest is left out."""
    found = limits_of("four-procedure-council/nobody-knows-which-service")
    assert found["stage_1_acknowledgement"].length == "3 working days"
    assert len(found["stage_1_acknowledgement"].clauses) > 1
    assert "stage_1_response" not in found


def test_an_event_that_no_rule_counts_from_has_its_day_all_the_same() -> None:
    """The time for a referral runs to a named day, and begins with the reply."""
    case = Case(
        name="made up", policy="tiny-qualified", assessed_on=date(2019, 12, 29),
        heads=(Head(None, {"received": Stated("received", "not yet", "not yet")}),),
    )  # fmt: skip
    found = assessor("tiny-qualified").assess(case, case.heads[0], vary_readings=False)
    limits = {one.name: one for one in record_of(found).limits}
    assert limits["referral"].begins == ("2019-12-29", None)
