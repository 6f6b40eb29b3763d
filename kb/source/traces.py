"""A trace as it stands in a file: which kind it is, and its shape."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kb.model.determination import Record
from kb.model.trace import TRACES, Trace, trace_of
from kb.source import codes
from kb.source.faults import Faults
from kb.source.json_text import JsonText, read_json
from kb.source.located import located
from kb.source.wording import did_you_mean, quoted
from kb.source.yaml_nodes import At

HELP = "name what `kb assess CASE --format json`, `kb why CASE NAME --format json` or `kb assess CASE --receipt` gave"
_SHAPES = {
    "string_type": "text",
    "string_pattern_mismatch": "64 hexadecimal digits",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a record",
    "model_type": "a record",
    "model_attributes_type": "a record",
    "bool_type": "yes or no",
    "bool_parsing": "yes or no",
    "too_short": "more entries",
    "too_long": "fewer entries",
    "literal_error": "another word",
}


def read_trace(path: Path, shown_as: str) -> tuple[JsonText, Trace]:
    """Read a trace: a determination, a receipt, or the reasons for a conclusion of one matter or of several.

    Raises:
        Refused: the file is none of these, or not of its shape; with every fault.
    """
    document = read_json(path, shown_as, HELP)
    data = document.data
    several = isinstance(data, list) and len(data) > 0
    first, *others = (
        [_record(document, (n,)) for n in range(len(data))] if several else [_record(document, ())]
    )
    trace = trace_of(first)
    if others and (trace.kind != "why" or any(type(one) is not type(first) for one in others)):
        faults = Faults(document)
        message = f"there are {len(data)} answers in this file"
        faults.add(
            codes.SEVERAL_TRACES, message, (1,), help="make a file of each: one answer is verified at a time"
        )
        faults.refuse()
    return document, replace(
        trace, heads=[*trace.heads, *(head for one in others for head in trace_of(one).heads)]
    )


def _record(document: JsonText, at: At) -> Record:
    """Read one record by the schema that it names.

    Raises:
        Refused: it is no trace, or not of its shape.
    """
    faults, data = Faults(document), document.value(at)
    named = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(named, str) or named not in TRACES:
        said = f"its schema is {quoted(str(named))}" if named is not None else "no schema is named"
        where = (*at, "schema") if isinstance(data, dict) else at
        faults.add(codes.NOT_A_TRACE, f"this cannot be verified: {said}", where, help=HELP)
        faults.refuse()
    model = TRACES[str(named)]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            _tell(faults, model, at, one)
        faults.refuse()
        raise AssertionError("pydantic refused a trace and no fault was told") from None


def _tell(faults: Faults, model: type[Record], start: At, error: ErrorDetails) -> None:
    at, kind = located(faults.document.data, start, error), error["type"]
    name = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "missing":
        faults.add(codes.TRACE_SHAPE, f"missing key {quoted(name)}", at, help=HELP)
    elif kind == "extra_forbidden":
        help = did_you_mean(name, _keys(model)) or HELP
        faults.add(codes.TRACE_SHAPE, f"unknown key {quoted(name)}", at, key=True, help=help)
    elif kind == "value_error":
        faults.add(codes.TRACE_SHAPE, str(error.get("ctx", {}).get("error")), at, help=HELP)
    else:
        faults.add(codes.TRACE_SHAPE, f"expected {_SHAPES.get(kind, 'something else')} here", at, help=HELP)


def _keys(model: type[Record]) -> list[str]:
    fields: dict[str, Any] = model.model_fields
    return [field.alias or name for name, field in fields.items()]
