"""How what several records agree on depends on readings: on those that matter to any of them.

What is the same under every account, or by every procedure, may still come out another way under a reading that matters
to one of them only. Each combination of readings is looked up in each record, and what they say is held together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

from kb.engine.readings import MOST_COMBINATIONS
from kb.model.determination import ConclusionRecord, ReadingDependence, ReadingEffect

Came = tuple[str, str | list[str] | None]


def dependence_of_all(records: Sequence[ConclusionRecord]) -> ReadingDependence | None:
    """Give the dependence of what all of them say alike; where one depends on no reading, it says the same in each."""
    found = [one.depends_on_reading for one in records]
    known = [one for one in found if one is not None]
    if not known:
        return None
    choices: dict[str, dict[str, None]] = {name: {} for one in known for name in one.readings}
    for effect in (effect for one in known for effect in one.values):
        for name, choice in effect.readings.items():
            choices[name].setdefault(choice)
    too_many = prod(map(len, choices.values())) > MOST_COMBINATIONS
    if too_many or not all(one.established for one in known):
        return ReadingDependence(readings=list(choices), established=False, values=[])
    each = (dict(zip(choices, some, strict=True)) for some in product(*choices.values()))
    return ReadingDependence(
        readings=list(choices), established=True, values=[_effect(some, records) for some in each]
    )


def dependence_of_members(
    records: Sequence[ConclusionRecord], members: Sequence[str]
) -> ReadingDependence | None:
    """Give the dependence of the members that all conclude; None where each of these stays under every reading."""
    found = dependence_of_all(records)
    if found is None or not found.established:
        return found
    return found if any(set(members) - set(one.value or ()) for one in found.values) else None


def _effect(readings: dict[str, str], records: Sequence[ConclusionRecord]) -> ReadingEffect:
    outcome, value = _together([_under(readings, one) for one in records])
    return ReadingEffect(readings=readings, outcome=outcome, value=value)


def _under(readings: dict[str, str], record: ConclusionRecord) -> Came:
    """Give what one record says under some readings."""
    dependence = record.depends_on_reading
    if dependence is None:
        return record.outcome, record.value
    return next(
        (one.outcome, one.value) for one in dependence.values if one.readings.items() <= readings.items()
    )


def _together(came: Sequence[Came]) -> Came:
    """Give what all agree on: of several members, those that each concludes."""
    first, *others = came
    if all(one == first for one in others):
        return first
    lists = [value for _, value in came if isinstance(value, list)]
    if len(lists) < len(came):
        return "open", None
    common = [one for one in lists[0] if all(one in other for other in lists)]
    return ("concluded" if common else "open"), common
