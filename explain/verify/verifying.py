"""Verifies a trace: every step follows from the rules and the case, and nothing that follows is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from explain.verify.accounts import ContestedHead
from explain.verify.flaws import Flaws
from explain.verify.graph import check_graph
from explain.verify.heads import SettledHead
from explain.verify.merged import answer_of
from explain.verify.procedures import Procedures
from explain.verify.same import check_same
from kb.model.case import Case
from kb.model.determination import ConclusionRecord, HeadRecord
from kb.model.trace import HeadTrace, Trace
from kb.model.verification import Checked, Flaw, Verification

TRUSTED = (
    "the reading of the rule files and of the case, with the conventions applied to the norms",
    "the compiler, for which days and facts a condition compares and tests",
    "the list of bank holidays, from which both ways of counting begin",
    "the counting of days, which is that of the second engine; the first counts in another way",
    "the sentences that steps are put into; the days and values in them are checked",
    "which engines made the answer, if it says so",
)
_LISTS = (
    "procedure", "procedures", "limits", "next_actions", "missing", "silent_on", "unused_facts", "contested",
)  # fmt: skip


class Verifier:
    """Verifies traces of one case; what follows from the rules is worked out once, and each trace held against it."""

    def __init__(self, procedures: Procedures, case: Case) -> None:
        """Keep the procedures of the policy, and what was stated."""
        self.procedures, self.case = procedures, case
        self._heads = {head.name: head for head in case.heads}
        self._due: dict[str | None, ContestedHead | SettledHead] = {}

    def due(self, name: str | None) -> ContestedHead | SettledHead:
        """Give what follows for a head.

        Raises:
            OutsideCounting: a day would have to be counted past the calendar.
        """
        if name not in self._due:
            head = self._heads[name]
            made = ContestedHead if head.contested else SettledHead
            self._due[name] = made(self.procedures, self.case, head)
        return self._due[name]

    def verified(self, trace: Trace, vary_readings: bool = True) -> Verification:
        """Verify a trace.

        Args:
            trace: What is to be verified.
            vary_readings: Whether a determination says what other readings would change; reasons never do.

        Raises:
            AnotherTrace: it is a trace of another case or day, or was made by other rules or another calendar.
            OutsideCounting: a day would have to be counted past the calendar.
        """
        case = self.case
        check_same(trace, self.procedures.linked, case)
        checks = [_HeadCheck(one, self.due(one.head), vary_readings) for one in trace.heads]
        findings = [flaw for one in checks for flaw in one.flaws]
        findings += _between_heads(trace, case, [one.record for one in checks])
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


class _HeadCheck:
    """The check of one head: its graph first, then what is said of each conclusion, then the lists beside them."""

    def __init__(self, trace: HeadTrace, due: ContestedHead | SettledHead, vary_readings: bool) -> None:
        self.trace, self.flaws, self.due = trace, Flaws(trace.head), due
        resting = check_graph(trace.graph, self.due.steps, self._roots(), trace.root is None, self.flaws)
        for one in self.due.defects():
            self.flaws.add("defect", *one)
        self.record = self.due.record(resting, varied=vary_readings and trace.root is None)
        self._check_conclusions()
        self._check_lists()

    def _roots(self) -> list[str]:
        """Give the steps that all others are reached from: the one asked about, or whatever concludes something."""
        if self.trace.root is None:
            return [id_ for id_ in self.due.steps if id_.startswith(("conclusion ", "value "))]
        if self.trace.root in self.due.steps:
            return [self.trace.root]
        self.flaws.add("unfounded", self.trace.root, "no such step follows, and the trace is about it")
        return []

    def _check_conclusions(self) -> None:
        follows = {one.name: one for one in self.record.conclusions}
        claimed = Counter(one.name for one in self.trace.conclusions)
        for one in self.trace.conclusions:
            node = f"conclusion {one.name}"
            if one.name not in follows or claimed[one.name] > 1:
                said = (
                    "is answered twice" if one.name in follows else "nothing of this name is concluded here"
                )
                self.flaws.add("unfounded", node, said, one.label)
            else:
                _check_conclusion(node, one, follows[one.name], self.flaws)
        if self.trace.root is None:
            for name in follows.keys() - claimed.keys():
                label = follows[name].label
                self.flaws.add("missing", f"conclusion {name}", "this conclusion is left out", "", label)
        elif not _about(self.trace.root, self.trace.conclusions[0].name):
            about = f"conclusion {self.trace.conclusions[0].name}"
            self.flaws.add(
                "answer", about, "the reasons are not those of this conclusion", self.trace.root, about
            )

    def _check_lists(self) -> None:
        if self.trace.record is not None:
            for name in _LISTS:
                claims, follows = _plain(self.trace.record)[name], _plain(self.record)[name]
                self.flaws.differs("summary", name, f"`{name}` is", claims, follows)


def _about(root: str, name: str) -> bool:
    """Whether reasons that start from a step are those of a conclusion: of all of it, or of one of its values."""
    return root == f"conclusion {name}" or root.startswith(f"value {name} = ")


def _check_conclusion(node: str, claimed: ConclusionRecord, record: ConclusionRecord, flaws: Flaws) -> None:
    if claimed != record:
        claims, follows = claimed.model_dump(mode="json"), record.model_dump(mode="json")
        for name in ConclusionRecord.model_fields:
            flaws.differs("answer", node, f"its `{name}` is", claims[name], follows[name], name)


def _plain(record: HeadRecord) -> dict[str, Any]:
    return record.model_dump(mode="json", include=set(_LISTS))


def _between_heads(trace: Trace, case: Case, records: list[HeadRecord]) -> Iterator[Flaw]:
    """Check that every head is there once, and that the list of what differs between them is right."""
    if trace.differs is None:
        return
    flaws = Flaws(None)
    names = [head.name for head in case.heads]
    flaws.differs("summary", "heads", "the matters are", [one.head for one in trace.heads], names)
    if not flaws.found:
        flaws.differs(
            "summary", "differs_between_heads", "what differs is", trace.differs, _differing(records)
        )
    yield from flaws


def _differing(records: list[HeadRecord]) -> list[str]:
    each = [{one.name: answer_of(one) for one in record.conclusions} for record in records]
    names = dict.fromkeys(name for one in each for name in one)
    return [name for name in names if any(one.get(name) != each[0].get(name) for one in each)]


def _counted(checks: list[_HeadCheck]) -> Checked:
    nodes = [node for one in checks for node in one.trace.graph.nodes]
    following = [one for check in checks for one in check.due.followings()]
    return Checked(
        heads=len(checks),
        steps=dict(Counter(node.kind for node in nodes)),
        tests=sum(len(one.program.leaves) for one in following),
        days_counted=sum(len(node.particulars.get("ledger") or ()) for node in nodes),
        rules=sum(len(one.procedure.rules) for one in following),
        conclusions=sum(len(one.trace.conclusions) for one in checks),
        readings=sum(one.due.tried for one in checks),
    )
