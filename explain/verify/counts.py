"""What the steps of counted and moved days must be, with the account of each day between.

The last day is found by one algorithm (`kb.engine.counting`, which looks working days up in a row), the account of days by
the calendar that the first engine steps through. They must come out alike, or the count is at fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from explain import said
from explain.verify.grounds import NO_NEW_HOLIDAY, Grounds
from explain.verify.steps import Step
from explain.verify.truths import Truths
from kb.calendar import Calendar, LedgerLine
from kb.calendar.ledger import calendar_lines, move_lines, paused_lines, working_day_lines
from kb.model.bounds import LATEST, Bounds
from kb.model.periods import Counted, Unit
from kb.program import DayNode


class Counts(Grounds):
    """The calculated days of one head."""

    def __init__(self, truths: Truths, calendar: Calendar) -> None:
        """Begin with no day asked for."""
        super().__init__(truths, calendar)
        self.ways: dict[str, dict[tuple[str, ...], None]] = {}
        self.miscounted: dict[str, int] = {}

    def day_calculation(self, key: str) -> Step | None:
        """A day that is counted from another, or moved to a working day."""
        node = self.program.day.get(key)
        if node is None or key not in self.ways:
            return None
        start, end = self.following.day(node.parts[0]), self.following.day(key)
        ways = tuple(self.ways[key])
        if node.op == "working_day":
            under = [
                self.governing("working days"),
                self.governing("next working day"),
                *self._of_calendar(end),
            ]
            label, particulars = said.moved(node, start, end), self._move(node, start, end)
        else:
            under, particulars = self._authority(node, end), self._count(node, start, end)
            label = said.counted(node, start, end, self._pause(node))
        return Step("day calculation", label, tuple(under), particulars=particulars, ways=ways)

    def _authority(self, node: DayNode, end: Bounds) -> list[str]:
        assert node.period is not None
        under = [self.governing(str(node.period.unit))]
        if node.counted is Counted.BEGINNING_WITH:
            under.append(self.governing("beginning with"))
        if self._pause(node):
            under.append(self.governing("pause"))
        return [*under, *(self._of_calendar(end) if node.period.unit is Unit.WORKING_DAYS else [])]

    def _of_calendar(self, end: Bounds) -> list[str]:
        confirmed = self.calendar_used.confirmed_to.toordinal()
        unannounced = any(confirmed < day < LATEST for day in (end.lo, end.hi))
        return ["calendar", *([f"presumption {NO_NEW_HOLIDAY}"] if unannounced else [])]

    def _pause(self, node: DayNode) -> tuple[Bounds, Bounds] | None:
        if len(node.parts) == 1:
            return None
        begin, until = (self.following.day(part) for part in node.parts[1:])
        return begin, until

    # --- the days counted ---

    def _count(self, node: DayNode, start: Bounds, end: Bounds) -> dict[str, Any]:
        assert node.period is not None
        found: dict[str, Any] = {"period": str(node.period), "counted": str(node.counted)}
        if not (start.exact and end.exact) or node.period.unit is Unit.HOURS:
            return found
        lines = self._lines(node, start.day(), end.day())
        return found | (_account(start, end, lines) if lines else {})

    def _lines(self, node: DayNode, event: date, last: date) -> list[LedgerLine]:
        """Give the account of a count; none of a paused one where it is not known which days were lost."""
        assert node.period is not None
        period, counted, why_not = node.period, node.counted, self.calendar_used.why_not_working
        working, pause = period.unit is Unit.WORKING_DAYS, self._pause(node)
        if pause and pause[0].exact and pause[1].exact:
            still = range(pause[0].lo + 1, pause[1].lo + 1)
            lines = list(paused_lines(event, last, counted, still, why_not if working else None))
        elif pause and self.following.counting.count(_exactly(event), period, counted).day() != last:
            return []
        elif working:
            lines = list(working_day_lines(event, last, counted, why_not))
        else:
            lines = list(calendar_lines(event, last, period, counted, why_not))
        if (working or lines[-1].number) and self._length(node) != lines[-1].number:
            self.miscounted[f"day {node.key}"] = lines[-1].number or 0
        return lines

    @staticmethod
    def _length(node: DayNode) -> int:
        assert node.period is not None
        return node.period.number * (7 if node.period.unit is Unit.WEEKS else 1)

    def _move(self, node: DayNode, start: Bounds, end: Bounds) -> dict[str, Any]:
        found: dict[str, Any] = {"period": "next working day", "cut_off": node.cut_off}
        if not (start.exact and end.exact):
            return found
        lines = list(move_lines(start.day(), end.day(), self.calendar_used.why_not_working))
        if self.calendar_used.why_not_working(end.day()):
            self.miscounted[f"day {node.key}"] = 0
        return found | _account(start, end, lines)


def _exactly(day: date) -> Bounds:
    return Bounds(day.toordinal(), day.toordinal())


def _account(start: Bounds, end: Bounds, lines: Iterable[LedgerLine]) -> dict[str, Any]:
    shown = [[line.day.isoformat(), line.number, line.why] for line in lines]
    return {"from": start.day().isoformat(), "last_day": end.day().isoformat(), "ledger": shown}
