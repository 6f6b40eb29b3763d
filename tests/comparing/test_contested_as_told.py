"""Contested facts as they are told and drawn: who says what, what comes of each, and whose account a step rests on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.comparing.test_contested import LOGGED, REPLY
from tests.doors.running import CASES, DISPUTE, run


def said(*arguments: str | Path) -> str:
    """What a command prints, its lines drawn together."""
    result = run(*arguments)
    assert (result.exit_code, "Traceback" in result.stderr) == (0, False)
    return " ".join(result.stdout.split())


def test_whoever_complained_is_never_told_one_account_as_what_happened() -> None:
    """Both stand together, with who says so and what comes of each; neither is a reason."""
    text = said("why", DISPUTE, REPLY, "--for", "public")
    both = (
        "Accounts differ. According to the landlord, the landlord logged your complaint on Monday 3 June 2024. "
        "According to the tenant, the landlord logged your complaint on Thursday 30 May 2024."
    )
    assert both in text
    assert "If the tenant is right, the landlord is late to answer" in text
    assert "logged" not in text.partition("What is not certain")[0]
    assert text.count("2024") == 3  # the day of either account, and the day of assessment


@pytest.mark.parametrize(
    ("landlords", "tenants", "said_of_each"),
    [
        (
            "2024-06-14",
            "2024-06-18",
            "If the landlord is right on both, the landlord has answered your complaint at stage 1, and that was in "
            "time. Otherwise, the landlord was late to answer your complaint at stage 1.",
        ),
        (
            "2024-06-18",
            "2024-06-14",
            "Suppose the landlord is right on logged as a formal complaint and the tenant is right on stage 1 response "
            "sent. Then the landlord has answered your complaint at stage 1, and that was in time. Otherwise, the "
            "landlord was late to answer your complaint at stage 1.",
        ),
    ],
)
def test_of_two_contested_facts_it_is_told_briefly_who_has_to_be_right(
    landlords: str, tenants: str, said_of_each: str, tmp_path: Path
) -> None:
    """Line 41: ten working days end on Monday 17 June 2024 after the 3rd, and on Thursday 13 June after 30 May.

    So an answer of 14 June is in time by one of four combinations, and one of 18 June by none.
    """
    sent = f"{{accounts: [{{value: {landlords}, by: the landlord}}, {{value: {tenants}, by: the tenant}}]}}"
    twice = tmp_path / "twice.yaml"
    twice.write_text(
        "case: two days in dispute\npolicy: housing-association\nassessed_on: 2024-06-20\n"
        f"facts:\n  logged: {LOGGED}\n  stage_1_response_sent: {sent}\n",
        encoding="utf-8",
    )
    text = said("why", twice, REPLY, "--for", "public")
    assert said_of_each in text
    assert text.count("Accounts differ.") == 2


def test_what_may_have_gone_wrong_names_what_it_is_about_beside_what_surely_did(tmp_path: Path) -> None:
    """The letter of 20 June was due two working days after 3 June; whether the answer was late is in dispute."""
    sent = "{accounts: [{value: 2024-06-14, by: the landlord}, {value: 2024-06-20, by: the tenant}]}"
    both = tmp_path / "both.yaml"
    both.write_text(
        "case: late for sure, and late in dispute\npolicy: housing-association\nassessed_on: 2024-07-14\n"
        "facts:\n  logged: 2024-06-03\n  acknowledged: 2024-06-20\n  acknowledgement_form: letter\n"
        f"  stage_1_response_sent: {sent}\n",
        encoding="utf-8",
    )
    text = said("assess", both, "--for", "public")
    wrong, _, unsure = text.partition("What is not certain")
    assert "The landlord did not confirm that it has your complaint as it said it would." in wrong
    assert (
        "If the landlord is right, nothing broke the policy where the landlord has to answer your "
        "complaint at stage 1. If the tenant is right, the landlord did not answer your complaint at stage 1 as it "
        "said it would." in unsure
    )


def test_who_is_right_is_told_first_where_something_follows() -> None:
    """No "this" stands before what it means, and what follows alike is told once."""
    text = said("assess", CASES / "judged_in_between.yaml", "--for", "public")
    assert (
        "If the council is right, the policy sets no time for you to ask for stage 2. If the daughter is"
        in text
    )


def test_reasons_are_told_under_each_account_with_who_is_right_then() -> None:
    """The tree of each stands under its own answer; by the list of days it is said whose they are."""
    text = said("why", DISPUTE, REPLY, "--ledger")
    assert "how it stands: not due yet, if the landlord is right" in text
    assert "how it stands: overdue, if the tenant is right" in text
    assert (
        "The days counted: 10 working days after Thu 30 May 2024: Thu 13 June 2024, if the tenant is right"
        in text
    )


def test_a_conclusion_that_no_account_bears_on_is_told_as_any_other() -> None:
    """Nothing is said of the accounts, and nothing is told twice."""
    text = said("why", DISPUTE, "ombudsman.route")
    assert "is right" not in text
    assert "accounts differ" not in text


def test_a_timeline_is_drawn_under_each_account() -> None:
    """No day of one account is shown as certain."""
    text = said("timeline", DISPUTE, "--format", "text")
    landlords, tenants = text.split("Timeline: ")[1:]
    assert landlords.startswith("a day in dispute, if the landlord is right.")
    assert tenants.startswith("a day in dispute, if the tenant is right.")
    assert ("last day Mon 17 June 2024" in landlords, "last day Mon 17 June 2024" in tenants) == (True, False)
    assert "if the tenant is right" in said("timeline", DISPUTE)


@pytest.mark.parametrize("command", [("graph", REPLY), ("ledger", f"{REPLY.partition('.')[0]}.last_day")])
def test_pictures_say_whose_account_a_step_rests_on(command: tuple[str, str]) -> None:
    """In words as in the drawing."""
    name, asked = command
    text = said(name, DISPUTE, asked, "--format", "text")
    assert "if the landlord is right" in text
    assert "if the tenant is right" in text


def test_an_auditor_is_told_once_what_all_accounts_share() -> None:
    """Documents and presumptions; what accounts are is said in words."""
    text = said("why", DISPUTE, REPLY, "--for", "auditor")
    assert text.count("Document: Making a complaint") == 1
    assert "{'" not in text


def test_prov_attributes_each_account_to_whoever_gives_it() -> None:
    """Two agents, two facts."""
    document = json.loads(run("prov", DISPUTE, REPLY).stdout)
    attributed = {one["prov:entity"]: one["prov:agent"] for one in document["wasAttributedTo"].values()}
    assert attributed == {
        "node:account%201%2Ffact%20logged": "agent:the%20landlord",
        "node:account%202%2Ffact%20logged": "agent:the%20tenant",
    }
