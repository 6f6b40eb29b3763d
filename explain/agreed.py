"""What the procedures that a complaint may go by agree on, outcome by outcome.

The same as `explain.merging` says of whole records, without their graphs: many values are tried, and few are explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.engine.assess import Assessed
from kb.model.outcome import Need, Outcome
from kb.model.truth import Truth


def agreed(several: Sequence[Assessed]) -> dict[str, Outcome]:
    """Give the outcomes of a head: of its procedure, or, of all it may go by, what is so in each."""
    found = [one.evaluation.outcomes for one in several]
    names = dict.fromkeys(name for one in found for name in one)
    choosing = found[0]["procedure"].needs if len(found) > 1 else ()
    return {name: _together([one.get(name) for one in found], choosing) for name in names}


def _together(outcomes: list[Outcome | None], choosing: tuple[Need, ...]) -> Outcome:
    present = [one for one in outcomes if one is not None]
    everywhere = len(present) == len(outcomes)
    needs = _needs(one.needs for one in present)
    if everywhere and len({one.answer for one in present}) == 1:
        return present[0]._replace(needs=needs)
    needs = _needs([needs, choosing])
    members = {name for one in present for name, _ in one.members}
    if not members:
        possible = dict.fromkeys(value for one in present for value in (*one.possible, *one.concluded))
        return Outcome("open", possible=tuple(possible), needs=needs)
    truths = [(name, _member(name, outcomes)) for name in sorted(members)]
    still = any(truth is Truth.OPEN for _, truth in truths)
    held = any(truth is Truth.HOLDS for _, truth in truths)
    return Outcome(
        "concluded" if held else "open" if still else "not_concluded", None, tuple(truths), needs=needs
    )


def _member(name: str, outcomes: Iterable[Outcome | None]) -> Truth:
    truths = {dict(one.members).get(name) if one is not None else None for one in outcomes}
    (only, *others) = truths
    return only if only is not None and not others else Truth.OPEN


def _needs(lists: Iterable[Iterable[Need]]) -> tuple[Need, ...]:
    return tuple(sorted({need for some in lists for need in some}))
