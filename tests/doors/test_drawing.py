from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.doors.running import EASTER, MATTERS, NEVER, run, same_as_golden

TOLD = [
    ("graph", ["graph", NEVER, "stage_1_response.timeliness", "--format", "text"]),
    ("graph-shallow", ["graph", NEVER, "stage_1_response.timeliness", "--format", "text", "--depth", "1"]),
    ("graph-dot", ["graph", NEVER, "stage_1_response.timeliness", "--format", "dot"]),
    ("timeline", ["timeline", NEVER, "--format", "text"]),
    ("timeline-matters", ["timeline", MATTERS, "--format", "text"]),
    ("ledger", ["ledger", EASTER, "stage_1_response.last_day"]),
    ("ledger-nothing", ["ledger", NEVER, "resolution_path"]),
]
DRAWN = [
    ["graph", NEVER, "stage_1_response.timeliness"],
    ["graph", MATTERS, "stage"],
    ["timeline", MATTERS],
    ["ledger", EASTER, "stage_1_response.last_day", "--format", "svg"],
    ["ledger", NEVER, "resolution_path", "--format", "svg"],
]


@pytest.mark.parametrize(("name", "words"), TOLD, ids=[name for name, _ in TOLD])
def test_pictures_are_also_told(name: str, words: list[object], reset_golden: bool) -> None:
    """In words that can be read aloud, sixty columns wide."""
    result = run(*words, columns=60)
    assert result.exit_code == 0
    assert result.stderr == ""
    same_as_golden(f"drawing/{name}.txt", result.stdout, reset_golden)


@pytest.mark.parametrize(
    "words", DRAWN, ids=lambda words: " ".join(str(one) for one in words if not isinstance(one, Path))
)
def test_pictures_are_one_image_with_a_name(words: list[object]) -> None:
    """Also of several matters."""
    result = run(*words)
    assert result.exit_code == 0
    root = ElementTree.fromstring(result.stdout)
    assert root.get("role") == "img"
    assert all(one.text for one in root[:2])


@pytest.mark.parametrize("words", DRAWN[::2], ids=lambda words: str(words[0]))
def test_a_picture_can_be_written_to_a_file(words: list[object], tmp_path: Path) -> None:
    """What was there is replaced, and nothing is left beside it."""
    path = tmp_path / "picture.svg"
    path.write_text("old")
    result = run(*words, "--output", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert path.read_text(encoding="utf-8") == run(*words).stdout
    assert [one.name for one in tmp_path.iterdir()] == ["picture.svg"]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (".", "this is a folder"),
        ("/dev/null", "this is no plain file"),
        ("none/picture.svg", "no such file or directory"),
        ("plain/picture.svg", "not a directory"),
        ("n" * 300, "file name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_told(
    place: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By code, and nothing is lost."""
    case = NEVER.resolve()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain").write_text("kept")
    result = run("timeline", case, "--output", place)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error[K626]: cannot be written: {message}")
    assert [one.name for one in tmp_path.iterdir()] == ["plain"]


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    """As other programs do."""
    target, link = tmp_path / "target", tmp_path / "link.svg"
    target.write_text("old")
    link.symlink_to(target)
    assert run("timeline", NEVER, "--output", link).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<svg")
    assert link.is_symlink()


@pytest.mark.parametrize(
    ("words", "code", "meant"),
    [
        (
            ["graph", NEVER, "stage_1_response.timelines"],
            "K501",
            "did you mean `stage_1_response.timeliness`?",
        ),
        (
            ["graph", NEVER, "stage=stage_3"],
            "K502",
            "did you mean `stage_2`?",
        ),
        (["ledger", NEVER, "quux"], "K501", "`kb assess --all CASE` names every conclusion"),
        (["timeline", MATTERS, "--head", "the leek"], "K504", "did you mean `the leak`?"),
    ],
)
def test_what_cannot_be_drawn_is_met_with_what_was_meant(words: list[object], code: str, meant: str) -> None:
    """As everywhere on the command line."""
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error[{code}]")
    assert meant in " ".join(result.stderr.split())


def test_one_value_can_be_asked_about() -> None:
    """Then the graph is of that value."""
    text = run("graph", NEVER, "stage=stage_2", "--format", "text").stdout
    assert text.startswith("Why: stage: stage 2")
    assert "1. stage: stage 2 is ruled out" in text
