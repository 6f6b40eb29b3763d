"""Whether a receipt is as it was made; if not, which part of it was edited, and where as far as that can be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kb.model.receipt import Receipt, StatedFact
from kb.source import codes
from kb.source.faults import Faults
from kb.source.json_text import JsonText
from kb.source.yaml_nodes import At

HELP = "have the receipt sent again, or its case assessed again"
Digest = Callable[[dict[str, Any]], str]


def check_unedited(
    document: JsonText,
    receipt: Receipt,
    digest: str,
    part: Digest,
    remade: Callable[[], dict[str, Any] | None],
) -> None:
    """Refuse a receipt whose digests are not those of what it says, or whose parts are not of one complaint.

    Args:
        document: The receipt as it stands in its file.
        receipt: The same, read.
        digest: The digest of what it says now.
        part: Gives the digest of a part of it.
        remade: Gives the answer made anew, or nothing if that cannot be had; where it is the very answer that the
            receipt was made for, the first place at which the file departs from it is where it was edited.

    Raises:
        Refused: one diagnostic for each part that was edited.
    """
    faults = Faults(document)
    if digest != receipt.digest or _parts(document, part) != (
        receipt.hashes.case,
        receipt.hashes.determination,
    ):
        _tell_edits(faults, document, receipt, part, remade)
    elif at := _contradiction(receipt):
        faults.add(codes.RECEIPT_CONTRADICTS, f"`{at[-1]}` of the case is not that of the answer", at,
                   help="have the receipt made again, from the case")  # fmt: skip
    faults.refuse()


def _parts(document: JsonText, part: Digest) -> tuple[str, str]:
    """Give the digests of what a receipt is made of: whoever edits it can make the digest of the whole fit again."""
    return part(document.data["case"]), part(document.data["determination"])


def _tell_edits(
    faults: Faults,
    document: JsonText,
    receipt: Receipt,
    part: Digest,
    remade: Callable[[], dict[str, Any] | None],
) -> None:
    if part(document.data["case"]) != receipt.hashes.case:
        at = _contradiction(receipt) or _unlike_its_graph(receipt) or ("case",)
        faults.add(codes.RECEIPT_EDITED, "the case was edited after the receipt was made", at, help=HELP)
    if part(document.data["determination"]) != receipt.hashes.determination:
        answer = remade()
        known = answer is not None and part(answer) == receipt.hashes.determination
        way = _first_difference(document.data["determination"], answer) if known else ()
        said = "the determination was edited after the receipt was made"
        faults.add(codes.RECEIPT_EDITED, said, ("determination", *way), help=HELP)
    if not faults.found:
        said = (
            "the digest, or a hash, was edited after the receipt was made: the digest is not that of the rest"
        )
        faults.add(codes.RECEIPT_EDITED, said, ("digest",), help=HELP)


def _contradiction(receipt: Receipt) -> At:
    """Give the place in the case of what the answer says otherwise, if there is one."""
    case, answer = receipt.case, receipt.determination
    pairs = {"case": (case.case, answer.case), "policy": (case.policy, answer.policy.id),
             "assessed_on": (case.assessed_on, answer.assessed_on),
             "heads": ([one.head for one in case.heads], [one.head for one in answer.heads])}  # fmt: skip
    return next((("case", key) for key, (one, other) in pairs.items() if one != other), ())


def _unlike_its_graph(receipt: Receipt) -> At:
    """Give the place of the first stated fact that the graph of the answer states otherwise."""
    for number, (stated, answered) in enumerate(
        zip(receipt.case.heads, receipt.determination.heads, strict=False)
    ):
        shown = {one.id.rpartition("/")[2].removesuffix(" as stated"): _as_stated(one.particulars)
                 for one in answered.graph.nodes if "text" in one.particulars}  # fmt: skip
        for which, fact in enumerate(stated.facts):
            if f"fact {fact.name}" in shown and shown[f"fact {fact.name}"] != _stated(fact):
                return ("case", "heads", number, "facts", which, "value")
    return ()


def _as_stated(particulars: dict[str, Any]) -> dict[str, Any]:
    return {key: said for key, said in particulars.items() if key != "known"}


def _stated(fact: StatedFact) -> dict[str, Any]:
    text = ", ".join(fact.value) if isinstance(fact.value, list) else fact.value
    said = fact.model_dump(include={"by", "evidence", "when", "because"}, exclude_none=True)
    return {"text": text, **said}


def _first_difference(one: Any, other: Any) -> At:
    """Give the way to the first value in which one record departs from another."""
    for step in _steps(one, other):
        if one[step] != other[step]:
            return (step, *_first_difference(one[step], other[step]))
    return ()


def _steps(one: Any, other: Any) -> Iterator[Any]:
    if isinstance(one, dict) and isinstance(other, dict):
        yield from (key for key in one if key in other)
    elif isinstance(one, list) and isinstance(other, list):
        yield from range(min(len(one), len(other)))
