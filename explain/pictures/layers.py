"""Puts boxes into rows, what follows above what it follows from, so that no link has to run across a box.

After Sugiyama, Tagawa and Toda (1981): rows by the longest way from the first box; a link that passes a row gets a lane of
its own there; then the order in each row is improved by the middle of the neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Below = Mapping[str, Sequence[str]]
_SWEEPS = 6


@dataclass
class Rows:
    """The boxes and lanes of each row, from the top and from the left; `links` lead from one row to the next below.

    A lane is named by the end that its links share and the row that it passes.
    """

    rows: list[list[str]]
    lanes: set[str] = field(default_factory=set)
    links: list[tuple[str, str]] = field(default_factory=list)


def in_rows(below: Below, fit: int) -> Rows:
    """Put the boxes of a graph without circles into rows of at most `fit`."""
    order = _order(below)
    rank = _ranks(below, order)
    rows: list[list[str]] = []
    for level in range(max(rank.values()) + 1):
        rows += _split([one for one in order if rank[one] == level], below, fit)
    placed = Rows(rows)
    _link(placed, below)
    _improve(placed)
    return placed


def _order(below: Below) -> list[str]:
    """Give the boxes from the top down, branch by branch, each once."""
    seen: dict[str, None] = {}

    def visit(one: str) -> None:
        if one not in seen:
            seen[one] = None
            for other in below[one]:
                visit(other)

    for one in below:
        visit(one)
    return list(seen)


def _ranks(below: Below, order: Iterable[str]) -> dict[str, int]:
    """Give the row of each box: one further down than the lowest of those that rest on it."""
    rank = dict.fromkeys(order, 0)
    for _ in rank:  # no way is longer than there are boxes
        before = dict(rank)
        for one, others in below.items():
            for other in others:
                rank[other] = max(rank[other], rank[one] + 1)
        if rank == before:
            break
    return rank


def _split(row: list[str], below: Below, fit: int) -> list[list[str]]:
    """Give a row as several where it holds too much: those with nothing below them first, for no link has to pass them."""
    count = -(-len(row) // fit)
    if count == 1:
        return [row]
    size = -(-len(row) // count)
    given = sorted(row, key=lambda one: bool(below[one]))
    return [given[start : start + size] for start in range(0, len(given), size)]


def _link(placed: Rows, below: Below) -> None:
    """Join the boxes row by row; links that pass rows and share an end share their lanes."""
    row_of = {one: number for number, row in enumerate(placed.rows) for one in row}
    long = [
        (one, other) for one, others in below.items() for other in others if row_of[other] - row_of[one] > 1
    ]
    links: dict[tuple[str, str], None] = {}
    for one, others in below.items():
        for other in others:
            here = one
            shared = one if _ends(long, 0, one) >= _ends(long, 1, other) else other
            for number in range(row_of[one] + 1, row_of[other]):
                lane = f"lane {number} {shared}"
                if lane not in placed.lanes:
                    placed.lanes.add(lane)
                    placed.rows[number].append(lane)
                links[here, lane] = None
                here = lane
            links[here, other] = None
    placed.links = list(links)


def _ends(links: Iterable[tuple[str, str]], end: int, one: str) -> int:
    return sum(link[end] == one for link in links)


def _improve(placed: Rows) -> None:
    """Order each row by the middle of what its boxes are joined to, and keep the order with fewest crossings."""
    up, down = _neighbours(placed.links)
    best, fewest = [list(row) for row in placed.rows], crossings(placed)
    for sweep in range(_SWEEPS):
        around = down if sweep % 2 else up
        numbers = range(len(placed.rows)) if around is up else range(len(placed.rows) - 1, -1, -1)
        for number in numbers:
            beside = placed.rows[number - 1 if around is up else (number + 1) % len(placed.rows)]
            _by_middle(placed.rows[number], beside, around)
        if (count := crossings(placed)) < fewest:
            best, fewest = [list(row) for row in placed.rows], count
    placed.rows = best


def _neighbours(links: Iterable[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    up: dict[str, list[str]] = {}
    down: dict[str, list[str]] = {}
    for one, other in links:
        down.setdefault(one, []).append(other)
        up.setdefault(other, []).append(one)
    return up, down


def _by_middle(row: list[str], beside: Sequence[str], around: Mapping[str, Sequence[str]]) -> None:
    place = {one: number / max(len(beside) - 1, 1) for number, one in enumerate(beside)}
    own = {one: number / max(len(row) - 1, 1) for number, one in enumerate(row)}

    def middle(one: str) -> float:
        places = [place[other] for other in around.get(one, ()) if other in place]
        return sum(places) / len(places) if places else own[one]

    row.sort(key=middle)


def crossings(placed: Rows) -> int:
    """Count how often links cross."""
    place = {one: number for row in placed.rows for number, one in enumerate(row)}
    row_of = {one: number for number, row in enumerate(placed.rows) for one in row}
    ends: dict[int, list[tuple[int, int]]] = {}
    for one, other in placed.links:
        ends.setdefault(row_of[one], []).append((place[one], place[other]))
    return sum(
        (a - c) * (b - d) < 0 for some in ends.values() for i, (a, b) in enumerate(some) for c, d in some[:i]
    )


def spread(
    wanted: Sequence[float], widths: Sequence[float], gap: float, left: float, right: float
) -> list[float]:
    """Give the centres of things side by side, in their order, `gap` apart and inside the ends.

    They are as near to where they are wanted as can be, in the mean square.
    """
    offsets, at = [], 0.0
    for number, width in enumerate(widths):
        at += (widths[number - 1] + width) / 2 + gap if number else 0
        offsets.append(at)
    free = [want - offset for want, offset in zip(wanted, offsets, strict=True)]
    lowest, highest = left + widths[0] / 2, right - widths[-1] / 2 - at
    return [
        min(max(one, lowest), highest) + offset for one, offset in zip(_rising(free), offsets, strict=True)
    ]


def _rising(values: Sequence[float]) -> list[float]:
    """Give the nearest values that never fall: neighbours that would are pooled."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
