"""The documents themselves, edited as they may be when they are next published.

Needs the documents, which are not ours to ship: without them these tests are skipped.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from complaints_kb.documents import DocumentCheck
from tests.loading import REAL, library
from tests.policies.test_sources import document, pytestmark

__all__ = ["pytestmark"]
policies = pytest.mark.parametrize("policy", REAL)


def fates(policy: str, lines: list[str], folder: Path) -> Counter[str]:
    """Count what became of the passages of a policy in an edited copy of its document."""
    (folder / "edited.txt").write_bytes("\n".join(lines).encode())
    check = DocumentCheck(library(), folder, (policy,))
    check.go()
    return Counter(one.fate for one in check.documents[0].passages)


@policies
def test_an_unedited_copy_has_every_passage(policy: str, tmp_path: Path) -> None:
    """Found, each where it was."""
    assert set(fates(policy, [*document(policy)], tmp_path)) == {"found"}


@policies
def test_a_line_above_moves_every_passage(policy: str, tmp_path: Path) -> None:
    """Moved, each by one."""
    assert set(fates(policy, ["A new line.", *document(policy)], tmp_path)) == {"moved"}


@policies
def test_changed_words_change_passages(policy: str, tmp_path: Path) -> None:
    """Changed, each, where every line begins with another word."""
    edited = [f"Perhaps {line}" if line.strip() else line for line in document(policy)]
    found = fates(policy, edited, tmp_path)
    assert found["gone"] == found["moved"] == 0
    assert found["changed"] > 0


@policies
def test_a_document_cut_short_has_lost_passages(policy: str, tmp_path: Path) -> None:
    """Gone, each that began after the first ten lines."""
    found = fates(policy, [*document(policy)][:10], tmp_path)
    assert found["gone"] > 0
    assert found["moved"] == found["changed"] == 0
