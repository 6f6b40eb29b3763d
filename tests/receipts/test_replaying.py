"""A case is answered again as it was answered; if not, what changed is named, down to the clause."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import kb.engine
from complaints_kb.schemas import schema_of
from tests.doors.running import MATTERS, READING, run, same_as_golden
from tests.loading import PROCEDURES, REAL, RULES
from tests.receipts.running import comes_back, examples, issued, replayed

UNKNOWN = RULES / "charter-council" / "examples" / "nobody-knows-which-service-it-is-about.yaml"
HOUSING = "housing-association/formal_complaint.yaml"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder of rules to change."""
    copytree(RULES, tmp_path / "rules", ignore=ignore_patterns("examples"))
    return tmp_path / "rules"


def change(rules: Path, file: str, old: str, new: str) -> None:
    """Change one thing in a file of rules."""
    text = (rules / file).read_text(encoding="utf-8")
    assert old in text
    (rules / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def by_other_rules(rules: Path, receipt: Path) -> dict[str, Any]:
    """Replay by the rules in a folder, and read the record, which keeps to its schema."""
    result = run("--rules", rules, "replay", receipt, "--format", "json")
    record: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == (0 if record["result"] == "same" else 1)
    assert [
        one.message for one in Draft202012Validator(json.loads(schema_of("replay"))).iter_errors(record)
    ] == []
    return record


@pytest.mark.parametrize("policy", REAL)
def test_every_example_is_answered_again_in_the_same_bytes(policy: str, tmp_path: Path) -> None:
    """One in forty; `make receipts` does all."""
    for example in examples(policy)[::40]:
        found = replayed(issued(example, tmp_path / "receipt.json"))
        assert (found.result, found.changed, found.steps, found.files, found.environment) == (
            "same",
            [],
            [],
            [],
            [],
        )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(PROCEDURES), st.integers(min_value=0, max_value=10_000))
def test_a_made_up_case_comes_back_from_its_receipt_as_it_was_stated(procedure: str, seed: int) -> None:
    """Nothing that bears on the answer is lost, and the answer is the same in every byte."""
    comes_back(procedure, Random(seed))


@pytest.mark.parametrize("case", [MATTERS, READING, UNKNOWN], ids=lambda path: path.stem)
def test_several_matters_an_unclear_passage_and_an_open_procedure_come_back_too(
    case: Path, tmp_path: Path
) -> None:
    """Each matter with its facts; what another reading would change is part of the answer, and each procedure's graph."""
    assert replayed(issued(case, tmp_path / "receipt.json")).result == "same"


def test_the_same_answer_is_told_in_a_sentence(receipt: Path, reset_golden: bool) -> None:
    """Who comes to check wants to hear one word."""
    result = run("replay", receipt, columns=60)
    assert (result.exit_code, result.stderr) == (0, "")
    same_as_golden("replay-same.txt", result.stdout, reset_golden)


def test_a_receipt_laid_out_for_reading_is_the_same_receipt(receipt: Path) -> None:
    """The digest is of what is said, not of the blanks between."""
    receipt.write_text(json.dumps(json.loads(receipt.read_text()), indent=2), encoding="utf-8")
    assert run("replay", receipt).exit_code == 0


def test_a_longer_limit_is_named_with_its_clause_and_the_conclusions_that_it_changes(
    receipt: Path, rules: Path, reset_golden: bool
) -> None:
    """Line 41, twelve working days in place of ten: from Monday 3 June they end on Wednesday 19, not Monday 17.

    On Tuesday 18 June the answer is then not overdue but not due yet.
    """
    change(rules, HOUSING, "within: 10 working days", "within: 12 working days")
    record = by_other_rules(rules, receipt)
    assert record["result"] == "different"
    changed = {one["name"]: (one["was"]["value"], one["now"]["value"]) for one in record["changed"]}
    assert changed["stage_1_response.due"] == ("2024-06-17", "2024-06-19")
    assert changed["stage_1_response.timeliness"] == ("overdue", "not_due")
    assert changed["stage_1_response.finding"] == (["commitment_breached"], [])
    assert not any(name.startswith("stage_1_acknowledgement") for name in changed)
    (step,) = record["steps"]
    assert step["node"] == "conclusion stage_1_response.due"
    assert step["clauses"][0] == {"id": "housing-association/stage_1_outcome",
                                  "heading": "Stage 1: Hearing about the outcome"}  # fmt: skip
    assert step["gone"] == ["10 working days after Mon 3 June 2024: Mon 17 June 2024"]
    assert step["added"] == ["12 working days after Mon 3 June 2024: Wed 19 June 2024"]
    assert set(step["bears_on"]) == set(changed)
    assert record["files"] == [{"file": HOUSING, "change": "changed"}]
    text = run("--rules", rules, "replay", receipt, columns=60).stdout
    assert max(map(len, text.splitlines())) <= 60
    same_as_golden("replay-different.txt", text, reset_golden)


def test_a_limit_that_does_not_decide_the_case_changes_reasons_only(receipt: Path, rules: Path) -> None:
    """Line 41, nine working days: from Monday 3 June they end on Friday 14; on the 18th the answer is overdue as before."""
    change(rules, HOUSING, "within: 10 working days", "within: 9 working days")
    changed = {one["name"] for one in by_other_rules(rules, receipt)["changed"]}
    assert changed == {"stage_1_response.due", "stage_1_response.last_day"}


def test_a_convention_that_says_something_else_is_named_as_the_clause_that_changed(
    receipt: Path, rules: Path
) -> None:
    """Its own step, and no conclusion with it: the words of a clause are reasons."""
    change(
        rules,
        "conventions/time_limits.yaml",
        "ends with the last of those days",
        "ends as the last of them ends",
    )
    record = by_other_rules(rules, receipt)
    assert (record["result"], record["changed"]) == ("same conclusions", [])
    (step,) = record["steps"]
    assert step["node"] == "clause conventions/last_permitted_day"
    assert step["clauses"][0]["id"] == "conventions/last_permitted_day"
    assert "ends with the last of those days" in step["was"]
    assert record["files"] == [{"file": "conventions/time_limits.yaml", "change": "changed"}]
    text = run("--rules", rules, "replay", receipt).stdout
    assert "The same conclusions, all " in text
    assert "Where the reasons first differ" in text


def test_a_convention_whose_rule_changed_is_named_for_the_conclusion(receipt: Path, rules: Path) -> None:
    """If an answer were overdue only from 2030 on, none of the ways for it to stand would be so, and the rule says why."""
    overdue = "{not: {happened: its.met-by}}, {passed: %s}]}\n        conclude: {its.timeliness: overdue}"
    change(rules, "conventions/time_limits.yaml", overdue % "its.last_day", overdue % "{date: 2030-01-01}")
    record = by_other_rules(rules, receipt)
    changed = {one["name"]: (one["was"]["value"], one["now"]["value"]) for one in record["changed"]}
    assert changed["stage_1_response.timeliness"] == ("overdue", None)
    step = record["steps"][0]
    assert step["node"] == "rule conventions/overdue:overdue@time-limit:stage_1_response"
    assert [one["id"] for one in step["clauses"]] == [
        "housing-association/stage_1_outcome",
        "conventions/overdue",
    ]
    assert set(step["bears_on"]) == set(changed)


def test_a_fact_that_is_called_otherwise_is_named_as_what_changed(receipt: Path, rules: Path) -> None:
    """The vocabulary gives the words; the conclusions stay."""
    change(
        rules,
        "vocabulary.yaml",
        "label: logged as a formal complaint",
        "label: entered as a formal complaint",
    )
    record = by_other_rules(rules, receipt)
    assert record["result"] == "same conclusions"
    assert "fact logged" in {step["node"] for step in record["steps"]}
    assert record["files"] == [{"file": "vocabulary.yaml", "change": "changed"}]


def test_another_default_reading_is_named_as_the_reading_that_changed(tmp_path: Path, rules: Path) -> None:
    """Sent on Thursday 13 June, received on Monday 24th: eight weeks end on Thursday 8 August, or Monday 19th."""
    change(rules, HOUSING, "default-name: receipt\n    default: stage_1_response_received\n"
           "    alternatives: {sending: stage_1_response_sent}",
           "default-name: sending\n    default: stage_1_response_sent\n"
           "    alternatives: {receipt: stage_1_response_received}")  # fmt: skip
    record = by_other_rules(rules, issued(READING, tmp_path / "receipt.json"))
    changed = {one["name"]: (one["was"]["value"], one["now"]["value"]) for one in record["changed"]}
    assert changed["stage_2_request.due"] == ("2024-08-19", "2024-08-08")
    assert "reading stage_2_time_counts_from" in {step["node"] for step in record["steps"]}


def test_a_remark_in_a_convention_changes_no_byte_of_the_answer_and_is_named(
    receipt: Path, rules: Path
) -> None:
    """The answer is the same; whoever asks hears which file is not."""
    change(rules, "conventions/days.yaml", "conventions: ", "# a remark\nconventions: ")
    record = by_other_rules(rules, receipt)
    assert (record["result"], record["files"]) == (
        "same",
        [{"file": "conventions/days.yaml", "change": "changed"}],
    )


def test_a_remark_in_the_policy_changes_its_fingerprint_and_nothing_else(receipt: Path, rules: Path) -> None:
    """The fingerprint is part of the answer, so the bytes are not the same, and that is all there is to say."""
    change(rules, HOUSING, "clauses:\n", "# a remark\nclauses:\n")
    record = by_other_rules(rules, receipt)
    assert (record["result"], record["changed"], record["steps"]) == ("same conclusions", [], [])
    assert record["policy_was"]["sha256"] != record["policy_now"]["sha256"]
    assert "for the same reasons, by rules that differ" in run("--rules", rules, "replay", receipt).stdout


def test_files_that_came_or_went_are_named(receipt: Path, rules: Path) -> None:
    """A new file of conventions bears on every policy."""
    (rules / "conventions" / "findings.yaml").rename(rules / "conventions" / "faults.yaml")
    files = {one["file"]: one["change"] for one in by_other_rules(rules, receipt)["files"]}
    assert files == {"conventions/faults.yaml": "added", "conventions/findings.yaml": "gone"}


def test_a_policy_that_there_is_no_more_is_refused_at_its_name(receipt: Path, rules: Path) -> None:
    """Nothing can be said of an answer without the policy that gave it."""
    (rules / "housing-association" / "policy.yaml").unlink()
    result = run("--rules", rules, "replay", receipt)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error[K205]: unknown policy `housing-association`")
    assert '"policy":"housing-association"' in result.stderr


def test_a_fact_that_the_vocabulary_has_no_more_is_refused_at_its_name(receipt: Path, rules: Path) -> None:
    """The place is in the receipt, where the fact is stated."""
    for path in rules.rglob("*.yaml"):
        path.write_text(path.read_text().replace("issue_occurred", "matter_arose"))
    result = run("--rules", rules, "replay", receipt)
    assert result.exit_code == 2
    assert result.stderr.startswith("error[K204]: unknown fact `issue_occurred`")
    column = int(result.stderr.splitlines()[1].rpartition(":")[2])
    assert receipt.read_text()[column - 1 :].startswith('"issue_occurred"')


def test_one_engine_alone_gives_the_same_answer_and_the_difference_is_told_apart(
    receipt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where durable-rules is not to be had, what it answered can still be checked."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    monkeypatch.delitem(sys.modules, "kb.engine.rete", raising=False)
    monkeypatch.delattr(kb.engine, "rete", raising=False)
    record = json.loads(run("replay", receipt, "--format", "json").stdout)
    assert record["result"] == "same"
    (other,) = record["environment"]
    assert (other["what"], other["now"]) == ("engines", "reference")
    assert other["was"].startswith("durable-rules ")
    result = run("replay", receipt)
    assert result.exit_code == 0
    assert "What makes the answers, which is no part of them" in result.stdout


def test_another_edition_of_the_calendar_is_told_apart(receipt: Path) -> None:
    """The environment is outside the digest: it is not what was answered."""
    text = receipt.read_text()
    receipt.write_text(text.replace('"edition":"holidays 0.109"', '"edition":"holidays 0.1"'))
    record = json.loads(run("replay", receipt, "--format", "json").stdout)
    assert record["result"] == "same"
    assert record["environment"] == [
        {"what": "calendar", "was": "england, holidays 0.1", "now": "england, holidays 0.109"}
    ]


def test_several_receipts_are_told_each_and_the_worst_decides_the_exit_code(
    receipt: Path, rules: Path, tmp_path: Path
) -> None:
    """A file that is none does not keep the others from being replayed."""
    change(rules, HOUSING, "within: 10 working days", "within: 12 working days")
    (tmp_path / "none.json").write_text("{}")
    both = run("--rules", rules, "replay", receipt, receipt)
    assert (both.exit_code, both.stdout.count("Different: ")) == (1, 2)
    worst = run("--rules", rules, "replay", tmp_path / "none.json", receipt, "--format", "json")
    assert worst.exit_code == 2
    assert len(json.loads(worst.stdout)) == 1
    assert json.loads(worst.stderr)["code"] == "K621"


def test_tab_offers_receipts(receipt: Path) -> None:
    """Files that end as receipts do."""
    from complaints_kb.completion import receipt_files

    offered = receipt_files(None, None, f"{receipt.parent}/")  # type: ignore[arg-type]
    assert str(receipt) in [one.value for one in offered]
