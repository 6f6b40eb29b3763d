from __future__ import annotations

import json
from pathlib import Path

import pytest

from complaints_kb.desk import Desk
from explain.why_text import why
from explain.words import words_of
from tests.doors.running import CARER, EASTER, LATE, MATTERS, NEVER, READING, run, same_as_golden
from tests.loading import RULES

CARE_AND_FLAT = RULES / "four-procedure-council/examples/care-and-a-damp-flat.yaml"
TOLD = [
    ("concluded", NEVER, ["stage_1_response.timeliness", "--ledger"]),
    ("several-rules-deep", LATE, ["stage_2.escalation"]),
    ("left-over", NEVER, ["local_process"]),
    ("ruled-out", LATE, ["stage_2.escalation=may_request"]),
    ("not-concluded", EASTER, ["stage_1_response.finding"]),
    ("open", LATE, ["ombudsman.readiness"]),
    ("open-day", NEVER, ["ombudsman.window_ends"]),
    ("any-of", EASTER, ["stage_1_acknowledgement.missing"]),
    ("member", EASTER, ["next_action=stage_1_response"]),
    ("easter", EASTER, ["stage_1_response.last_day", "--ledger"]),
    ("reading", READING, ["stage_2_request.timeliness"]),
    ("one-matter", MATTERS, ["stage_1_response.timeliness", "--head", "the leak"]),
    ("both-matters", MATTERS, ["stage_1_response.timeliness"]),
    ("everything", NEVER, ["stage_1_response.timeliness", "--all"]),
    ("shallow", LATE, ["stage_2.escalation", "--depth", "1"]),
]


@pytest.mark.parametrize(("name", "case", "asked"), TOLD, ids=[told[0] for told in TOLD])
def test_reasons_can_be_read_aloud(name: str, case: object, asked: list[str], reset_golden: bool) -> None:
    """What, from whom or by which clause, and nothing twice."""
    result = run("why", case, *asked)
    assert result.exit_code == 0
    assert result.stderr == ""
    same_as_golden(f"why-{name}.txt", result.stdout, reset_golden)


def test_of_several_things_of_which_one_would_do_each_that_is_so_is_told() -> None:
    """Line 56: a private tenant, and not about the landlord's service."""
    private = CARE_AND_FLAT.with_name("private-tenant-wants-enforcement.yaml")
    _, _, below = " ".join(run("why", private, "ombudsman.route").stdout.split()).partition(
        "one of these is so "
    )
    assert below.startswith("- what the complaint is about: enforcement against private landlords, so not")
    assert (
        "- how the complainant occupies the home: tenant of a private landlord, so none of these: tenant"
        in below
    )


def test_an_open_day_is_told_with_what_it_is_counted_from(tmp_path: Path) -> None:
    """Ten working days from Thursday 3 April 2025 end on Maundy Thursday, the 17th; whether more was taken is not known."""
    case = tmp_path / "leak.yaml"
    facts = "{service_area: housing_landlord, received: 2025-04-03, stage_1_response_sent: 2025-04-23}"
    head = "case: a leak\npolicy: four-procedure-council\nassessed_on: 2025-06-02\n"
    case.write_text(f"{head}facts: {facts}\n", encoding="utf-8")
    text = " ".join(run("why", case, "stage_1_response.timeliness").stdout.split())
    assert "the stage 1 response: last day: open, not before Thu 17 April 2025" in text
    assert "- 10 working days after Thu 3 April 2025: Thu 17 April 2025" in text
    assert "- complaint received: Thu 3 April 2025 (stated)" in text


def test_in_forty_columns_the_tree_is_still_read(reset_golden: bool) -> None:
    """A narrow terminal cuts no word off."""
    result = run("why", NEVER, "stage_1_response.timeliness", columns=40)
    assert max(map(len, result.stdout.splitlines())) <= 40
    same_as_golden("why-40-columns.txt", result.stdout, reset_golden)


def test_every_conclusion_of_every_case_can_be_explained() -> None:
    """Concluded, not concluded or open: there is a reason for each."""
    desk = Desk(None)
    for path in (NEVER, LATE, EASTER, READING):
        case = desk.case(path)
        (head,) = desk.determine(case, str(path), vary_readings=False).heads
        words = words_of(head, desk.policy(case.policy).procedures)
        for record in head.conclusions:
            assert len(list(why(record, head, words))) > 1, record.name
            assert len(list(why(record, head, words, everything=True))) > 1, record.name


def test_what_is_explained_above_was_explained_above() -> None:
    """A number in brackets is met first where it is explained."""
    text = " ".join(run("why", LATE, "stage_2.escalation").stdout.split())
    for number in range(1, 20):
        again = f"as explained above ({number})"
        if again in text:
            assert 0 <= text.find(f"({number})") < text.find(again)


def test_skipped_holidays_are_named() -> None:
    """Runs of days are drawn together; holidays never are."""
    text = run("why", EASTER, "stage_1_response.last_day", "--ledger").stdout
    assert "Good Friday, not counted" in text
    assert "Easter Monday, not counted" in text


def test_an_unknown_conclusion_is_met_with_the_one_meant() -> None:
    """A slip costs one look, not a search."""
    result = run("why", NEVER, "stage_1_response.timelines")
    assert result.exit_code == 2
    assert "did you mean `stage_1_response.timeliness`?" in result.stderr


def test_an_unknown_value_is_met_with_the_values() -> None:
    """Asking why something is not so needs a thing that could be so."""
    result = run("why", NEVER, "stage=stage_3")
    assert result.exit_code == 2
    assert "no rule of this policy gives `stage` the value `stage_3`" in result.stderr
    assert "`stage_2`" in result.stderr


@pytest.mark.parametrize(
    ("case", "asked", "code"),
    [
        (NEVER, ["stage_1_response.timelines"], "K501"),
        (NEVER, ["stage=stage_7"], "K502"),
        (NEVER, ["stage_1_response.last_day=2024-06-17"], "K502"),
        (NEVER, ["stage=stage_3"], "K502"),
        (NEVER, ["stage="], "K503"),
        (NEVER, ["stage_1_response.last_day="], "K502"),
        (NEVER, ["formal_logging.last_day"], "K505"),
        (CARER, ["stage"], "K505"),
        (NEVER, ["stage", "--head", "nope"], "K504"),
        (MATTERS, ["stage", "--head", "the leek"], "K504"),
    ],
)
def test_what_is_asked_amiss_is_told_by_its_place(case: Path, asked: list[str], code: str) -> None:
    """A code, the part that is wrong, and help; as `kb why-not` and `kb needs` do it."""
    result = run("why", case, *asked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error[{code}]: ")
    assert "--> the command line:1:" in result.stderr
    assert "help: " in result.stderr


def test_an_unknown_matter_is_met_with_the_matters() -> None:
    """A case with several matters names them."""
    result = run("why", MATTERS, "stage", "--head", "the leek")
    assert result.exit_code == 2
    assert "did you mean `the leak`?" in result.stderr


def test_the_sub_graph_holds_what_the_conclusion_comes_from_and_no_more() -> None:
    """It is closed under "comes from"."""
    record = json.loads(run("why", NEVER, "stage_1_response.timeliness", "--format", "json").stdout)
    nodes = {node["id"] for node in record["graph"]["nodes"]}
    assert record["root"] in nodes
    assert "fact logged" in nodes
    assert "fact ombudsman_contacted" not in nodes
    assert {end for edge in record["graph"]["edges"] for end in edge} <= nodes


def test_a_matter_that_goes_where_a_conclusion_is_not_asked_keeps_nobody_from_the_others() -> None:
    """Care for an adult has one stage, so only the flat can go to stage 2; a note says so of the care."""
    result = run("why", CARE_AND_FLAT, "stage_2.escalation")
    assert result.exit_code == 0
    assert result.stdout.startswith("Matter: flat\n")
    assert "Matter: care" not in result.stdout
    said = "note: `stage_2.escalation` is not asked of matter `care`, which goes by `adult_statutory`\n"
    assert result.stderr == said
    assert run("graph", CARE_AND_FLAT, "stage_2.escalation", "--format", "text").stderr == said
    assert run("ledger", CARE_AND_FLAT, "stage_2_response.last_day").exit_code == 0


def test_asked_of_one_matter_only_what_it_does_not_have_is_refused() -> None:
    """Nothing else could be told."""
    result = run("why", CARE_AND_FLAT, "stage_2.escalation", "--head", "care")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error[K505]: ")
