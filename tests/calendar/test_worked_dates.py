"""The worked dates, against both algorithms."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.calendar import calendar
from kb.model.periods import Counted, Period
from tests.calendar.both import ALGORITHMS, counting, stepping

ROWS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("worked_dates.yaml").read_text(encoding="utf-8")
)
DAYS = [row for row in ROWS if "last" in row]
HOURS = [row for row in ROWS if "ends" in row]
DEEMED = [row for row in ROWS if "deemed" in row]


def _named(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['row']}: {row['why']}" for row in rows]


def test_every_row_is_here_once() -> None:
    """Rows 1 to 59, and row 28 once more as it would be under a deeming clause."""
    assert [row["row"] for row in ROWS if row["row"] != "28 deemed"] == [str(n) for n in range(1, 60)]
    assert len(DAYS) + len(HOURS) == 60


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("row", DAYS, ids=_named(DAYS))
def test_a_worked_last_day_is_what_each_algorithm_finds(row: dict[str, Any], algorithm: Any) -> None:
    """A deeming or cut-off clause moves the day of the event and nothing else."""
    days = algorithm("england", frozenset(row.get("closures", ())))
    counted = Counted(row.get("counted", "after"))
    assert days.last_day(row.get("deemed", row["event"]), Period.parse(row["period"]), counted) == row["last"]


@pytest.mark.parametrize("row", DEEMED, ids=_named(DEEMED))
def test_a_deemed_day_is_the_next_working_day(row: dict[str, Any]) -> None:
    """Whether the event came on a day off or only after hours."""
    assert calendar("england").next_working_day(row["event"]) == row["deemed"]


@pytest.mark.parametrize("algorithm", [stepping, counting])
@pytest.mark.parametrize("row", HOURS, ids=_named(HOURS))
def test_worked_hours_elapse_across_clock_changes(row: dict[str, Any], algorithm: Any) -> None:
    """The end is compared as text, since the offset is part of the answer."""
    start = datetime.fromisoformat(row["moment"])
    assert algorithm().elapsed(start, Period.parse(row["period"]).number).isoformat() == row["ends"]
