"""Rows of boxes for any graph."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from explain.pictures.boxes import Box
from explain.pictures.graph import graph
from explain.pictures.layers import in_rows, spread
from tests.pictures.checks import check


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, list[str]]:
    """Graphs without circles in which everything is below the first box."""
    count = draw(st.integers(2, 22))
    names = [f"box {number}" for number in range(count)]
    below: dict[str, list[str]] = {name: [] for name in names}
    for number in range(1, count):
        above = draw(st.lists(st.integers(0, number - 1), min_size=1, max_size=3, unique=True))
        for one in above:
            below[names[one]].append(names[number])
    return below


@given(graphs(), st.integers(1, 4))
def test_every_link_leads_one_row_down(below: dict[str, list[str]], fit: int) -> None:
    """By lanes, where it passes rows; and each box is in one row."""
    rows = in_rows(below, fit)
    row_of = {one: number for number, row in enumerate(rows.rows) for one in row}
    assert sorted(one for row in rows.rows for one in row if one not in rows.lanes) == sorted(below)
    assert all(row_of[other] == row_of[one] + 1 for one, other in rows.links)
    assert all(sum(one not in rows.lanes for one in row) <= fit for row in rows.rows)


@given(graphs())
def test_what_is_joined_stays_joined_and_nothing_else(below: dict[str, list[str]]) -> None:
    """From each box the lanes lead to all that it rests on, and to nothing else."""
    rows = in_rows(below, 3)
    for one, others in below.items():
        assert _reached(rows.links, one, rows.lanes) == set(others)


@given(graphs())
def test_any_graph_can_be_drawn(below: dict[str, list[str]]) -> None:
    """However it is joined, no link runs across a box and no word leaves one."""
    found = {
        name: Box(name, "derived", "follows", f"{name} " * 6, "a clause", below=others)
        for name, others in below.items()
    }
    seen = check(graph("Any", "A graph.", found).svg())
    assert len(seen.boxes) == len(below)


@given(st.lists(st.floats(0, 800), min_size=1, max_size=8))
def test_things_side_by_side_keep_their_order_and_distance(wanted: list[float]) -> None:
    """Whatever is wanted."""
    centres = spread(wanted, [50.0] * len(wanted), 10, 16, 784)
    assert all(other - one >= 60 - 1e-6 for one, other in pairwise(centres))
    assert centres[0] >= 41 - 1e-6
    assert centres[-1] <= 759 + 1e-6


def test_things_that_have_room_stand_where_they_are_wanted() -> None:
    """Nothing is moved without need; two that want one place share it out."""
    assert spread([100, 300, 700], [50] * 3, 10, 16, 784) == [100, 300, 700]
    assert spread([400, 400], [50, 50], 10, 16, 784) == [370, 430]


def _reached(links: list[tuple[str, str]], start: str, lanes: set[str]) -> set[str]:
    """Give the boxes that lanes lead to from a box."""
    found, waiting = set(), [other for one, other in links if one == start]
    while waiting:
        here = waiting.pop()
        if here in lanes:
            waiting += [other for one, other in links if one == here]
        else:
            found.add(here)
    return found


def test_the_rows_of_a_small_graph() -> None:
    """What is used twice stands below both of its uses, and a lane leads past the row between."""
    rows = in_rows({"a": ["b", "c"], "b": ["c"], "c": []}, 4)
    assert [[one for one in row if one not in rows.lanes] for row in rows.rows] == [["a"], ["b"], ["c"]]
    assert len(rows.lanes) == 1
    assert not any(set(one) & set(other) for one, other in combinations(rows.rows, 2))
