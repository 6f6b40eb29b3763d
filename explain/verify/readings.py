"""Which conclusions another reading of an unclear passage would change: tried out, each combination of readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from math import prod

from explain.verify.following import FAILS, OPEN, Following, Pair
from explain.verify.outcomes import outcomes
from kb.model.determination import ReadingDependence, ReadingEffect
from kb.model.outcome import Outcome

MOST_COMBINATIONS = 64
Tried = list[tuple[dict[str, str], Mapping[str, Outcome]]]


def dependences(
    following: Following, usual: Mapping[str, Outcome]
) -> tuple[dict[str, ReadingDependence], int]:
    """Give, by conclusion, how it depends on readings, and how many combinations were tried.

    What is settled, and comes out the same with every reading open, depends on none. What is in doubt is tried under the
    readings that it looks at, the others as they are.
    """
    choices = {name: tuple(one.choices) for name, one in following.procedure.readings.items()}
    if not choices:
        return {}, 0
    open_ = following.read_as(dict.fromkeys(choices))
    opened = outcomes(open_, needs=False)
    doubtful = [name for name, one in usual.items() if not one.settled or opened[name].answer != one.answer]

    @cache
    def under(*some: str | None) -> Mapping[str, Outcome]:
        return outcomes(following.read_as(dict(zip(choices, some, strict=True))), needs=False)

    found: dict[str, ReadingDependence | None] = {}
    for name in doubtful:
        looked_at = _looked_at(open_, name)
        several = {one: choices[one] for one in choices if one in looked_at}
        if prod(map(len, several.values())) > MOST_COMBINATIONS:
            found[name] = ReadingDependence(readings=list(several), established=False, values=[])
        else:
            reads = [dict(zip(several, some, strict=True)) for some in product(*several.values())]
            tried = [(read, under(*{**following.readings, **read}.values())) for read in reads]
            found[name] = _dependence(name, list(several), tried)
    return {name: one for name, one in found.items() if one is not None}, under.cache_info().currsize


def _looked_at(opened: Following, name: str) -> set[str]:
    """Give the readings that a conclusion looks at by conditions that are open while every reading is."""
    program, found, seen = opened.program, set[str](), set[Pair]()
    waiting = list(program.values.get(name, {}).values())
    days = program.day_conclusions.get(name, ())
    waiting += [guard for one in days if _alive(opened, one.guards) for guard in one.guards]
    while waiting:
        pair = waiting.pop()
        if pair in seen or opened.truth(pair) is not OPEN:
            continue
        seen.add(pair)
        if pair in program.made_of:
            alternatives = [one for one in program.made_of[pair] if _alive(opened, one[0])]
            waiting += [one for guards, part in alternatives for one in (*guards, part)]
        elif (leaf := program.leaf_of[pair[0]]).op == "reading":
            found.add(leaf.of)
    return found


def _alive(opened: Following, guards: Iterable[Pair]) -> bool:
    """Whether no guard rules an alternative out."""
    return not any(opened.truth(guard) is FAILS for guard in guards)


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
