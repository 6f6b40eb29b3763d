"""The JSON schema of compiled programs."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from kb.program.form import Program


def program_schema() -> dict[str, Any]:
    """Give the schema of a compiled program, as `Program.as_json` gives it."""
    schema = TypeAdapter(Program).json_schema()
    parts = schema["properties"]["made_of"]["additionalProperties"]
    entry = {"type": "array", "prefixItems": [{"type": "array", "items": {"type": "integer"}}, parts]}
    schema["properties"]["made_of"] = {"type": "array", "items": entry}  # a pair of atoms is no key in JSON
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
