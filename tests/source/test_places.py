"""Where rules are found."""

from __future__ import annotations

from pathlib import Path

import pytest

import kb
from kb.source.places import policy_ids, rules_dir


def test_the_rules_given_come_first(tmp_path: Path) -> None:
    """A folder that is named is used, whatever is in it."""
    assert rules_dir(tmp_path / "mine") == tmp_path / "mine"


def test_the_rules_of_the_wheel_come_before_those_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Installed, the rules are those that were packed; in a checkout, those beside the package."""
    package = tmp_path / "kb"
    package.mkdir()
    monkeypatch.setattr(kb, "__file__", str(package / "__init__.py"))
    assert rules_dir(None) == tmp_path / "rules"
    (package / "_rules").mkdir()
    assert rules_dir(None) == package / "_rules"


def test_a_policy_is_a_folder_with_a_header(tmp_path: Path) -> None:
    """Other folders and files are no policies; the order is that of the names."""
    for name in ("b", "a", "conventions"):
        (tmp_path / name).mkdir()
    for name in ("b", "a"):
        (tmp_path / name / "policy.yaml").touch()
    (tmp_path / "vocabulary.yaml").touch()
    assert policy_ids(tmp_path) == ("a", "b")
    assert policy_ids(tmp_path / "nowhere") == ()
