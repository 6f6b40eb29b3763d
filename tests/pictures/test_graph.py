"""The graph of a conclusion: what its boxes say, and how they look."""

from __future__ import annotations

from xml.etree import ElementTree

import networkx as nx
import pytest

from explain.pictures.boxes import MOST, Box, boxes
from explain.pictures.dot import dot
from explain.pictures.graph import graph
from explain.pictures.shapes import LOOKS
from tests.pictures.cases import EVERY_NTH, EXAMPLES, assessed, graph_of, timeline_of
from tests.pictures.checks import check
from tests.pictures.seeing import SVG, contrast
from tests.pictures.test_timeline import path

NEVER = "housing-association/a-reply-that-never-came"
LARGE = "four-procedure-council/lgsco-refuses-an-older-complaint"


def boxes_of(example: str, name: str, depth: int | None = None) -> dict[str, Box]:
    """The boxes of one conclusion of an example."""
    (head,) = assessed(path(example)).heads
    record = next(one for one in head.conclusions if one.name == name)
    return boxes(head, record, (), depth)


def test_a_box_says_what_it_is_and_from_whom_or_by_which_clause() -> None:
    """For a reply that never came."""
    found = boxes_of(NEVER, "stage_1_response.timeliness")
    told = {box.said: (box.look, box.tag, box.source) for box in found.values()}
    assert told["logged as a formal complaint: Mon 3 June 2024"] == ("stated", "stated", "")
    assert told["the stage 1 response: how it stands: overdue"] == (
        "conclusion", "conclusion", "convention: An act that the organisation owes, not done in time",
    )  # fmt: skip
    assert told["10 working days after Mon 3 June 2024: Mon 17 June 2024"] == (
        "derived", "counted", "housing-association, Stage 1: Hearing about the outcome",
    )  # fmt: skip


def test_every_kind_of_ground_is_told() -> None:
    """A presumption, a judgement with who made it, and what nobody has said."""
    extended = boxes_of("charter-council/complicated-and-told-on-the-last-day", "stage_1_response.timeliness")
    (judged,) = (box for box in extended.values() if box.look == "judged")
    assert (
        judged.source
        == "by the investigating officer on Mon 2 September 2024, because three services are involved"
    )
    looks = {box.look for box in boxes_of(LARGE, "lgsco.timeliness").values()}
    assert {"conclusion", "stated"} <= looks
    stage_2 = boxes_of(
        "four-procedure-council/childrens-stage-2-overdue-as-extended", "stage_2_response.timeliness"
    )
    assert {"presumed", "judged", "read", "stated", "derived"} <= {box.look for box in stage_2.values()}
    unknown = boxes_of("charter-council/answer-late-counted-from-receipt", "stage_2.ground")
    (missing,) = (box for box in unknown.values() if box.look == "missing")
    assert (missing.said, missing.source) == ("still dissatisfied: not known", "nobody has said")


def test_looks_are_told_apart_without_colour() -> None:
    """By outline, or by how it is drawn; and their words can be read on their ground."""
    assert len({(look.shape, look.dashes) for look in LOOKS.values()}) == len(LOOKS)
    for look in LOOKS.values():
        assert contrast(look.stroke, look.fill) >= 4.5
        assert contrast(look.stroke, "#ffffff") >= 3


def test_the_first_box_leads_to_all_others_and_none_leads_to_itself() -> None:
    """Of every few examples, every conclusion."""
    for example in EXAMPLES[:: 4 * EVERY_NTH]:
        for head in assessed(example).heads:
            for record in head.conclusions:
                found = boxes(head, record, (), 99)
                joined: nx.DiGraph = nx.DiGraph()
                joined.add_nodes_from(found)
                joined.add_edges_from((one, other) for one, box in found.items() for other in box.below)
                assert nx.is_directed_acyclic_graph(joined)
                assert set(nx.descendants(joined, next(iter(found)))) | {next(iter(found))} == set(found)


def test_a_graph_that_is_too_large_shows_its_upper_levels() -> None:
    """And says how many steps are below what it shows."""
    whole, shown = boxes_of(LARGE, "next_action", 99), boxes_of(LARGE, "next_action")
    assert len(whole) > MOST >= len(shown)
    assert not any(box.more for box in whole.values())
    for name, box in shown.items():
        assert box.more == len(_under(whole, name, box) - shown.keys())
    assert any(box.more for box in shown.values())


def _under(whole: dict[str, Box], name: str, box: Box) -> set[str]:
    """Give what hangs below a box by links that were cut off at it."""
    waiting = [one for one in whole[name].below if one not in box.below]
    reached = set(waiting)
    while waiting:
        fresh = [one for one in whole[waiting.pop()].below if one not in reached]
        reached.update(fresh)
        waiting += fresh
    return reached


@pytest.mark.parametrize(("depth", "count"), [(1, 4), (2, 5), (3, 6), (9, 6)])
def test_depth_is_how_many_levels_are_shown(depth: int, count: int) -> None:
    """Of a conclusion with a comparison, the count below it, and silence below that."""
    assert len(boxes_of(NEVER, "stage_1_response.timeliness", depth)) == count


def test_nodes_are_named_and_can_lead_elsewhere() -> None:
    """Each box is a group with the node's id and a title; with links, the picture is a group and no image."""
    found = assessed(path(NEVER))
    some = boxes_of(NEVER, "stage_1_response.timeliness")
    seen = check(graph("Why", found.about(found.heads[0]), some, lambda node: f"nodes/{node}.html").svg())
    groups = [one for one in seen.root.iter(f"{SVG}g") if one.get("data-node")]
    assert [one.get("data-node") for one in groups] == list(some)
    assert all(
        (one.findtext(f"{SVG}title") or "").startswith(box.said[:20])
        for one, box in zip(groups, some.values(), strict=True)
    )
    assert seen.root.get("role") == "group"
    assert [one.get("href") for one in seen.root.iter(f"{SVG}a")] == [f"nodes/{node}.html" for node in some]
    assert check(graph("Why", "", some).svg()).root.get("role") == "img"


def test_the_description_says_every_box() -> None:
    """With its number, and the numbers of what it rests on."""
    found = assessed(path(NEVER))
    root = ElementTree.fromstring(graph_of(found, found.heads[0], "stage_1_response.timeliness").svg())
    text = root.findtext(f"{SVG}desc") or ""
    assert "1. the stage 1 response: how it stands: overdue (conclusion; convention: An act that" in text
    assert "Rests on 2, 3, 4." in text
    assert "3. stage 1 response sent: not yet (stated)." in text


def test_the_same_answer_gives_the_same_bytes() -> None:
    """Every time."""
    found = assessed(path(LARGE))
    for _ in range(2):
        assert (
            graph_of(found, found.heads[0], "stage").svg() == graph_of(found, found.heads[0], "stage").svg()
        )
        assert timeline_of(found, found.heads[0]).svg() == timeline_of(found, found.heads[0]).svg()


def test_graphviz_gets_every_box_and_link() -> None:
    """Words in quotes, whatever is in them."""
    found = boxes_of(NEVER, "stage_1_response.timeliness")
    next(iter(found.values())).said = 'a "quoted" \\ word'
    text = dot('a "title"', found)
    assert text.startswith('digraph "a \\"title\\"" {')
    assert 'a \\"quoted\\" \\\\ word' in text
    assert text.count(" -> ") == sum(len(box.below) for box in found.values())


def test_while_the_procedure_is_open_each_step_says_by_which_it_is_taken() -> None:
    """Four procedures come to the same; four boxes that say the same would say nothing."""
    found = boxes_of(
        "four-procedure-council/nobody-knows-which-service", "stage_1_acknowledgement.timeliness", 1
    )
    tags = sorted(box.tag for box in found.values())
    assert tags == [
        "conclusion", "follows, if it goes by adult statutory", "follows, if it goes by children statutory",
        "follows, if it goes by corporate", "follows, if it goes by housing", "open",
    ]  # fmt: skip
