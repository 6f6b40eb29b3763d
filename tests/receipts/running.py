"""How tests make receipts and come back to them."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from complaints_kb.desk import Desk
from complaints_kb.receipts import Receipts, replay
from explain.determination import determine
from explain.receipts.canonical import canonical, sha256_of
from explain.receipts.issuing import answer_of, receipt_for
from kb.calendar import FIRST, LAST
from kb.model.bounds import Bounds
from kb.model.case import Case, Stated
from kb.model.replay import Replay
from kb.source.days import Span, day_bounds
from kb.source.receipts import case_in, read_receipt
from tests.generators import tell
from tests.loading import REAL, RULES, assessor, library


@cache
def desk() -> Desk:
    """The rules of the repository, read once."""
    return Desk(RULES)


def examples(policy: str) -> list[Path]:
    """The examples of a policy, in order."""
    return sorted((RULES / policy / "examples").glob("*.yaml"))


def issued(path: Path, receipt: Path) -> Path:
    """Assess a case and write its receipt."""
    case = desk().case(path)
    Receipts(desk(), receipt, [path], single=True).write(path, case, desk().determine(case, str(path)))
    return receipt


def replayed(receipt: Path) -> Replay:
    """Replay a receipt by the rules of the repository."""
    return replay(desk(), receipt)


def comes_back(procedure: str, rng: Random) -> None:
    """Make up a case, and see that it and its answer come back from the receipt as they were."""
    ready = assessor(procedure)
    case = as_written(tell(rng, ready.procedure).case)
    answer = determine({"only": ready}, case, vary_readings=False)
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(canonical(receipt_for(case, answer, {})))
        file.flush()
        document, receipt = read_receipt(Path(file.name), file.name)
    back = case_in(document, receipt, library().vocabulary, REAL, Span(FIRST, LAST))
    assert back == case
    again = determine({"only": ready}, back, vary_readings=False)
    assert sha256_of(answer_of(again)) == receipt.hashes.determination == sha256_of(receipt.determination)


def as_written(case: Case) -> Case:
    """A made-up case as its words have it: a minute that London clocks show twice in October may be either."""
    heads = [
        replace(one, facts={name: _as_written(fact) for name, fact in one.facts.items()})
        for one in case.heads
    ]
    return replace(case, heads=tuple(heads))


def _as_written(fact: Stated) -> Stated:
    to_the_minute = isinstance(fact.value, Bounds) and fact.value.minutes is not None
    return replace(fact, value=day_bounds(fact.text, Span(FIRST, LAST))) if to_the_minute else fact
