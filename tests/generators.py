"""Cases by chance, as `kb.check` makes them up; as a strategy that shrinks, and told more of later."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from kb.check.histories import ANCHORS, History
from kb.check.periods import periods
from kb.check.telling import Told, at, between, on, shuffled, stated, tell
from kb.model.bounds import Bounds
from kb.model.case import Head, Stated
from kb.model.policy import LinkedProcedure

__all__ = [
    "ANCHORS",
    "Told",
    "at",
    "between",
    "on",
    "periods",
    "shuffled",
    "tell",
    "told",
    "told_more",
]


def told(procedure: LinkedProcedure, **chances: Any) -> st.SearchStrategy[Told]:
    """Give the same as `tell`, as a strategy that shrinks."""
    return st.randoms(use_true_random=False).map(lambda rng: tell(rng, procedure, **chances))


def told_more(
    rng: Random, procedure: LinkedProcedure, before: Told, changes: int = 1
) -> tuple[Told, tuple[str, ...]]:
    """State missing facts, or state them more exactly; the history stays the same. Gives their names too."""
    facts, changed = dict(before.head.facts), []
    names = shuffled(rng, [name for name in procedure.vocabulary.facts if not _complete(facts.get(name))])
    for name in names[:changes]:
        new = stated(rng, procedure, name, before.history, exact=0.7)
        if name in facts:
            new = _no_wider(facts[name], new, before.history)
        facts[name] = new
        changed.append(name)
    heads = (Head(None, facts),)
    return Told(replace(before.case, heads=heads), before.history), tuple(changed)


def _complete(one: Stated | None) -> bool:
    if one is None:
        return False
    return not (one.value is True or (isinstance(one.value, Bounds) and not one.value.exact))


def _no_wider(old: Stated, new: Stated, history: History) -> Stated:
    """Keep what was stated: the days that both leave possible."""
    if new.value is True or not isinstance(new.value, Bounds):
        return old
    if not isinstance(old.value, Bounds):
        return new
    lo, hi = max(old.value.lo, new.value.lo), min(old.value.hi, new.value.hi)
    minutes = new.value.minutes or old.value.minutes
    return Stated(old.name, Bounds(lo, hi, minutes), f"{lo}/{hi}")
