"""What somebody can do when no answer comes: a ground that the policy gives, or that it gives none; what may still help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.pages.granted import as_read, assumptions
from explain.pages.plain_answers import PlainAnswers
from explain.pages.plain_limits import Told
from explain.pages.plainly import sentences
from kb.model.files import Escalation, LastStage
from kb.model.policy import LinkedRule

NON_RESPONSE, UNANSWERED = "non-response", "unanswered"
SILENT = "The policy does not say."
ASK = "You can still ask for {name}, but the policy gives you no right to it."
TREATED = "What we say here is how we treat its silence."


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
        return Told(f"{SILENT} {TREATED}", tuple(points), more)
    rules = (rule for one in stages for rule in _grounds(one, plainly))
    return as_read(Told(points[0], tuple(points[1:]), more), assumptions(plainly.procedure, rules))


def _grounds(norm: Escalation, plainly: PlainAnswers) -> Iterable[LinkedRule]:
    """Give the rules by which a missing answer is a ground."""
    return plainly.procedure.rules_for.get((f"{norm.escalation}.ground", norm.non_response or ""), ())


def _of_stage(norm: Escalation, plainly: PlainAnswers) -> str:
    if norm.non_response is not None:
        return plainly.ground(f"{norm.escalation}.", norm.non_response)
    silent = plainly.procedure.silent_on.get(f"{norm.escalation}.{UNANSWERED}", "")
    decided = plainly.decided(norm.unanswered) if norm.unanswered else ""
    name = plainly.norms.called(norm.escalation)
    asked = ASK.format(name=name) if decided else ""
    return " ".join(filter(None, [silent, asked, decided]))


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
