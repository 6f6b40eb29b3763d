"""Where a linked rule comes from in a policy's files, as findings name it."""

from __future__ import annotations

from kb.check.subject import Subject
from kb.model.policy import LinkedProcedure, LinkedRule
from kb.source.spots import Spot


def spot_of(subject: Subject, linked: LinkedProcedure, rule: LinkedRule) -> Spot:
    """Give the place in the policy's files from which a rule comes."""
    return subject.origins.named(rule, linked.name) or subject.procedure_spot(linked.name)
