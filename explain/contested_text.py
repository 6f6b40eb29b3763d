"""What follows from contested facts, as text: who says what, what does not depend on it, and what does, and how."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from explain.answers import answer
from explain.contested import facts_of
from explain.lines import Line, point
from explain.said import ACCOUNTS
from explain.whose import ways, who_is_right
from explain.words import Words, as_written, listed
from kb.model.determination import (
    Account,
    AccountDependence,
    AccountEffect,
    AccountsTried,
    ConclusionRecord,
    ContestedFact,
    HeadRecord,
    OfMatter,
    ReadingEffect,
)
from kb.model.vocabulary import Fact

if TYPE_CHECKING:
    from kb.model.comparing import Contrast
    from kb.model.why_not import WhyNot

R = TypeVar("R", bound=OfMatter)
WHICHEVER = "Whichever account is right"
MOST = 6
"""How many conclusions that depend on accounts are told unless all are asked for."""


def accounts(head: HeadRecord, words: Words, everything: bool = False) -> Iterator[Line]:
    """Say of which facts accounts differ, and what comes of each."""
    found = head.contested
    if found is None:
        return
    yield Line()
    yield from accounts_differ(found.facts, words)
    yield Line(_same(found.agreed, len(found.depending)), 2, 2, nodes=(ACCOUNTS,))
    records = {one.name: one for one in head.conclusions}
    order = sorted(found.depending, key=lambda one: not words.important(one.conclusion))
    shown = order if everything else order[:MOST]
    for one in shown:
        yield from _depends(one, records[one.conclusion], facts_of(found), words)
    if len(order) > len(shown):
        yield point(f"and {len(order) - len(shown)} more (--all)", 4, nodes=(ACCOUNTS,))


def accounts_differ(facts: Iterable[ContestedFact], words: Words) -> Iterator[Line]:
    """Say of which facts accounts differ, and who says what."""
    yield Line("Accounts differ", tone="heading")
    for fact in facts:
        said = listed([_said(one, words.facts[fact.name]) for one in fact.accounts], "or")
        yield point(f"{fact.label}: {said}", nodes=(ACCOUNTS,))


def how_many_same(tried: AccountsTried, where: str = "", decides: str = "") -> Line:
    """Say how many conclusions do not hang on which account is right, and what does."""
    count = len(tried.same)
    come = "1 conclusion comes" if count == 1 else f"{count or 'no'} conclusions come"
    return Line(f"{WHICHEVER}, {come} out the same{where}.{decides}", 2, 2)


def by_whom(record: OfMatter, found: Contrast | WhyNot, first: bool, words: Words) -> Iterator[Line]:
    """Say above what follows who has to be right for it; before the `first` of a matter, also who says what."""
    tried = next((one for one in found.contested if one.head == record.head), None)
    if tried is None:
        return
    if first:
        yield from accounts_differ(tried.facts, words)
        yield Line()
    yield Line(f"{whose(record, tried, words)}:", hang=2, tone="heading")


def told_once(
    records: Sequence[R], told: Callable[[int, R], Iterable[Line]]
) -> Iterator[tuple[R, tuple[Line, ...]]]:
    """Give records with their lines; of what reads the same under several accounts, one record for all of these.

    Reasons that differ only in what is not told are no reason to tell them twice.
    """
    found: dict[tuple[str | None, bool | int, tuple[Line, ...]], R] = {}
    for place, record in enumerate(records):
        lines = tuple(told(place, record))
        key = (record.head, record.accounts is not None or place, lines)
        before = found.get(key)
        both = [*(before.accounts or ()), *(record.accounts or ())] if before else record.accounts
        found[key] = record.model_copy(update={"accounts": both})
    yield from ((record, key[2]) for key, record in found.items())


def whose(record: OfMatter, tried: AccountsTried, words: Words) -> str:
    """Say who has to be right for a record to be so: of what makes a difference to that alone."""
    mine = {tuple(accounts.values()) for accounts in record.accounts or ()}
    every = list(product(*(range(1, len(fact.accounts) + 1) for fact in tried.facts)))
    if len(mine) == len(every):
        return WHICHEVER
    said = (
        _right([(tried.facts[place], number) for place, number in way], words, len(tried.facts))
        for way in ways(mine, every)
    )
    return f"If {', or if '.join(said)}"


def _same(agreed: int, depending: int) -> str:
    if not depending:
        return f"Whichever is right, all {agreed} conclusions come out the same."
    return f"Whichever is right, {agreed} conclusions come out the same. It decides:"


def _said(account: Account, fact: Fact) -> str:
    evidence = f", evidence: {account.evidence}" if account.evidence else ""
    return f"{as_written(account.value, fact)} (stated by {account.by}{evidence})"


def _depends(
    one: AccountDependence, record: ConclusionRecord, facts: Mapping[str, ContestedFact], words: Words
) -> Iterator[Line]:
    yield point(record.label, 4, nodes=(f"conclusion {one.conclusion}",))
    said: dict[tuple[str, str], list[str]] = {}
    for effect in one.effects:
        came = _came(effect, record, words), _read_otherwise(effect, record, words)
        said.setdefault(came, []).append(_if(effect, facts, words))
    for (value, otherwise), who in said.items():
        yield point(
            f"{value}, if {'; or if '.join(who)}{otherwise}",
            6,
            nodes=(f"conclusion {one.conclusion}", ACCOUNTS),
        )


def by_account(head: HeadRecord, names: Collection[str], words: Words) -> Iterator[ConclusionRecord]:
    """Give conclusions as they are if certain accounts are right, where that hangs on how a passage is read."""
    found = head.contested
    records = {one.name: one for one in head.conclusions}
    if found is None:
        return
    for one in (each for each in found.depending if each.conclusion in names):
        for effect in (each for each in one.effects if each.depends_on_reading is not None):
            record = _under(effect, records[one.conclusion])
            label = f"{record.label}, if {_if(effect, facts_of(found), words)}"
            yield record.model_copy(update={"label": label})


def _read_otherwise(effect: AccountEffect, record: ConclusionRecord, words: Words) -> str:
    """Say what else comes under these accounts if an unclear passage is read another way, and which way."""
    depends = effect.depends_on_reading
    if depends is None:
        return ""
    names = [name.replace("_", " ") for name in depends.readings]
    usual, found = answer(_as(effect, record), words), dict[str, list[tuple[str, ...]]]()
    for one in depends.values:
        found.setdefault(answer(_as(one, record), words), []).append(tuple(one.readings.values()))
    others = [f"{value} if {_read(names, some)}" for value, some in found.items() if value != usual]
    if not others:
        may = "not the same is possible" if depends.established else "it may come out otherwise"
        others = [f"{may} if this is read otherwise: {listed(names, 'or')}"]
    return f" ({'; '.join(others)})"


def _read(names: Sequence[str], choices: Sequence[tuple[str, ...]]) -> str:
    """Say which choices of readings: of one passage as a list, of several each choice with the others."""
    spaced = [[choice.replace("_", " ") for choice in some] for some in choices]
    if len(names) == 1:
        return f"{names[0]}: {listed([choice for (choice,) in spaced], 'or')}"
    each = (
        " and ".join(f"{one}: {choice}" for one, choice in zip(names, some, strict=True)) for some in spaced
    )
    return ", or if ".join(each)


def _came(effect: AccountEffect, record: ConclusionRecord, words: Words) -> str:
    if effect.outcome == "not_asked":
        return "not asked by the procedure"
    return answer(_under(effect, record), words)


def _under(effect: AccountEffect, record: ConclusionRecord) -> ConclusionRecord:
    """Give a conclusion as it is if certain accounts are right."""
    came = {one: getattr(effect, one) for one in ("possible", "bounds", "depends_on_reading")}
    return _as(effect, record).model_copy(update=came)


def _as(effect: AccountEffect | ReadingEffect, record: ConclusionRecord) -> ConclusionRecord:
    """Give a conclusion as it is otherwise, without what is possible: of other readings that is not known."""
    nothing: dict[str, str] | None = (
        {} if effect.outcome == "not_concluded" and record.members is not None else None
    )
    blank = {"conflict": None, "members": nothing, "possible": None, "bounds": None}
    return record.model_copy(update={**blank, "outcome": effect.outcome, "value": effect.value})


def _if(effect: AccountEffect, facts: Mapping[str, ContestedFact], words: Words) -> str:
    accounts = [(facts[name], number) for name, number in effect.accounts.items()]
    return _right(accounts, words, len(facts))


def _right(accounts: Sequence[tuple[ContestedFact, int]], words: Words, contested: int) -> str:
    return who_is_right(accounts, lambda fact, one: as_written(one.value, words.facts[fact.name]), contested)
