"""Sentences for the person who complained: texts with their slots filled, and days as they are said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from explain.days import day_in_words
from kb.model import told

LONGEST = 25
"""How many words a sentence may have."""


class Sentence(NamedTuple):
    """One sentence, and the nodes of the graph that it says."""

    text: str
    nodes: tuple[str, ...]


def fill(text: str, slots: Mapping[str, Sentence]) -> Sentence | None:
    """Fill the slots of a text, with the nodes that its days come from; None if nothing fills one of them."""
    nodes: list[str] = []
    for slot in told.slots(text):
        if slot not in slots:
            return None
        text = text.replace("{" + slot + "}", slots[slot].text, 1)
        nodes += slots[slot].nodes
    return Sentence(text, tuple(dict.fromkeys(nodes)))


def as_sentence(text: str) -> str:
    """Give a clause as a sentence: a capital, and a stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def lower(text: str) -> str:
    """Give a sentence as one that goes on after other words: without its capital."""
    return text[:1].lower() + text[1:]


def between(first: str | None, last: str | None) -> str:
    """Say when something happened, to follow what did."""
    if first and first == last:
        said = day_in_words(first, in_full=True)
        return f"at {said}" if first[10:] else f"on {said}"
    if first and last:
        return f"between {in_full(first)} and {in_full(last)}"
    if first:
        return f"on or after {in_full(first)}"
    return f"on or before {in_full(last)}" if last else "on a day that nobody has noted"


def named(first: str | None, last: str | None) -> str:
    """Name a day as far as it is known."""
    return in_full(first) if first and first == last else f"a day {between(first, last)}"


def in_full(day: str) -> str:
    """Give a day as in a letter."""
    return day_in_words(day, in_full=True)
