"""Tiny policies with rules of a test's own."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from kb.model.diagnostics import Diagnostic, Refused
from kb.source.policies import Library
from tests.source.refusing import HEADER, NO_SHA, TINY, Refusal, TwoProcedures


@pytest.fixture
def two_procedures(tmp_path: Path) -> TwoProcedures:
    """Give what is told of a policy with two procedures, each of a file with a clause that has the rules given."""
    folder = copytree(TINY, tmp_path / "rules") / "tiny-cases"

    def told(first: list[str], second: list[str]) -> tuple[Diagnostic, ...]:
        header = (folder / "policy.yaml").read_text()
        both = "scope: about\nprocedures: {first: {title: a first}, second: {title: a second}}\n"
        (folder / "policy.yaml").write_text(re.sub(r"(?m)^procedures: .*\n", both, header))
        files = {"about": ["{rule: about, conclude: {procedure: first}}"], "first": first, "second": second}
        for name, rules in files.items():
            head = HEADER.replace("main", name).replace("clause: one", f"clause: {name}") % NO_SHA
            (folder / f"{name}.yaml").write_text(head + "".join(f"      - {rule}\n" for rule in rules))
        (folder / "main.yaml").unlink()
        with pytest.raises(Refused) as refused:
            Library(tmp_path / "rules").load("tiny-cases")
        return refused.value.diagnostics

    return told


@pytest.fixture
def refusal(tmp_path: Path) -> Refusal:
    """Give what is told of a tiny policy whose one clause has the rules given."""
    copytree(TINY, tmp_path / "rules")

    def told(*rules: str) -> tuple[Diagnostic, ...]:
        lines = "".join(f"      - {rule}\n" for rule in rules)
        (tmp_path / "rules" / "tiny-cases" / "main.yaml").write_text(HEADER % NO_SHA + lines)
        with pytest.raises(Refused) as refused:
            Library(tmp_path / "rules").load("tiny-cases")
        return refused.value.diagnostics

    return told
