"""Traces at the door: one is read and verified, and what does not follow in it is told by its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from complaints_kb.desk import STDIN, Desk, shown
from explain.receipts.issuing import as_stated
from explain.verify.procedures import Procedures
from explain.verify.same import AnotherTrace, What
from explain.verify.verifying import Verifier
from kb.calendar import FIRST, LAST
from kb.engine.counting import OutsideCounting
from kb.model.case import Case
from kb.model.diagnostics import Diagnostic, Place, Refused
from kb.model.receipt import StatedCase
from kb.model.trace import HeadTrace, Trace
from kb.model.verification import Fault, Flaw, Verification
from kb.source import codes
from kb.source.codes import Code
from kb.source.days import Span
from kb.source.json_text import JsonText
from kb.source.policies import check_readings
from kb.source.receipts import case_in
from kb.source.traces import read_trace
from kb.source.yaml_nodes import At

_ANOTHER: dict[What, Code] = {
    "case": codes.OTHER_CASE, "day": codes.OTHER_DAY, "policy": codes.OTHER_POLICY,
    "calendar": codes.OTHER_CALENDAR, "matter": codes.OTHER_MATTER,
}  # fmt: skip
_FAULTS: dict[Fault, Code] = {
    "unfounded": codes.UNFOUNDED, "missing": codes.STEP_MISSING, "kind": codes.MISNAMED,
    "words": codes.MISNAMED, "truth": codes.UNTRUE, "grounds": codes.MISGROUNDED,
    "circle": codes.STEPS_IN_CIRCLE, "answer": codes.MISANSWERED, "summary": codes.MISSUMMED,
    "defect": codes.PARTED,
}  # fmt: skip


_OF_ALL = ("heads", "differs_between_heads")


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of a trace, and the file that it stands in."""

    document: JsonText
    trace: Trace
    verification: Verification

    def diagnostics(self, most: int | None = None) -> Iterator[Diagnostic]:
        """Give what does not follow, each with its place in the file; at most so many."""
        for flaw in self.verification.findings[:most]:
            place = self.document.place(_at(flaw, self.document, self.trace))
            message = f"`{flaw.node}`: {flaw.message}"
            within = f"matter {flaw.head}" if flaw.head else ""
            yield Diagnostic(_FAULTS[flaw.fault].id, message, place, within)


def verify(desk: Desk, path: Path, case_path: Path | None) -> Verified:
    """Verify the trace in a file against a case; a receipt has its own, which is used where none is named.

    Raises:
        Refused: a file cannot be used, or the trace is of another case, day, policy or calendar.
    """
    document, trace = read_trace(Path("/dev/stdin") if path == STDIN else path, shown(path))
    case = _case(desk, document, trace, case_path)
    case_shown = shown(case_path) if case_path else shown(path)
    policy = desk.policy(case.policy)
    check_readings(case, policy, case_shown)
    try:
        return Verified(document, trace, Verifier(Procedures(policy.procedures), case).verified(trace))
    except AnotherTrace as another:
        place = document.place(_prefixed(another.at, document, trace))
        raise Refused(
            [Diagnostic(_ANOTHER[another.what].id, str(another), place, help=another.help)]
        ) from None
    except OutsideCounting as error:
        raise Refused([Diagnostic(codes.OUTSIDE_CALENDAR.id, str(error), Place(case_shown))]) from None


def _case(desk: Desk, document: JsonText, trace: Trace, path: Path | None) -> Case:
    if path is not None:
        case = desk.case(path)
        if trace.receipt and _facts(trace.receipt.case) != _facts(as_stated(case)):
            message = f"the case stated in the receipt is not that in `{shown(path)}`"
            help = "name the case that it was made from, or none: the receipt has its own"
            raise Refused(
                [Diagnostic(codes.OTHER_CASE.id, message, document.place(("case",), key=True), help=help)]
            )
        return case
    if trace.receipt is None:
        message, help = "the trace does not say what was stated", "name the case file with `--case CASE`"
        raise Refused([Diagnostic(codes.NO_CASE.id, message, document.place(()), help=help)])
    library = desk.library
    return case_in(document, trace.receipt, library.vocabulary, library.ids, Span(FIRST, LAST))


def _facts(stated: StatedCase) -> tuple[object, ...]:
    """Give what is stated, in whatever order."""
    heads = {head.head: {fact.name: fact for fact in head.facts} for head in stated.heads}
    return stated.case, stated.policy, stated.assessed_on, stated.record, stated.readings, heads


# --- places ---


def _prefixed(at: At, document: JsonText, trace: Trace) -> At:
    """Give the way to a value from the top of the file: a receipt has its determination in it, reasons may be a list."""
    if trace.kind == "receipt" and at[:1] != ("environment",):
        return ("determination", *at)
    return (0, *at) if isinstance(document.data, list) else at


def _at(flaw: Flaw, document: JsonText, trace: Trace) -> At:
    """Give the way to what a flaw is about: the step, the record of the conclusion, the list; else what holds it."""
    numbers = [number for number, one in enumerate(trace.heads) if flaw.head in (None, one.head)]
    if not numbers or flaw.node in _OF_ALL:
        return _prefixed((flaw.node,), document, trace)
    start: At = (numbers[0],) if isinstance(document.data, list) else ()
    if trace.kind != "why":
        start = _prefixed(("heads", numbers[0]), document, trace)
    return (*start, *_in_head(flaw, trace.heads[numbers[0]]))


def _in_head(flaw: Flaw, head: HeadTrace) -> At:
    part = (flaw.part,) if flaw.part else ()
    if flaw.fault == "summary":
        return (flaw.node,)
    if flaw.fault == "answer":
        names = [f"conclusion {one.name}" for one in head.conclusions]
        place: At = ("conclusions", names.index(flaw.node)) if head.root is None else ("conclusion",)
        return (*place, *part)
    nodes = {node.id: number for number, node in enumerate(head.graph.nodes)}
    return ("graph", "nodes", nodes[flaw.node], *part) if flaw.node in nodes else ("graph",)
