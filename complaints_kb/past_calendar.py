"""What is told where a rule would count a day past the calendar: which clause counts, and from what in the case."""

from __future__ import annotations

from kb.engine.settle import CountedPast
from kb.model.bounds import Bounds
from kb.model.case import Case, Head
from kb.model.diagnostics import Diagnostic, Place
from kb.model.policy import LinkedProcedure
from kb.program.compile import counted_by
from kb.source import codes
from kb.source.wording import all_quoted, quoted
from kb.source.yaml_nodes import At, Document


def past_calendar(
    error: CountedPast, procedure: LinkedProcedure, case: Case, document: Document | None, shown_as: str
) -> Diagnostic:
    """Give the diagnostic, at the line of the case from which the day is counted, if the case was read from a file."""
    rule = counted_by(procedure, error.node.key)
    policy, _, clause = (rule.clauses[0] if rule else procedure.policy.policy).partition("/")
    at = _counted_from(error, case, document)
    place = document.place(at) if document else Place(shown_as)
    within = f"{policy}, clause {clause}" if clause else policy
    return Diagnostic(codes.OUTSIDE_CALENDAR.id, str(error), place, within, _help(error, str(at[-1])))


def _help(error: CountedPast, told: str) -> str:
    node = error.node
    what = f"{quoted(str(node.period))} counted" if node.period else "the next working day is counted"
    if not node.facts or told in node.facts:
        return f"{what} on from it; outside the calendar nothing is answered"
    return f"{what} on from {all_quoted(node.facts)}, of which only this tells the day"


def _counted_from(error: CountedPast, case: Case, document: Document | None) -> At:
    """Find the fact whose day is the one counted from, itself or by the order of events; else the day of assessment."""
    stated = [(head, name) for head in case.heads for name in head.facts if _is_day(head, name)]
    first = sorted(stated, key=lambda one: one[1] not in error.node.facts)
    ends = {error.start.lo, error.start.hi}
    for head, name in first:
        day = head.facts[name].value
        assert isinstance(day, Bounds)
        if ends & {day.lo, day.hi}:
            return _place_of(head, name, document)
    if case.assessed_on.toordinal() in ends or not first or first[0][1] not in error.node.facts:
        return ("assessed_on",)
    return _place_of(*first[0], document)


def _is_day(head: Head, name: str) -> bool:
    return name in head.facts and isinstance(head.facts[name].value, Bounds)


def _place_of(head: Head, name: str, document: Document | None) -> At:
    own = (document.data.get("heads") or {}).get(head.name) or {} if document else {}
    return ("heads", str(head.name), name) if name in own else ("facts", name)
