"""Verifies what the engines make: every determination must be accepted as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from tests.loading import EVERY, PROCEDURES
from tests.verify.traces import Made, by_chance, of_policy_by_chance, of_program_by_chance


@dataclass
class Accepted:
    """How many were verified, and what was found in those that were refused."""

    verified: int = 0
    refused: list[str] = field(default_factory=list)


def accept(traces: Iterable[Made]) -> Accepted:
    """Verify determinations as they were made."""
    tally = Accepted()
    for made in traces:
        tally.verified += 1
        found = made.verified()
        if not found.verifies:
            first = [f"{one.head} {one.node}: {one.message}" for one in found.findings[:3]]
            tally.refused.append(f"{made.name}: {first}")
    return tally


def cases_by_chance(number: int, seed: int, varied: float) -> Iterator[Made]:
    """Give determinations of made-up cases, of real, tiny and made-up procedures; of a share readings are varied."""
    rng = Random(seed)
    names = [*PROCEDURES * 4, *(name for name in EVERY if name not in PROCEDURES)]
    for each in range(number):
        vary = rng.random() < varied
        if each % 5 == 0:
            yield of_program_by_chance(rng.randrange(10**9), vary)
        elif each % 5 == 1:
            yield of_policy_by_chance(rng.choice(PROCEDURES), rng, vary)
        else:
            yield by_chance(rng.choice(names), rng, vary)
