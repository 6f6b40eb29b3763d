"""The schemas of files: what is written in this repository keeps to them, and what is misspelt does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from kb.program import compiled
from tests.loading import RULES, library

NUMBERS = ("lines", "sentences", "navigation")
FILES = {
    "vocabulary": [RULES / "vocabulary.yaml"],
    "conventions": sorted((RULES / "conventions").glob("*.yaml")),
    "questions": [RULES / "questions.yaml"],
    "unshown": sorted(RULES.glob("*/unshown.yaml")),
    "policy": sorted(RULES.glob("*/policy.yaml")),
    "part": [path for path in sorted(RULES.glob("*/*.yaml"))
             if path.name not in ("policy.yaml", "unshown.yaml") and path.parent.name != "conventions"],
}  # fmt: skip
BAD = Path(__file__).parents[1] / "diagnostics" / "bad"
SHAPE = ("K101", "K102", "K103-wrong-shape", "K105", "K106", "K107", "K108", "K109", "K111")


def plain(path: Path) -> Any:
    """A file as an editor reads it: text, and whole numbers where lines are counted."""
    return numbered(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))


def numbered(part: Any, key: str = "") -> Any:
    """The same with the numbers of lines and sentences as numbers."""
    match part:
        case dict():
            return {name: numbered(one, name) for name, one in part.items()}
        case list():
            return [numbered(one, key) for one in part]
        case str() if key in NUMBERS and part.isdigit():
            return int(part)
    return part


def faults(what: str, written: Any) -> list[str]:
    """What a schema has against something."""
    validator = Draft202012Validator(json.loads(schema_of(what)))
    return [error.message for error in validator.iter_errors(written)]


@pytest.mark.parametrize(("what", "path"), [(what, path) for what, some in FILES.items() for path in some],
                         ids=lambda one: getattr(one, "stem", one))  # fmt: skip
def test_every_rule_file_keeps_to_its_schema(what: str, path: Path) -> None:
    """An editor that has the schema marks nothing in a sound file."""
    assert faults(what, plain(path)) == []


@pytest.mark.parametrize("path", sorted(RULES.glob("*/examples/*.yaml")), ids=lambda path: path.stem)
def test_the_facts_of_every_example_keep_to_the_schema_of_cases(path: Path) -> None:
    """An editor marks nothing in the facts of a sound case."""
    written = plain(path)
    case = {
        "case": "x",
        "policy": path.parts[-3],
        "assessed_on": written["assessed_on"],
        "facts": written["facts"],
        **{key: written[key] for key in ("heads", "record", "readings") if key in written},
    }
    assert faults("case", case) == []


@pytest.mark.parametrize("path", [one for code in SHAPE for one in sorted(BAD.glob(f"rules-{code}*.yaml"))],
                         ids=lambda path: path.stem)  # fmt: skip
def test_a_file_of_the_wrong_shape_does_not_keep_to_its_schema(path: Path) -> None:
    """What `kb` refuses for its shape, an editor marks."""
    assert faults("part", plain(path)) != []


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("logged", "18/06/2024"),
        ("loged", "2024-06-18"),
        ("acknowledgement_form", "fax"),
        ("logged", {"by": "me"}),
    ],
)
def test_a_slip_in_a_case_does_not_keep_to_its_schema(fact: str, value: Any) -> None:
    """A day in another spelling, a misspelt fact, an unknown value, particulars without a value."""
    case = {"case": "x", "policy": "housing-association", "assessed_on": "2024-06-18", "facts": {fact: value}}
    assert faults("case", case) != []


def test_a_program_keeps_to_its_schema() -> None:
    """Whatever evaluates rules later knows what it is given."""
    procedure = next(iter(library().load("housing-association").procedures.values()))
    assert faults("program", json.loads(json.dumps(compiled(procedure).as_json()))) == []
