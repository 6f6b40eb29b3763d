"""Which conclusions another reading of an unclear passage would change: tried out, each combination of readings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from explain.verify.following import Following
from explain.verify.outcomes import outcomes
from kb.model.determination import ReadingDependence, ReadingEffect
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
