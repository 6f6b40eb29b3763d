"""The closed tree that conditions, days and periods are written in. There are no expression strings.

Every node has a `key`: its canonical spelling, the same for two nodes that say the same thing. Keys name nodes in
programs, valuations and graphs.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from kb.model.bounds import Comparison
from kb.model.periods import Counted, Period, Unit
from kb.model.plain import (
    Holds,
    Includes,
    Is,
    Name,
    No,
    OnDate,
    ReadingCondition,
    ReadingDay,
    Stated,
    TimeOfDay,
    Undecided,
    Yes,
)
from kb.model.record import Node

__all__ = [
    "COMPARISONS", "All", "AnyOf", "Compare", "Condition", "Day", "DayCase", "DayCases", "Done", "EarlierOf",
    "Happened", "Holds", "Includes", "Is", "LaterOf", "Name", "NextWorkingDay", "No", "Not", "OnDate", "Passed", "Pause",
    "PeriodCase", "PeriodCases", "Plus", "Qualified", "ReadingCondition", "ReadingDay", "Span", "Stated",
    "Undecided", "Yes", "condition_tag",
]  # fmt: skip

PAUSED_UNITS = (Unit.WORKING_DAYS, Unit.DAYS, Unit.WEEKS)
COMPARISONS: tuple[Comparison, ...] = ("before", "on-or-before", "on", "on-or-after", "after")


# --- periods ---------------------------------------------------------------------------------------------------


def _period(value: object) -> object:
    if isinstance(value, dict):
        # a TypeError would not be gathered by pydantic, and without this it would make a period of the mapping
        raise ValueError("a period is written like `10 working days`")  # noqa: TRY004
    return Period.parse(value) if isinstance(value, str) and not value.startswith("its.") else value


class PeriodCase(Node):
    """One alternative of a period: how long, where its condition is the first that holds."""

    when: Condition
    then: Annotated[Period, BeforeValidator(_period)]


class PeriodCases(Node):
    """A period that depends on the circumstances (10 or 15 working days)."""

    cases: tuple[PeriodCase, ...] = Field(min_length=1)
    otherwise: Annotated[Period, BeforeValidator(_period)]

    def _spelt(self) -> str:
        parts = [f"{case.when.key} ? {case.then}" for case in self.cases]
        return f"cases({'; '.join([*parts, str(self.otherwise)])})"


def _span_tag(value: object) -> str:
    if isinstance(value, PeriodCases) or (isinstance(value, dict) and "cases" in value):
        return "cases"
    return "period"


Span = Annotated[
    Annotated[Period, BeforeValidator(_period), Tag("period")] | Annotated[PeriodCases, Tag("cases")],
    Discriminator(_span_tag),
]


def lengths(span: Period | PeriodCases) -> tuple[Period, ...]:
    """Give every period that a span can be."""
    return (*(case.then for case in span.cases), span.otherwise) if isinstance(span, PeriodCases) else (span,)


# --- days ------------------------------------------------------------------------------------------------------


class LaterOf(Node):
    """The latest of several days."""

    later_of: tuple[Day, ...] = Field(min_length=1)

    def _spelt(self) -> str:
        return f"later({'; '.join(day.key for day in self.later_of)})"


class EarlierOf(Node):
    """The earliest of several days."""

    earlier_of: tuple[Day, ...] = Field(min_length=1)

    def _spelt(self) -> str:
        return f"earlier({'; '.join(day.key for day in self.earlier_of)})"


class Pause(Node):
    """Days on which a clock stands still: those after the day it begins, up to and with the day it ends."""

    from_: Day
    until: Day

    @cached_property
    def begun(self) -> All:
        """That it has begun by the day of assessment: before that, no day has been lost."""
        by_now = Compare(day=self.from_, on_or_before=Name(name="assessed_on"))
        return All(all=(Happened(happened=self.from_), by_now))

    def _spelt(self) -> str:
        return f"after {self.from_.key} until {self.until.key}"


class Plus(Node):
    """The last day of a period counted from a day; days on which it is paused do not count."""

    period: Span
    counted: Counted = Counted.AFTER
    from_: Day
    paused: Pause | None = None

    @model_validator(mode="after")
    def _counted_in_days(self) -> Plus:
        if self.paused and any(one.unit not in PAUSED_UNITS for one in lengths(self.period)):
            raise ValueError("only a clock of working days, days or weeks can be paused")
        return self

    def _spelt(self) -> str:
        length = self.period.key if isinstance(self.period, PeriodCases) else str(self.period)
        pause = f" paused {self.paused.key}" if self.paused else ""
        return f"{length} {self.counted} {self.from_.key}{pause}"


class NextWorkingDay(Node):
    """A day if it is a working day, else the next one; after the cut-off, a day counts as the day after it."""

    next_working_day: Day
    cut_off: TimeOfDay | None = None

    def _spelt(self) -> str:
        by = f" by {self.cut_off}" if self.cut_off else ""
        return f"next working day{by}({self.next_working_day.key})"


class DayCase(Node):
    """One alternative of a day: which day, where its condition is the first that holds."""

    when: Condition
    then: Day


class DayCases(Node):
    """A day that depends on the circumstances; the first alternative whose condition holds, else `otherwise`."""

    cases: tuple[DayCase, ...] = Field(min_length=1)
    otherwise: Day

    def _spelt(self) -> str:
        parts = [f"{case.when.key} ? {case.then.key}" for case in self.cases]
        return f"cases({'; '.join([*parts, self.otherwise.key])})"


class Qualified(Node):
    """An event that counts only where a condition holds (an acknowledgement, if it was by letter)."""

    event: str
    provided: Condition

    def _spelt(self) -> str:
        return f"{self.event} if {self.provided.key}"


def _day(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


_DAY_TYPES: dict[type[Node], str] = {
    Name: "name", OnDate: "date", LaterOf: "later-of", EarlierOf: "earlier-of", Plus: "period",
    NextWorkingDay: "next-working-day", DayCases: "cases", Qualified: "event", ReadingDay: "reading",
}  # fmt: skip
_DAY_KEYS = {key: key for key in _DAY_TYPES.values()}


def _tag(value: object, keys: dict[str, str], types: dict[type[Node], str]) -> str | None:
    if isinstance(value, dict):
        return next((tag for key, tag in keys.items() if key in value), None)
    return types.get(type(value))  # type: ignore[arg-type]


def _day_tag(value: object) -> str | None:
    return _tag(value, _DAY_KEYS, _DAY_TYPES)


Day = Annotated[
    Annotated[Name, Tag("name")]
    | Annotated[OnDate, Tag("date")]
    | Annotated[LaterOf, Tag("later-of")]
    | Annotated[EarlierOf, Tag("earlier-of")]
    | Annotated[Plus, Tag("period")]
    | Annotated[NextWorkingDay, Tag("next-working-day")]
    | Annotated[DayCases, Tag("cases")]
    | Annotated[Qualified, Tag("event")]
    | Annotated[ReadingDay, Tag("reading")],
    Discriminator(_day_tag),
    BeforeValidator(_day),
]


# --- conditions ------------------------------------------------------------------------------------------------


class All(Node):
    """Every part holds."""

    all: tuple[Condition, ...] = Field(min_length=1)

    def _spelt(self) -> str:
        return f"all({'; '.join(part.key for part in self.all)})"


class AnyOf(Node):
    """One part holds, or more."""

    any: tuple[Condition, ...] = Field(min_length=1)

    def _spelt(self) -> str:
        return f"any({'; '.join(part.key for part in self.any)})"


class Not(Node):
    """The part fails."""

    not_: Condition

    def _spelt(self) -> str:
        return f"not({self.not_.key})"


class Happened(Node):
    """The event has happened by the day of assessment; of a counted day, the event that it is counted from."""

    happened: Day

    def _spelt(self) -> str:
        return f"happened({self.happened.key})"


class Compare(Node):
    """One day stands in a relation to another."""

    day: Day
    before: Day | None = None
    on_or_before: Day | None = None
    on: Day | None = None
    on_or_after: Day | None = None
    after: Day | None = None

    @model_validator(mode="after")
    def _one_relation(self) -> Compare:
        if len(self._stated) != 1:
            raise ValueError(f"a comparison takes one of {', '.join(f'`{how}`' for how in COMPARISONS)}")
        return self

    @property
    def _stated(self) -> list[tuple[Comparison, Day]]:
        sides = [self.before, self.on_or_before, self.on, self.on_or_after, self.after]
        return [(how, side) for how, side in zip(COMPARISONS, sides, strict=True) if side is not None]

    @cached_property
    def how(self) -> Comparison:
        """The relation."""
        return self._stated[0][0]

    @cached_property
    def other(self) -> Day:
        """The day compared with."""
        return self._stated[0][1]

    def _spelt(self) -> str:
        return f"{self.day.key} {self.how} {self.other.key}"


_CONDITION_KEYS = {
    key: key
    for key in ("all", "any", "not", "happened", "day", "yes", "no", "is", "includes", "stated", "undecided",
                "concluded", "reading", "done", "passed")
}  # fmt: skip
_CONDITION_TYPES: dict[type[Node], str] = {
    All: "all", AnyOf: "any", Not: "not", Happened: "happened", Compare: "day", Yes: "yes", No: "no", Is: "is",
    Includes: "includes", Stated: "stated", Undecided: "undecided", Holds: "concluded",
    ReadingCondition: "reading",
}  # fmt: skip


def condition_tag(value: object) -> str | None:
    """Give the kind of a condition by the key that it starts with, or nothing where no key is known."""
    return _tag(value, _CONDITION_KEYS, _CONDITION_TYPES)


class Done(Compare):
    """The event falls on or before a day: short for a comparison."""

    @model_validator(mode="before")
    @classmethod
    def _as_comparison(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "done" not in value:
            return value
        rest = {key: part for key, part in value.items() if key not in ("done", "by")}
        return {"day": value["done"], "on-or-before": value.get("by"), **rest}


class Passed(Compare):
    """The day of assessment is after a day: short for a comparison."""

    @model_validator(mode="before")
    @classmethod
    def _as_comparison(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "passed" not in value:
            return value
        rest = {key: part for key, part in value.items() if key != "passed"}
        return {"day": "assessed_on", "after": value["passed"], **rest}


_CONDITION_TYPES |= {Done: "done", Passed: "passed"}

Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Happened, Tag("happened")]
    | Annotated[Compare, Tag("day")]
    | Annotated[Done, Tag("done")]
    | Annotated[Passed, Tag("passed")]
    | Annotated[Yes, Tag("yes")]
    | Annotated[No, Tag("no")]
    | Annotated[Is, Tag("is")]
    | Annotated[Includes, Tag("includes")]
    | Annotated[Stated, Tag("stated")]
    | Annotated[Undecided, Tag("undecided")]
    | Annotated[Holds, Tag("concluded")]
    | Annotated[ReadingCondition, Tag("reading")],
    Discriminator(condition_tag),
]

All.model_rebuild()  # once: whatever else has a condition or a day in it takes them from here, as they were built
