"""What a receipt holds, and where it is written."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from tests.doors.running import CASES, EASTER, LATE, MATTERS, NEVER, READING, run
from tests.loading import ROOT, RULES


def kept(case: Path, receipt: Path) -> dict[str, Any]:
    """Assess a case with a receipt, and read the receipt."""
    result = run("assess", case, "--receipt", receipt)
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(receipt.read_text(encoding="utf-8"))
    return found


def plainly(record: Any) -> bytes:
    """The canonical form, by the rule alone."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return (text + "\n").encode()


@pytest.mark.parametrize("case", [NEVER, LATE, EASTER, MATTERS, READING], ids=lambda path: path.stem)
def test_a_receipt_is_in_canonical_form_keeps_to_its_schema_and_bears_its_digest(
    case: Path, tmp_path: Path
) -> None:
    """The digest can be worked out by whoever has JSON and SHA-256, and nothing else of ours."""
    path = tmp_path / "receipt.json"
    record = kept(case, path)
    assert path.read_bytes() == plainly(record)
    assert [
        one.message for one in Draft202012Validator(json.loads(schema_of("receipt"))).iter_errors(record)
    ] == []
    digested = {key: part for key, part in record.items() if key not in ("digest", "environment")}
    assert record["digest"] == sha256(plainly(digested)).hexdigest()
    for part in ("case", "determination"):
        assert record["hashes"][part] == sha256(plainly(record[part])).hexdigest()


def test_a_receipt_holds_the_answer_that_is_printed_and_the_environment_apart(tmp_path: Path) -> None:
    """Nothing of the answer is left out, and nothing of the machine is in it."""
    record = kept(MATTERS, tmp_path / "receipt.json")
    printed = json.loads(run("assess", MATTERS, "--format", "json").stdout)
    assert record["environment"] == printed.pop("environment")
    assert record["determination"] == printed


def test_a_receipt_names_the_files_of_rules_that_bear_on_the_answer_and_no_others(tmp_path: Path) -> None:
    """The vocabulary, the conventions, and the policy's own parts: no questions, no examples, no other policy."""
    files = kept(NEVER, tmp_path / "receipt.json")["hashes"]["rules"]
    shared = {f"conventions/{path.name}" for path in (RULES / "conventions").iterdir()}
    own = {"housing-association/policy.yaml", "housing-association/formal_complaint.yaml"}
    assert set(files) == {"vocabulary.yaml", *shared, *own}
    for name, found in files.items():
        assert found == sha256((RULES / name).read_bytes()).hexdigest()


def test_every_particular_of_a_stated_fact_is_kept_in_the_words_of_the_case(tmp_path: Path) -> None:
    """Who says so, on what evidence, when and why; a list as a list, the empty one too."""
    case, fact = (
        tmp_path / "case.yaml",
        "{value: 2024-06-03, by: the landlord, evidence: the log, when: 2024-06-04}",
    )
    case.write_text(
        "case: told in full\npolicy: housing-association\nassessed_on: 2024-06-18\nrecord: complete\n"
        "readings: {stage_2_time_counts_from: sending}\n"
        f"facts:\n  logged: {fact}\n  contacted: [2024-05-31, 2024-06-01]\n  acknowledged: 2024-06-05\n"
        "  acknowledgement_content: []\n  dissatisfied_with: [outcome, handling]\n"
        "  conduct_is_part_of_outcome: {value: yes, by: A. Officer, because: it delayed the reply}\n"
    )
    stated = kept(case, tmp_path / "receipt.json")["case"]
    assert (stated["record"], stated["readings"]) == ("complete", {"stage_2_time_counts_from": "sending"})
    facts = {one["name"]: one for one in stated["heads"][0]["facts"]}
    assert [*facts] == ["logged", "contacted", "acknowledged", "acknowledgement_content", "dissatisfied_with",
                        "conduct_is_part_of_outcome"]  # fmt: skip
    assert facts["logged"] == {"name": "logged", "value": "2024-06-03", "by": "the landlord", "evidence": "the log",
                               "when": "2024-06-04", "because": None}  # fmt: skip
    assert facts["contacted"]["value"] == ["2024-05-31", "2024-06-01"]
    assert facts["acknowledgement_content"]["value"] == []
    assert facts["dissatisfied_with"]["value"] == ["outcome", "handling"]
    assert facts["conduct_is_part_of_outcome"]["because"] == "it delayed the reply"
    assert run("replay", tmp_path / "receipt.json").exit_code == 0


def test_several_cases_have_a_receipt_each_in_a_folder(tmp_path: Path) -> None:
    """Named after the case; all of them replay."""
    result = run("assess", CASES / "folder", EASTER, "--receipt", tmp_path)
    assert result.exit_code == 0
    names = ["asked_late.receipt.json", "never_answered.receipt.json", "over_easter.receipt.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert result.stderr.count("receipt: ") == 3
    assert run("replay", *sorted(tmp_path.iterdir())).exit_code == 0


def test_several_receipts_in_one_file_are_refused_before_anything_is_assessed(tmp_path: Path) -> None:
    """Also where the folder happens to hold one case only: which it is must not depend on what is in it today."""
    for cases in ([NEVER, LATE], [CASES / "folder"]):
        result = run("assess", *cases, "--receipt", tmp_path / "receipt.json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("error[K627]: one file cannot hold several receipts")
        assert "help: " in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_two_cases_with_one_name_are_refused_before_one_receipt_takes_the_place_of_the_other(
    tmp_path: Path,
) -> None:
    """Examples of different policies may well have the same name."""
    other = tmp_path / "elsewhere" / NEVER.name
    other.parent.mkdir()
    other.write_bytes(NEVER.read_bytes())
    out = tmp_path / "out"
    out.mkdir()
    result = run("assess", NEVER, other, "--receipt", out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error[K627]: the receipts of " in result.stderr
    assert list(out.iterdir()) == []


def test_a_case_from_standard_input_has_its_receipt_too(tmp_path: Path) -> None:
    """It is named so in a folder."""
    assert run("assess", "-", "--receipt", tmp_path, input=NEVER.read_bytes()).exit_code == 0
    assert run("replay", tmp_path / "standard-input.receipt.json").exit_code == 0


@pytest.mark.parametrize("name", ["/dev/null", "/dev/full", "none/receipt.json", "a" * 300, "loop"])
def test_where_nothing_can_be_written_the_answer_comes_and_the_refusal_after_it(
    name: str, tmp_path: Path
) -> None:
    """A device, a folder that is not there, a name too long, links in a circle: exit 2, and no half of a file."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    result = run("assess", NEVER, "--receipt", str(tmp_path / name))
    assert result.exit_code == 2
    assert result.stdout
    assert result.stderr.startswith("error[K626]: cannot be written: ")
    assert "help: " in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]


def test_a_full_disk_leaves_the_receipt_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written beside and renamed: the old one stays whole, and nothing is left beside it."""
    path = tmp_path / "receipt.json"
    kept(NEVER, path)
    before = path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    result = run("assess", LATE, "--receipt", path)
    assert result.exit_code == 2
    assert "error[K626]: cannot be written: no space left on device" in result.stderr
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_receipt_written_anew_keeps_the_rights_and_the_link_of_the_file(tmp_path: Path) -> None:
    """Who may read it is for its owner to say."""
    path, link = tmp_path / "receipt.json", tmp_path / "link.json"
    kept(NEVER, path)
    path.chmod(0o640)
    link.symlink_to(path)
    kept(LATE, link)
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert json.loads(path.read_text())["case"]["case"] == json.loads(link.read_text())["case"]["case"]


def test_assessing_without_a_receipt_loads_nothing_of_receipts_or_prov() -> None:
    """Whoever wants no receipt does not wait for one."""
    code = (
        "import sys; from complaints_kb.cli import main\n"
        f"try: main(['assess', {str(NEVER)!r}])\n"
        "except SystemExit: pass\n"
        "found = [one for one in sys.modules if one == 'prov' or 'receipt' in one or 'json_text' in one]\n"
        "sys.exit(', '.join(found) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "")
