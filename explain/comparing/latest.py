"""Until when a fact can be for a conclusion to have a value: the days on which it has it, may have it, and has it not."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from explain.accounts import Answers, accounts_of, once, tried, without_accounts
from explain.answers import value_in_words
from explain.comparing.daily import Daily, Day
from explain.comparing.flips import Flips, came_to
from explain.comparing.seen import Seen, kind_of
from explain.comparing.standing import stands
from explain.comparing.sweep import Swept
from explain.comparing.what_if import policy_used
from explain.why_not import Question, label_of
from explain.words import Words
from kb.engine.assess import Assessor
from kb.model.case import Case, Head
from kb.model.comparing import Difference, HeadLatest, Latest, LatestTried, Run, Stands
from kb.model.outcome import Outcome
from kb.model.policy import either
from kb.model.vocabulary import Vocabulary

IMPOSSIBLE = "impossible"


def latest(
    assessors: Mapping[str, Assessor], case: Case, swept: Swept, asked: Question, head: str | None = None
) -> Latest:
    """Try a day of a case day by day, and give the runs of days on which a conclusion has a value.

    Of contested facts, each combination of accounts is tried; what is tried is no longer contested.

    Raises:
        EnginesDisagree, OutsideCalendar: as `Assessor.assess`.
    """
    case = without_accounts(case, swept.fact)
    heads = [one for one in case.heads if head in (None, one.name)]
    each = [_Head(assessors, case, under, swept, asked) for one in heads for under in one.by_account()]
    every = either([one.procedure for one in assessors.values()])
    return Latest(
        case=case.name,
        assessed_on=case.assessed_on.isoformat(),
        policy=policy_used(every),
        fact=swept.fact,
        label=swept.label(every.vocabulary),
        name=asked.name,
        conclusion=label_of(asked, every),
        value=asked.value,
        worded=value_in_words(asked.name, asked.value, Words(every)),
        first=swept.first.isoformat(),
        last=swept.last.isoformat(),
        heads=[record for _, record in once((one.record() for one in each), but=["determined"])],
        contested=list(_tried(heads, each, every.vocabulary)),
        schema="complaints-kb/latest/1",
    )


def _tried(heads: Sequence[Head], each: Sequence[_Head], vocabulary: Vocabulary) -> Iterator[LatestTried]:
    """Say from when and until when the value is there whichever account is right."""
    answers: list[tuple[Head, Answers]] = [(one.head, {one.asked.name: one.course()}) for one in each]
    for found in tried(heads, answers, vocabulary):
        held = [one.held() for one in each if one.head.name == found.head]
        days = sorted(set.intersection(*held))
        ends = (days[0].isoformat(), days[-1].isoformat()) if days else (None, None)
        yield LatestTried(**found.model_dump(), earliest=ends[0], latest=ends[1])


class _Head:
    """One matter, tried day by day."""

    def __init__(
        self, assessors: Mapping[str, Assessor], case: Case, head: Head, swept: Swept, asked: Question
    ) -> None:
        self.head, self.asked = head, asked
        self.daily = Daily(assessors, case, head, swept.fact)
        self.flips = Flips(self.daily)
        self.words = Words(either([one.procedure for one in assessors.values()]))
        self.found = [(day, self.daily.on(day)) for day in swept.days()]

    def record(self) -> HeadLatest:
        grouped = [
            (key, [day for day, _ in some])
            for key, some in groupby(self.found, key=lambda one: self._key(one[1]))
        ]
        has = [days for (how, _), days in grouped if how == "holds"]
        may = [days for (how, _), days in grouped if how == "open"]
        earliest, last = (has[0][0], has[-1][-1]) if has else (None, None)
        may_be = may[-1][-1] if may and (last is None or may[-1][-1] > last) else None
        return HeadLatest(
            head=self.head.name,
            accounts=accounts_of(self.head),
            earliest=earliest.isoformat() if earliest else None,
            latest=last.isoformat() if last else None,
            may_be=may_be.isoformat() if may_be else None,
            from_first=earliest == self.found[0][0],
            to_last=last == self.found[-1][0],
            runs=[self._run(how, days, place, grouped) for place, ((how, _), days) in enumerate(grouped)],
            determined=self.daily.determined,
        )

    def held(self) -> set[date]:
        """Give the days on which the conclusion has the value."""
        return {day for day, found in self.found if self._key(found)[0] == "holds"}

    def course(self) -> Hashable:
        """Give how the value stands, and what came instead, day by day."""
        return tuple(self._key(found) for _, found in self.found)

    def _key(self, found: Day | str) -> tuple[Stands | str, str]:
        """Give how the value stands on a day; where it is not so, also what came instead, unless that is a day."""
        if isinstance(found, str):
            return IMPOSSIBLE, found
        how = self._stands(found)
        instead = found.outcomes.get(self.asked.name)
        return how, str(
            instead.answer
        ) if how == "fails" and instead and self.asked.name not in found.ways else ""

    def _stands(self, day: Day) -> Stands:
        """Give how the value stands by the procedures the head may go by: open, where they do not agree."""
        found = {self._by(outcomes.get(self.asked.name)) for outcomes in day.by.values()}
        return found.pop() if len(found) == 1 else "open"

    def _by(self, outcome: Outcome | None) -> Stands:
        return stands(outcome, self.asked.value) if outcome is not None else "silent"

    def _run(
        self,
        how: str,
        days: Sequence[date],
        place: int,
        grouped: Sequence[tuple[tuple[str, str], list[date]]],
    ) -> Run:
        after = grouped[place + 1] if place + 1 < len(grouped) else None
        found = dict(self.found)[days[-1]]
        outcome = None if isinstance(found, str) else found.outcomes.get(self.asked.name)
        why = None
        if after is not None and IMPOSSIBLE not in (how, after[0][0]):
            why = self.flips.why(self.asked.name, days[-1], after[1][0])
        return Run(
            first=days[0].isoformat(),
            last=days[-1].isoformat(),
            stands=how,  # type: ignore[arg-type]
            came=None if isinstance(found, str) else came_to(self.asked.name, outcome, self.words),
            because=why,
            impossible=found if isinstance(found, str) else None,
            calculations=self._calculations(why, days[-1]) if why else [],
        )

    def _calculations(self, why: Difference, day: date) -> list[str]:
        """Give, in words, the days calculated that the tests which come out another way look at."""
        graphs = self.flips.graphs(day)
        told: dict[str, None] = {}
        for seen in graphs.values():
            for step in (*why.steps, *why.beside):
                if step.kind == "condition" and step.node in seen.nodes:
                    told |= dict.fromkeys(_below(seen, step.node))
        return list(told)


def _below(seen: Seen, node: str) -> Iterator[str]:
    """Say the days calculated below a test, as far as the next conclusions that are days."""
    for other in seen.nodes[node].below:
        kind = kind_of(other)
        if kind == "day calculation":
            yield seen.nodes[other].record(seen, other).label
        elif kind == "conclusion":
            yield from _below(seen, other)
