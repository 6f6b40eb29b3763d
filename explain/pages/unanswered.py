"""What somebody can do when no answer comes: a ground that the policy gives, or that it gives none; what may still help."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.plain_answers import PlainAnswers
from explain.pages.plain_limits import Told
from explain.pages.plainly import sentences
from kb.model.files import Escalation, LastStage

NON_RESPONSE, UNANSWERED = "non-response", "unanswered"
SILENT = "The policy does not say."


def unanswered(name: str, plainly: PlainAnswers) -> Told | None:
    """Tell what follows when a stage is not answered, by the conclusion that marks that somebody cannot go on."""
    norms = [one for some in plainly.procedure.norms.values() for one in some]
    stages = [one for one in norms if isinstance(one, Escalation)]
    points = [point for one in stages if (point := _of_stage(one, plainly))]
    points += [_at_the_end(one, name, plainly) for one in norms if isinstance(one, LastStage)]
    more = tuple(_helping(name, plainly))
    if not points:
        return None
    if any(one.non_response is None for one in stages):
        return Told(SILENT, tuple(points), more)
    return Told(points[0], tuple(points[1:]), more)


def _of_stage(norm: Escalation, plainly: PlainAnswers) -> str:
    if norm.non_response is not None:
        return plainly.ground(f"{norm.escalation}.", norm.non_response)
    silent = plainly.procedure.silent_on.get(f"{norm.escalation}.{UNANSWERED}", "")
    return " ".join(filter(None, [silent, plainly.decided(norm.unanswered) if norm.unanswered else ""]))


def _at_the_end(norm: LastStage, name: str, plainly: PlainAnswers) -> str:
    then = plainly.general(name, "yes")
    late = f"if {plainly.organisation} does not {plainly.do(norm.answer)} in time"
    return f"{sentences(late).removesuffix('.')}, {then[0].lower()}{then[1:]}"


def _helping(name: str, plainly: PlainAnswers) -> Iterator[str]:
    for one in plainly.procedure.conclusions[name].kind.helps:
        told = plainly.values(one) if one in plainly.procedure.conclusions else None
        if told is not None:
            yield " ".join((told.answer, *told.more))
        elif one in plainly.procedure.silent_on:
            yield plainly.procedure.silent_on[one]
