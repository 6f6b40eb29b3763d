"""JSON schemas of the files that people write, made from the models and the vocabulary, for editors to complete from.

They say of a file's shape what `validated` and the case reader check, with the vocabulary's names and questions as
suggestions. What a schema cannot say (that a name is declared, that a day exists) `kb check` and `kb assess` say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kb.model.files import Conventions, Part, Policy
from kb.model.questions import Questions
from kb.model.unshown import Unshown
from kb.model.vocabulary import Fact, Vocabulary

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PERIOD: Schema = {
    "type": "string",
    "description": "A length of time, as `10 working days` or `1 month`.",
    "pattern": "^(1 (working day|day|week|month|year|hour)|[1-9][0-9]{0,4} (working days|days|weeks|months|years|hours))$",
}  # fmt: skip
_TEXT: Schema = {"type": "string", "minLength": 1}
_NAMES: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
_DAY_TEXT: Schema = {
    "type": "string",
    "description": "A day (2024-06-18), a month (2024-06), from-to (2024-06-10/2024-06-18) or by then (../2024-06-18).",
    "pattern": r"^(\d{4}(-\d\d(-\d\d([ T]\d\d:\d\d( (GMT|BST))?)?)?)?|(\.\.|\d{4}(-\d\d){0,2})/(\.\.|\d{4}(-\d\d){0,2}))$",
}  # fmt: skip
# how two conditions are written that are read as comparisons
_SHORT: dict[str, Schema] = {
    "Done": {"done": {"$ref": "#/$defs/Day"}, "by": {"$ref": "#/$defs/Day"}},
    "Passed": {"passed": {"$ref": "#/$defs/Day"}},
}


def part_schema(vocabulary: Vocabulary) -> Schema:
    """Give the schema of a part of a policy: clauses with their rules and norms, readings, silences."""
    return _of_rules("A part of a policy", Part, vocabulary)


def policy_schema(vocabulary: Vocabulary) -> Schema:
    """Give the schema of `policy.yaml`."""
    return _of_rules("The header of a policy", Policy, vocabulary)


def conventions_schema(vocabulary: Vocabulary) -> Schema:
    """Give the schema of a file of conventions; their rules are templates, so only their outline is told."""
    return _of_rules("A file of conventions", Conventions, vocabulary)


def vocabulary_schema() -> Schema:
    """Give the schema of `vocabulary.yaml`."""
    return {"$schema": DRAFT, **_plain(Vocabulary.model_json_schema(by_alias=True))}


def questions_schema() -> Schema:
    """Give the schema of `questions.yaml`."""
    return {"$schema": DRAFT, **_as_written(_plain(Questions.model_json_schema(by_alias=True)))}


def unshown_schema() -> Schema:
    """Give the schema of a policy's `unshown.yaml`."""
    return {"$schema": DRAFT, **_plain(Unshown.model_json_schema(by_alias=True))}


def case_schema(vocabulary: Vocabulary, policies: Iterable[str]) -> Schema:
    """Give the schema of a case: every fact with its question and the values it can have."""
    facts = {name: _fact(one) for name, one in vocabulary.facts.items()}
    stated: Schema = {"type": "object", "properties": facts, "additionalProperties": False}
    heads = {"type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/$defs/facts"}}
    return {
        "$schema": DRAFT,
        "title": "A case",
        "type": "object",
        "properties": {
            "case": {**_TEXT, "description": "A name for the case."},
            "policy": {"enum": list(policies), "description": "The policy that it is judged by."},
            "assessed_on": {**_DAY_TEXT, "description": "The day to judge it on."},
            "record": {"enum": ["complete"], "description": "Only if every event that happened is stated."},
            "note": {"type": "string"},
            "readings": {"type": "object", "additionalProperties": _TEXT},
            "facts": {
                "$ref": "#/$defs/facts",
                "description": "What is known. What is left out is not known.",
            },
            "heads": {**heads, "description": "Several matters, each with facts of its own."},
        },
        "required": ["case", "policy", "assessed_on", "facts"],
        "additionalProperties": False,
        "$defs": {**_DAYS, "facts": stated},
    }


def _fact(fact: Fact) -> Schema:
    described: Schema = {"description": f"{fact.label}: {fact.question}"}
    if fact.kind in ("event", "day"):
        kind = "recurring" if fact.recurs else fact.kind
        return described | {"$ref": f"#/$defs/{kind}"}
    values: Schema = {"enum": list(fact.values)}
    some: Schema = {"anyOf": [values, {"type": "array", "items": values, "uniqueItems": True}]}
    return described | _stated(some if fact.any_of else values)


def _stated(value: Schema) -> Schema:
    """Give a value, a value with who says so, on what evidence, when and why, or what several accounts say."""
    particulars = {key: {"type": "string"} for key in ("by", "evidence", "when", "because")}
    stated: Schema = {"type": "object", "properties": {"value": value, **particulars},
                      "required": ["value"], "additionalProperties": False}  # fmt: skip
    accounts = {"type": "array", "items": {**stated, "required": ["value", "by"]}, "minItems": 2}
    contested: Schema = {"type": "object", "properties": {"accounts": accounts}, "required": ["accounts"],
                         "additionalProperties": False}  # fmt: skip
    return {"anyOf": [value, stated, contested]}


_EVENT: list[Schema] = [_DAY_TEXT, {"enum": ["happened", "not yet"]}]
_DAYS: dict[str, Schema] = {
    "event": _stated({"anyOf": _EVENT}),
    "recurring": _stated({"anyOf": [*_EVENT, {"type": "array", "items": _DAY_TEXT, "minItems": 1}]}),
    "day": _stated({"anyOf": [_DAY_TEXT, {"const": "none"}]}),
}  # fmt: skip


def _of_rules(
    title: str, model: type[Part] | type[Policy] | type[Conventions], vocabulary: Vocabulary
) -> Schema:
    schema = _as_written(_plain(model.model_json_schema(by_alias=True)))
    defs = schema.get("$defs", {})
    for name, keys in _SHORT.items():
        if name in defs:
            defs[name] |= {"properties": keys, "required": list(keys)}
    if "Period" in defs:
        defs["Period"] = _PERIOD
    days = [name for name, fact in vocabulary.facts.items() if fact.kind in ("event", "day")]
    for union in ("Day", "Condition"):
        if union in defs and union == "Day":
            named = {"anyOf": [{"enum": [*days, "assessed_on", "never"]}, {"type": "string", "minLength": 1}]}
            defs[union]["anyOf"].insert(0, {**named, "description": "A day by its name."})
    return {"$schema": DRAFT, **schema, "title": title}


def _plain(schema: Any) -> Any:
    """Leave out made-up titles, and that a key may be blank; put what stands in docstrings on one line."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _plain(part) for key, part in schema.items() if not (key == "title" and isinstance(part, str))
    }
    if isinstance(kept.get("description"), str):
        kept["description"] = " ".join(kept["description"].split())
    some = kept.get("anyOf")
    if isinstance(some, list) and {"type": "null"} in some:
        rest = [one for one in some if one != {"type": "null"}]
        kept = {key: part for key, part in kept.items() if key not in ("anyOf", "default")}
        kept |= rest[0] if len(rest) == 1 else {"anyOf": rest}
    return kept


def _as_written(schema: Schema) -> Schema:
    """Name the two great unions once, and let a list of names be a single name, as the readers do."""
    unions: dict[str, list[Schema]] = {}

    def walk(part: Any) -> Any:
        if isinstance(part, list):
            return [walk(one) for one in part]
        if not isinstance(part, dict):
            return part
        if "oneOf" in part and all(set(one) == {"$ref"} for one in part["oneOf"]):
            name = _union_of([one["$ref"].rpartition("/")[2] for one in part["oneOf"]])
            unions[name] = part["oneOf"]
            rest = {key: value for key, value in part.items() if key not in ("oneOf", "discriminator")}
            return {**rest, "$ref": f"#/$defs/{name}"}
        if part.get("type") == "array" and part.get("items") == {"type": "string"}:
            return {
                key: value
                for key, value in part.items()
                if key not in ("type", "items", "default", "minLength")
            } | _NAMES
        return {key: walk(value) for key, value in part.items()}

    found: Schema = walk(schema)
    named = {name: {"anyOf": list(members)} for name, members in unions.items()}
    return {**found, "$defs": {**found.get("$defs", {}), **named}}


def _union_of(names: list[str]) -> str:
    if "Period" in names:
        return "Span"
    if "Rule" in names:
        return "Provision"
    return "Condition" if "All" in names else "Day"
