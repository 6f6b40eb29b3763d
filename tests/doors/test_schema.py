from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from complaints_kb.desk import Desk
from complaints_kb.schemas import KEPT, determination_schema
from tests.doors.running import CASES, HERE, READING, run

EXAMPLES = sorted((HERE.parents[1] / "rules").glob("*/examples"))


def test_the_schema_that_is_kept_is_that_of_the_model(reset_golden: bool) -> None:
    """The published schema is never stale."""
    if reset_golden:
        KEPT.write_text(determination_schema(), encoding="utf-8")
    assert KEPT.read_text(encoding="utf-8") == determination_schema(), "python -m complaints_kb.schemas"


def test_the_schema_is_printed_as_it_is_kept() -> None:
    """Whoever has only the wheel has the schema."""
    assert run("schema").stdout == determination_schema()


@pytest.mark.slow
@pytest.mark.parametrize("folder", [CASES, *EXAMPLES], ids=lambda path: path.parent.name)
def test_every_answer_keeps_to_the_schema(folder: Path) -> None:
    """Every case with its readings varied, every example without, which takes most of the time."""
    validator = Draft202012Validator(json.loads(determination_schema()))
    desk = Desk(None)
    for path in sorted(folder.rglob("*.yaml")):
        determination = desk.determine(desk.case(path), str(path), vary_readings=folder == CASES)
        record = determination.model_dump(mode="json", by_alias=True)
        assert [error.message for error in validator.iter_errors(record)] == [], path.name


def test_what_is_printed_is_what_the_schema_describes() -> None:
    """The door adds nothing to a determination and leaves nothing out."""
    desk = Desk(None)
    determination = desk.determine(desk.case(READING), str(READING))
    record = json.loads(run("assess", "--format", "json", READING).stdout)
    assert record == determination.model_dump(mode="json", by_alias=True)
