"""What follows from a case by one procedure: every rule of its program tried again and again until nothing is added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from kb.engine.bounded import BoundedCounting
from kb.engine.counting import Counting
from kb.model.bounds import LATEST, NEVER, Bounds, compared, earliest_of, exactly, latest_of
from kb.model.case import Case, Head
from kb.model.policy import LinkedProcedure
from kb.model.situation import Known, Situation
from kb.model.truth import Truth
from kb.program import DayNode, Leaf, Program

HOLDS, FAILS, OPEN = Truth.HOLDS, Truth.FAILS, Truth.OPEN
Pair = tuple[int, int]
Readings = Mapping[str, str | None]


class Following:
    """The days, tests and atoms of one head; a reading that is None is open over its choices.

    Raises:
        OutsideCounting: a day would have to be counted past the calendar.
    """

    def __init__(
        self,
        procedure: LinkedProcedure,
        program: Program,
        case: Case,
        head: Head,
        situation: Situation,
        readings: Readings,
        days: dict[str, Bounds] | None = None,
    ) -> None:
        """Work out what is true; `days` are those that were calculated before, which no reading changes."""
        self.procedure, self.program, self.case, self.head = procedure, program, case, head
        self.situation, self.readings = situation, readings
        self.today = exactly(case.assessed_on)
        used = procedure.policy.calendar
        self.counting = BoundedCounting(Counting(used.nation, used.closures))
        self._days: dict[str, Bounds] = {} if days is None else days
        self.true: set[int] = set()
        for leaf, *pair in program.leaves:
            self.true.update(atom for atom, there in zip(pair, self._halves(leaf), strict=True) if there)
        self._close()

    def read_as(self, readings: Readings) -> Following:
        """Work out the same with other readings."""
        known = (self.procedure, self.program, self.case, self.head, self.situation)
        return Following(*known, readings, self._days)

    def truth(self, pair: Pair) -> Truth:
        """Give the truth of a condition from its two atoms."""
        holds, fails = pair
        return HOLDS if holds in self.true else FAILS if fails in self.true else OPEN

    def _close(self) -> None:
        """Add all atoms that follow from those of the tests by the rules."""
        true = self.true
        waiting = list(self.program.rules)
        while fired := [rule for rule in waiting if true.issuperset(rule.body)]:
            true.update(rule.head for rule in fired)
            waiting = [rule for rule in waiting if rule.head not in true]

    # --- tests ---

    def _halves(self, leaf: Leaf) -> tuple[bool, bool]:
        """Say of a test whether it holds, and whether it fails; of parts that are chosen, what every choice comes to."""
        if leaf.op == "all":
            return self.true.issuperset(leaf.parts), not self.true.isdisjoint(leaf.against)
        if leaf.op == "choose":
            # where no choice is left both are so: there, the rules choose another test
            left = [pair for ruled_out, pair in leaf.choices if self.true.isdisjoint(ruled_out)]
            return all(holds in self.true for holds, _ in left), all(fails in self.true for _, fails in left)
        truth = self._tested(leaf)
        return truth is HOLDS, truth is FAILS

    def _tested(self, leaf: Leaf) -> Truth:
        match leaf.op:
            case "true":
                return HOLDS
            case "compare":
                return compared(self.day(leaf.of), leaf.how, self.day(leaf.other))  # type: ignore[arg-type]
            case "happened" | "stated":
                return self.situation[leaf.of].status
            case "value":
                return _one_of(self.situation[leaf.of], set(leaf.values))
            case "member":
                members = self.situation[leaf.of].members
                return OPEN if members is None else _sure(leaf.values[0] in members)
            case "reading":
                chosen = self.readings[leaf.of]
                return OPEN if chosen is None else _sure(chosen == leaf.values[0])
            case "all" | "choose":
                raise AssertionError("this is made of other tests")
        assert_never(leaf.op)

    # --- days ---

    def day(self, key: str) -> Bounds:
        """Give a day of the program as far as it is known."""
        if key not in self._days:
            self._days[key] = self._calculated(self.program.day[key])
        return self._days[key]

    def _calculated(self, node: DayNode) -> Bounds:
        parts = [self.day(part) for part in node.parts]
        match node.op:
            case "event" | "named":
                return self.situation[node.name].bounds
            case "date":
                return exactly(date.fromisoformat(node.name))
            case "assessed_on":
                return self.today
            case "never":
                return NEVER
            case "not_yet":
                return Bounds(self.today.lo, LATEST)
            case "later":
                return latest_of(parts)
            case "earlier":
                return earliest_of(parts)
            case "working_day":
                return self.counting.working_day(parts[0], node.cut_off or None)
            case "plus":
                assert node.period is not None
                if len(parts) == 1:
                    return self.counting.count(parts[0], node.period, node.counted)
                start, begin, end = parts
                return self.counting.paused(start, begin, end, self.today, node.period, node.counted)


def _sure(holds: bool) -> Truth:
    return HOLDS if holds else FAILS


def _one_of(known: Known, values: set[str]) -> Truth:
    if not known.possible & values:
        return FAILS
    return HOLDS if known.possible <= values else OPEN
