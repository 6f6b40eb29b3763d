"""A day tried day by day, as text: the days on which something flips, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from explain.accounts import of_each_matter
from explain.comparing.swept_alike import besides, in_common
from explain.comparing.telling import Reasons, matter_of
from explain.comparing.what_if_text import more
from explain.contested_text import WHICHEVER, accounts_differ, how_many_same, whose
from explain.days import day_in_words
from explain.lines import Line, point
from explain.words import Words
from kb.model.comparing import Difference, Flip, FlipDay, HeadSweep, Impossible, Sweep
from kb.model.determination import AccountsTried
from kb.model.policy import LinkedProcedure, either

MOST = 6
"""How many flips of one day are told unless all are asked for."""


def sweep(
    found: Sweep, procedures: Mapping[str, LinkedProcedure], everything: bool = False
) -> Iterator[Line]:
    """Say when conclusions flip; with `everything`, each of them and the whole way down to the day that is tried."""
    yield Line(found.case, tone="heading")
    yield Line(
        f"{found.policy.id}@{found.policy.version}, assessed on {day_in_words(found.assessed_on)}", hang=2
    )
    yield Line(
        f"{found.label}: every day from {day_in_words(found.first)} to {day_in_words(found.last)}", hang=2
    )
    words = Words(either(list(procedures.values())))
    for name, heads, tried in of_each_matter(found.heads, found.contested):
        yield from matter_of(name, None, procedures)
        if tried is None:
            yield from _Head(found, heads[0], words, everything).lines()
        else:
            yield Line()
            yield from accounts_differ(tried.facts, words)
            yield how_many_same(tried, " on each day that can be")
            yield from _by_account(found, heads, tried, words, everything)


def _by_account(
    found: Sweep, heads: Sequence[HeadSweep], tried: AccountsTried, words: Words, everything: bool
) -> Iterator[Line]:
    """Say once what is so whichever account is right, then what else is so under each."""
    right = [whose(head, tried, words) for head in heads]
    common = in_common(heads)
    whys = {
        (day.day, flip.name): [
            (who, _why(head, day.day, flip.name)) for who, head in zip(right, heads, strict=True)
        ]
        for day in common.flips
        for flip in day.flips
    }
    yield from _Head(found, common, words, everything, whys).lines(_whichever(heads, common))
    if len(heads) > 1:
        for who, head in zip(right, heads, strict=True):
            own = besides(head, common)
            said = f", {_also(bool(own.flips), bool(common.flips))}" if _any_flips(heads) else _nothing(own)
            yield from _Head(found, own, words, everything).lines(f"{who}{said}")


def _whichever(heads: Sequence[HeadSweep], common: HeadSweep) -> str:
    """Say above what all accounts have in common how much that is."""
    if len(heads) == 1 or not _any_flips(heads):
        said = how_many(common)
        return f"{WHICHEVER}, {said[:1].lower()}{said[1:]}"
    return f"{WHICHEVER}, this flips:" if common.flips else "What flips depends on which account is right."


def _nothing(own: HeadSweep) -> str:
    """Say that certain accounts have nothing of their own, where nothing flips under any."""
    return ":" if own.moves or own.steady or own.impossible else ", there is nothing besides."


def _any_flips(heads: Iterable[HeadSweep]) -> bool:
    return any(head.flips for head in heads)


def _also(some: bool, more: bool) -> str:
    """Say that something flips under certain accounts, beside what does in any case."""
    return f"this flips{' as well' if more else ''}:" if some else f"nothing {'else ' if more else ''}flips."


def _why(head: HeadSweep, day: str, name: str) -> Difference:
    return next(flip.why for one in head.flips if one.day == day for flip in one.flips if flip.name == name)


def cannot_be(some: Iterable[Impossible]) -> Iterator[Line]:
    """Say which days cannot be, and why."""
    for one in some:
        yield point(f"{span(one.first, one.last)}: cannot be ({one.because})")


def span(first: str, last: str) -> str:
    """Say from which day to which."""
    return day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"


def how_many(head: HeadSweep) -> str:
    """Say on how many days something flips."""
    days = len(head.flips)
    if not head.days:
        return "It cannot be any of these days."
    if not days:
        return "Nothing flips on any of these days."
    return f"Something flips on {days} {'day' if days == 1 else 'days'} of {head.days}:"


class _Head:
    """The text for one matter."""

    def __init__(
        self,
        found: Sweep,
        head: HeadSweep,
        words: Words,
        everything: bool,
        whys: Mapping[tuple[str, str], Sequence[tuple[str, Difference]]] = MappingProxyType({}),
    ) -> None:
        self.found, self.head, self.words, self.everything = found, head, words, everything
        self.whys = whys
        self.reasons = Reasons(words, [found.fact], everything, found.asked or None)

    def lines(self, first: str = "") -> Iterator[Line]:
        yield Line()
        yield Line(first or how_many(self.head), hang=2, tone="heading")
        for day in self.head.flips:
            yield from self._day(day)
        yield from self._others()

    def _day(self, day: FlipDay) -> Iterator[Line]:
        order = sorted(day.flips, key=lambda one: (not self.words.important(one.name), len(one.why.steps)))
        shown = order if self.everything or self.found.asked else order[:MOST]
        yield Line(day_in_words(day.day), tone="heading")
        for one in shown:
            yield from self._flip(one, self.whys.get((day.day, one.name), [("", one.why)]))
        yield from more([one.label for one in order[len(shown) :]])

    def _flip(self, one: Flip, whys: Sequence[tuple[str, Difference]]) -> Iterator[Line]:
        yield point(f"{one.label}: {one.before.worded} -> {one.after.worded}")
        yield from self.reasons.by_account(one.name, whys, 4)

    def _others(self) -> Iterator[Line]:
        """Say what moves with the day, what stays as it is, and which days cannot be."""
        if self.head.moves:
            yield Line()
            yield Line("Moves with it", tone="heading")
        for one in self.head.moves:
            yield point(f"{one.label}: from {one.first.worded} to {one.last.worded}")
        if self.head.steady:
            yield Line()
            yield Line("The same on each of these days", tone="heading")
        for same in self.head.steady:
            yield point(f"{same.label}: {same.came.worded}")
        if self.head.impossible:
            yield Line()
            yield Line("Days that cannot be", tone="heading")
            yield from cannot_be(self.head.impossible)
