"""The plain parts of the tree: days and conditions without parts of their own, which look at one thing each."""

from __future__ import annotations

import re
from datetime import date as Date
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from kb.model.record import Node

A_TIME = "a time of day is written like `17:00`"
A_DATE = "a date is written like `2024-04-01`"
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def _date(value: object) -> object:
    if isinstance(value, Date):
        return value
    try:
        found = Date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:  # Python reads more spellings than ours
        raise ValueError(A_DATE)
    return found


# --- days ------------------------------------------------------------------------------------------------------


def _time(value: object) -> object:
    if isinstance(value, str) and _CLOCK.fullmatch(value):
        return value
    raise ValueError(A_TIME)


TimeOfDay = Annotated[str, BeforeValidator(_time)]


class Name(Node):
    """A day by its name: an event, a named day, a conclusion that is a day, `assessed_on` or `never`."""

    name: str

    def _spelt(self) -> str:
        return self.name


class OnDate(Node):
    """A day by its date, such as the one from which another version of a policy applies."""

    date: Annotated[Date, BeforeValidator(_date)]

    def _spelt(self) -> str:
        return self.date.isoformat()


class ReadingDay(Node):
    """A day that depends on how an unclear passage is read."""

    reading: str

    def _spelt(self) -> str:
        return f"reading {self.reading}"


# --- conditions ------------------------------------------------------------------------------------------------


class Yes(Node):
    """A yes/no fact or judgement is yes."""

    yes: str

    def _spelt(self) -> str:
        return f"{self.yes} is yes"


class No(Node):
    """A yes/no fact or judgement is no."""

    no: str

    def _spelt(self) -> str:
        return f"{self.no} is no"


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Values = Annotated[tuple[str, ...], BeforeValidator(_listed)]
OneEntry = Field(min_length=1, max_length=1)


class Is(Node):
    """A fact has one of the values named."""

    is_: Annotated[dict[str, Values], OneEntry]

    @cached_property
    def fact(self) -> str:
        """The fact."""
        return next(iter(self.is_))

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The values, one of which is enough."""
        return self.is_[self.fact]

    def _spelt(self) -> str:
        return f"{self.fact} is {' or '.join(self.values)}"


class Includes(Node):
    """A fact that is a list has the member named."""

    includes: Annotated[dict[str, str], OneEntry]

    @cached_property
    def fact(self) -> str:
        """The fact."""
        return next(iter(self.includes))

    @cached_property
    def member(self) -> str:
        """The member."""
        return self.includes[self.fact]

    def _spelt(self) -> str:
        return f"{self.fact} includes {self.member}"


class Stated(Node):
    """A day was named (promised, agreed), rather than `none`."""

    stated: str

    def _spelt(self) -> str:
        return f"{self.stated} is stated"


class Undecided(Node):
    """An act of discretion has not been decided yet."""

    undecided: str

    def _spelt(self) -> str:
        return f"{self.undecided} is not yet made"


class Holds(Node):
    """A conclusion has one of the values named, or `any` value at all."""

    concluded: Annotated[dict[str, Values], OneEntry]

    @cached_property
    def name(self) -> str:
        """The conclusion."""
        return next(iter(self.concluded))

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The values, one of which is enough."""
        return self.concluded[self.name]

    def _spelt(self) -> str:
        return f"{self.name} = {' or '.join(self.values)}"


class ReadingCondition(Node):
    """A condition that depends on how an unclear passage is read."""

    reading: str

    def _spelt(self) -> str:
        return f"reading {self.reading}"
