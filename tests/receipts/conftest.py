from __future__ import annotations

from pathlib import Path

import pytest

from complaints_kb.desk import Desk
from complaints_kb.receipts import Receipts
from tests.loading import RULES

NEVER = RULES / "housing-association" / "examples" / "a-reply-that-never-came.yaml"


@pytest.fixture(scope="session")
def receipt_text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The receipt of a complaint logged on Monday 3 June 2024 that has no answer on Tuesday 18 June."""
    desk, path = Desk(None), tmp_path_factory.mktemp("receipts") / "receipt.json"
    case = desk.case(NEVER)
    Receipts(desk, path, [NEVER], single=True).write(NEVER, case, desk.determine(case, str(NEVER)))
    return path.read_text(encoding="utf-8")


@pytest.fixture
def receipt(receipt_text: str, tmp_path: Path) -> Path:
    """The same, as a file of its own."""
    path = tmp_path / "receipt.json"
    path.write_text(receipt_text, encoding="utf-8")
    return path
