"""Contested facts where single answers are looked at: each account is tried, and what is the same is told once.

The landlord logged the complaint on Monday 3 June 2024 by its own account, and on Thursday 30 May by the tenant's. Line 41
gives ten working days: until Monday 17 June, or until Thursday 13 June.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from explain.accounts import by_account
from explain.comparing.sweep import Swept, sweep
from explain.comparing.what_if import what_if
from explain.whose import ways
from kb.calendar import OutsideCalendar
from kb.model.case import Case, Head
from kb.model.determination import OfMatter
from kb.model.situation import FactConflict
from tests.comparing.made import case, swept
from tests.comparing.test_contested import REPLY, contested
from tests.comparing.test_properties import engines
from tests.doors.running import CASES, DISPUTE, run, same_as_golden
from tests.loading import EVERY

SERVICE = CASES / "service_in_dispute.yaml"
ASKED: list[tuple[str, list[str]]] = [
    ("what-if", ["stage_1_response_sent=2024-06-14"]),
    ("sweep", ["assessed_on", "2024-06-10..2024-06-20", REPLY, "stage"]),
    ("latest", ["stage_1_response_sent", f"{REPLY}=met"]),
    ("contrast", [f"{REPLY}=overdue", f"{REPLY}=not_due"]),
    ("why-not", [f"{REPLY}=overdue"]),
    ("needs", []),
]
SOME = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
R = TypeVar("R", bound=OfMatter)
LANDLORD, TENANT = [{"logged": 1}], [{"logged": 2}]


def found(command: str, *asked: str, of: object = DISPUTE) -> dict[str, Any]:
    """The record that a command prints."""
    result = run(command, of, *asked, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    record: dict[str, Any] = json.loads(result.stdout)
    return record


@pytest.mark.parametrize(("command", "asked"), ASKED, ids=[name for name, _ in ASKED])
def test_it_can_be_read_aloud(command: str, asked: list[str], reset_golden: bool) -> None:
    """Who says what, then what is so whichever is right, then what is so under each; nothing besides on any stream."""
    result = run(command, DISPUTE, *asked, columns=60)
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= 60
    same_as_golden(f"comparing/accounts-{command}.txt", result.stdout, reset_golden)


@pytest.mark.parametrize("of", [DISPUTE, SERVICE], ids=lambda one: str(one.stem))
@pytest.mark.parametrize(("command", "asked"), ASKED, ids=[name for name, _ in ASKED])
def test_the_record_keeps_to_its_schema_and_has_every_account(
    command: str, asked: list[str], of: object
) -> None:
    """Even where it is contested which procedure the complaint goes by; each combination is there, once."""
    record = found(command, *asked, of=of)
    validator = Draft202012Validator(json.loads(schema_of(command)))
    assert [error.message for error in validator.iter_errors(record)] == []
    (tried,) = record["contested"]
    numbers = [one[tried["facts"][0]["name"]] for head in record["heads"] for one in head["accounts"]]
    assert (sorted(numbers), tried["combinations"]) == ([1, 2], 2)


def test_without_contested_facts_no_accounts_are_told() -> None:
    """Nothing was tried."""
    record = found(
        "sweep", "assessed_on", "2024-06-10..2024-06-12", of=CASES / "folder" / "never_answered.yaml"
    )
    assert record["contested"] == []
    assert record["heads"][0]["accounts"] is None


def test_a_sweep_tells_the_days_on_which_an_answer_is_due_under_each_account() -> None:
    """Due on the last day and overdue on the next working of the calendar: the 17th and 18th, or the 13th and 14th."""
    record = found("sweep", "assessed_on", "2024-06-10..2024-06-20", REPLY, "stage")
    days = {
        str(head["accounts"]): [
            (day["day"], flip["after"]["value"]) for day in head["flips"] for flip in day["flips"]
        ]
        for head in record["heads"]
    }
    assert days == {
        str(LANDLORD): [("2024-06-17", "due_today"), ("2024-06-18", "overdue")],
        str(TENANT): [("2024-06-13", "due_today"), ("2024-06-14", "overdue")],
    }
    assert record["contested"][0]["same"] == ["stage"]


def test_a_sweep_on_which_no_account_bears_is_told_once() -> None:
    """From the 18th on the answer is overdue whichever last day is right, the 13th or the 17th."""
    record = found("sweep", "assessed_on", "2024-06-18..2024-06-20", REPLY)
    assert [head["accounts"] for head in record["heads"]] == [[*LANDLORD, *TENANT]]
    assert record["contested"][0]["same"] == [REPLY]
    assert (
        "Whichever account is right, nothing flips"
        in run("sweep", DISPUTE, "assessed_on", "2024-06-18..2024-06-20", REPLY).stdout
    )


def test_a_contested_fact_that_is_swept_is_contested_no_more() -> None:
    """On 14 June 2024 the tenth working day is past for 30 May, today for 31 May to 2 June, and to come for 3 June."""
    record = found("sweep", "logged", "2024-05-30..2024-06-04", REPLY)
    assert (record["contested"], record["heads"][0]["accounts"]) == ([], None)
    flips = [
        (day["day"], flip["after"]["value"]) for day in record["heads"][0]["flips"] for flip in day["flips"]
    ]
    assert flips == [("2024-05-31", "due_today"), ("2024-06-03", "not_due")]


def test_the_latest_day_whichever_is_right_is_the_earlier_of_the_two() -> None:
    """By the landlord's account all days up to the assessment, the 14th, are in time; by the tenant's those to the 13th."""
    record = found("latest", "stage_1_response_sent", f"{REPLY}=met", "--from", "2024-06-03")
    assert {str(one["accounts"]): one["latest"] for one in record["heads"]} == {
        str(LANDLORD): "2024-06-14",
        str(TENANT): "2024-06-13",
    }
    (tried,) = record["contested"]
    assert (tried["earliest"], tried["latest"], tried["same"]) == ("2024-06-03", "2024-06-13", [])


def test_a_what_if_is_held_against_each_account() -> None:
    """An answer on 14 June 2024 is in time for the 17th and late for the 13th."""
    record = found("what-if", "stage_1_response_sent=2024-06-14")
    replies = {
        str(head["accounts"]): (one["before"]["value"], one["after"]["value"])
        for head in record["heads"] for one in head["changed"] if one["name"] == REPLY
    }  # fmt: skip
    assert replies == {str(LANDLORD): ("not_due", "met"), str(TENANT): ("overdue", "late")}
    (tried,) = record["contested"]
    assert REPLY not in tried["same"]
    assert "stage_2.answered" in tried["same"]


def test_what_if_one_account_were_right_changes_only_what_the_other_says() -> None:
    """As the landlord has it: nothing, if it is right; the tenant's last day moves from the 13th to the 17th."""
    record = found("what-if", "logged=2024-06-03")
    landlord, tenant = record["heads"]
    assert (landlord["accounts"], landlord["facts"], landlord["changed"]) == (LANDLORD, [], [])
    assert [(one["before"], one["after"]) for one in tenant["facts"]] == [("2024-05-30", "2024-06-03")]
    changed = {one["name"]: (one["before"]["value"], one["after"]["value"]) for one in tenant["changed"]}
    assert changed[REPLY] == ("overdue", "not_due")
    assert changed["stage_1_response.last_day"] == ("2024-06-13", "2024-06-17")


def test_accounts_that_would_be_are_tried_as_well() -> None:
    """Two accounts of the acknowledgement, by two of the logging: four combinations, named by both facts."""
    typed = "acknowledged={accounts: [{value: 2024-06-04, by: the landlord}, {value: 2024-06-10, by: the tenant}]}"
    record = found("what-if", typed, "acknowledgement_form=letter")
    assert record["contested"][0]["combinations"] == 4
    kept = {
        (one["logged"], one["acknowledged"]): conclusion["after"]["value"]
        for head in record["heads"] for one in head["accounts"]
        for conclusion in head["changed"] if conclusion["name"] == "stage_1_acknowledgement.timeliness"
    }  # fmt: skip
    # two working days end on 5 June, or on 3 June
    assert kept == {(1, 1): "met", (1, 2): "late", (2, 1): "late", (2, 2): "late"}


def test_two_values_are_contrasted_under_each_account() -> None:
    """On 14 June 2024 it is not due by the 17th, and overdue by the 13th."""
    record = found("contrast", f"{REPLY}=overdue", f"{REPLY}=not_due")
    assert [(one["accounts"], one["verdict"], one["holding"]) for one in record["heads"]] == [
        (LANDLORD, "one", "not_due"),
        (TENANT, "one", "overdue"),
    ]


def test_a_value_may_be_ruled_out_under_one_account_and_concluded_under_another() -> None:
    """Overdue on 14 June 2024 by the 13th alone."""
    record = found("why-not", f"{REPLY}=overdue")
    assert [(one["accounts"], one["verdict"]) for one in record["heads"]] == [
        (LANDLORD, "ruled_out"),
        (TENANT, "concluded"),
    ]
    assert record["contested"][0]["same"] == []


def test_reasons_that_read_the_same_are_told_once() -> None:
    """That no stage 2 was asked for keeps it from being complete, whenever it was logged."""
    text = run("why-not", DISPUTE, "stage=complete").stdout
    assert text.count("stage: stage 1, and so not: complete") == 1
    assert "Whichever account is right:" in text
    assert found("why-not", "stage=complete")["contested"][0]["same"] == ["stage"]


def test_what_is_missing_says_which_conclusions_no_account_decides() -> None:
    """The stage is stage 1 by both; how the answer stands waits for somebody to say who is right."""
    (tried,) = found("needs")["contested"]
    assert "stage" in tried["same"]
    assert REPLY not in tried["same"]
    assert "It decides: the stage 1 response" in " ".join(run("needs", DISPUTE).stdout.split())


def by_accounts(entries: Iterable[R]) -> dict[str, R]:
    """What is said under each combination of accounts; where none is contested, under the one there is."""
    nobody: list[dict[str, int]] = [{}]
    return {str(accounts): entry for entry in entries for accounts in entry.accounts or nobody}


@SOME
@given(st.randoms(use_true_random=False), st.sampled_from(EVERY))
def test_under_each_account_it_is_as_if_that_alone_were_stated(rng: Random, policy: str) -> None:
    """What would change, and what is told to be the same, is what cases with one account each say."""
    one = contested(rng, policy)
    (head,) = one.heads
    gone = set(rng.sample(list(head.facts), min(1, len(head.facts))))
    later = one.assessed_on + timedelta(days=rng.choice((1, 5, 30)))

    def otherwise(of: Head) -> Case:
        facts = {name: fact for name, fact in of.facts.items() if name not in gone}
        return replace(one, assessed_on=later, heads=(replace(of, facts=facts),))

    try:
        whole = what_if(engines(policy), one, otherwise(head))
        each = [what_if(engines(policy), replace(one, heads=(under,)), otherwise(under)).heads[0]
                for under in by_account(one).heads]  # fmt: skip
    except (FactConflict, OutsideCalendar):
        return
    entries = by_accounts(whole.heads)
    assert len(entries) == len(each)
    for under, alone in zip(by_account(one).heads, each, strict=True):
        entry = entries[str(under.accounts)]
        assert (entry.facts, entry.changed, entry.same) == (alone.facts, alone.changed, alone.same)
    for tried in whole.contested:
        changes = [{c.name: (c.before, c.after) for c in alone.changed} for alone in each]
        names = {name for changed in changes for name in changed}
        for name in names & set(tried.same):
            assert all(name in changed for changed in changes), name


@SOME
@given(st.randoms(use_true_random=False), st.sampled_from(EVERY))
def test_a_sweep_under_each_account_is_that_of_a_case_with_it_alone(rng: Random, policy: str) -> None:
    """Day by day, with no day left out."""
    one = contested(rng, policy)
    first = one.assessed_on - timedelta(days=5)
    days = Swept("assessed_on", first, first + timedelta(days=10))
    try:
        whole = sweep(engines(policy), one, days)
        each = [
            sweep(engines(policy), replace(one, heads=(under,)), days).heads[0]
            for under in by_account(one).heads
        ]
    except OutsideCalendar:
        return
    entries = by_accounts(whole.heads)
    for under, alone in zip(by_account(one).heads, each, strict=True):
        blank = {"accounts": None, "determined": 0}
        assert entries[str(under.accounts)].model_copy(update=blank) == alone.model_copy(update=blank)


def test_a_judgement_of_some_month_is_no_later_than_its_first_day() -> None:
    """Judged between May and July 2024: by 15 May it may have been, and is taken as stated; by 30 April it was not."""
    judged = "{value: yes, by: the council, when: 2024-05/2024-07}"
    one = case("four-procedure-council", "2024-06-18", received="2024-04-20", complex=judged)
    cannot = swept(one, "assessed_on", "2024-04-28", "2024-05-15").impossible
    assert [(run.first, run.last) for run in cannot] == [("2024-04-28", "2024-04-30")]


def test_who_has_to_be_right_is_said_with_no_more_accounts_than_suffice() -> None:
    """Of two facts with two accounts each, all but one combination: either account of its own is enough."""
    every = [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert ways([(1, 1), (1, 2), (2, 2)], every) == [((0, 1),), ((1, 2),)]
    assert ways([(2, 1)], every) == [((0, 2), (1, 1))]
    assert ways(every, every) == [()]


def test_who_is_right_is_said_with_the_fact_where_several_are_contested() -> None:
    """Both say something of two facts; how the answer stands hangs on the day of logging alone."""
    form = "{accounts: [{value: letter, by: the landlord}, {value: email, by: the tenant}]}"
    text = " ".join(
        run(
            "what-if", DISPUTE, f"acknowledgement_form={form}", "stage_1_response_sent=2024-06-14", "--all"
        ).stdout.split()
    )
    assert "If the landlord is right on logged as a formal complaint" in text
    assert "If the landlord is right, " not in text
