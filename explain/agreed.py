"""What the procedures that a complaint may go by agree on, outcome by outcome.

The same as `explain.merging` says of whole records, without their graphs: many values are tried, and few are explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from kb.engine.assess import Assessed
from kb.model.outcome import Need, Outcome
from kb.model.told import NEVER
from kb.model.truth import Truth


def agreed(several: Sequence[Assessed]) -> dict[str, Outcome]:
    """Give the outcomes of a head: of its procedure, or, of all it may go by, what is so in each."""
    found = [one.evaluation.outcomes for one in several]
    names = dict.fromkeys(name for one in found for name in one)
    choosing = found[0]["procedure"].needs if len(found) > 1 else ()
    days = {name for one in several for name in one.program.day_conclusions}
    return {name: _together([one.get(name) for one in found], choosing, name in days) for name in names}


def _together(outcomes: list[Outcome | None], choosing: tuple[Need, ...], is_day: bool) -> Outcome:
    """Give what all say alike, bounds and clash included; else it is open, and may be what any of them says it may be."""
    present = [one for one in outcomes if one is not None]
    everywhere = len(present) == len(outcomes)
    needs = _needs(one.needs for one in present)
    if everywhere and len({one.answer for one in present}) == 1:
        return present[0]._replace(needs=needs)
    needs = _needs([needs, choosing])
    members = {name for one in present for name, _ in one.members}
    if members:
        return _of_members(sorted(members), outcomes, needs)
    if is_day:
        return Outcome("open", bounds=_bounds(present), needs=needs)
    possible = (value for one in present for value in (*one.possible, *one.clash, *one.concluded))
    return Outcome("open", possible=tuple(dict.fromkeys(possible)), needs=needs)


def _of_members(
    members: Sequence[str], outcomes: Sequence[Outcome | None], needs: tuple[Need, ...]
) -> Outcome:
    truths = [(name, _member(name, outcomes)) for name in members]
    still = any(truth is Truth.OPEN for _, truth in truths)
    held = any(truth is Truth.HOLDS for _, truth in truths)
    may = {name for one in outcomes if one for name, truth in one.members if truth is not Truth.FAILS}
    possible = tuple(name for name, truth in truths if truth is Truth.OPEN and name in may)
    kind: Literal["concluded", "open", "not_concluded"] = (
        "concluded" if held else "open" if still else "not_concluded"
    )
    return Outcome(kind, None, tuple(truths), possible, needs=needs)


def _bounds(outcomes: Iterable[Outcome]) -> tuple[str | None, str | None]:
    """Give the days from the first to the last that any of them allows."""
    ends = [one.bounds or (one.value, one.value) for one in outcomes]
    firsts, lasts = [first for first, _ in ends], [None if last == NEVER else last for _, last in ends]
    return (
        None if None in firsts else min(one for one in firsts if one),
        None if None in lasts else max(one for one in lasts if one),
    )


def _member(name: str, outcomes: Iterable[Outcome | None]) -> Truth:
    truths = {dict(one.members).get(name) if one is not None else None for one in outcomes}
    (only, *others) = truths
    return only if only is not None and not others else Truth.OPEN


def _needs(lists: Iterable[Iterable[Need]]) -> tuple[Need, ...]:
    return tuple(sorted({need for some in lists for need in some}))
