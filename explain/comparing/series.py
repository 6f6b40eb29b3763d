"""The days and leaves of one program in many situations that differ little: only what can differ is worked out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.calendar import Calendar
from kb.engine.settle import Settled, settled, settled_again
from kb.model.case import Case
from kb.model.situation import Situation
from kb.program.form import DayNode, Leaf, Program


class _Reached(NamedTuple):
    """What has to be worked out again, in the order of the program."""

    days: tuple[DayNode, ...]
    leaves: tuple[tuple[Leaf, int, int], ...]


class Series:
    """The days and leaves of a program, each time as far as they can differ from the first time."""

    def __init__(self, program: Program, calendar: Calendar, readings: Mapping[str, str]) -> None:
        """Keep the program; nothing is worked out yet."""
        self.program, self.calendar, self.readings = program, calendar, readings
        self._first: tuple[Case, Situation, Settled] | None = None
        self._reached: dict[tuple[frozenset[str], bool], _Reached] = {}

    def settled(self, case: Case, situation: Situation) -> Settled:
        """Give the days and leaves in a situation.

        Raises:
            OutsideCalendar: a day would have to be counted past the calendar's range.
        """
        readings: dict[str, str | None] = dict(self.readings)
        if self._first is None:
            self._first = case, situation, settled(self.program, case, situation, self.calendar, readings)
            return self._first[2]
        before, known, first = self._first
        moved = frozenset(name for name, one in situation.items() if one != known[name])
        days, leaves = self._reach(moved, case.assessed_on != before.assessed_on)
        return settled_again(first, self.program, days, leaves, case, situation, self.calendar, readings)

    def _reach(self, moved: frozenset[str], another_today: bool) -> _Reached:
        key = moved, another_today
        if key not in self._reached:
            self._reached[key] = _reached(self.program, *key)
        return self._reached[key]


def _reached(program: Program, moved: frozenset[str], another_today: bool) -> _Reached:
    """Find the days that are calculated from facts that moved, or from the day of assessment, and the tests of them."""
    days: dict[str, DayNode] = {}
    for node in program.days:
        today = another_today and (node.op in ("assessed_on", "not_yet") or len(node.parts) > 1)
        if today or not moved.isdisjoint(node.facts) or any(part in days for part in node.parts):
            days[node.key] = node
    leaves: list[tuple[Leaf, int, int]] = []
    atoms: set[int] = set()
    for test in program.leaves:
        leaf, *pair = test
        if _looks(leaf, days, moved) or not atoms.isdisjoint(_made_of(leaf)):
            leaves.append(test)
            atoms.update(pair)
    return _Reached(tuple(days.values()), tuple(leaves))


def _looks(leaf: Leaf, days: Mapping[str, DayNode], moved: frozenset[str]) -> bool:
    """Whether a leaf tests a day that is calculated again, or a fact that moved."""
    if leaf.op == "compare":
        return leaf.of in days or leaf.other in days
    return leaf.op != "reading" and leaf.of in moved


def _made_of(leaf: Leaf) -> Iterator[int]:
    """Give the atoms of the leaves that a leaf is made of."""
    yield from leaf.parts
    yield from leaf.against
    for ruled_out, outcome in leaf.choices:
        yield from (*ruled_out, *outcome)
