"""What happens when a time limit is missed: what that is called, what it opens, and who can let it pass."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.plain_answers import PlainAnswers
from kb.model.files import Escalation, TimeLimit, kind_of, name_of


def missed(norm: TimeLimit, plainly: PlainAnswers) -> Iterator[str]:
    """Say in sentences what happens when a limit is missed."""
    said = [*_findings(norm, plainly), *_decisions(norm, plainly), *_steps(norm, plainly)]
    yield from dict.fromkeys(one for one in said if one)
    if not said:
        yield "The policy does not say."


def _findings(norm: TimeLimit, plainly: PlainAnswers) -> Iterator[str]:
    """Say what it is called."""
    name, clauses = f"{name_of(norm)}.finding", plainly.procedure.clauses
    values = {
        rule.value
        for rule in plainly.procedure.rules
        if rule.conclusion == name and getattr(clauses[rule.clauses[-1]], "for_", None) == kind_of(norm)
    }
    for value in sorted(values):
        told = plainly.general(name, value, norm.binds)
        if told:
            yield f"If it is late, {told[0].lower()}{told[1:]}"


def _decisions(norm: TimeLimit, plainly: PlainAnswers) -> Iterator[str]:
    if norm.discretion is not None:
        yield plainly.decided(norm.discretion)
    elif norm.binds == "complainant":
        yield plainly.procedure.silent_on.get(f"{name_of(norm)}.discretion", "")


def _steps(norm: TimeLimit, plainly: PlainAnswers) -> Iterator[str]:
    """Say what it does to the way to the next stage."""
    silent = plainly.procedure.silent_on
    every = (one for some in plainly.procedure.norms.values() for one in some)
    for one in (one for one in every if isinstance(one, Escalation)):
        if one.answer == name_of(norm):
            way = plainly.ground(f"{one.escalation}.", one.non_response) if one.non_response else ""
            yield way or silent.get(f"{one.escalation}.unanswered", "")
        if one.window == name_of(norm):
            way = plainly.decided(one.discretion) if one.discretion else ""
            yield way or silent.get(f"{one.escalation}.late_request", "")
