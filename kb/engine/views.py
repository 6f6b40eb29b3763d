"""What the second engine sees of a condition: its truth, and what would settle it where it is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kb.model.bounds import Bounds
from kb.model.outcome import Need
from kb.model.truth import Truth

HOLDS, FAILS, OPEN = Truth.HOLDS, Truth.FAILS, Truth.OPEN


class View(NamedTuple):
    """What is seen of a condition: its truth, and what would settle it where it is open."""

    truth: Truth
    needs: frozenset[Need] = frozenset()

    def __invert__(self) -> View:
        """Give the view of what is so when this is not."""
        if self.truth is OPEN:
            return self
        return NEVER_SO if self.truth is HOLDS else SURE


SURE, NEVER_SO = View(HOLDS), View(FAILS)


def sure(holds: bool) -> View:
    """Give the view of what is known to be so, or not."""
    return SURE if holds else NEVER_SO


class Guard(NamedTuple):
    """When an alternative counts: the conditions, each with whether it must hold, and how they look together."""

    given: frozenset[tuple[str, bool]]
    view: View

    @property
    def possible(self) -> bool:
        """Whether it can come about: nothing is known against it, and it does not contradict itself."""
        if self.view.truth is FAILS:
            return False
        return len(self.given) < 2 or not any((key, not holds) in self.given for key, holds in self.given)


UNGUARDED = Guard(frozenset(), SURE)


class Possible(NamedTuple):
    """One day that a day can be: its guard, its bounds, what would narrow it, and what would give its time of day."""

    guard: Guard
    day: Bounds
    needs: frozenset[Need]
    times: frozenset[Need] = frozenset()


def both(views: Iterable[View]) -> View:
    """Give what several views that must all hold come to; the first that fails decides."""
    waiting = []
    for view in views:
        if view.truth is FAILS:
            return NEVER_SO
        if view.truth is OPEN:
            waiting.append(view.needs)
    return View(OPEN, frozenset().union(*waiting)) if waiting else SURE


def either(views: Iterable[View]) -> View:
    """Give what several views of which one must hold come to; the first that holds decides."""
    waiting = []
    for view in views:
        if view.truth is HOLDS:
            return SURE
        if view.truth is OPEN:
            waiting.append(view.needs)
    return View(OPEN, frozenset().union(*waiting)) if waiting else NEVER_SO


def joined(guards: Iterable[Guard]) -> Guard:
    """Give the guard under which several alternatives count at once."""
    some = [guard for guard in guards if guard is not UNGUARDED]
    if len(some) < 2:
        return some[0] if some else UNGUARDED
    return Guard(frozenset().union(*(guard.given for guard in some)), both(guard.view for guard in some))
