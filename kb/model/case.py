"""A case: what is stated about one complaint. Stated facts only; what follows from them is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kb.model.bounds import Bounds

NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Stated:
    """One stated fact.

    `value` is bounds for a day, `True` for an event that happened on a day unknown, `"not yet"` for one that has not,
    `"none"` for a day that was never named, a value of the list, or the whole set of members for an any-of.
    `text` is what the case file says.
    """

    name: str
    value: Bounds | bool | str | frozenset[str]
    text: str
    by: str | None = None
    evidence: str | None = None
    when: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """One matter of a complaint, with the facts that hold for it (those of the whole case included)."""

    name: str | None
    facts: dict[str, Stated]


@dataclass(frozen=True, slots=True)
class Case:
    """One complaint as stated, read against the vocabulary; `heads` has one nameless head unless the case names some."""

    name: str
    policy: str
    assessed_on: date
    heads: tuple[Head, ...]
    record: Literal["complete"] | None = None
    readings: dict[str, str] = field(default_factory=dict)
