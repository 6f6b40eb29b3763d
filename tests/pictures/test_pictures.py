"""Pictures of real answers, as an eye sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from explain.pictures.strip import strips
from explain.pictures.strip_svg import drawn
from explain.pictures.svg import stacked
from tests.pictures.cases import EVERY_NTH, EXAMPLES, assessed, graph_of, timeline_of
from tests.pictures.checks import check


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take every example if that is asked for, else every nth."""
    if "example" in metafunc.fixturenames:
        step = 1 if metafunc.config.getoption("--all-pictures") else EVERY_NTH
        some = EXAMPLES[::step]
        metafunc.parametrize("example", some, ids=[f"{one.parents[1].name}/{one.stem}" for one in some])


def test_a_timeline_can_be_read(example: Path) -> None:
    """Nothing is on anything else, and all of it is large and dark enough."""
    found = assessed(example)
    for head in found.heads:
        seen = check(timeline_of(found, head).svg())
        assert len(seen.words) > 2


def test_a_graph_of_any_conclusion_can_be_read(example: Path) -> None:
    """Words stay in their boxes, and links beside them."""
    found, turn = assessed(example), EXAMPLES.index(example)
    for head in found.heads:
        for record in head.conclusions[turn % 9 :: 9]:
            seen = check(graph_of(found, head, record.name).svg())
            assert seen.boxes


def test_the_days_of_any_deadline_can_be_read(example: Path) -> None:
    """Every day is a box with its words in it."""
    found = assessed(example)
    for head in found.heads:
        some = list(strips(head.graph))
        for strip in some[:4]:
            check(drawn(strip, found.about(head)).svg())
        if len(some) > 1:
            check(stacked([drawn(one, found.about(head)) for one in some[:3]]).svg())
