"""The published schema of what `kb assess --format json` prints, made from the model itself.

`python -m complaints_kb.schemas` writes it; a test fails when the file that is kept is stale.
"""

from __future__ import annotations

import json
from pathlib import Path

KEPT = Path(__file__).parents[1] / "schemas" / "determination.schema.json"


def determination_schema() -> str:
    """Give the JSON schema of a determination, as text."""
    from kb.model.determination import Determination

    schema = Determination.model_json_schema(by_alias=True, mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    KEPT.write_text(determination_schema(), encoding="utf-8")
