"""A receipt as it stands in a file: its version, its shape, and the case that is stated in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kb.model.case import Case
from kb.model.diagnostics import Place
from kb.model.receipt import RECEIPT_SCHEMA, Receipt, StatedFact
from kb.model.vocabulary import Vocabulary
from kb.source import codes
from kb.source.cases import CaseReader
from kb.source.days import Span
from kb.source.faults import Faults
from kb.source.json_text import JsonText, read_json
from kb.source.located import located
from kb.source.wording import did_you_mean, quoted
from kb.source.yaml_nodes import At

HELP = "have it sent or made again: `kb assess CASE --receipt FILE`"
_SHAPES = {
    "string_type": "text",
    "string_pattern_mismatch": "64 hexadecimal digits",
    "list_type": "a list",
    "dict_type": "a record",
    "model_type": "a record",
    "model_attributes_type": "a record",
    "bool_type": "yes or no",
    "too_short": "at least one entry",
}


def read_receipt(path: Path, shown_as: str) -> tuple[JsonText, Receipt]:
    """Read a receipt and check its shape; whether it is as it was made is another question.

    Raises:
        Refused: the file is no receipt of the version that is known, or not of its shape; with every fault.
    """
    document = read_json(path, shown_as, HELP)
    _check_version(document)
    try:
        return document, Receipt.model_validate(document.data, strict=False)
    except ValidationError as error:
        _refuse_shape(document, error)
        raise AssertionError("pydantic refused a receipt and no fault was told") from None


def case_in(
    document: JsonText, receipt: Receipt, vocabulary: Vocabulary, policies: Collection[str], span: Span
) -> Case:
    """Read the case that is stated in a receipt, against the vocabulary at hand.

    Raises:
        Refused: there is no such policy now, or a fact or value of it is not known any more; with every fault.
    """
    faults = Faults(_AsCaseFile(document, receipt))
    case = CaseReader(faults, vocabulary, span).case(policies)
    faults.refuse()
    return case


def _check_version(document: JsonText) -> None:
    faults = Faults(document)
    named = document.data.get("schema") if isinstance(document.data, dict) else None
    family, _, version = RECEIPT_SCHEMA.rpartition("/")
    if not isinstance(named, str) or named.rpartition("/")[0] != family:
        said = "no schema is named" if named is None else f"its schema is {quoted(str(named))}"
        message = f"this is no receipt: {said}"
        faults.add(codes.NOT_A_RECEIPT, message, ("schema",), help=f"a receipt has `{RECEIPT_SCHEMA}`")
    elif named != RECEIPT_SCHEMA:
        message = f"receipts of version {quoted(named.rpartition('/')[2])} are not known here"
        faults.add(codes.OTHER_RECEIPT, message, ("schema",), help=f"this `kb` knows version `{version}`")
    faults.refuse()


def _refuse_shape(document: JsonText, error: ValidationError) -> None:
    faults, expected = Faults(document), dict[At, list[str]]()
    for one in error.errors(include_url=False):
        at, kind, name = located(document.data, (), one), one["type"], str(one["loc"][-1])
        if kind == "missing":
            faults.add(codes.RECEIPT_SHAPE, f"missing key `{name}`", at, help=HELP)
        elif kind == "extra_forbidden":
            help = did_you_mean(name, Receipt.model_fields) or HELP
            faults.add(codes.RECEIPT_SHAPE, f"unknown key {quoted(name)}", at, key=True, help=help)
        elif kind == "value_error":
            faults.add(codes.RECEIPT_SHAPE, str(one.get("ctx", {}).get("error")), at, help=HELP)
        else:
            expected.setdefault(at, []).append(_expected(one))
    for at, some in expected.items():  # what may be text or a list is told once
        faults.add(codes.RECEIPT_SHAPE, f"expected {' or '.join(some)} here", at, help=HELP)
    faults.refuse()


def _expected(error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        return str(error.get("ctx", {}).get("expected", "another word")).replace("'", "`")
    return _SHAPES.get(error["type"], "something else")


def _laid_out(fact: StatedFact) -> dict[str, Any]:
    written: dict[str, Any] = fact.model_dump(exclude={"name"}, exclude_none=True)
    return written


@dataclass(frozen=True)
class _AsCaseFile:
    """The case of a receipt, laid out as a case file is; its places are those in the receipt."""

    document: JsonText
    receipt: Receipt

    @property
    def path(self) -> Path:
        return self.document.path

    @cached_property
    def data(self) -> dict[str, Any]:
        stated = self.receipt.case
        laid_out: dict[str, Any] = {"case": stated.case, "policy": stated.policy, "facts": {}}
        laid_out |= {"assessed_on": stated.assessed_on, "readings": dict(stated.readings)}
        laid_out |= {"record": stated.record} if stated.record else {}
        for head in stated.heads:
            facts: dict[str, Any] = {one.name: _laid_out(one) for one in head.facts}
            facts |= {one.name: {"accounts": list(map(_laid_out, one.accounts))} for one in head.contested}
            if head.head is None:
                laid_out["facts"] = facts
            else:
                laid_out.setdefault("heads", {})[head.head] = facts
        return laid_out

    def value(self, at: At) -> Any:
        value: Any = self.data
        for step in at:
            value = value[step]
        return value

    def place(self, at: At = (), *, key: bool = False) -> Place:
        there = self._there(at)
        return self.document.place(there, key=key and there[-1] != "name")

    def _there(self, at: At) -> At:
        """Give the way in the receipt to what a case file has at a place; a fact without its name stands for the name."""
        if at[:1] not in (("facts",), ("heads",)):
            return ("case", *at)
        head, rest = (None, at[1:]) if at[0] == "facts" else (at[1], at[2:]) if at[1:] else (None, ())
        heads = self.receipt.case.heads
        number = next((n for n, one in enumerate(heads) if one.head == head), 0)
        if not rest:
            return ("case", "heads", number)
        names = {
            "facts": [one.name for one in heads[number].facts],
            "contested": [one.name for one in heads[number].contested],
        }
        for among, some in names.items():
            if rest[0] in some:
                return ("case", "heads", number, among, some.index(str(rest[0])), *(rest[1:] or ("name",)))
        return ("case", "heads", number)
