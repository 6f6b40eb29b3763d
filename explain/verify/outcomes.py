"""What comes of each conclusion, from the truth of its values or from the days that it can be."""

from __future__ import annotations

from datetime import date

from explain.verify.following import FAILS, HOLDS, OPEN, Following
from explain.verify.waiting import Waiting
from kb.model.bounds import EARLIEST, LATEST, moment_at
from kb.model.outcome import Outcome
from kb.model.truth import Truth

_MINUTES = 24 * 60


def outcomes(following: Following, needs: bool = True) -> dict[str, Outcome]:
    """Give the outcome of every conclusion, in the order of the program; with what it waits for, if asked."""
    waiting = Waiting(following) if needs else None
    found = {name: _of_values(name, following, waiting) for name in following.program.values}
    return found | {name: _of_day(name, following, waiting) for name in following.program.day_conclusions}


def _of_values(name: str, following: Following, waiting: Waiting | None) -> Outcome:
    pairs = following.program.values[name]
    truths = {value: following.truth(pair) for value, pair in pairs.items()}

    def of(*wanted: Truth) -> tuple[str, ...]:
        return tuple(value for value, truth in truths.items() if truth in wanted)

    needs = tuple(sorted(waiting.all_of(pairs[value] for value in of(OPEN)))) if waiting else ()
    if name in following.program.many:
        kind = "concluded" if of(HOLDS) else "open" if of(OPEN) else "not_concluded"
        return Outcome(kind, members=tuple(truths.items()), possible=of(OPEN), needs=needs)  # type: ignore[arg-type]
    if len(of(HOLDS)) > 1:
        return Outcome("conflict", clash=of(HOLDS))
    if of(OPEN):
        return Outcome("open", possible=of(HOLDS, OPEN), needs=needs)
    return Outcome("concluded", of(HOLDS)[0]) if of(HOLDS) else Outcome("not_concluded")


def _of_day(name: str, following: Following, waiting: Waiting | None) -> Outcome:
    possible = [
        one for one in following.program.day_conclusions[name]
        if FAILS not in [following.truth(guard) for guard in one.guards]
    ]  # fmt: skip
    days = [following.day(one.day) for one in possible]
    if all(day.never for day in days):
        return Outcome("concluded", "never")
    timed = {day.by_minute for day in days}
    if timed == {True}:
        spans = [day.minutes for day in days if day.minutes]
        first, last = _minute(min(a for a, _ in spans)), _minute(max(b for _, b in spans))
    else:
        first, last = _day(min(day.lo for day in days)), _day(max(day.hi for day in days))
    if first is not None and first == last and len(timed) == 1:
        return Outcome("concluded", first)
    if waiting is None:
        return Outcome("open", bounds=(first, last))
    needs = {need for one in possible for need in waiting.day(one.day)}
    needs |= waiting.all_of(guard for one in possible for guard in one.guards)
    return Outcome("open", bounds=(first, last), needs=tuple(sorted(needs)))


def _day(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if EARLIEST < ordinal < LATEST else None


def _minute(minute: int) -> str | None:
    bounded = EARLIEST * _MINUTES < minute < LATEST * _MINUTES
    return moment_at(minute).strftime("%Y-%m-%d %H:%M") if bounded else None
