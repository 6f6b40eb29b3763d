"""How conclusions depend on the way in which unclear passages are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

from kb.model.outcome import Outcome
from kb.program import Program

MOST_COMBINATIONS = 64
Pair = tuple[int, int]
Read = dict[str, str]
Outcomes = Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Dependence:
    """How one conclusion depends on readings: its outcome under each combination of those that matter."""

    readings: tuple[str, ...]
    outcomes: tuple[tuple[Read, Outcome], ...]
    established: bool = True


def dependence(
    name: str,
    reached: Mapping[str, tuple[str, ...]],
    outcomes_of: Callable[[Read], Outcomes],
) -> Dependence | None:
    """Say how a conclusion depends on readings, given the choices of each that it may depend on; None if on none.

    `outcomes_of` gives all outcomes under some readings, the others as they are.
    """
    combinations = [dict(zip(reached, some, strict=True)) for some in product(*reached.values())]
    if len(combinations) > MOST_COMBINATIONS:
        return Dependence(tuple(reached), (), established=False)
    outcomes = [(some, outcomes_of(some)[name]) for some in combinations]
    matter = tuple(one for one in reached if _matters(one, outcomes))
    if not matter:
        return None
    seen = {tuple(some[one] for one in matter): (some, outcome) for some, outcome in outcomes}
    effects = tuple(({one: some[one] for one in matter}, outcome) for some, outcome in seen.values())
    return Dependence(matter, effects)


def _matters(reading: str, outcomes: list[tuple[Read, Outcome]]) -> bool:
    """Whether changing only this reading ever changes the outcome."""
    groups: dict[tuple[str, ...], list[Outcome]] = {}
    for some, outcome in outcomes:
        rest = tuple(choice for name, choice in some.items() if name != reading)
        groups.setdefault(rest, []).append(outcome)
    return any(any(outcome.answer != group[0].answer for outcome in group) for group in groups.values())


class Reach:
    """Which readings a conclusion can depend on, given the atoms that are true whatever the readings are.

    What is true then stays so under each reading; so only conditions that are open can come out another way, and only by
    tests of readings among those that they are made of.
    """

    def __init__(self, program: Program, true: frozenset[int]) -> None:
        """Keep the program, and the atoms that are true while every reading is open."""
        self.program, self.true = program, true
        self._seen: dict[Pair, frozenset[str]] = {}

    def of(self, name: str) -> frozenset[str]:
        """Give the readings that a conclusion can depend on."""
        if name in self.program.values:
            return self._any(*self.program.values[name].values())
        candidates = (one.guards for one in self.program.day_conclusions[name])
        return self._any(*(guard for guards in candidates if not self._dead(guards) for guard in guards))

    def _any(self, *pairs: Pair) -> frozenset[str]:
        return frozenset().union(*map(self._pair, pairs))

    def _pair(self, pair: Pair) -> frozenset[str]:
        if pair[0] in self.true or pair[1] in self.true:
            return frozenset()
        if pair not in self._seen:
            parts = self.program.made_of.get(pair)
            if parts is None:
                leaf = self.program.leaf_of[pair[0]]
                self._seen[pair] = frozenset([leaf.of] if leaf.op == "reading" else [])
            else:
                alive = [(*guards, part) for guards, part in parts if not self._dead(guards)]
                self._seen[pair] = self._any(*(one for some in alive for one in some))
        return self._seen[pair]

    def _dead(self, guards: tuple[Pair, ...]) -> bool:
        return any(fails in self.true for _, fails in guards)
