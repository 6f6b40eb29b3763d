"""The published schemas: of what `kb` prints, and of the files that people write, made from the models themselves.

`python -m complaints_kb.schemas` writes them; a test fails when a file that is kept is stale.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

KEPT = Path(__file__).parents[1] / "schemas"


def schema_of(what: str, rules: Path | None = None) -> str:
    """Give a schema as text; those of files take names and questions from the vocabulary of the rules.

    Raises:
        KeyError: there is no such schema.
        Refused: the vocabulary cannot be used.
    """
    return json.dumps(SCHEMAS[what](rules), ensure_ascii=False, indent=2) + "\n"


def _determination(rules: Path | None) -> dict[str, Any]:
    from kb.model.determination import Determination

    return _printed(Determination)


def _why_not(rules: Path | None) -> dict[str, Any]:
    from kb.model.why_not import WhyNot

    return _printed(WhyNot)


def _needs(rules: Path | None) -> dict[str, Any]:
    from kb.model.needs import Needs

    return _printed(Needs)


def _comparing(what: str) -> Callable[[Path | None], dict[str, Any]]:
    def made(rules: Path | None) -> dict[str, Any]:
        from kb.model import comparing

        return _printed(getattr(comparing, what))

    return made


def _reading(rules: Path | None) -> dict[str, Any]:
    from kb.model.reading import ReadingRecord

    return _printed(ReadingRecord)


def _receipt(rules: Path | None) -> dict[str, Any]:
    from kb.model.receipt import Receipt

    return _printed(Receipt)


def _replay(rules: Path | None) -> dict[str, Any]:
    from kb.model.replay import Replay

    return _printed(Replay)


def _verification(rules: Path | None) -> dict[str, Any]:
    from kb.model.verification import Verification

    return _printed(Verification)


def _check(rules: Path | None) -> dict[str, Any]:
    from kb.model.report import CheckReport

    return _printed(CheckReport)


def _sources(rules: Path | None) -> dict[str, Any]:
    from kb.model.report import SourcesReport

    return _printed(SourcesReport)


def _printed(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _case(rules: Path | None) -> dict[str, Any]:
    from kb.source.policies import Library, rules_at
    from kb.source.schemas import case_schema

    library = Library(rules_at(rules))
    return case_schema(library.vocabulary, library.ids)


def _rule_file(what: str) -> Callable[[Path | None], dict[str, Any]]:
    def made(rules: Path | None) -> dict[str, Any]:
        from kb.source import schemas
        from kb.source.policies import Library, rules_at

        make: Callable[..., dict[str, Any]] = getattr(schemas, f"{what}_schema")
        return make(Library(rules_at(rules)).vocabulary)

    return made


def _vocabulary(rules: Path | None) -> dict[str, Any]:
    from kb.source.schemas import vocabulary_schema

    return vocabulary_schema()


def _questions(rules: Path | None) -> dict[str, Any]:
    from kb.source.schemas import questions_schema

    return questions_schema()


def _unshown(rules: Path | None) -> dict[str, Any]:
    from kb.source.schemas import unshown_schema

    return unshown_schema()


def _program(rules: Path | None) -> dict[str, Any]:
    from kb.program.schema import program_schema

    return program_schema()


SCHEMAS: dict[str, Callable[[Path | None], dict[str, Any]]] = {
    "determination": _determination, "why-not": _why_not, "needs": _needs, "reading": _reading,
    "receipt": _receipt, "replay": _replay, "verification": _verification, "what-if": _comparing("WhatIf"),
    "contrast": _comparing("Contrast"), "sweep": _comparing("Sweep"), "latest": _comparing("Latest"),
    "check": _check, "sources": _sources,
    "case": _case, "policy": _rule_file("policy"), "part": _rule_file("part"),
    "conventions": _rule_file("conventions"), "vocabulary": _vocabulary, "questions": _questions,
    "unshown": _unshown, "program": _program,
}  # fmt: skip


if __name__ == "__main__":
    for name in SCHEMAS:
        (KEPT / f"{name}.schema.json").write_text(schema_of(name), encoding="utf-8")
