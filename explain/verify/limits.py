"""What the record of a head must say of its time limits: when time begins, and when the act was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from explain.verify.conclusions import Conclusions
from kb.model.bounds import EARLIEST, LATEST, Bounds
from kb.model.determination import HeadRecord, LimitRecord
from kb.model.files import TimeLimit
from kb.model.tree import Day, Happened, Qualified, ReadingDay


def limits_of(ground: Conclusions) -> Iterator[LimitRecord]:
    """Give what must be said of each time limit of a procedure, in the order of its document."""
    procedure, truths = ground.procedure, ground.truths
    for name, norms in procedure.norms.items():
        for norm in (one for one in norms if isinstance(one, TimeLimit)):
            due = procedure.days[f"{name}.due"]
            yield LimitRecord(
                name=name,
                title=procedure.vocabulary.names.get(name, name.replace("_", " ")),
                binds=norm.binds,
                force=norm.force,
                clauses=[due.clauses[0]],
                length=" or ".join(_lengths(ground, due.day)),
                applies=truths.condition(norm.when).value if norm.when else "holds",
                begins_with=_said(ground, norm.of),
                begun=truths.condition(Happened(happened=norm.of)).value,
                begins=_ends(ground, norm.of),
                act=_said(ground, norm.met_by),
                done=truths.condition(Happened(happened=norm.met_by)).value,
                done_on=_ends(ground, norm.met_by),
            )


def agreed_limits(records: Sequence[HeadRecord]) -> Iterator[LimitRecord]:
    """Give the limits of which the records of all procedures say the same, each with the clauses of all."""
    for limit in records[0].limits:
        same = [one for record in records for one in record.limits if _apart(one) == _apart(limit)]
        if len(same) == len(records):
            clauses = dict.fromkeys(clause for one in same for clause in one.clauses)
            yield limit.model_copy(update={"clauses": list(clauses)})


def _apart(limit: LimitRecord) -> dict[str, Any]:
    return limit.model_dump(exclude={"clauses"})


def _lengths(ground: Conclusions, day: Day) -> list[str]:
    """Give the lengths that are counted to come to a day."""
    nodes = [ground.program.day[key] for key in ground.keys(day) if key in ground.program.day]
    return list(dict.fromkeys(str(node.period) for node in nodes if node.period is not None))


def _ends(ground: Conclusions, day: Day) -> tuple[str | None, str | None]:
    """Give the first and the last day that a day can be; none where no rule looks at it, so that nothing chooses it."""
    try:
        days = [bounds for key in ground.keys(day) if (bounds := _known(ground, key)) is not None]
    except KeyError:
        return None, None
    first, last = (
        min((one.lo for one in days), default=EARLIEST),
        max((one.hi for one in days), default=LATEST),
    )
    return _iso(first), _iso(last)


def _known(ground: Conclusions, key: str) -> Bounds | None:
    """Give a day of the program, or that of an event which no rule compares."""
    if key in ground.program.day:
        return ground.following.day(key)
    return ground.situation[key].bounds if key in ground.situation else None


def _iso(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if EARLIEST < ordinal < LATEST else None


def _said(ground: Conclusions, day: Day) -> str:
    """Name a day as it is read; what makes an event count is not said with it."""
    match day:
        case ReadingDay(reading=name):
            return _said(ground, ground.chosen(name))
        case Qualified(event=event):
            return ground.words.named(event)
        case _:
            return ground.words.day(day)
