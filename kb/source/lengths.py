"""An extension makes a limit longer: one to a total that is shorter than the limit would cut it, and is a slip."""

from __future__ import annotations

from kb.model.files import Extension, TimeLimit
from kb.model.periods import Period, Unit
from kb.model.tree import lengths

_IN_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}
_IN_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_AS_THEY_ARE = ({Unit.WORKING_DAYS: 1}, {Unit.HOURS: 1})


def shortened(extension: Extension, limit: TimeLimit) -> tuple[Period, Period] | None:
    """Give the total of an extension and the length of its limit, where the total is certainly the shorter one.

    Where both depend on the circumstances, only if each total is shorter than each length.
    """
    if extension.to is None or limit.within is None:
        return None
    totals, limits = lengths(extension.to), lengths(limit.within)
    pairs = [(total, length) for total in totals for length in limits]
    shorter = [pair for pair in pairs if _is_shorter(*pair)]
    enough = shorter if 1 in (len(totals), len(limits)) else len(shorter) == len(pairs)
    return shorter[0] if enough else None


def _is_shorter(one: Period, other: Period) -> bool:
    for sizes in (_IN_DAYS, _IN_MONTHS, *_AS_THEY_ARE):
        if one.unit in sizes and other.unit in sizes:
            return one.number * sizes[one.unit] < other.number * sizes[other.unit]
    return False  # how many working days a week has is for the calendar
