"""The days of a deadline as a calendar: weeks from Monday, each day with its count or why it does not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from explain.days import day_in_words
from explain.ledger import counted
from kb.calendar.ledger import EVENT_COUNTED, EVENT_NOT_COUNTED, LAST_DAY
from kb.model.determination import Graph, GraphNode

Sort = Literal["counted", "plain", "event", "weekend", "off"]
"""A day with a number, one inside a period that numbers none, the first, one of a weekend, another that does not count."""
_WEEKEND = ("Saturday", "Sunday")
_MOST, _KEPT = 10, 2  # weeks shown of a period in which every day counts; of a longer one, those at both ends
NOTHING = "No deadline is counted for this, or the day that it counts from is not known."


@dataclass(frozen=True, slots=True)
class Day:
    """One day: `number` in the count, `why` it does not count or what else there is to say of it.

    `last` says of the last day that it is, and whether it is no working day; it is empty for all others.
    """

    day: date
    sort: Sort
    number: int | None
    why: str
    last: str = ""


Week = tuple[Day | None, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The weeks of one deadline; a number in their place says how many are not shown."""

    title: str
    weeks: tuple[Week | int, ...]
    note: str = ""

    @property
    def days(self) -> Iterator[Day]:
        """The days that are shown."""
        for week in self.weeks:
            if not isinstance(week, int):
                yield from (one for one in week if one is not None)


def strips(graph: Graph) -> Iterator[Strip]:
    """Give a strip for each counted deadline of a graph whose days are known, what is counted last first."""
    for title, node in reversed(counted(graph).items()):
        yield replace(_strip(node), title=title)


def in_words(strip: Strip) -> Iterator[str]:
    """Say all that a strip shows."""
    yield f"{strip.title}."
    for week in strip.weeks:
        if isinstance(week, int):
            yield f"{left_out(week)}."
        else:
            yield " ".join(f"{day_in_words(one.day)}: {said(one)}." for one in week if one is not None)
    if strip.note:
        yield f"{strip.note}."


def said(one: Day) -> str:
    """Say of a day what the strip shows of it."""
    parts = [
        f"day {one.number}" if one.number is not None else "",
        one.why,
        one.last,
    ]
    return ", ".join(part for part in parts if part) or "inside the period"


def left_out(weeks: int) -> str:
    """Say how many weeks are not shown."""
    return f"{weeks} {'week' if weeks == 1 else 'weeks'}, of which every day counts, not shown"


def _strip(node: GraphNode) -> Strip:
    ledger: Sequence[tuple[str, int | None, str]] = node.particulars["ledger"]
    found: dict[date, list[tuple[int | None, str]]] = {}
    for day, number, why in ledger:
        found.setdefault(date.fromisoformat(day), []).append((number, why))
    first, last = min(found), max(found)
    every = len(found) < (last - first).days + 1  # a rule was used, and no day passed over
    days = {one: _day(one, found, last) for one in _range(first, last)}
    note = next((why for number, why in found[last] if number is None), "") if every else ""
    weeks = _weeks(days)
    return Strip(node.label, tuple(_shortened(weeks) if every else weeks), note)


def _range(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _day(day: date, found: Mapping[date, list[tuple[int | None, str]]], last: date) -> Day:
    if day not in found:
        number = _between(day, found, last)
        return Day(day, "plain" if number is None else "counted", number, "")
    numbers = [number for number, _ in found[day] if number is not None]
    whys = [why for number, why in found[day] if number is None]
    ending = _ending(why for _, why in found[day]) if day == last else ""
    if numbers:
        return Day(day, "counted", numbers[-1], "", ending)
    if whys[0] == EVENT_NOT_COUNTED:
        return Day(day, "event", None, whys[0], ending)
    if whys[0] == EVENT_COUNTED:
        number = _between(day, found, last)
        return Day(day, "plain" if number is None else "counted", number, whys[0], ending)
    if whys[0] in _WEEKEND:
        return Day(day, "weekend", None, "weekend", ending)
    return Day(day, "plain" if ending else "off", None, "" if ending else whys[0], ending)


def _ending(whys: Iterable[str]) -> str:
    """Say of the last day of a count that it is, and what else the count says of it: whether it is a holiday."""
    more = next((why.removeprefix(LAST_DAY) for why in whys if why.startswith(LAST_DAY)), "")
    return f"the last day counted{more}"


def _between(day: date, found: Mapping[date, Any], last: date) -> int | None:
    """Give the number of a day that was not listed: counted back from the number of the last day, if it has one."""
    number = next((one for one, _ in reversed(found[last]) if one is not None), None)
    return None if number is None else number - (last - day).days


def _weeks(days: Mapping[date, Day]) -> list[Week]:
    first, last = min(days), max(days)
    monday = first - timedelta(days=first.weekday())
    mondays = (monday + timedelta(weeks=one) for one in range((last - monday).days // 7 + 1))
    return [tuple(days.get(one + timedelta(days=step)) for step in range(7)) for one in mondays]


def _shortened(weeks: list[Week]) -> list[Week | int]:
    if len(weeks) <= _MOST:
        return [*weeks]
    return [*weeks[:_KEPT], len(weeks) - 2 * _KEPT, *weeks[-_KEPT:]]
