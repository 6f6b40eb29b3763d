"""How tests run `kb`: in this process, on fixed cases, in a terminal of a known width."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from complaints_kb.cli import kb

HERE = Path(__file__).parent
CASES, BROKEN = HERE / "cases", HERE / "broken"
NEVER = CASES / "folder" / "never_answered.yaml"
LATE = CASES / "folder" / "asked_late.yaml"
EASTER = CASES / "over_easter.yaml"
MATTERS = CASES / "two_matters.yaml"
READING = CASES / "reading_matters.yaml"
RULES = HERE.parents[1] / "rules"
DISPUTE = CASES / "day_in_dispute.yaml"
CARER = RULES / "charter-council" / "examples" / "a-complaint-about-a-carer.yaml"
GOLDEN = HERE.parent / "golden" / "doors"


def run(*arguments: object, input: str | bytes | None = None, columns: int = 80) -> Result:
    """Run `kb` and give what it printed and its exit code; an exception that escapes it fails the test."""
    environment = {"COLUMNS": str(columns)}
    words = [_relative(one) for one in arguments]
    return CliRunner().invoke(kb, words, input=input, env=environment, prog_name="kb", catch_exceptions=False)


def _relative(argument: object) -> str:
    return os.path.relpath(argument) if isinstance(argument, Path) else str(argument)


def same_as_golden(name: str, text: str, reset: bool) -> None:
    """Compare a text with the one that is kept, or keep it."""
    path = GOLDEN / name
    if reset:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    if not path.exists():
        pytest.fail(f"there is no {path.name}: run with --reset-golden, and read it")
    assert text == path.read_text(encoding="utf-8")
