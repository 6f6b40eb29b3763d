"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from complaints_kb.cli import kb

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, flags=re.DOTALL)


def test_the_answer_in_the_readme_is_the_answer(tmp_path: Path) -> None:
    """The case that is shown, given to the command that is shown, prints what is shown."""
    case = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("case:"))
    shown = next(text for _, text in BLOCKS if text.startswith("$ kb why"))
    command, _, expected = shown.partition("\n")
    (tmp_path / "case.yaml").write_text(case)
    arguments = command.replace("case.yaml", str(tmp_path / "case.yaml")).split()[2:]
    result = CliRunner().invoke(kb, arguments, env={"COLUMNS": "80"})
    assert result.exit_code == 0
    assert result.output == expected


def test_the_clause_in_the_readme_is_the_clause() -> None:
    """The lines shown of the rule stand in the rule file (but for the note on its source)."""
    rules = (Path(__file__).parents[2] / "rules/housing-association/formal_complaint.yaml").read_text()
    clause = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("- clause:"))
    lines = [line.strip() for line in clause.splitlines() if "source:" not in line]
    missing = [line for line in lines if line and line not in rules]
    assert missing == []
