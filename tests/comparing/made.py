"""Cases that tests of comparisons share: written here, read and assessed as any case is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from complaints_kb.asked import question
from complaints_kb.desk import Desk
from explain.comparing.contrast import contrast
from explain.comparing.latest import latest
from explain.comparing.sweep import Swept, sweep
from explain.comparing.what_if import what_if
from explain.determination import determine, record_of
from kb.engine.assess import Assessor
from kb.model.case import Case, Contested, Stated, head_of
from kb.model.comparing import HeadContrast, HeadLatest, HeadSweep, HeadWhatIf
from kb.model.policy import LinkedProcedure, either
from kb.source.changes import Asked, changed
from kb.source.days import Span
from kb.source.facts import FactReader
from kb.source.faults import Faults
from kb.source.typed import typed


@cache
def desk() -> Desk:
    """The rules as they come."""
    return Desk(None)


def case(policy: str, assessed_on: str, **facts: str) -> Case:
    """A case with these facts, written as in a case file."""
    today = date.fromisoformat(assessed_on)
    stated: dict[str, Stated | Contested] = {}
    for name, text in facts.items():
        document = typed(f"{name}={text}")
        faults = Faults(document)
        reader = FactReader(
            faults, desk().library.vocabulary, Span(date(1978, 1, 1), date(2045, 12, 31)), today.toordinal()
        )
        fact = reader.fact(name, document.data[name], (name,))
        faults.refuse()
        assert fact is not None
        stated[name] = fact
    return Case("made here", policy, today, (head_of(None, stated),))


def ready(one: Case) -> Mapping[str, Assessor]:
    """Both engines for the policy of a case."""
    return desk().assessors(one.policy)


def procedure(one: Case) -> LinkedProcedure:
    """All that the procedures of a case's policy have between them."""
    return either(list(desk().policy(one.policy).procedures.values()))


def if_it_were(
    one: Case, *facts: str, without: tuple[str, ...] = (), assessed_on: str | None = None
) -> HeadWhatIf:
    """What would be otherwise in the one head."""
    other = changed(one, desk().library.vocabulary, Asked(facts, without, assessed_on))
    return what_if(ready(one), one, other).heads[0]


def swept(one: Case, fact: str, first: str, last: str, *names: str) -> HeadSweep:
    """The one head, swept."""
    span = Swept(fact, date.fromisoformat(first), date.fromisoformat(last))
    return sweep(ready(one), one, span, names).heads[0]


def flips(one: Case, fact: str, first: str, last: str, name: str) -> list[tuple[str, Any, Any]]:
    """The days on which one conclusion flips, with its values before and after."""
    found = swept(one, fact, first, last, name)
    return [(day.day, flip.before.value, flip.after.value) for day in found.flips for flip in day.flips]


def until(one: Case, fact: str, asked: str, first: str, last: str) -> HeadLatest:
    """Until when a fact can be."""
    span = Swept(fact, date.fromisoformat(first), date.fromisoformat(last))
    return latest(ready(one), one, span, question(asked, procedure(one))).heads[0]


def between(one: Case, name: str, first: str, second: str) -> HeadContrast:
    """Two values of a conclusion held against each other."""
    answer = determine(ready(one), one, vary_readings=False)
    found = desk().assess(one, "here").assessed[0]
    asked = [question(f"{name}={value}", procedure(one)) for value in (first, second)]
    return contrast(asked[0], asked[1], answer, [record_of(found[0])], found[:1]).heads[0]


def example(policy: str, name: str) -> Case:
    """The case of an example."""
    path = Path(__file__).parents[2] / "rules" / policy / "examples" / f"{name}.yaml"
    return replace(desk().case(path), name=name)
