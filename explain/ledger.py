"""The days of a deadline, counted and skipped: runs are drawn together, every skipped holiday is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explain.days import day_in_words
from explain.lines import Line
from explain.whose import whose_steps
from kb.calendar.ledger import CLOCK_STANDS_STILL
from kb.model.determination import Graph, GraphNode

_WEEKEND = ("Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row that are counted, or skipped for the same reason."""

    first: str
    last: str
    numbers: tuple[int, int] | None
    why: str


def ledgers(graph: Graph) -> Iterator[Line]:
    """Say of each counted deadline of a graph which days were counted, and which were skipped and why."""
    for title, node in counted(graph).items():
        yield Line()
        yield Line(f"The days counted: {title}", hang=2, tone="heading", nodes=(node.id,))
        working = "working" in str(node.particulars["period"])
        days = runs(node.particulars["ledger"])
        yield from (Line(_said(run, working), 2, 4, nodes=(node.id,)) for run in days)


def counted(graph: Graph) -> dict[str, GraphNode]:
    """Give each counted deadline of a graph by what it says, with who has to be right where accounts differ."""
    whose, found = whose_steps(graph), dict[str, GraphNode]()
    for node in graph.nodes:
        if node.kind == "day calculation" and "ledger" in node.particulars:
            right = whose.right(node.id)
            found.setdefault(f"{node.label}{f', {right}' if right else ''}", node)
    return found


def runs(ledger: Iterable[tuple[str, int | None, str]]) -> list[Run]:
    """Draw the days of a ledger together into runs: working days in a row, and the days of a weekend."""
    found: list[Run] = []
    for day, number, why in ledger:
        worked = why.startswith(("working day", "day")) and number is not None
        here = (
            Run(day, day, (number, number), "") if worked and number is not None else Run(day, day, None, why)
        )
        joined = _joined(found[-1], here) if found else None
        if joined is None:
            found.append(here)
        else:
            found[-1] = joined
    return found


def _joined(before: Run, here: Run) -> Run | None:
    """Give two runs as one, if they are of one kind."""
    if before.numbers and here.numbers:
        return Run(before.first, here.last, (before.numbers[0], here.numbers[1]), "")
    if (before.why in _WEEKEND and here.why in _WEEKEND) or before.why == here.why == CLOCK_STANDS_STILL:
        return Run(before.first, here.last, None, here.why)
    if before.last == here.first:  # how a length became a day, and that it is the last
        return Run(before.first, here.last, None, f"{before.why}; {here.why}")
    return None


def _said(run: Run, working: bool) -> str:
    days, what = in_words(run, working)
    return f"{days}: {what}"


def in_words(run: Run, working: bool) -> tuple[str, str]:
    """Give the days of a run, and what becomes of them in a count of `working` days or of all days."""
    days = day_in_words(run.first)
    if run.last != run.first:
        days = f"{days} to {day_in_words(run.last)}"
    if run.numbers is not None:
        first, last = run.numbers
        what = "working day" if working else "day"
        return days, f"{what} {first}" if first == last else f"{what}s {first} to {last}"
    if run.why in _WEEKEND:
        return days, "weekend, not counted"
    skipped = (working or run.why == CLOCK_STANDS_STILL) and "count" not in run.why
    return days, f"{run.why}{', not counted' if skipped else ''}"
