"""Which conclusions another reading of an unclear passage would change: tried out, each combination of readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from explain.verify.following import Following
from explain.verify.outcomes import outcomes
from kb.model.determination import ConclusionRecord, ReadingDependence, ReadingEffect
from kb.model.outcome import Outcome

MOST_COMBINATIONS = 64
Tried = list[tuple[dict[str, str], Mapping[str, Outcome]]]


def dependences(
    following: Following, usual: Mapping[str, Outcome]
) -> tuple[dict[str, ReadingDependence], int]:
    """Give, by conclusion, how it depends on readings, and how many combinations were tried.

    What is settled, and comes out the same with every reading open, depends on none.
    """
    choices = {name: tuple(one.choices) for name, one in following.procedure.readings.items()}
    if not choices:
        return {}, 0
    opened = outcomes(following.read_as(dict.fromkeys(choices)), needs=False)
    doubtful = [name for name, one in usual.items() if not one.settled or opened[name].answer != one.answer]
    combinations = [dict(zip(choices, some, strict=True)) for some in product(*choices.values())]
    if len(combinations) > MOST_COMBINATIONS:
        unknown = ReadingDependence(readings=list(choices), established=False, values=[])
        return dict.fromkeys(doubtful, unknown), 0
    if not doubtful:
        return {}, 0
    tried: Tried = [(some, outcomes(following.read_as(some), needs=False)) for some in combinations]
    found = {name: _dependence(name, list(choices), tried) for name in doubtful}
    return {name: one for name, one in found.items() if one is not None}, len(tried)


def _dependence(name: str, readings: list[str], tried: Tried) -> ReadingDependence | None:
    matter = [one for one in readings if _matters(one, name, tried)]
    effects: dict[tuple[str, ...], ReadingEffect] = {}
    for some, found in tried:
        chosen = {one: some[one] for one in matter}
        outcome = found[name]
        value = list(outcome.concluded) if outcome.members else outcome.value
        effects[tuple(chosen.values())] = ReadingEffect(readings=chosen, outcome=outcome.kind, value=value)
    values = list(effects.values())
    return ReadingDependence(readings=matter, established=True, values=values) if matter else None


def _matters(reading: str, name: str, tried: Tried) -> bool:
    """Whether there are two combinations that differ in this reading only, and in what comes of a conclusion."""
    answers: dict[tuple[str, ...], Outcome] = {}
    for some, found in tried:
        others = tuple(choice for one, choice in some.items() if one != reading)
        if answers.setdefault(others, found[name].answer) != found[name].answer:
            return True
    return False


def in_all(records: Sequence[ConclusionRecord]) -> ReadingDependence | None:
    """Give how what records say alike depends on the readings that any of them depends on."""
    found = [one.depends_on_reading for one in records if one.depends_on_reading is not None]
    names = list(dict.fromkeys(name for one in found for name in one.readings))
    choices = [
        list(
            dict.fromkeys(
                effect.readings[name] for one in found for effect in one.values if name in effect.readings
            )
        )
        for name in names
    ]
    combinations = 1
    for some in choices:
        combinations *= len(some)
    if combinations > MOST_COMBINATIONS or any(not one.established for one in found):
        return ReadingDependence(readings=names, established=False, values=[])
    values = [_in_each(dict(zip(names, some, strict=True)), records) for some in product(*choices)]
    return ReadingDependence(readings=names, established=True, values=values) if found else None


def _in_each(chosen: dict[str, str], records: Sequence[ConclusionRecord]) -> ReadingEffect:
    """Give what all records say under some readings; what they do not say alike is open, member by member."""
    said = [_as_read(chosen, one) for one in records]
    outcome, value = said[0]
    if said.count(said[0]) != len(said):
        outcome, value = "open", None
        if all(isinstance(other, list) for _, other in said):
            value = [one for one in said[0][1] or () if all(one in (other or ()) for _, other in said)]
            outcome = "concluded" if value else "open"
    return ReadingEffect(readings=chosen, outcome=outcome, value=value)


def _as_read(chosen: dict[str, str], record: ConclusionRecord) -> tuple[str, str | list[str] | None]:
    for effect in record.depends_on_reading.values if record.depends_on_reading else ():
        if all(chosen[name] == choice for name, choice in effect.readings.items()):
            return effect.outcome, effect.value
    return record.outcome, record.value
