"""Every time limit has examples on both sides of its last day: the act done, and the act outstanding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kb.check.possible import knowing_nothing
from kb.check.shown import Shown
from kb.check.subject import Subject
from kb.engine.assess import Assessed
from kb.engine.reference import Reference
from kb.model.diagnostics import Diagnostic
from kb.model.files import Clause, Extension, TimeLimit
from kb.model.policy import LinkedProcedure
from kb.model.tree import (
    Day,
    DayCases,
    EarlierOf,
    LaterOf,
    Name,
    NextWorkingDay,
    OnDate,
    Plus,
    Qualified,
    ReadingDay,
)
from kb.model.truth import Truth
from kb.source import codes
from kb.source.spots import Spot

POINTS = {
    "met": "the act done on the last day",
    "late": "the act done on the day after the last",
    "due_today": "the act outstanding on the last day",
    "overdue": "the act outstanding on the day after the last",
    "lapsed": "the act outstanding on the day after the last",
}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """A time limit of a policy, the procedures that it is in, the extension that these have to it, and where it stands."""

    clause: str
    norm: TimeLimit
    procedures: tuple[str, ...]
    extension: Extension | None
    spot: Spot

    @property
    def name(self) -> str:
        """The name of the norm."""
        return self.norm.time_limit

    @property
    def points(self) -> dict[str, str]:
        """The points in time at which an example is wanted: of an extension with an end, those in the added time too."""
        after = "overdue" if self.norm.binds == "organisation" else "lapsed"
        usual = {one: POINTS[one] for one in ("met", "late", "due_today", after)}
        more = self.extension
        if more is None or (more.to is None and more.by is None and more.until is None):
            return usual
        return usual | {f"{one}_extended": f"{what}, as extended" for one, what in usual.items()}


def limits_of(subject: Subject) -> Iterator[Limit]:
    """Give the time limits of a policy."""
    for spot, clause, one in subject.provisions():
        if isinstance(one, TimeLimit):
            having = [linked for linked in subject.procedures if _has(linked, clause)]
            norms = [norm for linked in having for norm in linked.norms[one.time_limit]]
            extension = next((norm for norm in norms if isinstance(norm, Extension)), None)
            here = Spot(spot.document, (*spot.at, "time-limit"))
            yield Limit(clause.clause, one, tuple(linked.name for linked in having), extension, here)


def _has(linked: LinkedProcedure, clause: Clause) -> bool:
    return f"{linked.policy.policy}/{clause.clause}" in linked.clauses


def points_shown(limit: Limit, shown: Iterable[Shown]) -> set[str]:
    """Give the points in time of a limit that examples are at."""
    heads = (one for example in shown for one in example.assessed)
    return {point for one in heads if one.procedure.name in limit.procedures for point in _points(limit, one)}


def points_possible(subject: Subject, limit: Limit) -> dict[str, str]:
    """Give the points in time of a limit at which some case could be: a limit that never ends is never overdue."""
    having = [one for one in subject.procedures if one.name in limit.procedures]
    engines = [engine for engine in map(knowing_nothing, having) if _ends(engine, limit)]
    return {
        point: what
        for point, what in limit.points.items()
        if any(_can_be(one, limit, point) for one in engines)
    }


def _ends(engine: Reference, limit: Limit) -> bool:
    days = engine.day(Name(name=f"{limit.name}.last_day"))
    return engine.day_outcome(days).value != "never"


def _can_be(engine: Reference, limit: Limit, point: str) -> bool:
    value = point if point == "met_extended" else point.removesuffix("_extended")
    return engine.value(f"{limit.name}.timeliness", value).truth is not Truth.FAILS


def unshown_limits(subject: Subject, shown: Iterable[Shown]) -> Iterator[Diagnostic]:
    """Find points in time around the last day of a limit that no example is at; those of one limit are told together."""
    shown = tuple(shown)
    for limit in limits_of(subject):
        seen = points_shown(limit, shown) | subject.unshown.limits.get(limit.name, {}).keys()
        possible = points_possible(subject, limit)
        missing = [f"{what} (`{point}`)" for point, what in possible.items() if point not in seen]
        if missing:
            message = f"no example of `{limit.name}` has {', or '.join(missing)}"
            yield limit.spot.found(codes.LIMIT_NOT_SHOWN, message)


def _points(limit: Limit, one: Assessed) -> Iterator[str]:
    value = one.evaluation.outcomes[f"{limit.name}.timeliness"].value
    due, last = _day(one, f"{limit.name}.due"), _day(one, f"{limit.name}.last_day")
    if value is None or due is None or last is None:
        return
    acts, today = _acts(limit, one), one.case.assessed_on
    late = {last + ONE_DAY} | ({last} if _to_the_minute(one, limit) else set())
    extended = "_extended" if last > due else ""
    match value:
        case "met" if due in acts:
            yield value
        case "met_extended" if last in acts:
            yield value
        case "late" if acts & late:
            yield f"late{extended}"
        case "due_today":
            yield f"due_today{extended}"
        case "overdue" | "lapsed" if today in late:
            yield f"{value}{extended}"
        case _:
            return


def _acts(limit: Limit, one: Assessed) -> set[date]:
    """Give the days, known exactly, of the events by which the limit can be met."""
    events = _events(limit.norm.met_by, one)
    known = [one.situation[event].bounds for event in events if event in one.procedure.vocabulary.facts]
    return {bounds.day() for bounds in known if bounds.exact and not bounds.never}


def _events(day: Day, one: Assessed) -> Iterator[str]:
    match day:
        case Name(name=name) | Qualified(event=name):
            yield name
        case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
            yield from (event for part in parts for event in _events(part, one))
        case DayCases():
            days = [*(case.then for case in day.cases), day.otherwise]
            yield from (event for part in days for event in _events(part, one))
        case ReadingDay(reading=name):
            yield from _events(one.procedure.readings[name].choices[one.readings[name]], one)  # type: ignore[arg-type]
        case Plus() | NextWorkingDay() | OnDate():  # an act is never so long after something
            return


def _day(one: Assessed, name: str) -> date | None:
    outcome = one.evaluation.outcomes.get(name)
    value = outcome.value if outcome else None
    return date.fromisoformat(value[:10]) if value and value != "never" else None


def _to_the_minute(one: Assessed, limit: Limit) -> bool:
    """Whether the limit ends at a minute, so that it can be missed on its last day."""
    value = one.evaluation.outcomes[f"{limit.name}.last_day"].value
    return value is not None and len(value) > len("2024-06-18")
