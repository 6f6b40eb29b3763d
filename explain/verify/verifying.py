"""Verifies a trace: every step follows from the rules and the case, and nothing that follows is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from explain.verify.answers import Answers
from explain.verify.flaws import Flaws
from explain.verify.following import Following
from explain.verify.graph import check_graph
from explain.verify.merged import agreed, answer_of, side_by_side
from explain.verify.outcomes import outcomes
from explain.verify.procedures import Procedures, conclusions_of
from explain.verify.readings import dependences
from explain.verify.same import check_same
from explain.verify.steps import Step
from explain.verify.trace import HeadTrace, Trace
from kb.model.case import Case, Head
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.policy import LinkedProcedure
from kb.model.verification import Checked, Flaw, Verification

TRUSTED = (
    "that the rule files, the case and the vocabulary say what was read from them, conventions applied",
    "that the program compiled from the rules tests the days and facts that they name",
    "the words for facts, conditions and days",
)


def verified(trace: Trace, linked: Mapping[str, LinkedProcedure], case: Case) -> Verification:
    """Verify a trace against the procedures of its policy and its case.

    Raises:
        AnotherTrace: it is a trace of another case, day, or edition of the policy or the calendar.
        OutsideCounting: a day would have to be counted past the calendar.
    """
    check_same(trace, linked, case)
    procedures, heads = Procedures(linked), {head.name: head for head in case.heads}
    checks = [_Head(one, procedures, case, heads[one.head]) for one in trace.heads]
    findings = [flaw for one in checks for flaw in one.findings()]
    findings += _between(trace, case, [one.record for one in checks])
    return Verification(
        case=case.name,
        assessed_on=case.assessed_on.isoformat(),
        policy=trace.policy,
        trace=trace.kind,
        verifies=not findings,
        checked=_counted(checks),
        findings=findings,
        trusted=list(TRUSTED),
        schema="complaints-kb/verification/1",
    )


class _Head:
    """The check of one head."""

    def __init__(self, trace: HeadTrace, procedures: Procedures, case: Case, head: Head) -> None:
        self.trace, self.flaws = trace, Flaws(head.name)
        self.each = {one.procedure.name: one for one in procedures.each(case, head)}
        self.grounds = {name: conclusions_of(one) for name, one in self.each.items()}
        self.days_counted = self.tried = 0

    def findings(self) -> Flaws:
        """Check the graph, then the records."""
        usual = {name: outcomes(one) for name, one in self.each.items()}
        steps = {name: ground.all_steps(usual[name]) for name, ground in self.grounds.items()}
        together = side_by_side(steps) if len(steps) > 1 else next(iter(steps.values()))
        whole = self.trace.root is None
        resting = check_graph(self.trace.graph, together, self._roots(together), whole, self.flaws)
        self._defects()
        records = []
        for name, following in self.each.items():
            depending = self._dependences(following, usual[name])
            own = _own(resting, name) if len(steps) > 1 else resting
            records.append(Answers(self.grounds[name], steps[name], own, depending).record())
        self.record = agreed(records) if len(records) > 1 else records[0]
        self._check_records()
        return self.flaws
