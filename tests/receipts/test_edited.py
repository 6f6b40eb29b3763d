"""A receipt that was edited is refused, and where it was edited is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints_kb.receipts import replay
from explain.receipts.canonical import canonical, digest_of, sha256_of
from explain.receipts.replay_text import replay as lines
from kb.model.diagnostics import Diagnostic, Refused
from tests.receipts.running import desk

Way = tuple[str | int, ...]


def told(receipt: Path) -> tuple[Diagnostic, ...]:
    """What is said of a receipt that cannot be used."""
    with pytest.raises(Refused) as refused:
        replay(desk(), receipt)
    return refused.value.diagnostics


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """The way to every text, number, yes and no, and nothing."""
    parts = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if parts is None:
        yield way
    for step, part in parts or ():
        yield from ways(part, (*way, step))


def edited(text: str, way: Way, edit: Callable[[Any], Any]) -> bytes:
    """The receipt with one value of it edited."""
    record = json.loads(text)
    inside = record
    for step in way[:-1]:
        inside = inside[step]
    inside[way[-1]] = edit(inside[way[-1]])
    return canonical(record)


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, str):
        return re.sub("[0-9a-z]", lambda one: "1" if one[0] == "0" else "0", value, count=1) + " "
    return not value if isinstance(value, bool) else (value or 0) + 1


def spot(receipt: bytes, one: Diagnostic) -> str:
    """The value at the place that a message names."""
    line = receipt.decode().splitlines()[one.place.line - 1]
    return line[one.place.column - 1 :][: one.place.length]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0, max_value=10**9))
def test_any_one_value_that_is_edited_is_refused(receipt_text: str, tmp_path_factory: Any, seed: int) -> None:
    """Text, numbers, yes and no: whatever is changed outside the environment, the receipt is no receipt any more."""
    record = json.loads(receipt_text)
    some = [way for way in ways(record) if way[0] != "environment"]
    way = Random(seed).choice(some)
    path = tmp_path_factory.mktemp("edited") / "receipt.json"
    path.write_bytes(edited(receipt_text, way, other))
    codes = {one.code for one in told(path)}
    assert codes <= {"K622", "K623", "K624"}


@pytest.mark.parametrize("seed", range(12))
def test_an_edited_answer_is_refused_at_the_very_value(receipt: Path, receipt_text: str, seed: int) -> None:
    """Its case is as it was, so the answer is made anew, and shows where the file departs from it."""
    answer = json.loads(receipt_text)["determination"]
    texts = [
        way for way in ways(answer, ("determination",)) if way[-1] in ("label", "text", "authority", "gist")
    ]
    way = Random(seed).choice(texts)
    content = edited(receipt_text, way, lambda text: f"{text} or not")
    receipt.write_bytes(content)
    (one,) = told(receipt)
    assert (one.code, one.message) == ("K624", "the determination was edited after the receipt was made")
    assert json.loads(spot(content, one)).endswith(" or not")


def test_an_edited_fact_is_refused_at_its_value(receipt: Path, receipt_text: str) -> None:
    """The answer's own graph still has what was stated."""
    content = receipt_text.replace(
        '"name":"logged","value":"2024-06-03"', '"name":"logged","value":"2024-06-04"'
    )
    receipt.write_text(content)
    (one,) = told(receipt)
    assert (one.code, one.message) == ("K624", "the case was edited after the receipt was made")
    assert spot(content.encode(), one) == '"2024-06-04"'


@pytest.mark.parametrize(("key", "was", "now"), [
    ("assessed_on", "2024-06-18", "2024-06-17"), ("case", "a reply that never came", "a reply that came"),
])  # fmt: skip
def test_an_edited_day_or_name_is_refused_where_it_stands(
    receipt: Path, receipt_text: str, key: str, was: str, now: str
) -> None:
    """The answer has it too, and has it otherwise."""
    content = edited(receipt_text, ("case", key), lambda found: found.replace(was, now))
    receipt.write_bytes(content)
    (one,) = told(receipt)
    assert (one.code, spot(content, one)) == ("K624", f'"{now}"')


def test_case_and_answer_edited_alike_are_both_refused(receipt: Path, receipt_text: str) -> None:
    """Two parts, two messages, in the order of the file."""
    receipt.write_text(receipt_text.replace("2024-06-03", "2024-06-04"))
    assert [one.message.partition(" was")[0] for one in told(receipt)] == ["the case", "the determination"]


@pytest.mark.parametrize(
    "way", [("digest",), ("hashes", "rules", "vocabulary.yaml")], ids=lambda way: way[-1]
)
def test_an_edited_digest_or_hash_is_told_apart_from_an_edited_part(
    receipt: Path, receipt_text: str, way: Way
) -> None:
    """Case and answer are what they were; the digest is not theirs."""
    receipt.write_bytes(edited(receipt_text, way, lambda found: found[::-1]))
    (one,) = told(receipt)
    assert one.code == "K624"
    assert one.message.startswith("the digest, or a hash, was edited")


def test_the_environment_is_no_part_of_what_the_digest_vouches_for(receipt: Path, receipt_text: str) -> None:
    """Which engines answered says nothing of what they answered."""
    receipt.write_bytes(edited(receipt_text, ("environment", "engines"), lambda _: ["another engine"]))
    assert replay(desk(), receipt).result == "same"


def sealed(record: dict[str, Any]) -> bytes:
    """The receipt with every digest made anew, as by somebody who means it."""
    hashes = {"case": sha256_of(record["case"]), "determination": sha256_of(record["determination"])}
    record["hashes"] |= hashes
    return canonical(record | {"digest": digest_of(record)})


@pytest.mark.parametrize(("key", "value"), [
    ("case", "another"), ("assessed_on", "2024-06-17"), ("policy", "charter-council"),
])  # fmt: skip
def test_parts_that_are_not_of_one_complaint_are_refused_although_the_digest_is_right(
    receipt: Path, receipt_text: str, key: str, value: str
) -> None:
    """The case is of one name, day or policy, and the answer of another."""
    record = json.loads(receipt_text)
    record["case"][key] = value
    content = sealed(record)
    receipt.write_bytes(content)
    (one,) = told(receipt)
    assert (one.code, one.message) == ("K625", f"`{key}` of the case is not that of the answer")
    assert spot(content, one) == f'"{value}"'


def test_a_forged_answer_whose_digest_is_right_is_found_by_answering_again(
    receipt: Path, receipt_text: str
) -> None:
    """A digest is no signature; the rules are."""
    record = json.loads(receipt_text)
    (forged,) = [one for one in record["determination"]["heads"][0]["conclusions"]
                 if one["name"] == "stage_1_response.timeliness"]  # fmt: skip
    forged["value"], forged["worded"] = "met", "done in time"
    receipt.write_bytes(sealed(record))
    found = replay(desk(), receipt)
    assert found.result == "different"
    (changed,) = found.changed
    assert changed.was is not None
    assert changed.now is not None
    assert (changed.name, changed.was.value, changed.now.value) == (
        "stage_1_response.timeliness",
        "met",
        "overdue",
    )


def damaged(record: Any, rng: Random) -> None:
    """Change, remove or double something somewhere, as somebody would who looks for what breaks."""
    way = rng.choice([way for way in ways(record) if way[0] in ("case", "determination")])
    inside = record
    for step in way[: rng.randrange(1, len(way))]:
        inside = inside[step]
    key = rng.choice([*inside] if isinstance(inside, dict) else [*range(len(inside))])
    match rng.randrange(5):
        case 0:
            del inside[key]
        case 1:
            inside[key] = rng.choice(
                [None, 0, "", "x", [], {}, True, ["x"], {"x": "x"}, "../..", "2024-02-30", "\x1b[2J"]
            )
        case 2 if isinstance(inside, list):
            inside.append(inside[key])
        case 3 if isinstance(inside, list):
            rng.shuffle(inside)
        case _ if isinstance(inside[key], str):
            inside[key] = inside[key][::-1]
        case _:
            inside[key] = None


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0, max_value=10**9))
def test_whatever_a_sealed_receipt_says_it_is_answered_or_refused(
    receipt_text: str, tmp_path_factory: Any, seed: int
) -> None:
    """Digests that are right keep nobody from writing nonsense; it is met with a message, or compared."""
    record, rng = json.loads(receipt_text), Random(seed)
    for _ in range(rng.randrange(1, 4)):
        damaged(record, rng)
    path = tmp_path_factory.mktemp("sealed") / "receipt.json"
    path.write_bytes(sealed(record))
    try:
        said = [one.text for one in lines(replay(desk(), path), everything=True)]
    except Refused as refused:
        said = [f"{one.code}: {one.message}" for one in refused.diagnostics]
    assert said


def test_a_graph_of_any_depth_or_with_a_circle_is_compared(receipt: Path, receipt_text: str) -> None:
    """Thousands of steps below a conclusion, the last of them above it again."""
    record = json.loads(receipt_text)
    graph = record["determination"]["heads"][0]["graph"]
    chain = ["conclusion stage", *(f"step {number}" for number in range(5_000)), "conclusion stage"]
    graph["nodes"] += [{"id": one, "kind": "condition", "label": one, "truth": "holds", "particulars": {}}
                       for one in chain[1:-1]]  # fmt: skip
    graph["edges"] += [[*pair] for pair in pairwise(chain)]
    receipt.write_bytes(sealed(record))
    found = replay(desk(), receipt)
    assert (found.result, [one.node for one in found.steps]) == ("same conclusions", ["conclusion stage"])


def test_an_order_of_facts_that_cannot_be_is_refused_at_the_fact(receipt: Path, receipt_text: str) -> None:
    """A sealed receipt may still state what no case file may: an acknowledgement before there was anything to log."""
    record = json.loads(receipt_text)
    facts = record["case"]["heads"][0]["facts"]
    (late,) = [one for one in facts if one["name"] == "contacted"]
    late["value"] = "2024-06-17"
    receipt.write_bytes(sealed(record))
    assert {one.code for one in told(receipt)} == {"K212"}


def test_an_answer_edited_under_a_digest_that_was_made_to_fit_is_refused(
    receipt: Path, receipt_text: str
) -> None:
    """The digest is no secret; but the hash of the answer says that it is another answer."""
    record = json.loads(receipt_text.replace('"value":"overdue"', '"value":"met"'))
    record["digest"] = digest_of(record)
    receipt.write_bytes(canonical(record))
    (one,) = told(receipt)
    assert (one.code, one.message) == ("K624", "the determination was edited after the receipt was made")


def test_a_case_hash_that_is_none_is_refused_under_a_digest_that_was_made_to_fit(
    receipt: Path, receipt_text: str
) -> None:
    """A hash that nobody looks at would be worth nothing."""
    record = json.loads(receipt_text)
    record["hashes"]["case"] = "0" * 64
    record["digest"] = digest_of(record)
    receipt.write_bytes(canonical(record))
    (one,) = told(receipt)
    assert one.code == "K624"
