"""A case: what is stated about one complaint. Stated facts only; what follows from them is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Literal, NamedTuple

from kb.model.bounds import Bounds

NOT_YET = "not yet"


class When(NamedTuple):
    """The day on which somebody judged or decided, as it is written, and the days that this can be."""

    text: str
    days: Bounds


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
    when: When | None = None
    because: str | None = None

    @property
    def particulars(self) -> dict[str, str | None]:
        """Who says so, on what evidence, when and why, as it is written."""
        when = self.when.text if self.when else None
        return {"by": self.by, "evidence": self.evidence, "when": when, "because": self.because}

    def after(self, today: date, happened: bool) -> Literal["value", "when"] | None:
        """Say what of it lies after a day for certain: its own day, if it `happened`, or that on which it was judged.

        A range that reaches past the day does not: what is stated has come about, so only the earlier part is possible.
        """
        if happened and isinstance(self.value, Bounds) and self.value.lo > today.toordinal():
            return "value"
        return "when" if self.when and self.when.days.lo > today.toordinal() else None


@dataclass(frozen=True, slots=True)
class Contested:
    """A fact of which accounts differ: what each of them states. Nobody has said which of them is right."""

    name: str
    accounts: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """One matter of a complaint, with the facts that hold for it (those of the whole case included).

    A contested fact is not among `facts`: whoever looks at these alone takes it as not known, which draws nothing
    that any account would overturn. `accounts` are the accounts that are taken here, of each contested fact its number
    from 1, where the head is one under a combination of them.
    """

    name: str | None
    facts: dict[str, Stated]
    contested: dict[str, Contested] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)

    def by_account(self) -> Iterator[Head]:
        """Give the head under each combination of accounts, with each fact as one of them has it."""
        numbered = [list(enumerate(one.accounts, 1)) for one in self.contested.values()]
        for chosen in product(*numbered):
            facts = {**self.facts, **{stated.name: stated for _, stated in chosen}}
            yield Head(self.name, facts, accounts={stated.name: number for number, stated in chosen})


def head_of(name: str | None, facts: Mapping[str, Stated | Contested]) -> Head:
    """Give a head, its contested facts told apart."""
    contested = {key: one for key, one in facts.items() if isinstance(one, Contested)}
    return Head(name, {key: one for key, one in facts.items() if isinstance(one, Stated)}, contested)


@dataclass(frozen=True, slots=True)
class Case:
    """One complaint as stated, read against the vocabulary; `heads` has one nameless head unless the case names some."""

    name: str
    policy: str
    assessed_on: date
    heads: tuple[Head, ...]
    record: Literal["complete"] | None = None
    readings: dict[str, str] = field(default_factory=dict)
