"""A fact that is a day, or the day of assessment, tried day by day: when conclusions come out another way, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from explain.accounts import Answers, accounts_of, once, tried, without_accounts
from explain.comparing.daily import Daily, Day
from explain.comparing.differences import TODAY
from explain.comparing.flips import Flips, came_to
from explain.comparing.what_if import policy_used
from explain.words import Words
from kb.engine.assess import Assessor
from kb.model.case import Case, Head
from kb.model.comparing import Flip, FlipDay, HeadSweep, Impossible, Moves, Steady, Sweep
from kb.model.policy import either
from kb.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Swept:
    """What is tried: a fact or `assessed_on`, from one day to another."""

    fact: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Give the days, in order."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)

    def label(self, vocabulary: Vocabulary) -> str:
        """Name what is tried."""
        return "the day of assessment" if self.fact == TODAY else vocabulary.facts[self.fact].label


def sweep(
    assessors: Mapping[str, Assessor],
    case: Case,
    swept: Swept,
    asked: Sequence[str] = (),
    head: str | None = None,
) -> Sweep:
    """Try a day of a case day by day, matter by matter, and say when conclusions flip: those asked about, or all.

    Of contested facts, each combination of accounts is tried; what is tried is no longer contested.

    Raises:
        EnginesDisagree, OutsideCalendar: as `Assessor.assess`.
    """
    procedure = next(iter(assessors.values())).procedure
    case = without_accounts(case, swept.fact)
    heads = [one for one in case.heads if head in (None, one.name)]
    each = [_Head(assessors, case, under, swept, asked) for one in heads for under in one.by_account()]
    return Sweep(
        case=case.name,
        assessed_on=case.assessed_on.isoformat(),
        policy=policy_used(procedure),
        fact=swept.fact,
        label=swept.label(procedure.vocabulary),
        first=swept.first.isoformat(),
        last=swept.last.isoformat(),
        asked=list(asked),
        heads=[record for _, record in once((one.record() for one in each), but=["determined"])],
        contested=list(tried(heads, list(_answers(each)), procedure.vocabulary)),
        schema="complaints-kb/sweep/1",
    )


def _answers(each: Sequence[_Head]) -> Iterator[tuple[Head, Answers]]:
    """Give what comes of each conclusion, day by day, on the days that can be under each account."""
    for one in each:
        others = [other for other in each if other.head.name == one.head.name]
        days = set.intersection(*({day for day, _ in other.possible} for other in others))
        yield one.head, one.answers(days)


def impossible(found: Iterable[tuple[date, Day | str]]) -> list[Impossible]:
    """Draw the days together that cannot be, for the same reason."""
    runs = []
    for why, some in groupby(found, key=lambda one: one[1] if isinstance(one[1], str) else ""):
        days = [day.isoformat() for day, _ in some]
        if why:
            runs.append(Impossible(first=days[0], last=days[-1], because=why))
    return runs


class _Head:
    """One matter, tried day by day."""

    def __init__(
        self, assessors: Mapping[str, Assessor], case: Case, head: Head, swept: Swept, asked: Sequence[str]
    ) -> None:
        self.head, self.asked = head, asked
        self.daily = Daily(assessors, case, head, swept.fact)
        self.flips = Flips(self.daily)
        self.found = [(day, self.daily.on(day)) for day in swept.days()]
        self.words = Words(either([one.procedure for one in assessors.values()]))
        self.possible = [(day, one) for day, one in self.found if isinstance(one, Day)]

    def record(self) -> HeadSweep:
        flips, moves = self._flips()
        names = dict.fromkeys(name for _, day in self.possible for name in day.outcomes)
        steady = [name for name in names if name not in flips and name not in moves]
        return HeadSweep(
            head=self.head.name,
            accounts=accounts_of(self.head),
            days=len(self.possible),
            determined=self.daily.determined,
            impossible=impossible(self.found),
            flips=self._by_day(flips),
            moves=[self._moves(name) for name in moves if name not in flips],
            steady=[self._steady(name) for name in steady if name in self.asked],
            unchanged=len([name for name in steady if not self.asked or name in self.asked]),
        )

    def answers(self, days: Collection[date]) -> Answers:
        """Give what comes of each conclusion on some of the days."""
        found = [one.outcomes for day, one in self.possible if day in days]
        names = dict.fromkeys(self.asked or (name for outcomes in found for name in outcomes))
        return {name: tuple(one[name].answer if name in one else None for one in found) for name in names}

    def _flips(self) -> tuple[dict[str, list[int]], dict[str, None]]:
        """Give the places of the days on which each conclusion flips, and the conclusions that move."""
        flips: dict[str, list[int]] = {}
        moves: dict[str, None] = {}
        for place in range(1, len(self.possible)):
            (yesterday, before), (today, after) = self.possible[place - 1 : place + 1]
            if today - yesterday == timedelta(days=1):
                for name in self._differing(before, after):
                    if before.same_way(after, name):
                        moves.setdefault(name)
                    else:
                        flips.setdefault(name, []).append(place)
        return flips, moves

    def _differing(self, before: Day, after: Day) -> Iterator[str]:
        for name in self.asked or dict.fromkeys([*before.outcomes, *after.outcomes]):
            one, other = before.outcomes.get(name), after.outcomes.get(name)
            if one is not other and (one and one.answer) != (other and other.answer):
                yield name

    def _by_day(self, flips: Mapping[str, Sequence[int]]) -> list[FlipDay]:
        places = sorted({place for some in flips.values() for place in some})
        return [
            FlipDay(
                day=self.possible[place][0].isoformat(),
                flips=[self._flip(name, place) for name, some in flips.items() if place in some],
            )
            for place in places
        ]

    def _flip(self, name: str, place: int) -> Flip:
        (yesterday, before), (today, after) = self.possible[place - 1 : place + 1]
        return Flip(
            name=name,
            label=self.words.conclusion(name),
            before=came_to(name, before.outcomes.get(name), self.words),
            after=came_to(name, after.outcomes.get(name), self.words),
            why=self.flips.why(name, yesterday, today),
        )

    def _moves(self, name: str) -> Moves:
        first, last = (self.possible[place][1].outcomes.get(name) for place in (0, -1))
        ends = (came_to(name, one, self.words) for one in (first, last))
        return Moves(name=name, label=self.words.conclusion(name), first=next(ends), last=next(ends))

    def _steady(self, name: str) -> Steady:
        came = came_to(name, self.possible[0][1].outcomes.get(name), self.words)
        return Steady(name=name, label=self.words.conclusion(name), came=came)
