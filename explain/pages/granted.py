"""What an answer takes for granted: where the clauses that it is from were only read so, it says that too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from explain.pages.plain_limits import AS_READ, Told
from explain.pages.sheet import capital
from explain.readings.sentence import LONGEST
from kb.model import told
from kb.model.files import Clause
from kb.model.policy import LinkedProcedure, LinkedRule

_JOINED = re.compile("[;:]")


def assumptions(procedure: LinkedProcedure, rules: Iterable[LinkedRule]) -> tuple[str, ...]:
    """Give what was taken for granted in the clauses of some rules, each once."""
    names = dict.fromkeys(name for one in rules for name in one.clauses)
    clauses = (procedure.clauses[name] for name in names)
    return tuple(one.assumes for one in clauses if isinstance(one, Clause) and one.assumes)


def as_read(said: Told, assumed: tuple[str, ...]) -> Told:
    """Mark an answer where something was taken for granted in it; of which part, a clause does not tell."""
    if not assumed:
        return said
    marked = f"{capital(AS_READ)}, {said.answer[:1].lower()}{said.answer[1:]}"
    if len(marked.partition(". ")[0].split()) <= LONGEST:
        return replace(said, answer=marked)
    return replace(said, more=(*said.more, f"That is so {AS_READ}."))


def with_grounds(said: Told, assumed: tuple[str, ...]) -> Told:
    """Tell with an answer what was taken for granted, where that is put in plain sentences."""
    plainly = all(
        len(one.split()) <= LONGEST and not _JOINED.search(one)
        for text in assumed
        for one in told.sentences(text)
    )
    if said.points or not assumed or not plainly:
        return said
    return replace(said, granted=assumed)
