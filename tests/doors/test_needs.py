from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from tests.doors.running import HERE, MATTERS, NEVER, run, same_as_golden

EXAMPLES = HERE.parents[1] / "rules" / "housing-association" / "examples"
HARDLY = EXAMPLES / "hardly-any-facts.yaml"
LOGGED = {"contacted": "2024-06-03", "logged": "2024-06-03", "issue_occurred": "2024-06-01"}


def written(folder: Path, facts: dict[str, str], assessed_on: str = "2024-06-18") -> Path:
    """A case with these facts."""
    lines = [f"  {name}: {value}" for name, value in facts.items()]
    path = folder / "case.yaml"
    top = ["case: made here", "policy: housing-association", f"assessed_on: {assessed_on}", "facts:"]
    path.write_text("\n".join([*top, *lines]) + "\n")
    return path


def head(path: Path) -> dict[str, Any]:
    """The one head of the record."""
    (found,) = json.loads(run("needs", path, "--format", "json").stdout)["heads"]
    assert isinstance(found, dict)
    return found


def missing(path: Path) -> dict[str, dict[str, Any]]:
    """What is missing, by name, in order."""
    items = head(path)["missing"]
    return {item["name"]: item for item in items}


@pytest.mark.parametrize(
    ("name", "path"),
    [("hardly-any-facts", HARDLY), ("never-answered", NEVER), ("two-matters", MATTERS)],
    ids=["hardly-any-facts", "never-answered", "two-matters"],
)
def test_what_is_missing_can_be_read_aloud_in_sixty_columns(
    name: str, path: Path, reset_golden: bool
) -> None:
    """The answer first; what settles most before what settles less."""
    result = run("needs", path, columns=60)
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= 60
    same_as_golden(f"needs-{name}.txt", result.stdout, reset_golden)


def test_a_missing_judgement_names_who_decides_by_which_clause_and_what_it_settles(tmp_path: Path) -> None:
    """Line 17: whether circumstances were exceptional has to be weighed once a complaint is late; either way it then is."""
    facts = {"issue_occurred": "2024-01-05", "contacted": "2024-06-03", "logged": "2024-06-03"}
    item = missing(written(tmp_path, facts))["exceptional_circumstances"]
    assert item["kind"] == "judgement"
    assert item["decided_by"] == "the organisation"
    assert item["clauses"] == ["housing-association/complaint_time_limit"]
    assert "exceptional_circumstances_weighed.finding" in [*item["settles"], *item["waiting"]]


def test_a_late_complaint_has_a_decision_to_make_and_one_in_time_has_none(tmp_path: Path) -> None:
    """Line 17: three months from 5 January 2024 end on 5 April; from 1 June, on 1 September."""
    late = {"issue_occurred": "2024-01-05", "contacted": "2024-06-03", "logged": "2024-06-03"}
    item = missing(written(tmp_path, late))["late_complaint"]
    assert item["kind"] == "decision"
    assert "complaint.admissibility" in item["changes"]
    assert "late_complaint" not in missing(written(tmp_path, LOGGED))
    idle = head(written(tmp_path, LOGGED))["of_no_matter"]
    assert "late_complaint" in {one["name"] for one in idle}


def test_the_day_of_the_answer_settles_how_the_answer_stands_on_any_day_tried(tmp_path: Path) -> None:
    """Line 41: with the day of logging known, the day of the answer, or `not yet`, is all that is asked of it."""
    item = missing(written(tmp_path, LOGGED))["stage_1_response_sent"]
    assert "stage_1_response.timeliness" in item["settles"]
    assert item["exhaustive"] is False
    tried = [one["value"] for one in item["tried"]]
    assert {"not yet", "Mon 17 June 2024", "Tue 18 June 2024"} <= set(
        tried
    )  # the last day, and the day after


def test_how_it_was_acknowledged_is_of_no_matter_before_anything_was(tmp_path: Path) -> None:
    """Line 23: a letter is owed; where nothing was sent, there is no form or content to ask about."""
    idle = head(written(tmp_path, {**LOGGED, "acknowledged": "not yet"}))["of_no_matter"]
    names = {one["name"] for one in idle}
    assert {"acknowledgement_form", "acknowledgement_content"} <= names


def test_when_the_complainant_first_knew_matters_only_by_another_reading(tmp_path: Path) -> None:
    """The three months count from what happened; read otherwise, from when the complainant knew."""
    idle = head(written(tmp_path, LOGGED))["of_no_matter"]
    found = {one["name"]: one["whatever_the_reading"] for one in idle}
    assert found["first_knew"] is False


def test_what_settles_more_of_what_is_asked_for_comes_first() -> None:
    """Ranks never rise again, by the number of conclusions that are settled in some case."""
    items = list(missing(HARDLY).values())
    assert next(iter(missing(HARDLY))) == "stage_1_response_sent"
    able = [len(item["settles"]) + len(item["may_settle"]) for item in items]
    assert able[0] == max(able)
    assert able[-1] == 0


def test_a_presumption_in_force_is_named_to_be_corrected() -> None:
    """Stage 2 is taken not to have been asked for; whoever knows better states it."""
    text = run("needs", NEVER).stdout
    assert "Presumed; state it if it is otherwise" in text
    assert "- stage 2 asked for: not yet (stage_2_requested)" in text


def test_where_the_procedure_is_open_what_decides_it_comes_first(tmp_path: Path) -> None:
    """Which service it is about decides whether the charter council's procedure is for it at all."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "case: unknown\npolicy: charter-council\nassessed_on: 2024-06-18\nfacts: {contacted: 2024-06-03}\n"
    )
    found = head(path)
    assert len(found["procedures"]) == 2
    assert found["missing"][0]["name"] == "service_area"
    text = run("why-not", path, "stage=complete").stdout
    assert text.count("Procedure: ") == 2


def test_each_matter_is_told_by_itself_or_alone() -> None:
    """Two matters, two answers; one, if one is named."""
    assert len(json.loads(run("needs", MATTERS, "--format", "json").stdout)["heads"]) == 2
    text = run("needs", MATTERS, "--head", "the leak").stdout
    assert "Matter: the leak" in text
    assert text.count("Matter: ") == 1


def test_a_matter_that_there_is_not_is_met_with_those_there_are() -> None:
    """A code, a place and what was probably meant."""
    result = run("needs", MATTERS, "--head", "the leek")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error[K504]: the case has no matter `the leek`")
    assert "did you mean `the leak`?" in result.stderr


@pytest.mark.parametrize("path", [HARDLY, NEVER, MATTERS], ids=lambda path: path.stem)
def test_the_record_keeps_to_its_schema(path: Path) -> None:
    """Somebody else's program reads it."""
    record = json.loads(run("needs", path, "--format", "json").stdout)
    assert [
        one.message for one in Draft202012Validator(json.loads(schema_of("needs"))).iter_errors(record)
    ] == []


def test_a_time_of_day_that_decides_is_asked_for_and_tried_at_both_ends_of_the_day(tmp_path: Path) -> None:
    """A Friday without its time, where what comes after five counts as Monday: by five is late, after five in time."""
    path = tmp_path / "case.yaml"
    facts = "{made: 2024-06-07, replied: 2024-06-13}"
    path.write_text(
        f"case: on a Friday\npolicy: tiny-deemed-receipt\nassessed_on: 2024-06-13\nfacts: {facts}\n"
    )
    answer = run("--rules", HERE.parents[1] / "tests" / "policies", "needs", path, "--format", "json")
    (item,) = json.loads(answer.stdout)["heads"][0]["missing"]
    assert (item["kind"], item["name"]) == ("time of day", "made")
    assert [one["value"] for one in item["tried"]] == ["00:00 on Fri 7 June 2024", "23:59 on Fri 7 June 2024"]
    assert "reply.timeliness" in item["settles"]


def put_right(folder: Path, received: str, resolved: str) -> Path:
    """Write a case that was received, and put right informally to the complainant's satisfaction."""
    path = folder / "case.yaml"
    path.write_text(
        "case: put right in a day or so\npolicy: four-procedure-council\nassessed_on: 2024-06-20\n"
        f"facts: {{service_area: corporate_other, received: {received}, resolved_informally: {resolved},\n"
        "  satisfied_informally: yes, logged: not yet, acknowledged: not yet, stage_1_response_sent: not yet}\n"
    )
    return path


@pytest.mark.parametrize(
    ("received", "resolved", "asked"),
    [
        ("2024-06-07 16:00", "2024-06-08", ["resolved_informally"]),
        ("2024-06-07", "2024-06-08 16:00", ["received"]),
        ("2024-06-07", "2024-06-08", ["received", "resolved_informally"]),
        ("2024-06-07", "2024-06-07", []),
        ("2024-06-07", "2024-06-09", []),
    ],
)
def test_where_hours_decide_the_times_of_both_ends_are_asked_for(
    received: str, resolved: str, asked: list[str], tmp_path: Path
) -> None:
    """24 hours may end at any minute of the day after; the same day is inside them, two days later is past them."""
    path = put_right(tmp_path, received, resolved)
    (head,) = json.loads(run("needs", path, "--format", "json").stdout)["heads"]
    assert sorted(one["name"] for one in head["missing"] if one["kind"] == "time of day") == asked


def test_of_a_minute_that_came_twice_it_is_asked_which(tmp_path: Path) -> None:
    """24 hours after 01:30 on 28 October 2023 end when the clocks first show 01:30; an hour later it is too late."""
    path = put_right(tmp_path, "2023-10-28 01:30", "2023-10-29 01:30")
    (head,) = json.loads(run("needs", path, "--format", "json").stdout)["heads"]
    (item,) = [one for one in head["missing"] if one["kind"] == "time of day"]
    assert list(item["values"]) == ["2023-10-29 01:30 BST", "2023-10-29 01:30 GMT"]
    assert item["exhaustive"]
    assert "resolution_path" in item["settles"]
    for written, path_taken in (("BST", "put right informally, and recorded"), ("GMT", "formal complaint")):
        told = put_right(tmp_path, "2023-10-28 01:30", f"2023-10-29 01:30 {written}")
        assert run("why", told, "resolution_path").stdout.startswith(f"path: {path_taken}\n")


def test_a_stated_time_of_day_is_told(tmp_path: Path) -> None:
    """Both ends are read with their times, the stated ones and the one that is counted."""
    path = put_right(tmp_path, "2024-06-07 16:00", "2024-06-08 16:01")
    text = " ".join(run("why", path, "resolution_path").stdout.split())
    assert "complaint received: 16:00 on Fri 7 June 2024 (stated)" in text
    assert (
        "16:01 on Sat 8 June 2024 (put right without a formal complaint) is not on or before 16:00 on Sat 8"
        in text
    )
