"""`kb new-policy` begins a policy that `kb check` then leads to completeness."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from tests.doors.running import run

DOCUMENT = "Our complaints\n\nStage 1\nWe answer within 10 working days. We say who looks at it.\n"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A folder of rules with a policy that was just begun from a document."""
    (tmp_path / "page.txt").write_text(DOCUMENT, encoding="utf-8")
    result = run("--rules", tmp_path / "rules", "new-policy", "my-council", "--document", tmp_path / "page.txt",
                 "--title", 'Our council: "putting it right"', "--confirmed", "2026-11-22")  # fmt: skip
    assert result.exit_code == 0, result.stderr
    return tmp_path / "rules"


def test_a_policy_is_begun_with_a_clause_for_each_line_of_its_document(begun: Path) -> None:
    """Lines, fingerprints and length are told from the document; its words are not taken over."""
    part = (begun / "my-council" / "main.yaml").read_text(encoding="utf-8")
    clauses = yaml.load(part, yaml.BaseLoader)["clauses"]
    assert [one["source"]["lines"] for one in clauses] == [["1"], ["3"], ["4"]]
    assert clauses[1]["source"]["sha256"] == sha256(b"Stage 1").hexdigest()
    assert "working days" not in part
    header = yaml.load((begun / "my-council" / "policy.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert header["document"]["sha256"] == sha256(DOCUMENT.encode()).hexdigest()
    assert header["document"]["lines"] == "5"
    assert header["title"] == 'Our council: "putting it right"'


def test_what_is_left_blank_is_told_by_check_with_its_place(begun: Path) -> None:
    """The first thing told is the first blank of the header."""
    result = run("--rules", begun, "check", "my-council")
    assert result.exit_code == 2
    assert "`organisation` has no value" in result.stderr
    header = begun / "my-council" / "policy.yaml"
    header.write_text(
        header.read_text().replace("organisation: ", "organisation: the council"), encoding="utf-8"
    )
    result = run("--rules", begun, "check", "my-council")
    assert "`heading` has no value" in result.stderr
    assert "`gist` has no value" in result.stderr


def test_nothing_is_written_over(begun: Path) -> None:
    """A policy that is there stays as it is."""
    result = run("--rules", begun, "new-policy", "my-council", "--confirmed", "2026-11-22")
    assert result.exit_code == 2
    assert "there is a policy `my-council` already" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("My Council", "--confirmed", "2026-11-22"), "is no name for a policy"),
        (("new", "--confirmed", "22/11/2026"), "write `2026-11-22`"),
        (("new", "--confirmed", "2026-11-22", "--procedure", "The One"), "is no name for a procedure"),
        (("new", "--confirmed", "2026-11-22", "--procedure", "policy"), "is no name for a procedure"),
        (("new", "--confirmed", "2026-11-22", "--procedure", "any"), "is no name for a procedure"),
        (("new", "--confirmed", "2026-11-22", "--procedure", "null"), "is no name for a procedure"),
        (("null", "--confirmed", "2026-11-22"), "is no name for a policy"),
        (("new", "--confirmed", "2026-11-22", "--document", "nosuch.txt"), "there is no such file"),
    ],
)
def test_a_slip_is_told_and_nothing_is_written(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """Exit 2, one line, no folder."""
    result = run("--rules", tmp_path / "rules", "new-policy", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "rules").exists()


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    """A file stands where a folder of the shared rules would: what was copied before that is taken back."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "conventions").write_text("in the way")
    result = run("--rules", rules, "new-policy", "new", "--confirmed", "2026-11-22")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert [path.name for path in rules.iterdir()] == ["conventions"]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """Somebody's own conventions stay as they are, also where there is no vocabulary yet."""
    own = tmp_path / "rules" / "conventions" / "days.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("own")
    assert run("--rules", tmp_path / "rules", "new-policy", "new", "--confirmed", "2026-11-22").exit_code == 0
    assert own.read_text() == "own"
    assert (own.parent / "findings.yaml").exists()


def test_a_document_is_divided_as_it_will_be_checked(tmp_path: Path) -> None:
    """A byte order mark is no text, and a carriage return ends a line, alone or with a line feed."""
    page = tmp_path / "page.txt"
    page.write_bytes(b"\xef\xbb\xbfOne line.\rTwo.\r\nThree\tlines.\n")
    begun = run(
        "--rules", tmp_path / "rules", "new-policy", "new", "--confirmed", "2026-11-22", "--document", page
    )
    assert begun.exit_code == 0, begun.stderr
    folder = tmp_path / "rules" / "new"
    part, header = (folder / "main.yaml").read_text(), (folder / "policy.yaml").read_text()
    clauses = yaml.load(part, yaml.BaseLoader)["clauses"]
    assert [one["source"]["lines"] for one in clauses] == [["1"], ["2"], ["3"]]
    header = header.replace("title: ", "title: t").replace("organisation: ", "organisation: o")
    (folder / "policy.yaml").write_text(header)
    part = (
        part.replace("heading: ", "heading: h")
        .replace("gist: ", "gist: g")
        .replace("rules: []", "not-encoded: n")
    )
    (folder / "main.yaml").write_text(part)
    result = run("--rules", tmp_path / "rules", "sources", "check", page)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "passages: 3 found; every line is accounted for" in result.stdout
