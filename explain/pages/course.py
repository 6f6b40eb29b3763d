"""What the picture of a procedure's time limits shows: from which day each runs, how long, and what can be added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.pages.plain_answers import PlainAnswers
from explain.pages.plain_limits import Length
from explain.pictures.course import Bar, Start
from kb.model.files import Extension, TimeLimit, name_of
from kb.model.periods import Period, Unit
from kb.model.tree import Span

DAYS = {
    Unit.HOURS: 1 / 24, Unit.DAYS: 1.0, Unit.WORKING_DAYS: 7 / 5, Unit.WEEKS: 7.0, Unit.MONTHS: 365 / 12, Unit.YEARS: 365.0,
}  # fmt: skip
"""How many days a unit is drawn as: five working days are a week, holidays apart."""


def course_of(limits: Iterable[TimeLimit], plainly: PlainAnswers) -> list[Start]:
    """Give the limits as bars, under the day from which they run; both in the order in which the limits are given."""
    found: dict[str, list[Bar]] = {}
    for norm in limits:
        for length in plainly.lengths(norm):
            start = (
                f"From {plainly.day(length.start)}" if length.start is not None else "To a day that is named"
            )
            found.setdefault(start, []).append(_bar(norm, length, plainly))
    return [Start(said, tuple(bars)) for said, bars in found.items()]


def _bar(norm: TimeLimit, length: Length, plainly: PlainAnswers) -> Bar:
    yours = norm.binds == "complainant"
    who = "you" if yours else plainly.organisation
    when = f", if {length.when}" if length.when else ""
    days = days_of(length.period) if length.period is not None else None
    range_ = (
        plainly.only(norm.target_from) if norm.target_from is not None and length.period is not None else None
    )
    extensions = [one for one in plainly.procedure.norms.get(name_of(norm), ()) if isinstance(one, Extension)]
    added = [plainly.added(one) for one in extensions]
    return Bar(
        name_of(norm), length.length, f"for {who} to {plainly.do(name_of(norm))}{when}", yours, days,
        days_of(range_) if range_ is not None else None,
        next((_end(one, days) for one in extensions), None), f"More time: {added[0]}" if added else "",
    )  # fmt: skip


def days_of(period: Period) -> float:
    """Give how many days a length of time is drawn as."""
    return period.number * DAYS[period.unit]


def _end(norm: Extension, days: float | None) -> float | None:
    """Give how long a limit can become; as long as anything where no length says it."""
    if days is None:
        return None
    longest = max((days_of(one) for one in _periods(norm.to or norm.by)), default=float("inf"))
    return longest if norm.to is not None else days + longest


def _periods(span: Span | None) -> Iterator[Period]:
    if isinstance(span, Period):
        yield span
    elif span is not None:
        yield from (one.then for one in span.cases)
        yield span.otherwise
