"""What is known of a fact as plain values, for whoever words it anew from the graph alone."""

from __future__ import annotations

from datetime import date

from kb.model.bounds import EARLIEST, LATEST, Bounds, moment_at
from kb.model.situation import Known
from kb.model.truth import Truth


def as_known(known: Known) -> dict[str, object]:
    """Give what is known of a fact, as particulars of its node.

    `known` is `not yet` (of a named day: none), the days that it can be (`[first, last]`, null where there is no bound),
    or the values that it can have; it is absent where nothing is known. A moment is spelled with its time of day.
    """
    found = _known(known)
    return {} if found is None else {"known": found}


def _known(known: Known) -> object:
    if known.members is not None:
        return sorted(known.members)
    if known.possible:
        return None if known.status is Truth.OPEN else sorted(known.possible)
    if known.status is Truth.HOLDS:
        return list(_ends(known.bounds))
    return None if known.status is Truth.OPEN else "not yet"


def _ends(bounds: Bounds) -> tuple[str | None, str | None]:
    if bounds.exact and bounds.minutes and bounds.timed:
        moment = f"{moment_at(bounds.minutes[0]):%Y-%m-%d %H:%M}"
        return moment, moment
    first = _day(bounds.lo) if bounds.lo > EARLIEST else None
    return first, _day(bounds.hi) if bounds.hi < LATEST else None


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
