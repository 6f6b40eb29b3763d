"""To which norms a convention applies: `for` and `where` name kinds, fields and values that exist.

A slip here would not be noticed otherwise: the convention would just never apply.
"""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from kb.model.files import NORM_KINDS
from kb.model.periods import Counted
from kb.model.record import kebab
from kb.source import codes
from kb.source.faults import Faults
from kb.source.wording import did_you_mean, proposed, quoted
from kb.source.yaml_nodes import At

_PRESENCE = ("present", "absent")
_KINDS = (*NORM_KINDS, "procedure", "silence")


def check_application(faults: Faults, clause: dict[str, Any], at: At) -> None:
    """Check the `for` and `where` of a convention clause."""
    kind, where = clause.get("for"), clause.get("where", {})
    if kind is not None and kind not in _KINDS:
        message = f"unknown kind of norm {quoted(kind)}"
        faults.add(codes.UNKNOWN_NORM, message, (*at, "for"), help=proposed(kind, _KINDS))
        return
    allowed = _values_by_field(kind)
    for key, written in where.items():
        place = (*at, "where", key)
        if key not in allowed:
            help = did_you_mean(key, allowed)
            faults.add(codes.UNKNOWN_KEY, f"unknown key {quoted(key)}", place, key=True, help=help)
            continue
        for value in [written] if isinstance(written, str) else written:
            if allowed[key] and value not in allowed[key]:
                message = f"`{key}` cannot be {quoted(value)}"
                faults.add(codes.UNKNOWN_CHOICE, message, place, help=proposed(value, allowed[key]))


def _values_by_field(kind: str | None) -> dict[str, tuple[str, ...]]:
    """Give what `where` can ask of a kind of norm, with the values that there are; none where any will do."""
    asked: dict[str, tuple[str, ...]] = {"name": (), "silent-on": ()}
    if kind is None or kind == "procedure":
        return asked | {"alone": ("yes", *_PRESENCE)}
    if kind == "silence":
        return {"name": (), "question": ()}
    if kind == "time-limit":
        asked["extension"] = _PRESENCE
    if kind == "extension":
        asked["capped"] = _PRESENCE
    for name, field in NORM_KINDS[kind].model_fields.items():
        asked.setdefault(kebab(name), _values(field.annotation))
    return asked


def _values(annotation: Any) -> tuple[str, ...]:
    if annotation is str:
        return ()
    if annotation is Counted:
        return tuple(Counted)
    either = (annotation, *get_args(annotation))  # a field that may be absent has its values one level down
    listed = [value for one in either if get_origin(one) is Literal for value in get_args(one)]
    return (*listed, *_PRESENCE)
