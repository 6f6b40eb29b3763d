"""Makes the receipt for an answer."""

from __future__ import annotations

from collections.abc import Mapping

from explain.receipts.canonical import digest_of, sha256_of
from kb.model.case import Case, Head, Stated
from kb.model.determination import Answer, Determination
from kb.model.receipt import Hashes, Receipt, StatedCase, StatedContest, StatedFact, StatedHead


def receipt_for(case: Case, determination: Determination, rules: Mapping[str, str]) -> Receipt:
    """Give the receipt for the answer to a case; `rules` are the fingerprints of the files of rules by their place."""
    stated, answer = as_stated(case), answer_of(determination)
    receipt = Receipt.model_construct(
        case=stated,
        determination=answer,
        hashes=Hashes(case=sha256_of(stated), determination=sha256_of(answer), rules=dict(rules)),
        digest="",
        environment=determination.environment,
    )
    return receipt.model_copy(update={"digest": digest_of(receipt.model_dump(mode="json", by_alias=True))})


def answer_of(determination: Determination) -> Answer:
    """Give the answer without the environment that it was made in."""
    return Answer.model_construct(**{name: getattr(determination, name) for name in Answer.model_fields})


def as_stated(case: Case) -> StatedCase:
    """Give a case as it was stated."""
    return StatedCase(
        case=case.name,
        policy=case.policy,
        assessed_on=case.assessed_on.isoformat(),
        record=case.record,
        readings=dict(case.readings),
        heads=[_head(one) for one in case.heads],
    )


def _head(head: Head) -> StatedHead:
    facts = [_fact(one) for one in head.facts.values()]
    contested = [
        StatedContest(name=name, accounts=[_fact(one) for one in contest.accounts])
        for name, contest in head.contested.items()
    ]
    return StatedHead(head=head.name, facts=facts, contested=contested)


def _fact(stated: Stated) -> StatedFact:
    return StatedFact(name=stated.name, value=_written(stated), **stated.particulars)


def _written(stated: Stated) -> str | list[str]:
    """Give a value as a case file writes it: a list's entries, which are days and names, hold no comma."""
    if stated.value == frozenset():
        return []
    return stated.text.split(", ") if ", " in stated.text else stated.text
