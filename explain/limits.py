"""The time limits of one head with their days: when time begins, and when the act was done, as far as that is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from explain.provenance import Provenance
from kb.model.bounds import EARLIEST, LATEST
from kb.model.determination import LimitRecord
from kb.model.files import TimeLimit
from kb.model.tree import Condition, Day, Happened, Name, Qualified, ReadingDay


def limits_of(provenance: Provenance) -> Iterator[LimitRecord]:
    """Give a record of each time limit of the procedure, in the order of its document."""
    for name, norms in provenance.procedure.norms.items():
        for norm in norms:
            if isinstance(norm, TimeLimit):
                yield _record(provenance, name, norm)


def _record(provenance: Provenance, name: str, norm: TimeLimit) -> LimitRecord:
    procedure = provenance.procedure
    due = procedure.days[f"{name}.due"]
    return LimitRecord.model_construct(
        name=name,
        title=procedure.vocabulary.names.get(name, name.replace("_", " ")),
        binds=norm.binds,
        force=norm.force,
        clauses=[due.clauses[0]],
        length=" or ".join(dict.fromkeys(provenance.periods_of(due.day))),
        applies=_truth(provenance, norm.when) if norm.when else "holds",
        begins_with=_said(provenance, norm.of),
        begun=_truth(provenance, Happened(happened=norm.of)),
        begins=_days(provenance, norm.of),
        act=_said(provenance, norm.met_by),
        done=_truth(provenance, Happened(happened=norm.met_by)),
        done_on=_days(provenance, norm.met_by),
    )


def _said(provenance: Provenance, day: Day) -> str:
    """Name a day as it is read here; that an event has to count is said by the clause."""
    match day:
        case ReadingDay(reading=name):
            choice = provenance.procedure.readings[name].choices[provenance.assessed.readings[name]]
            return _said(provenance, choice)  # type: ignore[arg-type]
        case Qualified(event=event):
            return provenance.words.named(event)
        case _:
            return provenance.words.day(day)


def _truth(provenance: Provenance, condition: Condition) -> Literal["holds", "fails", "open"]:
    return provenance.truth_of(condition).value


def _days(provenance: Provenance, day: Day) -> tuple[str | None, str | None]:
    """Give the first and the last day that a day can be, over all alternatives that are not ruled out."""
    try:
        bounds = provenance.bounds_of(day)
    except KeyError:  # no rule looks at this day, so what chooses it was never worked out
        return None, None
    if not bounds and isinstance(day, Name):  # an event that no rule counts from
        bounds = [provenance.assessed.situation[day.name].bounds]
    if not bounds:  # alternatives that contradict each other have no day
        return None, None
    return _iso(min(one.lo for one in bounds)), _iso(max(one.hi for one in bounds))


def _iso(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if EARLIEST < ordinal < LATEST else None
