from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from kb.source.json_text import LARGEST_JSON
from tests.doors.running import EASTER, HERE, LATE, MATTERS, NEVER, READING, run, same_as_golden

Trace = dict[str, Any]


def trace(tmp_path: Path, case: Path, *asked: str) -> Path:
    """Write the determination of a case, or the reasons for one conclusion."""
    path = tmp_path / "trace.json"
    command = ("why", case, *asked) if asked else ("assess", case)
    path.write_text(run(*command, "--format", "json").stdout, encoding="utf-8")
    return path


def written(path: Path, record: Any) -> Path:
    """Write a record where a trace was."""
    path.write_text(json.dumps(record, indent=2), encoding="utf-8")
    return path


@pytest.mark.parametrize("case", [NEVER, LATE, EASTER, MATTERS, READING], ids=lambda path: path.stem)
def test_an_answer_follows(case: Path, tmp_path: Path) -> None:
    """As it was printed, and one with several matters too."""
    result = run("verify", trace(tmp_path, case), "--case", case)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("It follows: every step of the answer")


@pytest.mark.parametrize("asked", ["stage_1_response.timeliness", "stage_1_response.timeliness=met"])
@pytest.mark.parametrize("case", [NEVER, MATTERS], ids=lambda path: path.stem)
def test_reasons_follow(case: Path, asked: str, tmp_path: Path) -> None:
    """Of a conclusion and of one value of it, of one matter and of all."""
    result = run("verify", trace(tmp_path, case, asked), "--case", case)
    assert result.exit_code == 0
    assert result.stdout.startswith("It follows: every step of these reasons")


def test_a_receipt_follows_with_its_case_or_without(tmp_path: Path) -> None:
    """It states the case itself."""
    receipt = tmp_path / "receipt.json"
    run("assess", NEVER, "--receipt", receipt)
    alone, beside = run("verify", receipt), run("verify", receipt, "--case", NEVER)
    assert (alone.exit_code, beside.exit_code) == (0, 0)
    assert alone.stdout == beside.stdout


def test_a_receipt_is_not_held_against_another_case_than_its_own(tmp_path: Path) -> None:
    """A fact that decides nothing is not in its graph, and is stated otherwise all the same."""
    receipt, other = tmp_path / "receipt.json", tmp_path / "case.yaml"
    run("assess", NEVER, "--receipt", receipt)
    other.write_text(NEVER.read_text(encoding="utf-8").replace("its log", "a letter"), encoding="utf-8")
    result = run("verify", receipt, "--case", other)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error[K604]: the case stated in the receipt is not that in")


def test_what_was_checked_and_what_is_trusted_is_said(tmp_path: Path, reset_golden: bool) -> None:
    """In a narrow terminal as well."""
    result = run("verify", trace(tmp_path, NEVER), "--case", NEVER, columns=60)
    assert max(map(len, result.stdout.splitlines())) <= 60
    same_as_golden("verify-follows.txt", result.stdout, reset_golden)


def test_what_does_not_follow_is_told_by_its_step_and_its_place(tmp_path: Path, reset_golden: bool) -> None:
    """A reply is said to have been sent, and the limit to be met."""
    path = trace(tmp_path, NEVER)
    record = json.loads(path.read_text(encoding="utf-8"))
    (fact,) = (
        one for one in record["heads"][0]["graph"]["nodes"] if one["id"] == "fact stage_1_response_sent"
    )
    fact |= {"label": "stage 1 response sent: Mon 17 June 2024", "particulars": {"text": "2024-06-17"}}
    (late,) = (
        one for one in record["heads"][0]["conclusions"] if one["name"] == "stage_1_response.timeliness"
    )
    late |= {"value": "met", "worded": "met"}
    result = run("verify", written(path, record), "--case", NEVER)
    assert (result.exit_code, result.stderr) == (1, "")
    lines = path.read_text(encoding="utf-8").splitlines()
    for place, told in re.findall(r"trace.json:([0-9]+):[0-9]+\n +\| ( *.*)", result.stdout):
        assert lines[int(place) - 1].startswith(told.rstrip("…"))
    told = re.sub(r"--> .*trace.json:[0-9]+:", "--> trace.json:LINE:", result.stdout)
    same_as_golden("verify-forged.txt", told, reset_golden)


def test_a_trace_with_many_flaws_tells_the_first_and_counts_the_rest(tmp_path: Path) -> None:
    """Nobody reads five hundred findings in a terminal."""
    path = trace(tmp_path, NEVER)
    record = json.loads(path.read_text(encoding="utf-8"))
    record["heads"][0]["graph"] = {"nodes": [], "edges": []}
    result = run("verify", written(path, record), "--case", NEVER)
    assert result.exit_code == 1
    assert result.stdout.count("error[K612]") == 20
    assert "more are not shown (`--format json` has all)" in " ".join(result.stdout.split())


def test_the_record_of_a_verification_keeps_to_its_schema(tmp_path: Path) -> None:
    """Of one that follows and of one that does not."""
    path, validator = trace(tmp_path, NEVER), Draft202012Validator(json.loads(schema_of("verification")))
    good = json.loads(run("verify", path, "--case", NEVER, "--format", "json").stdout)
    record = json.loads(path.read_text(encoding="utf-8"))
    graph = record["heads"][0]["graph"]
    graph["nodes"] = [node for node in graph["nodes"] if node["id"] != "assessed_on"]
    bad = json.loads(run("verify", written(path, record), "--case", NEVER, "--format", "json").stdout)
    assert [good["verifies"], bad["verifies"]] == [True, False]
    assert good["findings"] == []
    assert {one["fault"] for one in bad["findings"]} >= {"missing", "grounds"}
    for one in (good, bad):
        assert [error.message for error in validator.iter_errors(one)] == []


def _other_case(record: Trace) -> None:
    record["case"] = "another"


def _other_day(record: Trace) -> None:
    record["assessed_on"] = "2024-06-19"


def _other_policy(record: Trace) -> None:
    record["policy"]["id"] = "charter-council"


def _other_rules(record: Trace) -> None:
    record["policy"]["sha256"] = "0" * 64


def _other_version(record: Trace) -> None:
    record["policy"]["version"] = "1999.1"


def _other_edition(record: Trace) -> None:
    record["environment"]["calendar"]["edition"] = "holidays 0.1"


def _other_matter(record: Trace) -> None:
    record["heads"][0]["head"] = "the roof"


ANOTHER = [
    (_other_case, "K604", "the trace is of another case: `another`, and here it is `a reply that never came`"),
    (_other_day, "K605", "the trace is of another day of assessment: `2024-06-19`, and here it is `2024-06-18`"),
    (_other_policy, "K606", "the trace is of another policy: `charter-council`, and here it is `housing-association`"),
    (_other_rules, "K606", "the trace is of another fingerprint of the rules"),
    (_other_version, "K606", "the trace is of another policy version: `1999.1`"),
    (_other_edition, "K607", "the trace is of another calendar edition: `holidays 0.1`"),
    (_other_matter, "K608", "the case has no matter `the roof`"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "told"), ANOTHER, ids=[one[0].__name__[1:] for one in ANOTHER])
def test_a_trace_of_something_else_is_not_verified(change: Any, code: str, told: str, tmp_path: Path) -> None:
    """It may well follow, from other facts or by other rules: that is no finding."""
    path = trace(tmp_path, NEVER)
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    result = run("verify", written(path, record), "--case", NEVER)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error[{code}]: {told}")
    assert f"{path.name}:" in result.stderr.splitlines()[1]


UNUSABLE = [
    ("empty", b"", "K309", "the file says nothing"),
    ("no json", b"stage: complete\n", "K620", "not json"),
    ("cut off", b'{"schema": "complaints-kb/determination/1", "case": "a', "K620", "not json: the file breaks off"),
    ("NUL", b'{"schema": "\0"}', "K305", "this is not a text file"),
    ("not UTF-8", b'{"schema": "\xff"}', "K306", "byte 12 (0xff) is not utf-8"),
    ("a key twice", b'{"schema": "x", "schema": "y"}', "K313", "duplicate key `schema`"),
    ("nested deep", b"[" * 100_000, "K315", "nested more than 40 levels deep"),
    ("half a character", b'{"schema": "\\ud800"}', "K620", "half a character"),
    ("a number with a point", b'{"schema": 1.5}', "K620", "`1.5` is not a whole number"),
    ("a list", b"[]", "K601", "this cannot be verified: no schema is named"),
    ("text", b'"determination"', "K601", "this cannot be verified: no schema is named"),
    ("another schema", b'{"schema": "complaints-kb/needs/1"}', "K601", "this cannot be verified: its schema is"),
    ("a schema that is a number", b'{"schema": 1}', "K601", "this cannot be verified: its schema is `1`"),
    ("no keys", b'{"schema": "complaints-kb/determination/1"}', "K602", "missing key `case`"),
    ("too large", b" " * (LARGEST_JSON + 1), "K304", "the file is larger than 16 MiB"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code", "told"), [one[1:] for one in UNUSABLE], ids=[one[0] for one in UNUSABLE]
)
def test_what_is_no_trace_is_refused(content: bytes, code: str, told: str, tmp_path: Path) -> None:
    """By its place, with a code, and with help."""
    path = tmp_path / "trace.json"
    path.write_bytes(content)
    result = run("verify", path, "--case", NEVER)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error[{code}]: {told}")


def _number_for_text(record: Trace) -> None:
    record["heads"][0]["graph"]["nodes"][0]["label"] = 7


def _unknown_key(record: Trace) -> None:
    record["heads"][0]["conclusions"][0]["lable"] = "x"


def _unknown_kind(record: Trace) -> None:
    record["heads"][0]["graph"]["nodes"][0]["kind"] = "hearsay"


def _edge_of_three(record: Trace) -> None:
    record["heads"][0]["graph"]["edges"][0].append("x")


def _no_head(record: Trace) -> None:
    record["heads"] = []


SHAPES = [
    (_number_for_text, "expected text here", "label"),
    (_unknown_key, "unknown key `lable`", "lable"),
    (_unknown_kind, "expected another word here", "hearsay"),
    (_edge_of_three, "expected fewer entries here", "x"),
    (_no_head, "expected more entries here", "heads"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told", "line"), SHAPES, ids=[one[0].__name__[1:] for one in SHAPES])
def test_a_trace_of_another_shape_is_refused(change: Any, told: str, line: str, tmp_path: Path) -> None:
    """At the line that has the fault."""
    path = trace(tmp_path, NEVER)
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    result = run("verify", written(path, record), "--case", NEVER)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error[K602]: {told}")
    place = int(result.stderr.splitlines()[1].rsplit(":", 2)[1])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert line in "".join(lines[place - 1 : place + 3])


def test_several_answers_in_one_file_are_refused(tmp_path: Path) -> None:
    """Which of them is meant is not said."""
    path = tmp_path / "trace.json"
    path.write_text(run("assess", NEVER, LATE, "--format", "json").stdout, encoding="utf-8")
    result = run("verify", path, "--case", NEVER)
    assert result.exit_code == 2
    assert result.stderr.startswith("error[K603]: there are 2 answers in this file")


def test_a_determination_needs_its_case(tmp_path: Path) -> None:
    """Only a receipt says what was stated."""
    result = run("verify", trace(tmp_path, NEVER))
    assert result.exit_code == 2
    assert result.stderr.startswith("error[K609]: the trace does not say what was stated")


def test_a_case_that_runs_past_the_calendar_is_refused(tmp_path: Path) -> None:
    """No engine could have answered it, whatever the trace says."""
    path, case = trace(tmp_path, NEVER), tmp_path / "case.yaml"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["assessed_on"] = "2045-12-20"
    written(path, record)
    text = (
        NEVER.read_text(encoding="utf-8")
        .replace("2024-06-18", "2045-12-20")
        .replace("2024-06-03", "2045-12-19")
    )
    case.write_text(text, encoding="utf-8")
    result = run("verify", path, "--case", case)
    assert result.exit_code == 2
    assert result.stderr.startswith("error[K210]: ")


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    """The trace or the case."""
    path = trace(tmp_path, NEVER)
    for words in ((tmp_path / "none.json", "--case", NEVER), (path, "--case", tmp_path / "none.yaml")):
        result = run("verify", *words)
        assert result.exit_code == 2
        assert result.stderr.startswith("error[K301]: there is no such file")


def test_a_trace_can_be_piped(tmp_path: Path) -> None:
    """From `kb why` or `kb assess`, without a file between."""
    with trace(tmp_path, NEVER).open("rb") as given:
        words = [sys.executable, "-m", "complaints_kb", "verify", "-", "--case", str(NEVER)]
        result = subprocess.run(
            words, stdin=given, capture_output=True, text=True, cwd=HERE.parents[1], check=False
        )
    assert (result.returncode, result.stderr) == (0, "")
