"""What a policy says no example can show is really not shown, and is something that was to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.check.coverage import SIDES, conditional, sides_seen
from kb.check.limits import limits_of, points_shown
from kb.check.shown import Shown
from kb.check.subject import Subject
from kb.model.diagnostics import Diagnostic
from kb.source import codes
from kb.source.spots import Spot
from kb.source.yaml_nodes import At


def needless_reasons(subject: Subject, shown: Iterable[Shown]) -> Iterator[Diagnostic]:
    """Find reasons about what there is not, and about what an example shows."""
    shown = tuple(shown)
    rules, seen = conditional(subject), sides_seen(shown)
    for name, reasons in subject.unshown.rules.items():
        wanted = set(SIDES) if name in rules else set()
        yield from _needless(subject, ("rules", name), set(reasons), wanted, seen.get(name, set()))
    for name, excused in subject.unshown.limits.items():
        limits = [limit for limit in limits_of(subject) if limit.name == name]
        wanted = {point for limit in limits for point in limit.points}
        points = [points_shown(limit, shown) for limit in limits]
        yield from _needless(
            subject, ("limits", name), set(excused), wanted, set.intersection(*points or [set()])
        )


def _needless(
    subject: Subject, at: At, reasons: set[str], wanted: set[str], seen: set[str]
) -> Iterator[Diagnostic]:
    assert subject.reasons is not None
    for one in sorted(reasons):
        spot = Spot(subject.reasons, (*at, one), key=True)
        if one not in wanted:
            message = f"nothing asks for an example of `{at[-1]}`: `{one}`"
            yield spot.found(codes.NEEDLESS_REASON, message)
        elif one in seen:
            message = f"an example does show `{at[-1]}`: `{one}`"
            yield spot.found(codes.NEEDLESS_REASON, message)
