from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.engine.assess import Assessor, EnginesDisagree
from tests.doors.running import (
    BROKEN,
    CASES,
    EASTER,
    LATE,
    MATTERS,
    NEVER,
    READING,
    RULES,
    run,
    same_as_golden,
)


@pytest.mark.parametrize("case", [NEVER, LATE, EASTER, MATTERS, READING], ids=lambda path: path.stem)
def test_the_answer_comes_first(case: Path, reset_golden: bool) -> None:
    """Stage, next action, what is late, what may be asked for, what is missing."""
    result = run("assess", case)
    assert result.exit_code == 0
    assert result.stderr == ""
    same_as_golden(f"assess-{case.stem}.txt", result.stdout, reset_golden)


def test_everything_names_every_conclusion(reset_golden: bool) -> None:
    """With --all nothing is left out, and each conclusion can be asked about by its name."""
    result = run("assess", "--all", NEVER)
    assert result.exit_code == 0
    same_as_golden("assess-all.txt", result.stdout, reset_golden)
    record = json.loads(run("assess", "--format", "json", NEVER).stdout)
    for conclusion in record["heads"][0]["conclusions"]:
        assert f"({conclusion['name']})" in " ".join(result.stdout.split())


def test_in_forty_columns_nothing_is_cut_off_or_wider(reset_golden: bool) -> None:
    """The words are the same in every width; only the lines differ."""
    narrow, wide = run("assess", NEVER, columns=40), run("assess", NEVER, columns=100)
    assert max(map(len, narrow.stdout.splitlines())) <= 40
    assert narrow.stdout.split() == wide.stdout.split()
    same_as_golden("assess-40-columns.txt", narrow.stdout, reset_golden)


def test_one_file_gives_one_object_and_several_give_a_list() -> None:
    """What was named decides the shape, not how many files a folder happens to have."""
    one = json.loads(run("assess", "--format", "json", NEVER).stdout)
    several = json.loads(run("assess", "--format", "json", NEVER, LATE).stdout)
    folder = json.loads(run("assess", "--format", "json", CASES / "folder").stdout)
    assert one["case"] == "a reply that never came"
    assert [record["case"] for record in several] == ["a reply that never came", "stage 2 asked for too late"]
    assert {record["case"] for record in folder} == {record["case"] for record in several}


def test_a_folder_gives_every_case_below_it_with_its_name(reset_golden: bool) -> None:
    """Of several answers, each says whose it is."""
    result = run("assess", CASES)
    assert result.exit_code == 0
    for path in CASES.rglob("*.yaml"):
        assert f"{path.name}:" in result.stdout


def test_what_is_passed_over_in_a_folder_is_said(tmp_path: Path) -> None:
    """Nothing is skipped silently."""
    (tmp_path / "case.yaml").write_text(NEVER.read_text())
    (tmp_path / "notes.txt").write_text("not a case")
    result = run("assess", tmp_path)
    assert result.exit_code == 0
    assert "passed over `notes.txt`" in result.stderr


def test_a_folder_without_cases_is_an_error(tmp_path: Path) -> None:
    """An empty answer is never mistaken for a good one."""
    result = run("assess", tmp_path)
    assert result.exit_code == 2
    assert "there is no case in this folder" in result.stderr


def test_a_case_comes_from_standard_input_too() -> None:
    """A case that comes through a pipe gives the same answer as its file."""
    result = run("assess", "-", input=NEVER.read_text())
    assert result.exit_code == 0
    assert result.stdout == run("assess", NEVER).stdout


def test_a_fault_in_standard_input_is_located_there() -> None:
    """What has no file name has a place all the same."""
    result = run("assess", "-", input="case: x\n")
    assert result.exit_code == 2
    assert "standard input:1:1" in result.stderr


def test_standard_input_that_is_no_text_is_refused_like_a_file() -> None:
    """What comes through a pipe is checked as files are."""
    result = run("assess", "-", input=b"case: \xff\n")
    assert result.exit_code == 2
    assert "is not utf-8" in result.stderr


def test_one_broken_file_does_not_keep_the_others_from_their_answers(reset_golden: bool) -> None:
    """All faults of all files are told, and the exit code says that there were some."""
    result = run("assess", BROKEN / "misspelt.yaml", NEVER, CASES / "nowhere.yaml")
    assert result.exit_code == 2
    assert "a reply that never came" in result.stdout
    same_as_golden("assess-broken.err", result.stderr, reset_golden)


def test_beside_json_diagnostics_are_json_too() -> None:
    """A program that reads the results can read what went wrong."""
    result = run("assess", "--format", "json", BROKEN / "misspelt.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    records = [json.loads(line) for line in result.stderr.splitlines()]
    assert {"code", "message", "path", "line", "column", "help"} <= set(records[0])


def test_colour_only_ever_reaches_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe or a file gets plain words."""
    assert "\x1b" not in run("assess", NEVER).stdout
    monkeypatch.setattr("complaints_kb.terminal._is_terminal", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1m" in run("assess", NEVER).stdout


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    """no-color.org: any value that is not empty turns colour off."""
    monkeypatch.setattr("complaints_kb.terminal._is_terminal", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("assess", NEVER).stdout.count("\x1b") == 0


def test_an_answer_of_one_engine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law 7: nobody takes one engine for two that agree."""
    monkeypatch.setitem(__import__("sys").modules, "kb.engine.rete", None)
    result = run("assess", NEVER)
    assert result.exit_code == 0
    assert "Only one engine (reference) made this answer" in result.stdout


def test_engines_that_disagree_give_no_answer_and_exit_3(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law 7: a difference stops the run, in one located line with a code."""

    def disagree(*_: object, **__: object) -> None:
        raise EnginesDisagree(["stage: `stage_1` and `stage_2`"])

    monkeypatch.setattr(Assessor, "assess", disagree)
    for command in (["assess", NEVER], ["why", NEVER, "stage"]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (3, "")
        assert "error[K901]: the two engines disagree in 1 place" in result.stderr
        assert "never_answered.yaml" in result.stderr


def test_the_same_case_gives_the_same_bytes() -> None:
    """Law 6, seen from the door."""
    assert run("assess", "--format", "json", LATE).stdout == run("assess", "--format", "json", LATE).stdout


def test_a_reading_that_the_policy_does_not_offer_is_refused_with_those_that_it_does(tmp_path: Path) -> None:
    """K222: a case may choose how a passage is read, but only among the ways that are declared."""
    case = tmp_path / "case.yaml"
    case.write_text(
        "case: a\npolicy: housing-association\nassessed_on: 2024-06-18\nfacts: {}\n"
        "readings: {stage_2_time_counts_from: posting}\n"
    )
    result = run("assess", str(case))
    assert result.exit_code == 2
    assert "error[K222]: `stage_2_time_counts_from` cannot be read as `posting`" in result.stderr
    assert "there is `receipt`, `sending`" in result.stderr


def test_what_a_case_holds_never_steers_the_terminal(tmp_path: Path) -> None:
    """Control characters in a name are spelled out in the answer."""
    case = tmp_path / "case.yaml"
    case.write_text(
        'case: "x\\e[2J\\a"\npolicy: housing-association\nassessed_on: 2024-06-18\n'
        'facts: {logged: {value: 2024-06-03, by: "\\e]0;x\\a"}}\n'
    )
    for arguments in (["assess"], ["why"]):
        result = run(*arguments, str(case), *(["stage_1.entered"] if arguments == ["why"] else []))
        assert result.exit_code == 0
        assert "\x1b" not in result.stdout
        assert "\x07" not in result.stdout


def test_a_list_without_end_is_refused_at_once(tmp_path: Path) -> None:
    """Sixty thousand days of logging are one error, not sixty thousand."""
    case = tmp_path / "case.yaml"
    days = ", ".join(["2024-06-01"] * 60_000)
    case.write_text(
        f"case: a\npolicy: housing-association\nassessed_on: 2024-06-18\nfacts: {{logged: [{days}]}}\n"
    )
    result = run("assess", str(case))
    assert result.exit_code == 2
    assert result.stderr.count("error[") == 1


def test_nobody_is_asked_to_judge_more_time_for_a_stage_that_has_not_begun() -> None:
    """Stage 1 is answered and nobody asked for stage 2: whether its answer may take longer is nobody's question yet."""
    case = RULES / "charter-council" / "examples" / "answer-due-today.yaml"
    assert "(response_not_possible_in_time)" not in run("assess", case).stdout
    assert "(response_not_possible_in_time)" in run("assess", case, "--all").stdout


def test_the_calendar_line_says_whether_the_organisation_is_shut_on_days_of_its_own() -> None:
    """The bank holidays of a nation are not all that was taken out."""
    rules = RULES.parent / "tests" / "policies"
    (case, *_) = sorted((rules / "tiny-closure-days" / "examples").glob("*.yaml"))
    told = " ".join(run("--rules", rules, "assess", "--all", case).stdout.split())
    assert "Calendar: england, holidays 0.109, without the days on which the organisation is shut." in told
    assert "organisation is shut" not in run("assess", "--all", NEVER).stdout


def test_what_has_one_value_left_and_may_have_none_is_not_told_as_if_it_were_that() -> None:
    """Only one of the procedures that this may go by has a stage 3; there, it is too early."""
    result = run("assess", RULES / "four-procedure-council" / "examples" / "nobody-knows-which-service.yaml")
    said = " ".join(result.stdout.split())
    assert (
        "stage 3: whether it can be asked for: not known yet: too early; or no rule gives it a value" in said
    )
