"""What an example expects, held against what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explain.answers import values_of
from kb.model.determination import ConclusionRecord, Determination
from kb.model.example import Example, Expectation


@dataclass(frozen=True, slots=True)
class Unmet:
    """An expectation that was not met, and what came in its place; `head` where the example has several."""

    expectation: Expectation
    expected: str
    came: str
    head: str | None = None


def unmet(example: Example, determination: Determination) -> Iterator[Unmet]:
    """Give every expectation that a determination does not meet, in the order of the file."""
    for one in example.expectations:
        for head in determination.heads:
            if one.head in (None, head.head):
                found = {record.name: record for record in head.conclusions}
                came = found.get(one.conclusion)
                if came is None:
                    yield Unmet(
                        one, _outcome_expected(one), "a policy that draws no such conclusion", head.head
                    )
                else:
                    yield from _differences(one, came, head.head)


def _differences(one: Expectation, came: ConclusionRecord, head: str | None) -> Iterator[Unmet]:
    if not _outcome_met(one, came):
        yield Unmet(one, _outcome_expected(one), _outcome_of(came), head)
    needs = {item.name for item in came.needs}
    if one.needs is not None and set(one.needs) != needs:
        yield Unmet(one, f"to wait for {_all(one.needs)}", f"waiting for {_all(sorted(needs))}", head)
    if one.rests_on is not None and set(one.rests_on) != set(came.rests_on):
        yield Unmet(one, f"to rest on {_all(one.rests_on)}", f"resting on {_all(came.rests_on)}", head)


def _outcome_met(one: Expectation, came: ConclusionRecord) -> bool:
    outcome = (
        "not_concluded" if one.listed and not one.values else one.outcome
    )  # an empty list: nothing of the kind
    if outcome != came.outcome:
        return False
    if one.bounds is not None:
        return tuple(came.bounds or ()) == one.bounds
    given = {
        "concluded": values_of(came), "open": came.possible or (), "conflict": came.conflict or (),
        "not_concluded": (),
    }[came.outcome]  # fmt: skip
    return one.values is None or set(one.values) == set(given)


def _outcome_expected(one: Expectation) -> str:
    if one.bounds is not None:
        return f"open, between {_ends(one.bounds)}"
    values = f" {_all(one.values)}" if one.values is not None else ""
    return values.strip() if one.outcome == "concluded" else f"{_spoken(one.outcome)}{values}"


def _outcome_of(came: ConclusionRecord) -> str:
    if came.outcome == "concluded":
        still = [name for name, truth in (came.members or {}).items() if truth == "open"]
        return _all(values_of(came)) + (f"; possibly also {_all(still)}" if still else "")
    if came.bounds is not None:
        return f"open, between {_ends(came.bounds)}"
    values = came.possible if came.outcome == "open" else came.conflict
    return f"{_spoken(came.outcome)} {_all(values)}" if values else _spoken(came.outcome)


def _spoken(outcome: str) -> str:
    return outcome.replace("_", " ")


def _ends(bounds: tuple[str | None, ...] | list[str | None]) -> str:
    return " and ".join(one or ".." for one in bounds)


def _all(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "nothing"
