"""Contested facts, for the person who complained: what each account is, and what the answer is under each.

One account never stands without the other: both are one sentence here, which is told or left out as a whole.
"""

from __future__ import annotations

from typing import Any

from explain.days import day_in_words, looks_like_a_day
from explain.readings.about import About
from explain.readings.sentence import Sentence, as_sentence, lower
from explain.whose import who_is_right
from explain.words import as_written
from kb.model.determination import AccountDependence, AccountEffect, ContestedFact, GraphNode, ReadingEffect


def contests(about: About) -> list[Sentence]:
    """Say of the contested facts that bear on the answer what each account is, and what comes of each."""
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
        return [*found, *_under_each(about, depends)]
    return [*found, Sentence("The answer is the same whichever is right.", (about.top,))] if found else []


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


def _under_each(about: About, depends: AccountDependence) -> list[Sentence]:
    """Say what the answer is under each, unless there is nothing to say of it yet."""
    said: dict[str, list[str]] = {}
    for effect in depends.effects:
        said.setdefault(under(about, effect), []).append(_who(about, effect))
    each = (f"if {', or if '.join(who)}, {what}" for what, who in said.items())
    return [Sentence(" ".join(map(as_sentence, each)), (about.top,))] if len(said) > 1 else []


def _who(about: About, effect: AccountEffect) -> str:
    contested = about.head.contested
    facts: dict[str, ContestedFact] = {one.name: one for one in contested.facts} if contested else {}
    known = about.words.facts
    return who_is_right(
        [(facts[name], number) for name, number in effect.accounts.items()],
        lambda fact, account: as_written(account.value, known[fact.name]),
    )


def under(about: About, effect: AccountEffect | ReadingEffect, in_full: bool = False) -> str:
    """Say what the answer would be otherwise, as a clause; a day is one that was named, unless it is said in full."""
    if effect.outcome == "not_asked":
        return "the policy does not ask this"
    if effect.outcome == "open":
        return "we cannot say this yet"
    if not in_full and isinstance(effect.value, str) and looks_like_a_day(effect.value):
        day = effect.value
        return "there is no such day" if day == "never" else f"the day is {day_in_words(day, in_full=True)}"
    blank: dict[str, Any] = {"possible": None, "members": None, "bounds": None, "conflict": None, "needs": []}
    other = about.record.model_copy(update={"outcome": effect.outcome, "value": effect.value, **blank})
    said = about.told.answer(other)
    return lower(said[0].text) if said else "the policy does not say"
