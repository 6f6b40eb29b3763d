"""Contested facts where a command looks at single answers: each combination of accounts is tried by itself.

What comes of a matter is said once for all combinations under which it is the same, with the accounts that these are.
What is concluded from all of them together is `explain.contested`'s to say.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from explain.contested import contested_fact
from explain.merging import answer_of
from kb.model.case import Case, Head
from kb.model.determination import AccountsTried, HeadRecord, OfMatter
from kb.model.vocabulary import Vocabulary

if TYPE_CHECKING:  # whoever only assesses pays for no other records
    from kb.model.comparing import Contrast
    from kb.model.why_not import WhyNot

R = TypeVar("R", bound=OfMatter)
T = TypeVar("T", bound=AccountsTried)
A = TypeVar("A", "Contrast", "WhyNot")
Answers = Mapping[str, Hashable]
"""What comes of each conclusion by name, in a form that can be compared."""


def by_account(case: Case) -> Case:
    """Give a case with each matter once for each combination of the accounts of its contested facts."""
    return replace(case, heads=tuple(one for head in case.heads for one in head.by_account()))


def without_accounts(case: Case, fact: str) -> Case:
    """Give a case in which nobody differs on one fact: it is tried whatever anybody says of it."""
    return replace(case, heads=tuple(_without(head, fact) for head in case.heads))


def _without(head: Head, fact: str) -> Head:
    kept = {name: one for name, one in head.contested.items() if name != fact}
    return replace(head, contested=kept)


def accounts_of(head: Head) -> list[dict[str, int]] | None:
    """Give the accounts that are taken in a matter, as a record has them."""
    return [dict(head.accounts)] if head.accounts else None


def once(records: Iterable[R], but: Collection[str] = ()) -> list[tuple[int, R]]:
    """Give records, those that are the same of one matter drawn together, each with the place of the first of them.

    `but` are fields in which they may differ.
    """
    blank = dict.fromkeys(["accounts", *but])
    found: list[tuple[int, R, R]] = []
    for place, record in enumerate(records):
        bare = record.model_copy(update=blank)
        same = next((number for number, (_, _, other) in enumerate(found) if other == bare), None)
        if same is None or record.accounts is None:
            found.append((place, record, bare))
        else:
            first, one, _ = found[same]
            both = one.model_copy(update={"accounts": [*(one.accounts or ()), *record.accounts]})
            found[same] = (first, both, bare)
    return [(place, one) for place, one, _ in found]


def tried(
    heads: Iterable[Head], answers: Sequence[tuple[Head, Answers]], vocabulary: Vocabulary
) -> Iterator[AccountsTried]:
    """Say of each matter with contested facts which these are, and what is the same whichever account is right.

    `answers` are of the matters under each combination, perhaps several of one, by several procedures.
    """
    for head in heads:
        if head.contested:
            under: dict[tuple[int, ...], list[Answers]] = {}
            for one, answer in answers:
                if one.name == head.name:
                    under.setdefault(tuple(one.accounts.values()), []).append(answer)
            yield AccountsTried(
                head=head.name,
                facts=[contested_fact(one, vocabulary) for one in head.contested.values()],
                combinations=len(under),
                same=list(_same(list(under.values()))),
            )


def _same(each: Sequence[Sequence[Answers]]) -> Iterator[str]:
    """Give the names of what comes out the same each time."""
    for name in dict.fromkeys(name for several in each for one in several for name in one):
        if len({tuple(one.get(name) for one in several) for several in each}) == 1:
            yield name


def of_each_matter(
    records: Iterable[R], contested: Iterable[T]
) -> Iterator[tuple[str | None, list[R], T | None]]:
    """Give the records of each matter, with what was tried of it where facts are contested."""
    by_head = {one.head: one for one in contested}
    for head, several in groupby(records, key=lambda one: one.head):
        yield head, list(several), by_head.get(head)


def drawn_together(
    record: A,
    wholes: Sequence[HeadRecord],
    assessed: Sequence[Head],
    stated: Sequence[Head],
    vocabulary: Vocabulary,
) -> tuple[A, list[HeadRecord]]:
    """Give an answer to what was asked of each matter and procedure, and of `wholes` the records that it is of.

    It is said once for all combinations of accounts under which it is the same. `assessed` are the heads as assessed.
    """
    found = once(record.heads)
    answers = [
        (
            head,
            {record.name: repr((one.procedure, one.verdict, one.conclusion and answer_of(one.conclusion)))},
        )
        for head, one in zip(assessed, record.heads, strict=True)
    ]
    update = {"heads": [one for _, one in found], "contested": list(tried(stated, answers, vocabulary))}
    return record.model_copy(update=update), [wholes[place] for place, _ in found]
