"""Each sentence says the nodes that it names: they are there, its days are theirs, and what is so is not turned round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from explain.graph import own_id
from explain.lines import Line
from explain.readings.reading import Reading
from kb.model.determination import ConclusionRecord, GraphNode, HeadRecord
from kb.model.reading import Reader
from kb.model.vocabulary import Fact, Vocabulary
from tests.readings.told import CONTESTED, EXAMPLES, READERS, assessed, case_readings, desk, every_reading

MONTHS = {
    month: number
    for number, month in enumerate(
        ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
         "December"), 1)
}  # fmt: skip
IN_WORDS = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
IN_FIGURES = re.compile(r"\d{4}-\d{2}-\d{2}")
OTHERWISE = "If the policy is read another way, "


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Look at each thirtieth example and where facts are contested, or at all with `--every-example`."""
    if "path" in metafunc.fixturenames:
        every = EXAMPLES if metafunc.config.getoption("--every-example") else [*EXAMPLES[5::30], *CONTESTED]
        metafunc.parametrize("path", every, ids=[f"{one.parts[-3]}/{one.stem}" for one in every])


def _readings(path: Path, reader: Reader) -> Iterator[tuple[HeadRecord, Reading]]:
    """Every reading there is of an example; an auditor's are long, so of those every fifth conclusion."""
    step = 5 if reader == "auditor" else 1
    yield from ((head, reading) for head, _, reading in [*every_reading(path, reader)][::step])
    yield from case_readings(path, reader)


@pytest.mark.parametrize("reader", READERS)
def test_each_sentence_names_nodes_of_the_graph(path: Path, reader: Reader) -> None:
    """No sentence stands on nothing."""
    for head, reading in _readings(path, reader):
        nodes = {node.id for node in head.graph.nodes}
        for line in reading.sentences:
            assert line.nodes, line.text
            assert nodes >= set(line.nodes), line


@pytest.mark.parametrize("reader", READERS)
def test_each_day_in_a_sentence_is_one_of_its_nodes(path: Path, reader: Reader) -> None:
    """Of the node itself, or of those right below it; an officer's line may also say the day of another reading."""
    for head, reading in _readings(path, reader):
        known = _days_by_node(head)
        readings = _days_of_other_readings(head) if reader != "auditor" else set()
        for line in reading.sentences:
            theirs = {day for node in line.nodes for day in known[node]}
            if line.text.startswith(OTHERWISE) or reader == "officer":
                theirs |= readings
            assert _days(line.text) <= theirs, (line, _days(line.text) - theirs)


def test_a_fact_is_not_turned_round(path: Path) -> None:
    """What has happened is told with the words for that, what has not with those, and what is unknown as unknown."""
    told = 0
    vocabulary = desk().policy(assessed(path).answer.policy.id).procedures
    words = next(iter(vocabulary.values()))
    for head, _, reading in every_reading(path, "public"):
        nodes = {node.id: node for node in head.graph.nodes}
        for line in reading.lines:
            for node in line.nodes[:1]:
                name = own_id(node).removeprefix("fact ")
                if own_id(node).startswith("fact "):
                    told += 1
                    _fits(line.text, nodes[node], words.vocabulary.facts[name], words.policy.organisation)
    assert told or "out_of_scope" in str(assessed(path).answer.heads[0].procedure)


def test_an_answer_is_the_one_that_was_concluded(path: Path) -> None:
    """The title has the words for the value, and for no other; what is open is said to be open."""
    for head, record, reading in every_reading(path, "public"):
        vocabulary = next(iter(desk().policy(assessed(path).answer.policy.id).procedures.values())).vocabulary
        if record.outcome == "open":
            assert reading.title.text.startswith("We cannot say yet "), record.name
        elif record.outcome == "concluded":
            assert not reading.title.text.startswith("We cannot say"), record.name
            _is_the_value(reading.title, record, vocabulary, head)


def _is_the_value(title: Line, record: ConclusionRecord, vocabulary: Vocabulary, head: HeadRecord) -> None:
    """Check the fixed beginning of the words for the value: up to the first slot, or between two."""
    value = record.value if isinstance(record.value, str) else None
    kind = vocabulary.conclusions.get(record.name) or next(
        kinds[record.name.rpartition(".")[2]]
        for kinds in vocabulary.families.values() if record.name.rpartition(".")[2] in kinds
    )  # fmt: skip
    if value in kind.told and f"value {record.name} = {value}" in {node.id for node in head.graph.nodes}:
        assert title.nodes[0] == f"value {record.name} = {value}"
        for part in re.split(r"\{[^}]*\}", re.split(r"\.\s", kind.told[str(value)])[0]):
            assert part.strip().lower() in title.text.lower()


def _fits(text: str, node: GraphNode, fact: Fact, organisation: str) -> None:
    """Check that the words for what is so are in a sentence; those for what is not so are others by test below."""
    known = node.particulars.get("known")
    unsure = ("We do not know", "This could still change: ", "Still to come: ")
    if known is None:
        undecided = fact.told.get("not-yet", fact.told.get("not-yet-made", "")).replace(
            "{organisation}", organisation
        )
        assert text.startswith(unsure) or text.lower().startswith(undecided.lower()), text
        return
    if text.startswith(unsure):
        return  # it is not known in the way that matters: at what time of day, or to another procedure
    key = {"event": "done", "day": "named"}.get(
        fact.kind, "is" if "is" in fact.told else str(known[0]).replace(" ", "-")
    )
    if known == "not yet":
        key = "not-yet" if fact.kind == "event" else "none"
    elif known == []:
        key = "none"
    said = fact.told[key].replace("{organisation}", organisation)
    for part in re.split(r"\{[^}]*\}", said):
        assert part.strip().lower() in text.lower(), (text, key)


def test_words_for_yes_and_no_differ() -> None:
    """No fact is told alike whether it is so or not; else the test above could not tell them apart."""
    for fact in desk().library.vocabulary.facts.values():
        texts = [text for key, text in fact.told.items() if key != "unknown"]
        for one in texts:
            assert not [other for other in texts if other != one and one.lower() in other.lower()], one


def _days_by_node(head: HeadRecord) -> dict[str, set[date]]:
    own = {node.id: _days_of(node) for node in head.graph.nodes}
    found = {node: set(days) for node, days in own.items()}
    for one, other in head.graph.edges:
        found[one] |= own[other]
    for record in head.conclusions:
        values = [record.value] if isinstance(record.value, str) else []
        days = {day for text in (*values, *(record.bounds or ())) if text for day in _days(text)}
        found[record.node or ""] |= days
    return found


def _days_of(node: GraphNode) -> set[date]:
    said = [node.label, *(str(value) for value in node.particulars.values())]
    return {day for text in said for day in _days(text)}


def _days_of_other_readings(head: HeadRecord) -> set[date]:
    values = (
        effect.value for record in head.conclusions if record.depends_on_reading
        for effect in record.depends_on_reading.values if isinstance(effect.value, str)
    )  # fmt: skip
    return {day for value in values for day in _days(value)}


def _days(text: str) -> set[date]:
    words = {date(int(year), MONTHS[month], int(day)) for day, month, year in IN_WORDS.findall(text)}
    return words | {date.fromisoformat(one) for one in IN_FIGURES.findall(text)}
