from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from complaints_kb.desk import Desk
from complaints_kb.schemas import KEPT, SCHEMAS, schema_of
from tests.doors.running import CASES, HERE, READING, run

EXAMPLES = sorted((HERE.parents[1] / "rules").glob("*/examples"))


@pytest.mark.parametrize("what", SCHEMAS)
def test_a_schema_that_is_kept_is_that_of_the_model(what: str, reset_golden: bool) -> None:
    """No published schema is ever stale."""
    kept = KEPT / f"{what}.schema.json"
    if reset_golden:
        kept.write_text(schema_of(what), encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == schema_of(what), "python -m complaints_kb.schemas"


@pytest.mark.parametrize("what", SCHEMAS)
def test_a_schema_is_one_and_is_printed_as_it_is_kept(what: str) -> None:
    """Whoever has only the wheel has the schemas."""
    Draft202012Validator.check_schema(json.loads(schema_of(what)))
    assert run("schema", what).stdout == schema_of(what)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [CASES, *EXAMPLES], ids=lambda path: path.parent.name)
def test_every_answer_keeps_to_the_schema(folder: Path) -> None:
    """Every case with its readings varied, and one in six of the examples without, which takes most of the time."""
    validator = Draft202012Validator(json.loads(schema_of("determination")))
    desk = Desk(None)
    for path in sorted(folder.rglob("*.yaml"))[:: 1 if folder == CASES else 6]:
        determination = desk.determine(desk.case(path), str(path), vary_readings=folder == CASES)
        record = determination.model_dump(mode="json", by_alias=True)
        assert [error.message for error in validator.iter_errors(record)] == [], path.name


def test_what_is_printed_is_what_the_schema_describes() -> None:
    """The door adds nothing to a determination and leaves nothing out."""
    desk = Desk(None)
    determination = desk.determine(desk.case(READING), str(READING))
    record = json.loads(run("assess", "--format", "json", READING).stdout)
    assert record == determination.model_dump(mode="json", by_alias=True)
