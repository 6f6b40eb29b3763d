"""Examples of which facts are contested: beside what is stated stands another account, given by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random

from kb.model.bounds import Bounds
from kb.model.case import NOT_YET, Case, Contested, Head, Stated
from kb.model.situation import FactConflict, situation_of
from kb.model.vocabulary import Vocabulary
from tests.generators import on, shuffled
from tests.loading import RULES
from tests.verify.traces import Made, desk, made, procedures_of

MOST = 2
"""How many facts of a matter are contested at most; each of them has two accounts."""
OPEN = (
    RULES / "charter-council/examples/nobody-knows-which-service-it-is-about.yaml",
    RULES / "four-procedure-council/examples/nobody-knows-which-service.yaml",
)
"""Examples in which it is open which procedure the complaint goes by."""


@lru_cache(maxsize=128)
def of_contested(path: Path, varied: bool = False) -> Made:
    """Give the determination of an example of which one or two facts of each matter are contested."""
    rng = Random(path.stem)
    case = desk().case(path)
    heads = tuple(_contested(rng, case, head, desk().library.vocabulary) for head in case.heads)
    name, assessors = f"{case.policy}/{path.stem}, contested", desk().assessors(case.policy)
    return made(name, replace(case, heads=heads), procedures_of(case.policy), assessors, varied)


def _contested(rng: Random, case: Case, head: Head, vocabulary: Vocabulary) -> Head:
    """Contest facts of a head, in an order that is possible whichever account is right."""
    wanted = rng.randint(1, MOST)
    for name in shuffled(rng, head.facts):
        others = (_with_account(head, name, one) for one in _others(head.facts[name], case, vocabulary))
        if possible := [one for one in others if _possible(case, one, vocabulary)]:
            head = rng.choice(possible)
        if len(head.contested) == wanted:
            break
    return head


def _others(stated: Stated, case: Case, vocabulary: Vocabulary) -> Iterator[Stated]:
    """Give what somebody else may state of a fact."""
    fact, name = vocabulary.facts[stated.name], stated.name
    if isinstance(stated.value, Bounds) and stated.value.exact:
        for days in (-9, -1, 1, 4):
            day = stated.value.lo + days
            if fact.kind != "event" or day <= case.assessed_on.toordinal():
                yield on(name, date.fromordinal(day))
    if fact.kind == "event" and stated.value != NOT_YET:
        yield Stated(name, NOT_YET, NOT_YET)
    elif fact.kind == "event":
        yield on(name, case.assessed_on)
    elif isinstance(stated.value, frozenset):
        for member in fact.values:
            members = stated.value ^ {member}
            yield Stated(name, members, ", ".join(sorted(members)))
    else:
        yield from (Stated(name, value, value) for value in fact.values if value != stated.value)


def _with_account(head: Head, name: str, other: Stated) -> Head:
    own = replace(head.facts[name], by="the organisation", evidence="its file")
    accounts = (own, replace(other, by="the complainant"))
    facts = {key: stated for key, stated in head.facts.items() if key != name}
    return Head(head.name, facts, {**head.contested, name: Contested(name, accounts)})


def _possible(case: Case, head: Head, vocabulary: Vocabulary) -> bool:
    try:
        for one in head.by_account():
            situation_of(case, one, vocabulary)
    except FactConflict:
        return False
    return True
