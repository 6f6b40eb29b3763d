"""Where a day that somebody asks about stands in the count of the day that it is instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from explain.days import day_in_words
from explain.lines import Line
from kb.model.determination import Graph


def in_count(day: str, graph: Graph, last_days: Sequence[str]) -> Iterator[Line]:
    """Say what a day is in the count that ends on one of these last days, if one was counted day by day."""
    counts = (node.particulars for node in graph.nodes if "ledger" in node.particulars)
    count = next((one for one in counts if one["last_day"] in last_days), None)
    if count is not None:
        yield Line(f"{day_in_words(day)}: {_place(day, count)}.", 2, 2)


def _place(day: str, count: Mapping[str, Any]) -> str:
    for counted, number, why in count["ledger"]:
        if counted == day and number is not None:
            return f"only number {number} of {count['period']}"
        if counted == day:
            return why if "not counted" in why else f"{why}, not counted"
    return "after the last day counted" if day > count["last_day"] else "before the day from which is counted"
