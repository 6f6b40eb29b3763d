"""Every rule with a condition is seen to apply in one example and not to apply in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kb.check.possible import knowing_nothing
from kb.check.shown import Shown
from kb.check.spots import spot_of
from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.model.policy import LinkedProcedure, LinkedRule
from kb.model.truth import Truth
from kb.source import codes
from kb.source.codes import Code

SIDES: dict[str, tuple[Truth, Code, str]] = {
    "applies": (Truth.HOLDS, codes.NEVER_APPLIES, "applies in no example"),
    "does-not-apply": (Truth.FAILS, codes.ALWAYS_APPLIES, "is not seen to fail in any example"),
}


def counted_as(rule: LinkedRule) -> str:
    """Give what a rule is counted as: a convention's rule once for all norms of a policy, a policy's by itself."""
    return rule.id.partition("@")[0]


def conditional(subject: Subject) -> dict[str, tuple[LinkedProcedure, LinkedRule]]:
    """Give the rules with a condition, each with the first norm that it is about."""
    found: dict[str, tuple[LinkedProcedure, LinkedRule]] = {}
    for linked in subject.loaded.procedures.values():
        for rule in linked.rules:
            if rule.when is not None:
                found.setdefault(counted_as(rule), (linked, rule))
    return found


def sides_seen(shown: Iterable[Shown]) -> dict[str, set[str]]:
    """Give, for each rule, the sides of it that examples show."""
    truths: dict[str, set[Truth]] = defaultdict(set)
    for one in (assessed for example in shown for assessed in example.assessed):
        for rule in one.procedure.rules:
            truths[counted_as(rule)].add(one.evaluation.rules[rule.id])
    return {
        name: {side for side, (truth, _, _) in SIDES.items() if truth in seen}
        for name, seen in truths.items()
    }


def sides_possible(subject: Subject) -> dict[str, set[str]]:
    """Give, for each rule with a condition, the sides of it that some case could show."""
    truths: dict[str, set[Truth]] = defaultdict(set)
    for linked in subject.loaded.procedures.values():
        engine = knowing_nothing(linked)
        for rule in linked.rules:
            if rule.when is not None:
                truths[counted_as(rule)].add(engine.applies(rule).truth)
    return {
        name: {side for side, (truth, _, _) in SIDES.items() if seen & {truth, Truth.OPEN}}
        for name, seen in truths.items()
    }


def unshown_rules(subject: Subject, shown: Iterable[Shown]) -> Iterator[Diagnostic]:
    """Find rules with a condition that no example shows applying, or none not applying."""
    seen, possible = sides_seen(shown), sides_possible(subject)
    for name, (linked, rule) in conditional(subject).items():
        wanted = possible[name] - seen.get(name, set()) - subject.unshown.rules.get(name, {}).keys()
        for side, (_, code, what) in SIDES.items():
            if side in wanted:
                yield spot_of(subject, linked, rule).found(code, f"`{name}` {what}")
