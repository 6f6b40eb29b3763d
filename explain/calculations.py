"""The nodes of days that are counted or moved: what they are reckoned from, by which convention, and their ledgers."""

from __future__ import annotations

from collections.abc import Iterable

from explain.grounds import Grounds
from explain.words import bounds_in_words
from kb.calendar import LedgerLine
from kb.model.bounds import LATEST, Bounds
from kb.model.periods import Counted, Unit
from kb.model.truth import Truth
from kb.program.form import DayNode


class Calculations(Grounds):
    """Adds calculated days."""

    def calculation(self, node: DayNode, below: list[str]) -> str:
        """Add a calculated day above what it is reckoned from."""
        key = f"day {node.key}"
        if key in self.nodes:
            return key
        if node.op == "working_day":
            said, authority, ledger = Calculations._move_said, self._why_moved, Calculations._move_ledger
        else:
            said, authority, ledger = Calculations._count_said, self._why_counted, Calculations._count_ledger
        return self.add(key, "day calculation", node, said, [*below, *authority(node)], None, ledger)

    def _ends(self, node: DayNode) -> tuple[Bounds, Bounds]:
        """Give the day that a day is reckoned from, and the day itself."""
        days = self.assessed.settled.days
        return days[node.parts[0]], days[node.key]

    # --- counted ---

    def _count_said(self, node: DayNode, truth: Truth | None) -> str:
        first, end = self._ends(node)
        start = bounds_in_words(first._replace(by_minute=node.by_minute))
        begin, until = map(bounds_in_words, self._pause(node)) if node.parts[1:] else ("", "")
        still = f", paused after {begin} up to and with {until}" if begin else ""
        return f"{node.period} {node.counted} {start}{still}: {bounds_in_words(end)}"

    def _pause(self, node: DayNode) -> tuple[Bounds, Bounds]:
        """Give the days between which the clock of a count stands still."""
        begin, until = (self.assessed.settled.days[one] for one in node.parts[1:])
        return begin, until

    def _why_counted(self, node: DayNode) -> list[str]:
        assert node.period is not None
        under = [self.governing(str(node.period.unit))]
        if node.counted is Counted.BEGINNING_WITH:
            under.append(self.governing("beginning with"))
        if node.parts[1:]:
            under.append(self.governing("pause"))
        return [*under, *self._of_calendar(node)] if node.period.unit is Unit.WORKING_DAYS else under

    def _count_ledger(self, node: DayNode) -> dict[str, object]:
        assert node.period is not None
        start, end = self._ends(node)
        found: dict[str, object] = {"period": str(node.period), "counted": str(node.counted)}
        if start.exact and end.exact and node.period.unit is not Unit.HOURS:
            lines = self._paused_lines(node) if node.parts[1:] else self._lines(node)
            found |= _account(start, end, lines) if lines else {}
        return found

    def _lines(self, node: DayNode) -> tuple[LedgerLine, ...]:
        assert node.period is not None
        return self.assessed.calendar.ledger(self._ends(node)[0].day(), node.period, node.counted)

    def _paused_lines(self, node: DayNode) -> tuple[LedgerLine, ...]:
        """Give the account of a count with a pause: none where it is not known which days were lost."""
        assert node.period is not None
        (start, end), (begin, until) = self._ends(node), self._pause(node)
        if begin.exact and until.exact:
            still = range(begin.lo + 1, until.lo + 1)
            return self.assessed.calendar.ledger_paused(start.day(), node.period, node.counted, still)
        lines = self._lines(node)
        return lines if lines[-1].day == end.day() else ()

    # --- moved to a working day ---

    def _move_said(self, node: DayNode, truth: Truth | None) -> str:
        start, end = self._ends(node)
        came = bounds_in_words(start._replace(by_minute=node.by_minute))
        after = f" (after {node.cut_off} it counts as the day after)" if node.cut_off else ""
        return f"{came}, or the next working day{after}: {bounds_in_words(end)}"

    def _why_moved(self, node: DayNode) -> list[str]:
        return [self.governing("working days"), self.governing("next working day"), *self._of_calendar(node)]

    def _move_ledger(self, node: DayNode) -> dict[str, object]:
        start, end = self._ends(node)
        found: dict[str, object] = {"period": "next working day", "cut_off": node.cut_off}
        if start.exact and end.exact:
            found |= _account(start, end, self.assessed.calendar.move_ledger(start.day(), end.day()))
        return found

    def _of_calendar(self, node: DayNode) -> list[str]:
        end, confirmed = self._ends(node)[1], self.assessed.calendar.confirmed_to.toordinal()
        unannounced = confirmed < end.hi < LATEST or confirmed < end.lo < LATEST
        return [self.calendar(), *([self.unannounced()] if unannounced else [])]


def _account(start: Bounds, end: Bounds, lines: Iterable[LedgerLine]) -> dict[str, object]:
    shown = [[line.day.isoformat(), line.number, line.why] for line in lines]
    return {"from": start.day().isoformat(), "last_day": end.day().isoformat(), "ledger": shown}
