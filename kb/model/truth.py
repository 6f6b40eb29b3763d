"""Three-valued truth: what is stated may settle a condition either way, or leave it open."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """Whether a condition holds in every situation the facts allow, in none, or in some (Kleene, 1938)."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"

    __hash__ = (
        object.__hash__
    )  # by identity: an Enum's own hash is a call into Python, and this is asked very often

    def __invert__(self) -> Truth:
        if self is Truth.OPEN:
            return self
        return Truth.FAILS if self is Truth.HOLDS else Truth.HOLDS


def all_of(parts: Iterable[Truth]) -> Truth:
    """Give what a list of conditions that must all hold comes to."""
    found = Truth.HOLDS
    for part in parts:
        if part is Truth.FAILS:
            return part
        if part is Truth.OPEN:
            found = part
    return found


def truth_of(holds: bool, fails: bool) -> Truth:
    """Give the truth of a condition from its two halves; both at once is a defect."""
    if holds and fails:
        raise AssertionError("a condition both holds and fails")
    return Truth.HOLDS if holds else Truth.FAILS if fails else Truth.OPEN
