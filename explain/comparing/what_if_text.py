"""What would be otherwise, as text: what is changed, what comes of it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from explain.comparing.differences import TODAY
from explain.comparing.telling import Reasons, came_of, fact_changed
from explain.days import day_in_words
from explain.lines import Line, point
from explain.words import Words
from kb.model.comparing import ConclusionChanged, HeadWhatIf, WhatIf
from kb.model.determination import ConclusionRecord
from kb.model.policy import LinkedProcedure, either

MOST = 8
"""How many changed conclusions are told unless all are asked for."""


def what_if(
    found: WhatIf, procedures: Mapping[str, LinkedProcedure], everything: bool = False
) -> Iterator[Line]:
    """Say what would be otherwise; with `everything`, each conclusion and the whole way down to what was changed."""
    yield Line(found.case, tone="heading")
    yield Line(f"{found.policy.id}@{found.policy.version}, {_assessed_on(found)}", hang=2)
    for head in found.heads:
        if head.head is not None:
            yield Line()
            yield Line(f"Matter: {head.head}", tone="heading")
        names = dict.fromkeys([*head.procedures_before, *head.procedures_after])
        words = Words(either([procedures[name] for name in names]))
        yield from _head(head, words, everything, found.assessed_on != found.assessed_on_after)


def _assessed_on(found: WhatIf) -> str:
    before = f"assessed on {day_in_words(found.assessed_on)}"
    if found.assessed_on_after == found.assessed_on:
        return before
    return f"{before}, and as it would be on {day_in_words(found.assessed_on_after)}"


def _head(head: HeadWhatIf, words: Words, everything: bool, another_today: bool) -> Iterator[Line]:
    if head.facts:
        yield Line("If it were otherwise:")
        yield from (point(fact_changed(one, words)) for one in head.facts)
    yield Line()
    yield Line(_how_many(head), hang=2, tone="heading")
    order = ranked(head.changed, words)
    shown = order if everything else order[:MOST]
    changed = [*(one.name for one in head.facts), *([TODAY] if another_today else [])]
    reasons = Reasons(words, changed, everything)
    for one in shown:
        yield point(f"{one.label}: {came_of(one.before, words)} -> {came_of(one.after, words)}")
        yield from reasons.lines(one.name, one.why, 4)
    yield from more([one.label for one in order[len(shown) :]])


def more(labels: Sequence[str]) -> Iterator[Line]:
    """Name what is not told unless all is asked for, as far as that is not too much."""
    if labels:
        among = ", among them" if len(labels) > MOST else ""
        yield Line(f"And {len(labels)} more (--all){among}: {'; '.join(labels[:MOST])}.", 2, 2)


def _how_many(head: HeadWhatIf) -> str:
    count = len(head.changed)
    if not count:
        return f"Nothing would change: all {head.same} conclusions stay as they are."
    changed = "1 conclusion would change" if count == 1 else f"{count} conclusions would change"
    return f"{changed}, {head.same} would stay as {'it is' if head.same == 1 else 'they are'}."


def ranked(changed: Iterable[ConclusionChanged], words: Words) -> list[ConclusionChanged]:
    """Give first what was and is settled, of that what somebody asks for or must see, causes before what follows."""
    return sorted(changed, key=lambda one: _rank(one, words))


def _rank(one: ConclusionChanged, words: Words) -> tuple[bool, int, bool, int]:
    vague = _vague(one.before) + _vague(one.after)
    return one.why.by_procedure, vague, not important(one.name, words), len(one.why.steps)


def _vague(record: ConclusionRecord | None) -> bool:
    return record is None or record.outcome == "open"


def important(name: str, words: Words) -> bool:
    """Whether somebody may ask for a conclusion, or an officer must see it first, as the vocabulary marks it."""
    plan = words.procedure.conclusions.get(name)
    return plan is not None and (plan.kind.asked_for is not None or bool(plan.kind.warns))
