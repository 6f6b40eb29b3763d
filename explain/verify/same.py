"""Whether a trace is about what it is held against: the same case, day, matters, rules and calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kb.calendar import calendar
from kb.model.case import Case
from kb.model.policy import LinkedProcedure
from kb.model.trace import Trace

What = Literal["case", "day", "policy", "calendar", "matter"]


class AnotherTrace(Exception):
    """The trace is of another case or day, or was made by other rules or another calendar: there is nothing to check.

    `at` is the way to the value in the trace that says so, from the record that has the schema.
    """

    def __init__(self, what: What, at: tuple[str | int, ...], message: str, help: str) -> None:
        """Keep what is another."""
        super().__init__(message)
        self.what, self.at, self.help = what, at, help


def check_same(trace: Trace, linked: Mapping[str, LinkedProcedure], case: Case) -> None:
    """Check that a trace is of this case, and was made by these rules.

    Raises:
        AnotherTrace: it is not.
    """
    _alike("case", ("case",), "case", trace.case, case.name, "name the case file that it was made from")
    policy = next(iter(linked.values()))
    rules = "use the rules that it was made with, or have the case assessed anew"
    _alike("policy", ("policy", "id"), "policy", trace.policy.id, policy.policy.policy, rules)
    _alike(
        "policy", ("policy", "version"), "policy version", trace.policy.version, policy.policy.version, rules
    )
    _alike(
        "policy", ("policy", "sha256"), "fingerprint of the rules", trace.policy.sha256, policy.sha256, rules
    )
    day = case.assessed_on.isoformat()
    _alike(
        "day", ("assessed_on",), "day of assessment", trace.assessed_on, day, "have the case assessed anew"
    )
    if used := trace.calendar:
        own = calendar(policy.policy.calendar.nation, policy.policy.calendar.closures)
        help = "use the calendar that it was made with, or have the case assessed anew"
        _alike("calendar", ("environment", "calendar", "id"), "calendar", used.id, own.id, help)
        at = ("environment", "calendar", "edition")
        _alike("calendar", at, "calendar edition", used.edition, own.edition, help)
    _check_matters(trace, [head.name for head in case.heads])


def _alike(what: What, at: tuple[str, ...], said: str, claims: str, here: str, help: str) -> None:
    if claims != here:
        raise AnotherTrace(
            what, at, f"the trace is of another {said}: `{claims}`, and here it is `{here}`", help
        )


def _check_matters(trace: Trace, names: list[str | None]) -> None:
    for number, one in enumerate(trace.heads):
        if one.head not in names:
            at = ("head",) if trace.kind == "why" else ("heads", number, "head")
            said = f"no matter `{one.head}`" if one.head is not None else "several matters, each with a name"
            raise AnotherTrace(
                "matter", at, f"the case has {said}", "name the case file that it was made from"
            )
