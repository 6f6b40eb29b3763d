"""The records of an answer."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kb.model.determination import GraphNode

PARTS = {"id": "a", "kind": "clause", "label": "A", "truth": None, "particulars": {"gist": "It is so."}}


def test_a_record_that_is_made_is_one_that_was_read() -> None:
    """It is equal, is written in the same bytes, was given the same fields, and cannot be changed either."""
    made, read = GraphNode.made(**PARTS), GraphNode.model_validate(PARTS)
    assert made == read
    assert made.model_dump_json() == read.model_dump_json()
    assert made.model_fields_set == read.model_fields_set
    assert made.model_copy(update={"label": "B"}).label == "B"
    with pytest.raises(ValidationError, match="frozen"):
        made.label = "B"  # type: ignore[misc]
