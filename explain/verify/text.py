"""A verification as text: whether the answer follows, what was checked, and what is taken on trust."""

from __future__ import annotations

from collections.abc import Iterator

from explain.days import day_in_words
from explain.lines import Line, point
from kb.model.verification import Checked, Verification

_GIVEN = ("stated fact", "judgement", "decision", "missing")
_DERIVED = ("conclusion", "rule firing", "completion", "condition")


def verification(found: Verification, told: int) -> Iterator[Line]:
    """Say what came of a trace, of which the first so many findings are told already."""
    policy = f"{found.policy.id}@{found.policy.version}"
    yield Line(_verdict(found, told), hang=2, tone="plain" if found.verifies else "warning")
    yield Line(f"{found.case}: {policy}, assessed on {day_in_words(found.assessed_on)}", hang=2)
    yield Line()
    yield Line("Checked, without an engine", tone="heading")
    yield from (point(text) for text in _checked(found.checked))
    yield Line()
    yield Line("Taken on trust", tone="heading")
    yield from (point(text) for text in found.trusted)


def _verdict(found: Verification, told: int) -> str:
    if found.verifies:
        what = "the answer" if found.trace != "why" else "these reasons"
        return f"It follows: every step of {what}, and nothing that follows is missing."
    count = len(found.findings)
    more = f"; {count - told} more are not shown (`--format json` has all)" if count > told else ""
    return f"It does not follow: {_number(count, 'finding')}{more}."


def _checked(one: Checked) -> Iterator[str]:
    def of(*kinds: str) -> int:
        return sum(one.steps.get(kind, 0) for kind in kinds)

    yield (
        f"{_number(sum(one.steps.values()), 'step')}: {of(*_DERIVED)} derived, {of(*_GIVEN)} of the case, "
        f"{_number(of('clause'), 'clause')}, {of('presumption')} presumed, "
        f"{_number(of('day calculation'), 'day')} calculated"
    )
    yield f"{_number(one.tests, 'test')} of facts and days, and {_number(one.rules, 'rule')}, whether each applies"
    yield f"{_number(one.conclusions, 'conclusion')}, drawn, ruled out or left open"
    if one.days_counted:
        yield f"{_number(one.days_counted, 'line')} of the accounts of days, by two ways of counting"
    if one.readings:
        yield f"unclear passages, read in {_number(one.readings, 'way')}"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what if count == 1 else what + 's'}"
