"""Three-valued truth: what is stated may settle a condition either way, or leave it open."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """Whether a condition holds in every situation the facts allow, in none, or in some (Kleene, 1938)."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"

    def __invert__(self) -> Truth:
        return _INVERSE[self]


_INVERSE = {Truth.HOLDS: Truth.FAILS, Truth.FAILS: Truth.HOLDS, Truth.OPEN: Truth.OPEN}


def all_of(parts: Iterable[Truth]) -> Truth:
    """Give what a list of conditions that must all hold comes to."""
    found = set(parts)
    if Truth.FAILS in found:
        return Truth.FAILS
    return Truth.OPEN if Truth.OPEN in found else Truth.HOLDS


def any_of(parts: Iterable[Truth]) -> Truth:
    """Give what a list of conditions of which one must hold comes to."""
    return ~all_of(~part for part in parts)


def truth_of(holds: bool, fails: bool) -> Truth:
    """Give the truth of a condition from its two halves; both at once is a defect."""
    if holds and fails:
        raise AssertionError("a condition both holds and fails")
    return Truth.HOLDS if holds else Truth.FAILS if fails else Truth.OPEN
