"""Compares the answer of a receipt with the answer to the same case by the rules at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explain.receipts.canonical import canonical, sha256_of
from explain.receipts.differences import HeadDifference
from explain.receipts.issuing import answer_of
from kb.model.determination import Answer, Determination, Environment
from kb.model.receipt import Receipt
from kb.model.replay import ChangedFile, OtherEnvironment, Replay


def replayed(receipt: Receipt, now: Determination, rules: Mapping[str, str], shown_as: str) -> Replay:
    """Compare; `rules` are the fingerprints of the files of rules at hand, by their place."""
    was, answer = receipt.determination, answer_of(now)
    same = sha256_of(answer) == receipt.hashes.determination
    plain = was if same else Answer.model_validate_json(canonical(answer))  # as it reads when it is read back
    heads = [HeadDifference(*pair) for pair in zip(was.heads, plain.heads, strict=False)]
    changed = [one for head in heads for one in head.changed]
    return Replay(
        receipt=shown_as,
        digest=receipt.digest,
        case=answer.case,
        assessed_on=answer.assessed_on,
        policy_was=was.policy,
        policy_now=answer.policy,
        result="same" if same else "different" if changed else "same conclusions",
        conclusions=sum(len(head.conclusions) for head in answer.heads),
        changed=changed,
        steps=[] if same else [step for head in heads for step in head.steps()],
        files=list(_files(receipt.hashes.rules, rules)),
        environment=list(_environment(receipt.environment, now.environment)),
        schema="complaints-kb/replay/1",
    )


def _files(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[ChangedFile]:
    for file in sorted({*was, *now}):
        if file not in now:
            yield ChangedFile(file=file, change="gone")
        elif file not in was:
            yield ChangedFile(file=file, change="added")
        elif was[file] != now[file]:
            yield ChangedFile(file=file, change="changed")


def _environment(was: Environment, now: Environment) -> Iterator[OtherEnvironment]:
    if was.engines != now.engines:
        yield OtherEnvironment(what="engines", was=_engines(was), now=_engines(now))
    if was.calendar != now.calendar:
        yield OtherEnvironment(what="calendar", was=_calendar(was), now=_calendar(now))


def _engines(environment: Environment) -> str:
    return " and ".join(environment.engines)


def _calendar(environment: Environment) -> str:
    return f"{environment.calendar.id}, {environment.calendar.edition}"
