"""Why what follows on one day is not what follows on the day before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from explain.answers import answer
from explain.comparing.daily import Daily
from explain.comparing.seen import Seen
from explain.comparing.sides import Compared
from explain.determination import MEMBER, assessed_by_procedure
from explain.words import Words
from kb.model.comparing import CameTo, Difference
from kb.model.determination import ConclusionRecord
from kb.model.outcome import Outcome


class Flips:
    """Explains what differs between days of a sweep, each of them worked out by both engines and made a graph of."""

    def __init__(self, daily: Daily) -> None:
        """Keep what the days are days of."""
        self.daily = daily
        self.graphs = lru_cache(maxsize=4)(self._graphs)

    def why(self, name: str, before: date, after: date) -> Difference:
        """Say why a conclusion differs between two days.

        Raises:
            EnginesDisagree: as `Assessor.assess`.
        """
        return Compared(self.graphs(before), self.graphs(after), [self.daily.fact]).why(name)

    def _graphs(self, day: date) -> Mapping[str, Seen]:
        several = assessed_by_procedure(self.daily.assessors, *self.daily.at(day), vary_readings=False)
        return {one.procedure.name: Seen(one) for one in several}


def came_to(name: str, outcome: Outcome | None, words: Words) -> CameTo:
    """Say what came of a conclusion; nothing, where the procedure does not ask it."""
    if outcome is None:
        return CameTo(outcome="not_asked", value=None, worded="not asked by the procedure")
    value = list(outcome.concluded) if outcome.members else outcome.value
    record = ConclusionRecord.model_construct(
        name=name,
        label=words.conclusion(name),
        outcome=outcome.kind,
        value=value,
        rests_on=[],
        possible=list(outcome.possible) if outcome.kind == "open" and outcome.bounds is None else None,
        bounds=list(outcome.bounds) if outcome.bounds else None,
        members={member: MEMBER[truth] for member, truth in outcome.members} or None,  # type: ignore[misc]
        conflict=list(outcome.clash) or None,
    )
    return CameTo(outcome=outcome.kind, value=value, worded=answer(record, words))
