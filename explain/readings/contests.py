"""Contested facts, for the person who complained: what each account is, and what the answer is under each.

One account never stands without the other: both are one sentence here, which is told or left out as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from explain.days import day_in_words, looks_like_a_day
from explain.readings.about import About
from explain.readings.sentence import Sentence, as_sentence, lower
from explain.whose import ways, who_is_right
from explain.words import as_written
from kb.model.determination import AccountDependence, AccountEffect, ContestedFact, GraphNode, ReadingEffect

SAME = "The answer is the same whichever is right."
HANGS = "This could come out another way if the policy is read another way."
_LONGEST = 25  # words of a sentence
_SAYS = ("", "open", "not_asked")  # outcomes that say little, after all others


def contests(about: About, in_full: bool = False) -> list[Sentence]:
    """Say of the contested facts that bear on the answer what each account is, and what comes of each.

    In full where nothing before it says what the answer is about.
    """
    contested = about.head.contested
    if contested is None:
        return []
    depends = next((one for one in contested.depending if one.conclusion == about.record.name), None)
    leaves = {about.own(node.id) for node in about.leaves}
    bear = [
        one.name
        for one in contested.facts
        if f"fact {one.name}" in leaves or (depends and one.name in depends.facts)
    ]
    found = [said for name in bear if (said := accounts(about, name))]
    if depends:
        return [*found, *_under_each(about, depends, in_full), *_read_otherwise(about, depends)]
    return [*found, Sentence(SAME, (about.top,))] if found else []


def accounts(about: About, name: str) -> Sentence | None:
    """Say what each account of a fact is, if it is contested."""
    contested = about.head.contested
    fact = next((one for one in contested.facts if one.name == name), None) if contested else None
    if fact is None:
        return None
    stated: dict[tuple[object, object], GraphNode] = {}
    for node in about.telling.nodes.values():
        if about.own(node.id) == f"fact {name}":
            stated.setdefault((node.particulars.get("by"), node.particulars.get("text")), node)
    known = {key: node.particulars.get("known") for key, node in stated.items()}
    said = [
        as_sentence(f"according to {one.by}, {about.told.known(name, known[one.by, one.value])}")
        for one in fact.accounts
        if (one.by, one.value) in stated
    ]
    return Sentence(" ".join(("Accounts differ.", *said)), tuple(node.id for node in stated.values()))


def _under_each(about: About, depends: AccountDependence, in_full: bool) -> list[Sentence]:
    """Say what the answer is under each, unless there is nothing to say of it yet.

    First comes what says most, or "this" would stand before what it means; what is last is said of all other accounts.
    """
    came: dict[str, list[AccountEffect]] = {}
    for effect in depends.effects:
        came.setdefault(under(about, effect, in_full), []).append(effect)
    if len(came) < 2:
        return []
    *first, (last, others) = sorted(came.items(), key=lambda one: (_SAYS.index(_says(one[1])), len(one[1])))
    said = [one for what, effects in first for one in _if(_whose(about, depends, effects), what)]
    rest = [f"otherwise, {last}"] if len(others) > 1 else _if(_whose(about, depends, others), last)
    return [Sentence(" ".join(map(as_sentence, [*said, *rest])), (about.top,))]


def _says(effects: Sequence[AccountEffect]) -> str:
    outcome = effects[0].outcome
    return outcome if outcome in _SAYS else ""


def _read_otherwise(about: About, depends: AccountDependence) -> list[Sentence]:
    """Warn that what comes under some accounts hangs on a reading, where the answer as a whole does not say so."""
    hangs = any(one.depends_on_reading is not None for one in depends.effects)
    return [Sentence(HANGS, (about.top,))] if hangs and about.record.depends_on_reading is None else []


def _if(whose: Sequence[str], what: str) -> list[str]:
    """Say what comes if somebody is right, or somebody else; in more sentences where one would be long."""
    alike = f"if {', or if '.join(whose)}, {what}"
    if len(alike.split()) <= _LONGEST:
        return [alike]
    if len(whose) > 1:
        return [one for who in whose for one in _if([who], what)]
    return [f"suppose {whose[0]}. Then {what}"]


def _whose(about: About, depends: AccountDependence, effects: Sequence[AccountEffect]) -> list[str]:
    """Say in which ways accounts come to the same: of each, whose have to be right and no more."""
    every = [tuple(one.accounts.values()) for one in depends.effects]
    same = ways([tuple(one.accounts.values()) for one in effects], every)
    return [_who(about, {depends.facts[place]: number for place, number in way}) for way in same]


def _who(about: About, accounts: Mapping[str, int]) -> str:
    """Say whose accounts are right, given as numbers by fact; briefly where it is all of one person."""
    contested = about.head.contested
    facts: dict[str, ContestedFact] = {one.name: one for one in contested.facts} if contested else {}
    right = [(facts[name], number) for name, number in accounts.items()]
    people = {fact.accounts[number - 1].by for fact, number in right}
    alone = all(sum(one.by in people for one in fact.accounts) == 1 for fact in facts.values())
    if len(people) == 1 and len(right) == len(facts) > 1 and alone:
        return f"{next(iter(people))} is right on {'both' if len(right) == 2 else 'all of this'}"
    known = about.words.facts
    return who_is_right(right, lambda fact, account: as_written(account.value, known[fact.name]), len(facts))


def under(about: About, effect: AccountEffect | ReadingEffect, in_full: bool = False) -> str:
    """Say what the answer would be otherwise, as a clause; a day is one that was named, unless it is said in full."""
    if effect.outcome == "not_asked":
        return "the policy does not ask this"
    if effect.outcome == "open" and not in_full:
        return "we cannot say this yet"
    if not in_full and isinstance(effect.value, str) and looks_like_a_day(effect.value):
        day = effect.value
        return "there is no such day" if day == "never" else f"the day is {day_in_words(day, in_full=True)}"
    blank: dict[str, Any] = {"possible": None, "members": None, "bounds": None, "conflict": None, "needs": []}
    other = about.record.model_copy(update={"outcome": effect.outcome, "value": effect.value, **blank})
    said = about.told.answer(other)
    return lower(said[0].text) if said else "the policy does not say"
