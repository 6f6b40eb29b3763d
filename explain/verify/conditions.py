"""What the steps of conditions must be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import assert_never

from explain import said
from explain.verify.days import Days
from explain.verify.following import FAILS, HOLDS, OPEN
from explain.verify.steps import Step
from explain.verify.truths import Truths
from kb.calendar import Calendar
from kb.model.bounds import Bounds
from kb.model.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Day,
    Happened,
    Holds,
    Includes,
    Is,
    Name,
    No,
    Not,
    ReadingCondition,
    Stated,
    Undecided,
    Yes,
)
from kb.model.truth import Truth


@lru_cache(maxsize=16384)
def condition_id(key: str) -> str:
    """Give the id of a condition's step: a fingerprint of its canonical spelling."""
    return f"condition {sha256(key.encode()).hexdigest()[:12]}"


class Conditions(Days):
    """The steps of conditions. Each is met on the way down from the rules, and known by its id from then on."""

    def __init__(self, truths: Truths, calendar: Calendar) -> None:
        """Begin with nothing met."""
        super().__init__(truths, calendar)
        self.met: dict[str, Condition] = {}
        self.looked_at: dict[str, None] = {}
        self.groundless: dict[str, None] = {}
        self._ids: dict[str, str] = {}

    def look_at(self, steps: Iterable[str]) -> None:
        """Note that steps are looked at, whether or not anything comes to rest on them."""
        self.looked_at.update(dict.fromkeys(steps))

    def condition_step(self, condition: Condition) -> str:
        """Give the id of a condition's step: of a negation what it negates, of an event that happened its fact."""
        found = self._ids.get(condition.key)
        if found is None:
            found = self._ids[condition.key] = self._id(condition)
        return found

    def _id(self, condition: Condition) -> str:
        if isinstance(condition, Not):
            return self.condition_step(condition.not_)
        if isinstance(condition, Happened) and isinstance(condition.happened, Name):
            first, *others = dict.fromkeys(self.happened(condition.happened))
            if not others:
                return first
        id_ = condition_id(condition.key)
        self.met[id_] = condition
        return id_

    def condition(self, fingerprint: str) -> Step | None:
        """A condition, settled or open."""
        condition = self.met.get(f"condition {fingerprint}")
        if condition is None:
            return None
        truth = self.truths.condition(condition)
        below = self._below(condition, truth)
        self.look_at(below)
        label = self._said(condition, truth)
        return Step("condition", label, tuple(self._decisive(below, truth)), truth, {"key": condition.key})

    def _decisive(self, below: list[str], truth: Truth) -> list[str]:
        """Leave out what is unknown where a condition is settled whatever that may be."""
        if truth is OPEN:
            return below
        return [step for step in below if not self._unknown(step)] or below

    def _unknown(self, step: str) -> bool:
        """Whether a step is an open condition, or a fact of which nothing is known."""
        if step in self.met:
            return self.truths.condition(self.met[step]) is OPEN
        if not step.startswith("fact "):
            return False
        fact = self.fact(step.removeprefix("fact "))
        return fact is not None and fact.truth is OPEN and fact.kind in ("missing", "condition")

    def parts(self, condition: Condition, truth: Truth) -> list[Condition]:
        """Give the parts that a truth comes from: of a conjunction that fails, those that fail; and the dual."""
        match condition:
            case All(all=parts):
                return [part for part in parts if truth is not FAILS or self.truths.condition(part) is FAILS]
            case AnyOf(any=parts):
                return [part for part in parts if truth is not HOLDS or self.truths.condition(part) is HOLDS]
            case _:
                return [condition]

    def _below(self, condition: Condition, truth: Truth) -> list[str]:
        match condition:
            case All() | AnyOf():
                return [self.condition_step(part) for part in self.parts(condition, truth)]
            case Compare(day=day):
                return [*self.day(day), *self.day(condition.other)] or ["calendar"]
            case Happened(happened=day):
                return self.happened(day)
            case Holds():
                return self._values(condition, truth)
            case Yes(yes=fact) | No(no=fact) | Undecided(undecided=fact) | Stated(stated=fact):
                return [f"fact {fact}"]
            case Is() | Includes():
                return [f"fact {condition.fact}"]
            case ReadingCondition(reading=name):
                chosen = self.procedure.readings[name].choices[str(self.following.readings[name])]
                return [f"reading {name}", self.condition_step(chosen)]  # type: ignore[arg-type]
            case Not():
                raise AssertionError("a negation has no step of its own")
        assert_never(condition)

    def _values(self, condition: Holds, truth: Truth) -> list[str]:
        """Give the values asked for, and the others of which every one must fail."""
        name, wanted = condition.name, self.truths.wanted(condition)
        plan = self.procedure.conclusions.get(name)
        none = [self.governing("closed list")]
        if plan is None:
            return none
        shown = [one for one in wanted if truth is not HOLDS or self.truths.value(name, one) is HOLDS]
        if truth is not FAILS and plan.kind.type != "any-of":
            shown += [one for one in plan.values if one not in shown]
        return [f"value {name} = {one}" for one in shown] or none

    # --- words ---

    def _said(self, condition: Condition, truth: Truth) -> str:
        if isinstance(condition, Compare) and truth is not OPEN:
            days = self._one_day(condition.day), self._one_day(condition.other)
            return said.comparison(self.words, condition, truth, days)
        return self.words.condition(condition, truth)

    def _one_day(self, day: Day) -> Bounds | None:
        """Give what is known of a day, where only one is possible."""
        bounds = {self.following.day(key) for key in self.keys(day) if key in self.program.day}
        return bounds.pop() if len(bounds) == 1 else None
