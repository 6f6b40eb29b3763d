"""What would be otherwise, as text: what is changed, what comes of it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from explain.accounts import of_each_matter
from explain.comparing.differences import TODAY
from explain.comparing.telling import Reasons, came_of, fact_changed
from explain.contested_text import WHICHEVER, accounts_differ, whose
from explain.days import day_in_words
from explain.lines import Line, point
from explain.words import Words
from kb.model.comparing import ConclusionChanged, Difference, HeadWhatIf, WhatIf
from kb.model.determination import AccountsTried, ConclusionRecord
from kb.model.policy import LinkedProcedure, either

MOST = 8
"""How many changed conclusions are told unless all are asked for."""


def what_if(
    found: WhatIf, procedures: Mapping[str, LinkedProcedure], everything: bool = False
) -> Iterator[Line]:
    """Say what would be otherwise; with `everything`, each conclusion and the whole way down to what was changed."""
    yield Line(found.case, tone="heading")
    yield Line(f"{found.policy.id}@{found.policy.version}, {_assessed_on(found)}", hang=2)
    another_today = found.assessed_on != found.assessed_on_after
    for name, heads, tried in of_each_matter(found.heads, found.contested):
        if name is not None:
            yield Line()
            yield Line(f"Matter: {name}", tone="heading")
        went = (one for head in heads for one in (*head.procedures_before, *head.procedures_after))
        words = Words(either([procedures[one] for one in dict.fromkeys(went)]))
        told = _Matter(heads, words, everything, another_today)
        yield from told.lines() if tried is None else told.by_account(tried)


def _assessed_on(found: WhatIf) -> str:
    before = f"assessed on {day_in_words(found.assessed_on)}"
    if found.assessed_on_after == found.assessed_on:
        return before
    return f"{before}, and as it would be on {day_in_words(found.assessed_on_after)}"


class _Matter:
    """The text for one matter, from one record or from one under each combination of accounts."""

    def __init__(
        self, heads: Sequence[HeadWhatIf], words: Words, everything: bool, another_today: bool
    ) -> None:
        self.heads, self.words, self.everything = heads, words, everything
        names = dict.fromkeys(one.name for head in heads for one in head.facts)
        self.reasons = Reasons(words, [*names, *([TODAY] if another_today else [])], everything)

    def lines(self) -> Iterator[Line]:
        (head,) = self.heads
        yield from self._facts(head)
        yield Line()
        yield Line(_how_many(len(head.changed), head.same), hang=2, tone="heading")
        yield from self._changed(head.changed, {one.name: [("", one.why)] for one in head.changed})

    def by_account(self, tried: AccountsTried) -> Iterator[Line]:
        """Say once what would change whichever account is right, then what else would under each."""
        first, *others = self.heads
        right = [whose(head, tried, self.words) for head in self.heads]
        alike = all(head.facts == first.facts for head in others)
        yield from accounts_differ(tried.facts, self.words)
        if alike:
            yield from self._facts(first)
        yield Line()
        common = [one for one in first.changed if one.name in tried.same]
        said = _would(len(common), len(tried.same) - len(common))
        yield Line(f"{WHICHEVER}, {said}", hang=2, tone="heading")
        whys: dict[str, list[tuple[str, Difference]]] = {}
        for who, head in zip(right, self.heads, strict=True):
            for one in common:
                why = next(other.why for other in head.changed if other.name == one.name)
                whys.setdefault(one.name, []).append((who, why))
        yield from self._changed(common, whys)
        for who, head in zip(right, self.heads, strict=True):
            if others:
                own = [one for one in head.changed if one.name not in tried.same]
                yield Line()
                yield Line(f"{who}, {_besides(len(own), bool(common))}", hang=2, tone="heading")
                if not alike:
                    yield from self._facts(head)
                yield from self._changed(own, {one.name: [(who, one.why)] for one in own})

    def _facts(self, head: HeadWhatIf) -> Iterator[Line]:
        if head.facts:
            yield Line("If it were otherwise:")
            yield from (point(fact_changed(one, self.words)) for one in head.facts)

    def _changed(
        self, changed: Sequence[ConclusionChanged], whys: Mapping[str, Sequence[tuple[str, Difference]]]
    ) -> Iterator[Line]:
        order = ranked(changed, self.words)
        shown = order if self.everything else order[:MOST]
        for one in shown:
            yield point(f"{one.label}: {came_of(one.before, self.words)} -> {came_of(one.after, self.words)}")
            yield from self.reasons.by_account(one.name, whys[one.name], 4)
        yield from more([one.label for one in order[len(shown) :]])


def more(labels: Sequence[str]) -> Iterator[Line]:
    """Name what is not told unless all is asked for, as far as that is not too much."""
    if labels:
        among = ", among them" if len(labels) > MOST else ""
        yield Line(f"And {len(labels)} more (--all){among}: {'; '.join(labels[:MOST])}.", 2, 2)


def _how_many(count: int, same: int) -> str:
    if not count:
        return f"Nothing would change: all {same} conclusions stay as they are."
    return _would(count, same)


def _would(count: int, same: int) -> str:
    if not count:
        return f"{same} conclusions stay as they are."
    changed = "1 conclusion would change" if count == 1 else f"{count} conclusions would change"
    return f"{changed}, {same} would stay as {'it is' if same == 1 else 'they are'}."


def _besides(count: int, more: bool) -> str:
    """Say how many conclusions would change under some accounts and not, or not so, under others."""
    if not count:
        return f"nothing {'else ' if more else ''}would change."
    return f"{count} {'more ' if more else ''}{'conclusion' if count == 1 else 'conclusions'} would change."


def ranked(changed: Iterable[ConclusionChanged], words: Words) -> list[ConclusionChanged]:
    """Give first what was and is settled, of that what somebody asks for or must see, causes before what follows."""
    return sorted(changed, key=lambda one: _rank(one, words))


def _rank(one: ConclusionChanged, words: Words) -> tuple[bool, int, bool, int]:
    vague = _vague(one.before) + _vague(one.after)
    return one.why.by_procedure, vague, not words.important(one.name), len(one.why.steps)


def _vague(record: ConclusionRecord | None) -> bool:
    return record is None or record.outcome == "open"
