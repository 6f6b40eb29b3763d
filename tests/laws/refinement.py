"""When one answer says no less than another, and when more is known in one case than in another."""

from __future__ import annotations

from kb.model.bounds import Bounds
from kb.model.outcome import Evaluation, Outcome
from kb.model.situation import Basis, Known, Situation
from kb.model.truth import Truth


def overturned(old: Evaluation, new: Evaluation) -> dict[str, str]:
    """Give each conclusion and rule of which the new answer takes something back, with both outcomes."""
    found = {
        name: f"{outcome}  ->  {new.outcomes[name]}"
        for name, outcome in old.outcomes.items()
        if not keeps(outcome, new.outcomes[name])
    }
    return found | {
        name: f"{truth}  ->  {new.rules[name]}"
        for name, truth in old.rules.items()
        if truth is not Truth.OPEN and new.rules[name] is not truth
    }


def keeps(old: Outcome, new: Outcome) -> bool:
    """Whether an outcome keeps all that an older one had said."""
    if old.members:
        now = dict(new.members)
        return all(truth is Truth.OPEN or now[name] is truth for name, truth in old.members)
    match old.kind:
        case "concluded" | "not_concluded":
            return (new.kind, new.value) == (old.kind, old.value)
        case "conflict":
            return new.kind == "conflict" and set(old.clash) <= set(new.clash)
        case "open" if old.bounds is not None:
            return _within(old, new)
        case "open":
            return set(new.concluded + new.possible + new.clash) <= set(old.possible)


def _within(old: Outcome, new: Outcome) -> bool:
    assert old.bounds is not None
    first, last = new.bounds or ((None, None) if new.value == "never" else (new.value, new.value))
    lowest, highest = old.bounds
    if new.value == "never":
        return highest is None
    # a bound to the minute lies within a bound to the day: compare as far as both go
    low = lowest is None or (first is not None and _cut(first, lowest) >= _cut(lowest, first))
    return low and (highest is None or (last is not None and _cut(last, highest) <= _cut(highest, last)))


def _cut(one: str, other: str) -> str:
    return one[: min(len(one), len(other))]


def refines(new: Known, old: Known) -> bool:
    """Whether all that was known of a fact is still known."""
    if old.status is not Truth.OPEN and new.status is not old.status:
        return False
    if old.members is not None and new.members != old.members:
        return False
    return new.possible <= old.possible and _inside(new.bounds, old.bounds)


def _inside(new: Bounds, old: Bounds) -> bool:
    if not (old.lo <= new.lo and new.hi <= old.hi):
        return False
    if old.minutes is None:
        return True
    return new.minutes is not None and old.minutes[0] <= new.minutes[0] and new.minutes[1] <= old.minutes[1]


def lost(new: Situation, old: Situation) -> list[str]:
    """Give the facts of which less is known than before."""
    return [name for name in old if not refines(new[name], old[name])]


def presumed(situation: Situation, name: str) -> frozenset[str]:
    """Give the presumptions that what is known of a fact comes from, directly or by the order of events."""
    found: set[str] = set()
    seen: set[str] = set()
    todo = [name]
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            for basis in situation[one].basis:
                if basis.kind == "order":
                    todo.append(basis.name)
                elif basis.kind != "stated":
                    found.add(basis.name)
    return frozenset(found)


def presumptions(situation: Situation) -> frozenset[Basis]:
    """Give every presumption made in a situation."""
    kinds = ("presumption", "record")
    return frozenset(basis for known in situation.values() for basis in known.basis if basis.kind in kinds)
