"""Whatever is changed in a determination, it is refused: no place in it is left unchecked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from explain.verify.same import AnotherTrace
from tests.verify.contesting import of_contested
from tests.verify.forging import CONTESTED, SAMPLE
from tests.verify.traces import Made, of_example

Way = tuple[Any, ...]
UNVERIFIED = ("environment", "schema")
"""What made the answer is no part of it; the edition of the calendar is (tests/doors/test_verify.py)."""


def leaves(value: Any, way: Way = ()) -> Iterator[Way]:
    """Give the way to each text, number, yes, no and nothing."""
    parts = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if parts is None:
        yield way
        return
    for step, part in parts:
        if way or step not in UNVERIFIED:
            yield from leaves(part, (*way, step))


def changed(value: Any) -> Any:
    """Give another value in place of one."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case None:
            return "something"
        case _:
            return f"{value}x"


def refused(made: Made, record: dict[str, Any]) -> bool:
    """Whether a changed determination is refused: as no trace, as another one, or as one that does not follow."""
    try:
        return not made.verified(record).verifies
    except (ValidationError, AnotherTrace):
        return True


examples = st.sampled_from(SAMPLE[::4]).map(of_example) | st.sampled_from(CONTESTED[::4]).map(of_contested)


@given(made=examples, data=st.data())
@settings(max_examples=100)
def test_no_text_number_or_nothing_can_be_changed(made: Made, data: st.DataObject) -> None:
    """Anywhere but in the environment."""
    record = made.copy()
    *way, last = data.draw(st.sampled_from(list(leaves(record))))
    here: Any = record
    for step in way:
        here = here[step]
    here[last] = changed(here[last])
    assert refused(made, record), [*way, last]


@given(made=examples, data=st.data())
@settings(max_examples=50)
def test_no_step_can_be_taken_away(made: Made, data: st.DataObject) -> None:
    """With the edges to and from it, or without, unless it was only looked at and nothing rests on it."""
    record = made.copy()
    graph = data.draw(st.sampled_from(record["heads"]))["graph"]
    leading = {edge[1] for edge in graph["edges"]}
    node = data.draw(st.sampled_from([one for one in graph["nodes"] if one["id"] in leading]))
    graph["nodes"].remove(node)
    if data.draw(st.booleans()):
        graph["edges"] = [edge for edge in graph["edges"] if node["id"] not in edge]
    assert refused(made, record), node["id"]


@given(made=examples, data=st.data())
@settings(max_examples=50)
def test_no_edge_can_be_taken_away(made: Made, data: st.DataObject) -> None:
    """Each is a reason that the step above needs."""
    record = made.copy()
    graph = data.draw(st.sampled_from(record["heads"]))["graph"]
    leading = {edge[1] for edge in graph["edges"]} | {
        f"conclusion {one['name']}" for one in record["heads"][0]["conclusions"]
    }
    edge = data.draw(st.sampled_from([one for one in graph["edges"] if one[0] in leading]))
    graph["edges"].remove(edge)
    assert refused(made, record), edge


@given(made=examples, data=st.data())
@settings(max_examples=50)
def test_no_edge_can_be_added(made: Made, data: st.DataObject) -> None:
    """Not even between steps that are right."""
    record = made.copy()
    graph = data.draw(st.sampled_from(record["heads"]))["graph"]
    ids = [node["id"] for node in graph["nodes"]]
    edge = [data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))]
    if edge not in graph["edges"]:
        graph["edges"].append(edge)
        assert refused(made, record), edge
