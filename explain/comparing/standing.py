"""How one value of a conclusion stands, given what came of it."""

from __future__ import annotations

from kb.model.comparing import Stands
from kb.model.outcome import Outcome


def stands(outcome: Outcome, value: str) -> Stands:
    """Say whether a conclusion has a value, one of several members, or a day (`2024-06-18` or `never`)."""
    if outcome.members:
        truth = dict(outcome.members).get(value)
        return truth.value if truth is not None else "fails"
    match outcome.kind:
        case "conflict":
            return "conflict" if value in outcome.clash else "fails"
        case "concluded":
            on_the_day = str(outcome.value).partition(" ")[0]  # a day may be known to the minute
            return "holds" if value in (outcome.value, on_the_day) else "fails"
        case "open" if outcome.bounds is not None:
            return _within(outcome.bounds, value)
        case "open":
            return "open" if value in outcome.possible else "fails"
        case _:
            return "fails"


def _within(bounds: tuple[str | None, str | None], value: str) -> Stands:
    first, last = bounds
    if value == "never":
        return "open" if last is None else "fails"
    early, late = (first or "")[:10] > value, last is not None and last[:10] < value
    return "fails" if early or late else "open"
