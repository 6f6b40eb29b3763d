"""Whose working days a policy counts: those of a nation, without the days on which the organisation is shut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from kb.model.record import Node

_YEARS = range(1970, 2051)  # more than any calendar knows
_LEAP = 2024  # has every day that a year can have


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]


class PolicyCalendar(Node):
    """A nation, days and ranges of days (`2026-12-29/2026-12-31`), and such of every year (`12-27/12-31`).

    A range of every year may go over its end: `12-27/01-02`.
    """

    nation: str
    closed: Texts = ()
    closed_each_year: Texts = ()

    @cached_property
    def closures(self) -> frozenset[date]:
        """Every day on which the organisation is shut."""
        once = (day for text in self.closed for day in _days(*map(date.fromisoformat, _ends(text))))
        yearly = {day for text in self.closed_each_year for day in _of_every_year(*_ends(text))}
        return frozenset((*once, *(day for year in _YEARS for day in _in(year, yearly))))


def _named(value: object) -> object:
    return {"nation": value} if isinstance(value, str) else value


CalendarUsed = Annotated[PolicyCalendar, BeforeValidator(_named, json_schema_input_type=str | PolicyCalendar)]
"""A calendar; the name of a nation stands for its calendar without closure days."""


def _ends(text: str) -> tuple[str, str]:
    first, _, last = text.partition("/")
    return first, last or first


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _of_every_year(first: str, last: str) -> Iterator[tuple[int, int]]:
    """Give the days of a range of every year, by month and number."""
    for day in _days(date(_LEAP, 1, 1), date(_LEAP, 12, 31)):
        here = f"{day:%m-%d}"
        if first <= here <= last or (last < first and (here >= first or here <= last)):
            yield day.month, day.day


def _in(year: int, yearly: set[tuple[int, int]]) -> Iterator[date]:
    """Give the days of one year; 29 February is shut only in the years that have it."""
    leap = date(year, 3, 1) - date(year, 2, 28) == timedelta(days=2)
    return (date(year, month, day) for month, day in yearly if leap or (month, day) != (2, 29))
