"""A policy's own closure days: which days its calendar names."""

from __future__ import annotations

from datetime import date

import pytest

from kb.model.closures import PolicyCalendar


def shut(day: str, once: tuple[str, ...] = (), yearly: tuple[str, ...] = ()) -> bool:
    """Whether an organisation with these closure days is shut."""
    days = {"closed": once, "closed-each-year": yearly}
    used = PolicyCalendar.model_validate(
        {"nation": "england"} | {key: some for key, some in days.items() if some}
    )
    return date.fromisoformat(day) in used.closures


def test_a_range_includes_both_its_ends_and_nothing_else() -> None:
    """29 to 31 December 2026 are three days."""
    days = [f"2026-12-{number}" for number in range(28, 32)]
    assert [shut(day, once=("2026-12-29/2026-12-31",)) for day in days] == [False, True, True, True]
    assert not shut("2025-12-30", once=("2026-12-29/2026-12-31",))


@pytest.mark.parametrize("year", [1978, 2024, 2045])
def test_days_of_every_year_are_shut_in_each(year: int) -> None:
    """From the first year of the calendar to the last."""
    assert shut(f"{year}-12-27", yearly=("12-27/12-31",))
    assert shut(f"{year}-12-31", yearly=("12-27/12-31",))
    assert not shut(f"{year}-12-26", yearly=("12-27/12-31",))


def test_a_range_may_go_over_the_end_of_the_year() -> None:
    """From 30 December to 2 January."""
    days = ("2024-12-29", "2024-12-30", "2025-01-01", "2025-01-02", "2025-01-03")
    assert [shut(day, yearly=("12-30/01-02",)) for day in days] == [False, True, True, True, False]


def test_29_february_is_shut_where_there_is_one() -> None:
    """And the day before or after is not shut in its place."""
    assert shut("2024-02-29", yearly=("02-29",))
    assert not shut("2023-02-28", yearly=("02-29",))
    assert not shut("2023-03-01", yearly=("02-29",))
