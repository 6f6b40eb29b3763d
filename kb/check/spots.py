"""Where a linked rule comes from in a policy's files: its own line, or the norm or silence that a convention is about."""

from __future__ import annotations

from kb.check.subject import Spot, Subject
from kb.model.files import Rule, kind_of, name_of
from kb.model.policy import LinkedProcedure, LinkedRule


def spot_of(subject: Subject, linked: LinkedProcedure, rule: LinkedRule) -> Spot:
    """Give the place in the policy's files from which a rule comes."""
    own = rule.clauses[0].removeprefix(f"{subject.policy.policy}/")
    if own != rule.clauses[0]:
        return _in_clause(subject, own, rule)
    silences = subject.silences()
    found = (silences[one] for one in rule.silences if one in silences)
    return next(found, None) or subject.procedure_spot(linked.name)


def _in_clause(subject: Subject, name: str, rule: LinkedRule) -> Spot:
    scope = rule.id.partition("@")[2].partition("/")[0]
    short = rule.id.partition("@")[0].rpartition(":")[2]
    for spot, clause, one in subject.provisions():
        label = one.rule if isinstance(one, Rule) else f"{kind_of(one)}:{name_of(one)}"
        if clause.clause == name and label == (scope or short):
            return Spot(spot.document, (*spot.at, "rule" if isinstance(one, Rule) else kind_of(one)))
    return next(spot for spot, clause in subject.clauses if clause.clause == name)
