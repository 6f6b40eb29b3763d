"""Documents that have changed since they were encoded: what became of each passage, and what is new.

The bakery's document has 12 lines: navigation on 1, 3 and 7, two sentences on 5, one clause each on 9 and 11.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from kb.source.codes import CODES
from kb.source.text import LARGEST
from tests.check.test_findings import OF_SOURCES
from tests.doors.running import run

HERE = Path(__file__).parent
TEXT = (HERE / "documents" / "bakery.txt").read_text()
LINES = TEXT.split("\n")
SHOPPING = "Shut on Sundays.\n"
# what is done to the document, by the code that it leads to
EDITS: dict[str, Callable[[], str]] = {
    "K422-a-line-above": lambda: SHOPPING + TEXT,
    "K422-a-sentence-before": lambda: TEXT.replace("Show us", "Hello. Show us"),
    "K423-a-word-changed": lambda: TEXT.replace("within 3", "within 4"),
    "K424-cut-short": lambda: "\n".join(LINES[:9]),
    "K425-a-line-added": lambda: TEXT + SHOPPING,
    "K425-a-sentence-added": lambda: TEXT.replace("in all.", "in all. Bring it back."),
    "K426-blank-lines-at-the-end": lambda: TEXT + "\n\n",
}


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for documents, beside a copy of the rules, as seen from the folder that has both."""
    monkeypatch.chdir(tmp_path)
    copytree(HERE / "rules", tmp_path / "rules")
    (tmp_path / "documents").mkdir()
    return tmp_path / "documents"


def checked(*arguments: str, place: str = "documents") -> Result:
    """Check the documents in a folder."""
    return run("--rules", "rules", "sources", "check", place, *arguments, columns=100)


def fates(*arguments: str, place: str = "documents") -> dict[str, str]:
    """Give what became of each passage."""
    record = json.loads(checked("--format", "json", *arguments, place=place).stdout)
    return {one["clause"]: one["status"] for one in record["documents"][0]["clauses"]}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_found_and_told_as_expected(name: str, documents: Path, reset_golden: bool) -> None:
    """The document is edited in one place, and exactly the messages that are kept come out."""
    (documents / "The corner bakery.txt").write_text(EDITS[name]())
    result = checked()
    expected = HERE / "bad" / f"{name}.expected"
    if reset_golden:
        expected.write_text(result.stdout)
    assert result.stdout == expected.read_text()
    assert f"error[{name.partition('-')[0]}]" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize("name", EDITS)
def test_nothing_of_a_document_is_shown(name: str) -> None:
    """The text is somebody else's: not one run of four of its words comes out."""
    words = re.findall(r"\w+", TEXT)
    told = " ".join(re.findall(r"\w+", (HERE / "bad" / f"{name}.expected").read_text()))
    assert [run for at in range(len(words) - 3) if (run := " ".join(words[at : at + 4])) in told] == []


def test_every_code_of_documents_has_an_edit_that_shows_it() -> None:
    """No code is declared that nothing finds; two are about documents that are not there."""
    assert {name.partition("-")[0] for name in EDITS} | {"K421", "K427"} == OF_SOURCES
    assert set(CODES) >= OF_SOURCES


def test_the_very_document_is_found_whatever_its_name(documents: Path) -> None:
    """Its fingerprint is that in the header."""
    (documents / "0001.txt").write_text(TEXT)
    result = checked()
    assert result.exit_code == 0
    assert "as it was encoded" in result.stdout
    assert "4 found; every line is accounted for" in result.stdout


def test_a_line_inserted_above_moves_every_passage(documents: Path) -> None:
    """Navigation moves along; only the new line belongs to nothing."""
    (documents / "bakery.txt").write_text(SHOPPING + TEXT)
    record = json.loads(checked("--format", "json").stdout)
    assert {one["clause"]: one["now"] for one in record["documents"][0]["clauses"]} == {
        "reply": [6],
        "more_time": [6],
        "ways": [10],
        "good_bread": [12],
    }
    assert record["documents"][0]["unclaimed"] == [1]
    assert not list(Draft202012Validator(json.loads(schema_of("sources"))).iter_errors(record))


def test_a_changed_word_changes_one_passage_only(documents: Path) -> None:
    """The other sentence of the same line is still found."""
    (documents / "bakery.txt").write_text(TEXT.replace("within 3", "within 4"))
    assert fates() == {"reply": "changed", "more_time": "found", "ways": "found", "good_bread": "found"}


def test_what_was_cut_off_is_gone(documents: Path) -> None:
    """Nine lines are left, so the passage on line 11 is gone and the one on line 9 is not."""
    (documents / "bakery.txt").write_text("\n".join(LINES[:9]))
    assert fates() == {"reply": "found", "more_time": "found", "ways": "found", "good_bread": "gone"}


@pytest.mark.parametrize(
    "text", [TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, TEXT.replace("3 working", "3  working")]
)
def test_line_ends_marks_and_spaces_change_no_passage(documents: Path, text: str) -> None:
    """The fingerprint is of the words."""
    (documents / "bakery.txt").write_bytes(text.encode())
    assert set(fates().values()) == {"found"}


def test_a_document_of_any_name_is_checked_against_the_policy_named(documents: Path) -> None:
    """Neither fingerprint nor name is known, and it is the only one there."""
    (documents / "new.txt").write_text(SHOPPING + TEXT)
    assert set(fates("--policy", "bakery").values()) == {"moved"}
    assert set(fates("--policy", "bakery", place="documents/new.txt").values()) == {"moved"}


def test_a_folder_without_the_document_is_a_finding(documents: Path) -> None:
    """K421: nobody is told that all is well when nothing was looked at."""
    (documents / "other.txt").write_text("Another text.")
    result = checked()
    assert result.exit_code == 1
    assert "error[K421]: no file in `documents` is the document `The corner bakery`" in result.stdout


def test_a_folder_that_has_another_policys_document_is_a_warning(documents: Path) -> None:
    """K421: a folder may hold some of the documents only."""
    rules = documents.parent / "rules"
    copytree(rules / "bakery", rules / "butcher")
    header = (rules / "butcher" / "policy.yaml").read_text().replace("policy: bakery", "policy: butcher")
    (rules / "butcher" / "policy.yaml").write_text(re.sub("(name: |sha256: b1b8)", r"\g<1>0", header))
    (documents / "bakery.txt").write_text(TEXT)
    result = checked()
    assert result.exit_code == 0
    assert "warning[K421]" in result.stdout


def test_a_file_that_no_policy_was_encoded_from_is_a_finding(documents: Path) -> None:
    """K427: the policy can be named."""
    (documents / "other.txt").write_text("Another text.")
    result = checked(place="documents/other.txt")
    assert result.exit_code == 1
    assert "error[K427]: no policy was encoded from this document" in result.stdout
    assert "--policy" in result.stdout


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("K304", b"bread\n" * (LARGEST // 6 + 1)),
        ("K305", b"bread\0and butter"),
        ("K306", TEXT.replace("loaf", "brûlée").encode("latin-1")),
    ],
)
def test_what_is_no_text_is_refused_without_being_shown(code: str, content: bytes, documents: Path) -> None:
    """Huge, binary, or in another encoding: exit 2, and nothing of it is printed."""
    (documents / "bakery.txt").write_bytes(content)
    result = checked()
    assert result.exit_code == 2
    assert f"error[{code}]" in result.stderr
    assert "loaf" not in result.output
    assert "reply within" not in result.output


@pytest.mark.parametrize(
    ("code", "content"), [("K304", b"bread\n" * (LARGEST // 6 + 1)), ("K305", b"bread\0and butter")]
)
def test_a_file_that_is_no_text_is_told_so_although_no_policy_was_encoded_from_it(
    code: str, content: bytes, documents: Path
) -> None:
    """That no policy is known for it is not what is wrong with it."""
    (documents / "other.txt").write_bytes(content)
    result = checked(place="documents/other.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error[{code}]")


@pytest.mark.usefixtures("documents")
def test_what_is_neither_a_folder_nor_a_plain_file_is_no_document() -> None:
    """A device that never ends is larger than any document, and one that says nothing is no policy's."""
    assert checked(place="/dev/zero").exit_code == 2
    assert checked(place="/dev/null").exit_code == 1


def test_a_place_that_there_is_not_is_refused(documents: Path) -> None:
    """K301, by name."""
    result = checked(place="elsewhere")
    assert result.exit_code == 2
    assert "error[K301]: there is no such file or folder" in result.stderr
