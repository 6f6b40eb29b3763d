"""A document against the shape of its kind; what pydantic says is put in our words, and at its place.

Keys are accepted as files spell them (kebab-case) and no other way. All faults of a file are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, Tag, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kb.model.files import Provision
from kb.model.plain import A_DATE, A_TIME
from kb.model.tree import Condition, Day
from kb.source import codes
from kb.source.days import check_date
from kb.source.faults import MOST, Faults
from kb.source.located import located
from kb.source.wording import all_quoted, did_you_mean, nearest, proposed, quoted
from kb.source.yaml_nodes import At, Document

M = TypeVar("M", bound=BaseModel)


def validated(document: Document, model: type[M], at: At = ()) -> M:
    """Check a document, or the part of it at a place, against a model.

    Raises:
        Refused: it does not fit, with every fault, in the order of the file.
    """
    faults = Faults(document)
    _refuse_blanks(document.value(at), at, faults)
    faults.refuse()
    try:
        return model.model_validate(document.value(at), by_alias=True, by_name=False)
    except ValidationError as error:
        _Rephrased(faults, at, model).tell(error)
    faults.refuse()
    raise AssertionError("pydantic refused a document and no fault was told")


def fits(faults: Faults, annotation: Any, at: At, *, template: bool = False) -> bool:
    """Check a part of a document against a type (a day, a condition), note what is wrong, and say if it fits.

    In a `template`, text that begins with `its.` may stand for anything.
    """
    try:
        adapter(annotation).validate_python(faults.document.value(at), by_alias=True, by_name=False)
    except ValidationError as error:
        return not _Rephrased(faults, at, annotation, template=template).tell(error)
    return True


@lru_cache(maxsize=8)
def adapter(annotation: Any) -> TypeAdapter[Any]:
    """Give the validator of any type, made once: that of a condition takes longer to make than to use."""
    return TypeAdapter(annotation)


def _refuse_blanks(value: Any, at: At, faults: Faults) -> None:
    """Note every key and list entry without a value: pydantic would take it for text of no length."""
    if isinstance(value, dict):
        for key, part in value.items():
            _refuse_blanks(part, (*at, key), faults)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            _refuse_blanks(part, (*at, number), faults)
    elif not value.strip():
        name = quoted(at[-1]) if at and isinstance(at[-1], str) else "this entry"
        faults.add(codes.BLANK, f"{name} has no value", at)


class _Rephrased:
    """The errors of one validation, each in our words."""

    def __init__(self, faults: Faults, at: At, shape: Any, *, template: bool = False) -> None:
        self.faults, self.at, self.shape, self.template = faults, at, shape, template
        self.document = faults.document

    def tell(self, error: ValidationError) -> bool:
        """Note the errors that are not mere consequences of others; say whether there was any."""
        told = error.errors(include_url=False)[: 4 * MOST]
        placed = [(located(self.document.data, self.at, one), one) for one in told]
        left = [(at, one) for at, one in placed if not self._follows_from_others(at, one, placed)]
        for at, one in left:
            _SAYINGS.get(one["type"], _Rephrased._other)(self, at, one)
        return bool(left)

    def _follows_from_others(
        self, at: At, error: ErrorDetails, all_errors: list[tuple[At, ErrorDetails]]
    ) -> bool:
        """Whether an error only repeats another: of a faulty entry, or of the other branch of a union."""
        kind, value = error["type"], self._value(at)
        if self.template and isinstance(value, str) and value.startswith("its."):
            return True
        others = [(place, one) for place, one in all_errors if one is not error]
        if kind == "too_short":
            return bool(value) and any(place[: len(at)] == at for place, _ in others)
        if kind == "literal_error" and not isinstance(value, str):
            return any(place[: len(at)] == at for place, _ in others)
        if kind == "model_type" and isinstance(value, str):
            return any(place == at and one["type"] == "literal_error" for place, one in others)
        return False

    def _value(self, at: At) -> Any:
        return self.document.value(at)

    def _unknown_key(self, at: At, error: ErrorDetails) -> None:
        key = str(at[-1])
        help = did_you_mean(key, _keys_like(self._value(at[:-1]), self.shape))
        self.faults.add(codes.UNKNOWN_KEY, f"unknown key {quoted(key)}", at, key=True, help=help)

    def _missing_key(self, at: At, error: ErrorDetails) -> None:
        self._missing(at, str(error["loc"][-1]))

    def _missing(self, at: At, name: str) -> None:
        self._of_record(codes.MISSING_KEY, f"missing key `{name}`", at)

    def _of_record(self, code: codes.Code, message: str, at: At) -> None:
        """Note a fault of a whole record: its first key stands for it."""
        value = self._value(at)
        first = next(iter(value), None) if isinstance(value, dict) else None
        self.faults.add(code, message, at if first is None else (*at, first), key=first is not None)

    def _unknown_kind(self, at: At, error: ErrorDetails) -> None:
        value = self._value(at)
        code, what, union = _UNIONS[str(error.get("ctx", {}).get("discriminator"))]
        if not isinstance(value, dict) or not value:
            self.faults.add(codes.WRONG_SHAPE, f"expected {what[1]}, not {_what(value)}", at)
            return
        kinds = _kinds_of(union)
        key = next((one for one in value if nearest(one, kinds)), next(iter(value)))
        self.faults.add(
            code, f"unknown {what[0]} {quoted(key)}", (*at, key), key=True, help=proposed(key, kinds)
        )

    def _refused_by_model(self, at: At, error: ErrorDetails) -> None:
        value, reason = self._value(at), str(error.get("ctx", {}).get("error", error["msg"]))
        if reason == A_DATE and isinstance(value, str):
            check_date(self.faults, value, at)
        elif reason == A_DATE:
            self.faults.add(codes.WRONG_SHAPE, f"expected a date, not {_what(value)}", at)
        elif reason == A_TIME:
            message = f"expected a time of day, not {_what(value)}"
            self.faults.add(codes.NOT_A_CUT_OFF, message, at, help="write it like `17:00`")
        elif isinstance(value, str) or reason.startswith("a period"):
            self._period_shape(at, error)
        elif isinstance(value, dict) and "done" in value and "by" not in value:
            self._missing(at, "by")
        else:
            self._of_record(codes.UNFIT_PARTS, reason, at)

    def _unknown_choice(self, at: At, error: ErrorDetails) -> None:
        choices = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
        value = self._value(at)
        many = "one of " if len(choices) > 1 else ""
        message = f"expected {many}{all_quoted(choices)}, not {_what(value)}"
        help = did_you_mean(value, choices) if isinstance(value, str) else ""
        self.faults.add(codes.UNKNOWN_CHOICE, message, at, help=help)

    def _count(self, at: At, error: ErrorDetails) -> None:
        limits = error.get("ctx", {})
        number = limits.get("min_length", limits.get("max_length"))
        least = "at least" if error["type"] == "too_short" else "at most"
        noun = "entry" if number == 1 else "entries"
        self.faults.add(codes.WRONG_COUNT, f"expected {least} {number} {noun}", at)

    def _pattern(self, at: At, error: ErrorDetails) -> None:
        self.faults.add(
            codes.WRONG_SHAPE, f"expected 64 hexadecimal digits, not {_what(self._value(at))}", at
        )

    def _period_shape(self, at: At, error: ErrorDetails) -> None:
        what = f"expected a period, not {_what(self._value(at))}"
        self.faults.add(codes.NOT_A_PERIOD, what, at, help=_PERIOD_HELP)

    def _other(self, at: At, error: ErrorDetails) -> None:
        expected = _SHAPES.get(error["type"], "something else")
        self.faults.add(codes.WRONG_SHAPE, f"expected {expected}, not {_what(self._value(at))}", at)


_PERIOD_HELP = "write it like `10 working days`"
_UNIONS: dict[str, tuple[codes.Code, tuple[str, str], Any]] = {
    "condition_tag()": (codes.UNKNOWN_CONDITION, ("condition", "a condition"), Condition),
    "_day_tag()": (codes.UNKNOWN_DAY, ("day", "a day"), Day),
    "provision_tag()": (codes.UNKNOWN_PROVISION, ("provision", "a rule or a norm"), Provision),
}
_SHAPES = {
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "string_type": "text",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller number",
}
_SAYINGS: dict[str, Callable[[_Rephrased, At, ErrorDetails], None]] = {
    "extra_forbidden": _Rephrased._unknown_key,
    "missing": _Rephrased._missing_key,
    "union_tag_not_found": _Rephrased._unknown_kind,
    "value_error": _Rephrased._refused_by_model,
    "literal_error": _Rephrased._unknown_choice,
    "enum": _Rephrased._unknown_choice,
    "too_short": _Rephrased._count,
    "too_long": _Rephrased._count,
    "string_pattern_mismatch": _Rephrased._pattern,
    "dataclass_type": _Rephrased._period_shape,
}


def _what(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else quoted(value)


def _kinds_of(union: Any) -> tuple[str, ...]:
    """Give the tags of a tagged union, in order."""
    options = get_args(get_args(union)[0])
    return tuple(tag.tag for option in options for tag in get_args(option) if isinstance(tag, Tag))


@lru_cache(maxsize=8)
def _records_in(shape: Any) -> tuple[type[BaseModel], ...]:
    """Give all record types that can stand somewhere in a shape."""
    found: dict[type[BaseModel], None] = {}
    waiting = [shape]
    while waiting:
        one = waiting.pop()
        waiting.extend(get_args(one))
        if isinstance(one, type) and issubclass(one, BaseModel) and one not in found:
            found[one] = None
            waiting.extend(part.annotation for part in one.model_fields.values())
    return tuple(found)


_SHORT_FOR = {"Done": ("done", "by"), "Passed": ("passed",)}


def _keys(record: type[BaseModel]) -> tuple[str, ...]:
    return _SHORT_FOR.get(record.__name__) or tuple(
        part.alias or name for name, part in record.model_fields.items()
    )


def _keys_like(mapping: dict[str, Any], shape: Any) -> Iterator[str]:
    """Give the keys of the kinds of record that a mapping has most keys in common with."""
    records = [_keys(record) for record in _records_in(shape)]
    shared = [len(set(keys) & set(mapping)) for keys in records]
    for keys, count in zip(records, shared, strict=True):
        if count == max(shared):
            yield from keys
