"""Filling in a convention's rule for one norm: `its.x` is a field of the norm, or a conclusion about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.model.files import Norm, kind_of
from kb.model.record import kebab


def fields_of(norm: Norm) -> dict[str, Any]:
    """Give what a norm says, by the keys of rule files."""
    name_field = kind_of(norm).replace("-", "_")
    values = {kebab(key): getattr(norm, key) for key in type(norm).model_fields if key != name_field}
    return {key: value for key, value in values.items() if value is not None}


def members(raw: Mapping[str, Any], fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the members for each of which a rule is made; one without a name where `each` is not written."""
    if "each" not in raw:
        return ("",)
    found = fields[str(raw["each"]).removeprefix("its.")]
    assert isinstance(found, tuple)
    return found


def filled(raw: Any, name: str, fields: Mapping[str, Any]) -> Any:
    """Put what a norm says in the places of `its.x`."""
    match raw:
        case str() if raw.startswith("its."):
            return _meant(raw.removeprefix("its."), name, fields)
        case dict():
            return {filled(key, name, fields): filled(part, name, fields) for key, part in raw.items()}
        case list() | tuple():
            return [filled(part, name, fields) for part in raw]
        case _:
            return raw


def _meant(what: str, name: str, fields: Mapping[str, Any]) -> Any:
    first, _, rest = what.partition(".")
    if first == "name":
        return name
    if first not in fields:
        return f"{name}.{what}"
    if isinstance(fields[first], dict):
        return fields[first][rest]
    return f"{fields[first]}.{rest}" if rest else fields[first]
