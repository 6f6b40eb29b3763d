"""The forms of a reading: records for programs, every step for an auditor, and what cannot be asked for."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator

from complaints_kb.schemas import schema_of
from explain.graph import sub_graph
from explain.lines import Line
from kb.model.reading import Reader
from tests.doors.running import CASES, MATTERS, NEVER, run
from tests.readings.told import EXPLAINED, READERS, assessed, every_reading, example

WHAT = "stage_1_response.timeliness"
SHORT = ("overdue", "out-of-scope", "new-issue")


@pytest.mark.parametrize("reader", READERS)
def test_a_reading_as_a_record_fits_its_schema(reader: Reader) -> None:
    """Of one conclusion, and of each matter of a case."""
    check = Draft202012Validator(json.loads(schema_of("reading")))
    one = json.loads(run("why", NEVER, WHAT, "--for", reader, "--format", "json").stdout)
    several = json.loads(run("assess", MATTERS, "--for", reader, "--format", "json").stdout)
    for record in (one, *several):
        check.validate(record)
        assert record["for"] == reader
        assert all(line["nodes"] for line in record["lines"] if line["role"] == "sentence")
    assert [record["head"] for record in several] == ["the leak", "the rude answer"]


@pytest.mark.parametrize("name", SHORT)
def test_an_auditor_gets_every_node_below_a_conclusion_once(name: str) -> None:
    """As many steps as nodes, each with a number of its own, and no step names one that is not there."""
    policy, of, conclusion = EXPLAINED[name]
    path = example(policy, of)
    for head, record, reading in every_reading(path, "auditor"):
        if record.name == conclusion:
            steps = {line.number: line.nodes[0] for line in reading.lines if line.number}
            graph = sub_graph(head.graph, record.node or "")
            assert sorted(steps.values()) == sorted(node.id for node in graph.nodes)
            assert list(steps) == list(range(1, len(steps) + 1))
            assert _named(reading.lines, steps) == set(graph.edges)


def _named(lines: tuple[Line, ...], steps: dict[int, str]) -> set[tuple[str, str]]:
    """Give each step with each step that it names."""
    return {(line.nodes[0], steps[step]) for line in lines for step in line.steps}


def test_an_auditor_sees_the_fingerprints_of_policy_and_document() -> None:
    """With the calendar's edition, the engines, and the lines of the clauses."""
    policy, of, conclusion = EXPLAINED["overdue"]
    answer = assessed(example(policy, of)).answer
    text = run("why", example(policy, of), conclusion, "--for", "auditor", columns=200).stdout
    for said in (
        answer.policy.sha256,
        answer.environment.calendar.edition,
        *answer.environment.engines,
        "lines: 41",
    ):
        assert said in text


def test_a_page_links_only_to_steps_that_it_has() -> None:
    """And no two things on it have the same id, with several matters too."""
    page = run("assess", MATTERS, "--for", "auditor", "--format", "html").stdout
    ids, links = re.findall(r' id="([^"]*)"', page), re.findall(r' href="#([^"]*)"', page)
    assert len(ids) == len(set(ids)) > 100
    assert set(links) <= set(ids)


def test_a_page_closes_what_it_opens() -> None:
    """Its headings go down one level at a time, from one first heading."""
    page = run("assess", MATTERS, "--format", "html").stdout
    reader = Headings()
    reader.feed(page)
    assert reader.levels[0] == 1
    assert reader.levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(reader.levels, reader.levels[1:], strict=False))
    assert not reader.open


class Headings(HTMLParser):
    """Keeps the levels of headings, and what is still open."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.levels: list[int] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag != "meta":
            self.open.append(tag)
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        """Close the last one."""
        assert self.open.pop() == tag


def test_an_officer_gets_todays_text_unless_another_reading_is_asked_for() -> None:
    """What stands beside the tree comes after it, and nothing of the tree is missing."""
    plain, asked = run("why", NEVER, WHAT).stdout, run("why", NEVER, WHAT, "--for", "officer").stdout
    assert asked.lower().startswith(plain.lower())
    assert "\nNext\n" in asked.removeprefix(plain)


@pytest.mark.parametrize("options", ["stage=complete", "stage --ledger", "stage --all", "stage --depth 2"])
def test_options_of_the_tree_do_not_go_with_a_reading(options: str) -> None:
    """A reading tells the whole of a conclusion, and says so."""
    result = run("why", NEVER, *options.split(), "--for", "public")
    assert result.exit_code == 2
    assert "leave out" in result.stderr


def test_a_page_is_about_one_case() -> None:
    """Several cases make a document, and not a page."""
    assert run("assess", CASES, "--format", "html").exit_code == 2
    assert run("assess", CASES / "folder", "--format", "markdown").stdout.count("\n# ") >= 1
