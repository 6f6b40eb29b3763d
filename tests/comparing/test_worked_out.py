"""Contrasts, what-ifs, sweeps and latest days, each worked out from the document and the calendar first."""

from __future__ import annotations

from kb.model.comparing import HeadWhatIf
from tests.comparing.made import between, case, example, flips, if_it_were, swept, until

HOUSING, COUNCIL = "housing-association", "four-procedure-council"
REPLY = "stage_1_response.timeliness"
OWED = case(HOUSING, "2024-06-10", logged="2024-06-03", stage_1_response_sent="not yet")
ANSWERED = case(HOUSING, "2024-09-02", contacted="2024-06-01", logged="2024-06-03", stage_1_response_sent="2024-06-20",
                stage_2_requested="2024-08-20", dissatisfied_with="[outcome]")  # fmt: skip


def values(found: HeadWhatIf) -> dict[str, tuple[object, object]]:
    """The values before and after of what would change."""
    return {
        one.name: (one.before and one.before.value, one.after and one.after.value) for one in found.changed
    }


# --- contrast


def test_what_decides_between_the_two_ombudsmen_is_the_procedure_the_service_and_the_tenancy() -> None:
    """Lines 50-52: housing goes to one, all else to the other; line 56: a private resident's to the other, too."""
    found = between(
        example(COUNCIL, "housing-ombudsman-on-the-last-day"), "ombudsman.route", "housing_ombudsman", "lgsco"
    )
    assert (found.verdict, found.holding) == ("one", "housing_ombudsman")
    assert {ground for part in found.decides for ground in part.grounds} == {
        "fact service_area",
        "fact occupancy_status",
    }
    assert len(found.decides) == 3
    cited = {clause for part in found.decides for clause in part.clauses}
    assert cited == {
        "four-procedure-council/which_ombudsman",
        "four-procedure-council/housing_ombudsman_remit",
    }


def test_of_two_values_the_one_that_holds_may_be_named_second() -> None:
    """A private tenant's complaint goes to the LGSCO, in whichever order the two are named."""
    private = example(COUNCIL, "private-tenant-wants-enforcement")
    one = between(private, "ombudsman.route", "housing_ombudsman", "lgsco")
    other = between(private, "ombudsman.route", "lgsco", "housing_ombudsman")
    assert (one.holding, other.holding) == ("lgsco", "lgsco")
    assert {part.node for part in one.decides} == {part.node for part in other.decides}


def test_what_would_do_as_well_is_named_beside_what_decides() -> None:
    """Line 56: neither is it the landlord's service nor do they live in a home of the council; one of the two would do."""
    private = case(
        COUNCIL, "2024-06-10", service_area="private_sector_enforcement", occupancy_status="private_tenant"
    )
    found = between(private, "ombudsman.route", "lgsco", "housing_ombudsman")
    (part,) = [one for one in found.decides if one.instead]
    below = {node.id: node for node in found.graph.nodes}
    said = [below[node].label for node in (part.node, *part.instead)]
    assert [one.partition(":")[0] for one in said] == [
        "what the complaint is about",
        "how the complainant occupies the home",
    ]
    alone = case(COUNCIL, "2024-06-10", service_area="housing_landlord", occupancy_status="private_tenant")
    assert not any(
        one.instead for one in between(alone, "ombudsman.route", "lgsco", "housing_ombudsman").decides
    )


def test_late_and_not_in_time_is_decided_by_one_comparison() -> None:
    """Line 41: ten working days after 3 June 2024 end on 17 June; it was sent on the 20th."""
    found = between(ANSWERED, REPLY, "met", "late")
    assert found.holding == "late"
    (part,) = found.decides
    assert "Thu 20 June 2024" in part.said
    assert "Mon 17 June 2024" in part.said
    assert set(part.grounds) == {"fact logged", "fact stage_1_response_sent"}


def test_of_an_any_of_both_can_hold() -> None:
    """Line 41 and 23: neither the letter nor the answer has been sent, so both are to be done."""
    both = case(
        HOUSING, "2024-06-10", logged="2024-06-03", acknowledged="not yet", stage_1_response_sent="not yet"
    )
    found = between(both, "next_action", "stage_1_response", "stage_1_acknowledgement")
    assert found.verdict == "both"
    assert [one.stands for one in (found.first, found.second)] == ["holds", "holds"]
    assert found.first.parts
    assert found.second.parts


def test_what_is_open_says_what_each_waits_for() -> None:
    """Whether stage 2 was answered is not stated, so the process may be complete or not."""
    found = between(ANSWERED, "ombudsman.readiness", "ready", "premature")
    assert found.verdict == "open"
    assert {item.name for item in found.first.needs} == {item.name for item in found.second.needs}
    assert "stage_2_response_sent" in {item.name for item in found.first.needs}


def test_neither_is_ruled_out_twice_and_silence_decides_nothing() -> None:
    """It was answered late, so it is neither due today nor to come; and no rule of the page refuses a late request."""
    neither = between(ANSWERED, REPLY, "not_due", "due_today")
    assert (neither.verdict, neither.decides) == ("neither", [])
    assert neither.first.parts
    assert between(ANSWERED, "stage_2.escalation", "refused_late", "may_request").verdict == "silent"


# --- what if


def test_logged_after_easter_and_not_before_it_the_answer_is_due_a_day_later() -> None:
    """28 March 2024 is Maundy Thursday: from it the tenth working day is 15 April, from Tuesday 2 April the 16th.

    2, 3, 4, 5, 8, 9, 10, 11, 12, 15 April; and 3, 4, 5, 8, 9, 10, 11, 12, 15, 16 April.
    """
    easter = case(HOUSING, "2024-04-16", logged="2024-03-28", stage_1_response_sent="not yet")
    found = if_it_were(easter, "logged=2024-04-02")
    assert values(found)["stage_1_response.last_day"] == ("2024-04-15", "2024-04-16")
    assert values(found)[REPLY] == ("overdue", "due_today")
    (timeliness,) = [one for one in found.changed if one.name == REPLY]
    assert timeliness.why.turns_on == ["logged"]
    assert [step.kind for step in timeliness.why.steps][-1] == "fact"
    rules = [step for step in timeliness.why.steps if step.kind == "rule"]
    assert rules[0].clauses[0] == "housing-association/stage_1_outcome"


def test_one_more_fact_one_less_and_another_day_can_be_asked_about() -> None:
    """Line 41: sent on 17 June it is in time; without the day of logging nothing is known; on 18 June it is overdue."""
    assert values(if_it_were(OWED, "stage_1_response_sent=2024-06-10"))[REPLY] == ("not_due", "met")
    assert values(if_it_were(OWED, without=("logged",)))[REPLY][0] == "not_due"
    later = if_it_were(OWED, assessed_on="2024-06-18")
    assert values(later)[REPLY] == ("not_due", "overdue")
    (reply,) = [one for one in later.changed if one.name == REPLY]
    assert reply.why.turns_on == ["assessed_on"]


def test_a_complaint_about_another_service_goes_by_another_procedure() -> None:
    """Line 40: social care for adults has a procedure to itself, which has no stage 2."""
    housing = example(COUNCIL, "housing-ombudsman-on-the-last-day")
    found = if_it_were(housing, "service_area=adult_social_care")
    assert (found.procedures_before, found.procedures_after) == (["housing"], ["adult_statutory"])
    by_name = {one.name: one for one in found.changed}
    assert by_name["procedure"].why.turns_on == ["service_area"]
    assert by_name["stage_2_response.timeliness"].after is None
    assert by_name["stage_2_response.timeliness"].why.by_procedure


# --- sweep


def test_an_answer_is_late_from_the_day_after_the_tenth_working_day() -> None:
    """Line 41: from Monday 3 June 2024 the tenth working day is Monday 17 June."""
    found = flips(ANSWERED, "stage_1_response_sent", "2024-06-03", "2024-07-03", REPLY)
    assert found == [("2024-06-18", "met", "late")]


def test_an_answer_that_is_owed_is_due_on_its_last_day_and_overdue_on_the_next() -> None:
    """Line 41: 17 June is the last day; the sweep may begin only when it has been logged."""
    found = swept(OWED, "assessed_on", "2024-06-01", "2025-05-31", REPLY)
    told = [(day.day, flip.after.value) for day in found.flips for flip in day.flips]
    assert told == [("2024-06-17", "due_today"), ("2024-06-18", "overdue")]
    assert [(one.first, one.last) for one in found.impossible] == [("2024-06-01", "2024-06-02")]
    assert found.days == 363
    assert all(flip.why.turns_on == ["assessed_on"] for day in found.flips for flip in day.flips)


def test_the_time_for_the_ombudsman_has_passed_after_eight_weeks() -> None:
    """Line 77: eight weeks from Monday 1 July 2024 end on Monday 26 August."""
    done = {
        "stage_2_requested": "2024-06-03",
        "stage_2_response_sent": "2024-07-01",
        "dissatisfied_with": "[outcome]",
    }
    first = {"logged": "2024-05-01", "stage_1_response_sent": "2024-05-10", "ombudsman_contacted": "not yet"}
    through = case(HOUSING, "2024-07-10", **first, **done)
    found = flips(through, "assessed_on", "2024-07-01", "2024-12-31", "ombudsman.window")
    assert found == [("2024-08-27", "running", "passed")]


def test_logged_on_any_day_of_a_long_weekend_the_answer_is_due_on_the_same_day() -> None:
    """Line 41: on 10 June 2024 it is due only if it was logged from Friday 24 to Monday 27 May, a bank holiday."""
    found = flips(OWED, "logged", "2024-05-20", "2024-06-10", REPLY)
    # 28, 29, 30, 31 May are working days 1 to 4; 3 to 7 June 5 to 9; 10 June is the tenth
    assert found == [("2024-05-24", "overdue", "due_today"), ("2024-05-28", "due_today", "not_due")]


def test_last_days_move_with_what_they_count_from() -> None:
    """Line 41: every day of logging has its own last day, so that is told once and not as a flip a day."""
    found = swept(OWED, "logged", "2024-06-03", "2024-06-10", "stage_1_response.last_day")
    (moves,) = found.moves
    assert found.flips == []
    assert (moves.first.value, moves.last.value) == ("2024-06-17", "2024-06-24")


# --- the latest day


def test_stage_2_can_be_asked_for_until_eight_weeks_are_over() -> None:
    """Line 47: eight weeks from Thursday 20 June 2024 end on Thursday 15 August."""
    found = until(ANSWERED, "stage_2_requested", "stage_2_request.timeliness=met", "2024-06-01", "2024-09-02")
    assert (found.earliest, found.latest) == ("2024-06-01", "2024-08-15")
    assert not found.to_last
    run = next(one for one in found.runs if one.last == "2024-08-15")
    assert run.calculations == ["8 weeks after Thu 20 June 2024: Thu 15 August 2024"]
    assert run.because is not None
    assert run.because.turns_on == ["stage_2_requested"]


def test_three_months_end_on_the_corresponding_date() -> None:
    """Line 17: three months from 31 January 2024 end on 30 April, which has no 31st (Dodds v Walker)."""
    late = case(HOUSING, "2024-12-31", issue_occurred="2024-01-31", contacted="2024-05-10")
    found = until(late, "contacted", "complaint.timeliness=met", "2024-02-01", "2024-12-31")
    assert found.latest == "2024-04-30"


def test_a_year_for_the_ombudsman_ends_on_the_last_of_february() -> None:
    """Line 56: twelve months from 29 February 2024; 2025 has no 29 February."""
    leap = example(COUNCIL, "housing-ombudsman-on-the-last-day")
    found = until(leap, "ombudsman_contacted", "housing_ombudsman.timeliness=met", "2024-02-29", "2025-03-10")
    assert found.latest == "2025-02-28"


def test_where_a_value_comes_and_goes_every_run_is_given() -> None:
    """Asked for before the stage 1 answer it is too early, then it can be asked for, then it is out of time."""
    found = until(ANSWERED, "stage_2_requested", "stage_2.escalation=may_request", "2024-05-01", "2024-09-02")
    told = [(run.first, run.stands, run.came and run.came.value) for run in found.runs]
    assert told[0][1] == "impossible"
    assert ("2024-06-20", "holds", "may_request") in told
    assert ("2024-08-16", "fails", "out_of_time_no_stated_discretion") in told
    assert (found.earliest, found.latest) == ("2024-06-20", "2024-08-15")


def test_where_the_day_is_known_within_bounds_it_may_be_so_later() -> None:
    """Line 41: logged on 3 or 4 June, the tenth working day is the 17th or the 18th."""
    vague = case(HOUSING, "2024-06-30", logged="2024-06-03/2024-06-04", stage_1_response_sent="2024-06-20")
    found = until(vague, "stage_1_response_sent", f"{REPLY}=met", "2024-06-05", "2024-06-30")
    assert (found.latest, found.may_be) == ("2024-06-17", "2024-06-18")
