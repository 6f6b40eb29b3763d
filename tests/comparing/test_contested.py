"""Contested facts: only what all accounts agree on is concluded, and the answer says what hangs on whom."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from explain.determination import determine
from explain.merging import answer_of
from kb.calendar import OutsideCalendar
from kb.check.telling import stated
from kb.model.case import Case, Contested, Head
from kb.model.determination import AccountEffect, ConclusionRecord, HeadRecord
from kb.model.situation import FactConflict
from tests.comparing.made import case, ready
from tests.comparing.test_properties import engines
from tests.doors.running import DISPUTE, run, same_as_golden
from tests.generators import tell
from tests.loading import EVERY, assessor

REPLY = "stage_1_response.timeliness"
LOGGED = "{accounts: [{value: 2024-06-03, by: the landlord}, {value: 2024-05-30, by: the tenant}]}"
SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def answered(one: Case) -> HeadRecord:
    """The record of the one head."""
    return determine(ready(one), one, vary_readings=False).heads[0]


def conclusions(record: HeadRecord) -> dict[str, ConclusionRecord]:
    """The conclusions by name."""
    return {one.name: one for one in record.conclusions}


def test_a_day_on_either_side_of_a_limit_leaves_open_whether_the_answer_is_overdue() -> None:
    """Line 41: ten working days end on Monday 17 June 2024 after the 3rd, and on Thursday 13 June after 30 May."""
    record = answered(
        case("housing-association", "2024-06-14", logged=LOGGED, stage_1_response_sent="not yet")
    )
    found = conclusions(record)
    assert (found[REPLY].outcome, found[REPLY].possible) == ("open", ["not_due", "overdue"])
    assert found["stage_1_response.last_day"].bounds == ["2024-06-13", "2024-06-17"]
    assert [(item.kind, item.name) for item in found[REPLY].needs] == [("fact", "logged")]
    assert record.contested is not None
    (reply,) = [one for one in record.contested.depending if one.conclusion == REPLY]
    assert [(one.accounts, one.value) for one in reply.effects] == [
        ({"logged": 1}, "not_due"),
        ({"logged": 2}, "overdue"),
    ]


def test_where_both_days_are_past_the_limit_it_is_overdue_whoever_is_right() -> None:
    """Line 41: on 18 June 2024 both last days, the 13th and the 17th, are over."""
    record = answered(
        case("housing-association", "2024-06-18", logged=LOGGED, stage_1_response_sent="not yet")
    )
    found = conclusions(record)
    assert (found[REPLY].outcome, found[REPLY].value, found[REPLY].needs) == ("concluded", "overdue", [])
    assert found["stage_1_response.last_day"].outcome == "open"
    assert record.contested is not None
    assert REPLY not in {one.conclusion for one in record.contested.depending}


def test_a_reading_that_matters_under_one_account_only_is_told_of_what_all_agree_on() -> None:
    """Eight weeks from receipt, 24 June 2024, end on 19 August; from sending, the 21st or the 13th, on 16 or 8 August."""
    sent = "{accounts: [{value: 2024-06-21, by: the tenant}, {value: 2024-06-13, by: the landlord}]}"
    one = case("housing-association", "2024-08-20", logged="2024-06-03", stage_1_response_sent=sent,
               stage_1_response_received="2024-06-24", stage_2_requested="2024-08-12",
               dissatisfied_with="[outcome]")  # fmt: skip
    asked = conclusions(determine(ready(one), one).heads[0])["stage_2_request.timeliness"]
    assert (asked.outcome, asked.value) == ("concluded", "met")
    assert asked.depends_on_reading is not None
    assert asked.depends_on_reading.readings == ["stage_2_time_counts_from"]
    effects = {one.readings["stage_2_time_counts_from"]: (one.outcome, one.value)
               for one in asked.depends_on_reading.values}  # fmt: skip
    assert effects == {"receipt": ("concluded", "met"), "sending": ("open", None)}


LEAK = """\
case: leak from the flat above
policy: four-procedure-council
assessed_on: 2025-06-02
facts:
  service_area: housing_landlord
  occupancy_status: council_tenant
  received: {accounts: [{value: 2025-04-08, by: the council}, {value: 2025-04-03, by: the tenant}]}
  logged: 2025-04-08
  acknowledged: 2025-04-09
  stage_1_response_sent: 2025-04-23
"""


def test_a_reading_that_matters_under_one_account_only_is_told_with_that_account() -> None:
    """Ten working days, Easter between: from 3 April 2025 to the 17th, from the 8th to the 24th, from the 9th to the 25th.

    It was answered on the 23rd. If the tenant is right that is past the 17th, but not if time counts from logging, on the
    8th, or from the acknowledgement, on the 9th. If the council is right it is in time however the page is read.
    """
    received = "{accounts: [{value: 2025-04-08, by: the council}, {value: 2025-04-03, by: the tenant}]}"
    one = case("four-procedure-council", "2025-06-02", service_area="housing_landlord", received=received,
               occupancy_status="council_tenant", logged="2025-04-08", acknowledged="2025-04-09",
               stage_1_response_sent="2025-04-23")  # fmt: skip
    found = determine(ready(one), one).heads[0].contested
    assert found is not None
    council, tenant = next(each.effects for each in found.depending if each.conclusion == REPLY)
    assert (council.value, council.depends_on_reading) == ("met", None)
    assert (tenant.outcome, tenant.possible) == ("open", ["met_extended", "late"])
    assert _read(tenant) == {"receipt": None, "logging": "met", "acknowledgement": "met"}
    council, tenant = next(
        each.effects for each in found.depending if each.conclusion == "stage_1_response.due"
    )
    assert _read(council) == {
        "receipt": "2025-04-24",
        "logging": "2025-04-24",
        "acknowledgement": "2025-04-25",
    }
    assert _read(tenant) == {
        "receipt": "2025-04-17",
        "logging": "2025-04-24",
        "acknowledgement": "2025-04-25",
    }


def _read(effect: AccountEffect) -> dict[str, object]:
    """The value under each reading of when time begins."""
    depends = effect.depends_on_reading
    assert depends is not None
    return {one.readings["stage_1_response_counts_from"]: one.value for one in depends.values}


def test_an_officer_is_told_which_reading_matters_if_whom_is_right(tmp_path: Path) -> None:
    """Where it is said what hangs on the accounts, and beside the reasons; the 3rd and its count are in these."""
    (tmp_path / "leak.yaml").write_text(LEAK, encoding="utf-8")
    told = " ".join(run("assess", tmp_path / "leak.yaml").stdout.split())
    said = "not known yet: done in the time added; or done late, if the tenant is right"
    assert f"{said} (done in time if stage 1 response counts from: logging or acknowledgement)" in told
    assert "done in time, if the council is right -" in told
    reasons = " ".join(run("why", tmp_path / "leak.yaml", REPLY, "--for", "officer").stdout.split())
    assert (
        "how it stands, if the tenant is right: not known yet if receipt; done in time if logging" in reasons
    )
    assert "10 working days after Thu 3 April 2025: Thu 17 April 2025" in reasons
    assert "complaint received: Thu 3 April 2025 (stated by the tenant)" in reasons


def test_of_two_contested_facts_only_those_are_named_that_a_conclusion_hangs_on() -> None:
    """Line 23: a letter is owed, so the form decides; the answer hangs on the day of logging alone."""
    form = "{accounts: [{value: letter, by: the landlord}, {value: email, by: the tenant}]}"
    facts = {"logged": LOGGED, "acknowledged": "2024-06-04", "acknowledgement_form": form}
    record = answered(case("housing-association", "2024-06-14", stage_1_response_sent="not yet", **facts))
    assert record.contested is not None
    assert record.contested.combinations == 4
    facts_of = {one.conclusion: one.facts for one in record.contested.depending}
    assert facts_of[REPLY] == ["logged"]
    assert facts_of["stage_1_acknowledgement.timeliness"] == ["logged", "acknowledgement_form"]


def test_the_answer_can_be_read_aloud_in_sixty_columns(reset_golden: bool) -> None:
    """Who says what, how much does not hang on it, and what does."""
    result = run("assess", DISPUTE, columns=60)
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= 60
    same_as_golden("comparing/contested.txt", result.stdout, reset_golden)


def test_a_contested_case_and_its_answer_keep_to_their_schemas() -> None:
    """Whoever writes a case is told how by the editor; whoever reads the answer knows what to expect."""
    record = json.loads(run("assess", DISPUTE, "--format", "json").stdout)
    assert _faults("determination", record) == []
    written: dict[str, Any] = {"case": "x", "policy": "housing-association", "assessed_on": "2024-06-14"}
    both = [{"value": "2024-06-03", "by": "A"}, {"value": "2024-05-30", "by": "B"}]
    assert _faults("case", {**written, "facts": {"logged": {"accounts": both}}}) == []
    assert _faults("case", {**written, "facts": {"logged": {"accounts": both[:1]}}}) != []


def _faults(what: str, record: object) -> list[str]:
    return [error.message for error in Draft202012Validator(json.loads(schema_of(what))).iter_errors(record)]


def contested(rng: Random, policy: str) -> Case:
    """A case by chance, in which one to three facts are stated in two ways."""
    one = tell(rng, assessor(policy).procedure)
    facts, disputed = dict(one.head.facts), {}
    for name in rng.sample(list(facts), min(len(facts), rng.randint(1, 3))):
        other = stated(rng, assessor(policy).procedure, name, one.history)
        if other.value != facts[name].value:
            disputed[name] = Contested(name, (facts.pop(name), other))
    return replace(one.case, heads=(Head(None, facts, disputed),))


@SOME
@given(st.randoms(use_true_random=False), st.sampled_from(EVERY))
def test_a_conclusion_is_drawn_only_if_all_accounts_agree_and_no_account_overturns_it(
    rng: Random, policy: str
) -> None:
    """Law 1: settling a contest, whichever way, changes nothing that was concluded."""
    one = contested(rng, policy)
    (head,) = one.heads
    try:
        found = conclusions(determine(engines(policy), one, vary_readings=False).heads[0])
        each = [conclusions(determine(engines(policy), replace(one, heads=(under,)), vary_readings=False).heads[0])
                for under in head.by_account()]  # fmt: skip
    except (FactConflict, OutsideCalendar):
        return
    for name, record in found.items():
        answers = {repr(answer_of(under[name])) for under in each}
        if record.members is not None:
            for member, how in record.members.items():
                under = {(one[name].members or {}).get(member) for one in each}
                assert how == (under.pop() if len(under) == 1 else "open"), (name, member)
        elif len(answers) == 1:
            assert repr(answer_of(record)) in answers, name
        else:
            assert record.outcome == "open", name


@SOME
@given(st.randoms(use_true_random=False), st.sampled_from(EVERY))
def test_the_graphs_of_all_accounts_stand_side_by_side(rng: Random, policy: str) -> None:
    """Each node of each account is there under its number; no edge leads nowhere or in a circle."""
    one = contested(rng, policy)
    (head,) = one.heads
    try:
        found = determine(engines(policy), one, vary_readings=False).heads[0].graph
        each = [determine(engines(policy), replace(one, heads=(under,)), vary_readings=False).heads[0].graph
                for under in head.by_account()]  # fmt: skip
    except (FactConflict, OutsideCalendar):
        return
    graph: nx.DiGraph[str] = nx.DiGraph(found.edges)
    assert nx.is_directed_acyclic_graph(graph)
    nodes = {node.id for node in found.nodes}
    assert set(graph.nodes) <= nodes
    if head.contested:
        for number, own in enumerate(each, 1):
            assert {f"account {number}/{node.id}" for node in own.nodes} <= nodes


def test_a_receipt_keeps_every_account_and_replays_to_the_same_bytes(tmp_path: Path) -> None:
    """Whoever assesses it again tries the same accounts."""
    receipt = tmp_path / "receipt.json"
    assert run("assess", DISPUTE, "--receipt", receipt).exit_code == 0
    result = run("replay", receipt)
    assert (result.exit_code, "The same answer, byte for byte" in result.stdout) == (0, True)
    (contest,) = json.loads(receipt.read_text())["case"]["heads"][0]["contested"]
    assert [account["by"] for account in contest["accounts"]] == ["the landlord", "the tenant"]


@pytest.mark.parametrize("asked", [(), (REPLY,), (f"{REPLY}=overdue",)])
def test_an_answer_with_contested_facts_is_verified(asked: tuple[str, ...], tmp_path: Path) -> None:
    """Every combination of accounts is there, and what is agreed follows from all; of reasons as well."""
    trace = tmp_path / "trace.json"
    command = ("why", DISPUTE, *asked) if asked else ("assess", DISPUTE)
    trace.write_text(run(*command, "--format", "json").stdout)
    result = run("verify", trace, "--case", DISPUTE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("It follows: every step of")


def test_an_account_that_is_moved_is_told_by_its_step_and_its_place(tmp_path: Path) -> None:
    """The tenant is said to have named another day."""
    trace = tmp_path / "trace.json"
    text = run("assess", DISPUTE, "--format", "json").stdout
    trace.write_text(text.replace("2024-05-30", "2024-05-31"))
    result = run("verify", trace, "--case", DISPUTE)
    assert result.exit_code == 1
    assert (
        "`account 2/fact logged`: its `text` is `2024-05-31`, and what follows is `2024-05-30`"
        in " ".join(result.stdout.split())
    )
