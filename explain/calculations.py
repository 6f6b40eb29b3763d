"""The nodes of days that are counted or moved: what they are reckoned from, by which convention, and their ledgers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from explain.grounds import Grounds
from explain.words import bounds_in_words
from kb.calendar import LedgerLine
from kb.model.bounds import LATEST, Bounds
from kb.model.periods import Counted, Period, Unit
from kb.program.form import DayNode


class Calculations(Grounds):
    """Adds calculated days."""

    def calculation(self, node: DayNode, below: list[str]) -> str:
        """Add a calculated day above what it is reckoned from."""
        key = f"day {node.key}"
        if key in self.nodes:
            return key
        moved = node.op == "working_day"
        said, authority = (
            (self._move_said, self._why_moved) if moved else (self._count_said, self._why_counted)
        )
        ledger = self._move_ledger if moved else self._count_ledger
        start, end = self._bounds(node.parts[0]), self._bounds(node.key)
        return self.add(
            key, "day calculation", lambda: f"{said(node, start)}: {bounds_in_words(end)}",
            [*below, *authority(node, end)], None, lambda: ledger(node, start, end),
        )  # fmt: skip

    def _bounds(self, key: str) -> Bounds:
        return self.assessed.settled.days[key]

    # --- counted ---

    @staticmethod
    def _count_said(node: DayNode, start: Bounds) -> str:
        return f"{node.period} {node.counted} {bounds_in_words(start)}"

    def _why_counted(self, node: DayNode, end: Bounds) -> list[str]:
        unit = Period.parse(node.period).unit
        under = [self.governing(str(unit))]
        if node.counted == Counted.BEGINNING_WITH:
            under.append(self.governing("beginning with"))
        return [*under, *self._of_calendar(end)] if unit is Unit.WORKING_DAYS else under

    def _count_ledger(self, node: DayNode, start: Bounds, end: Bounds) -> dict[str, object]:
        period, counted = Period.parse(node.period), Counted(node.counted)
        found: dict[str, object] = {"period": str(period), "counted": str(counted)}
        if start.exact and end.exact and period.unit is not Unit.HOURS:
            lines = self.assessed.calendar.ledger(start.day(), period, counted)
            found |= _account(start, end, lines)
        return found

    # --- moved to a working day ---

    @staticmethod
    def _move_said(node: DayNode, start: Bounds) -> str:
        if not node.cut_off:
            return f"{bounds_in_words(start)}, or the next working day"
        came = bounds_in_words(replace(start, by_minute=start.minutes is not None))
        return f"{came}, or the next working day (after {node.cut_off} it counts as the day after)"

    def _why_moved(self, node: DayNode, end: Bounds) -> list[str]:
        return [self.governing("working days"), self.governing("next working day"), *self._of_calendar(end)]

    def _move_ledger(self, node: DayNode, start: Bounds, end: Bounds) -> dict[str, object]:
        found: dict[str, object] = {"period": "next working day", "cut_off": node.cut_off}
        if start.exact and end.exact:
            found |= _account(start, end, self.assessed.calendar.move_ledger(start.day(), end.day()))
        return found

    def _of_calendar(self, end: Bounds) -> list[str]:
        confirmed = self.assessed.calendar.confirmed_to.toordinal()
        unannounced = confirmed < end.hi < LATEST or confirmed < end.lo < LATEST
        return [self.calendar(), *([self.unannounced()] if unannounced else [])]


def _account(start: Bounds, end: Bounds, lines: Iterable[LedgerLine]) -> dict[str, object]:
    shown = [[line.day.isoformat(), line.number, line.why] for line in lines]
    return {"from": start.day().isoformat(), "last_day": end.day().isoformat(), "ledger": shown}
