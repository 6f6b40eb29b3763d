"""A replay as text: whether the answer is the same, and if not, what changed and which clause made it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explain.days import day_in_words
from explain.lines import Line, point
from kb.model.replay import ChangedConclusion, DifferingStep, Replay

_MOST_STEPS = 8


def replay(found: Replay, everything: bool = False) -> Iterator[Line]:
    """Say what became of an answer; with `everything`, every step that differs."""
    yield Line(found.case, tone="heading")
    yield Line(f"{_policy(found)}, assessed on {day_in_words(found.assessed_on)}", hang=2)
    yield Line(_first(found), hang=2, tone="plain" if found.result == "same" else "warning")
    yield from _section("What came out otherwise", _changed(found.changed))
    several = len(found.steps) > _MOST_STEPS and not everything
    shown = found.steps[:_MOST_STEPS] if several else found.steps
    yield from _section("Where the reasons first differ", (line for step in shown for line in _step(step)))
    if several:
        yield Line(f"and {len(found.steps) - len(shown)} more; `--all` shows them", 2)
    files = [point(f"{one.file}: {one.change}") for one in found.files]
    yield from _section("Files of rules that are not what they were", files)
    elsewhere = [point(f"{one.what}: was {one.was}; is {one.now}") for one in found.environment]
    yield from _section("What makes the answers, which is no part of them", elsewhere)


def _policy(found: Replay) -> str:
    was, now = found.policy_was, found.policy_now
    then = f" (was {was.version})" if was.version != now.version else ""
    return f"{now.id}@{now.version}{then}"


def _first(found: Replay) -> str:
    count = len(found.changed)
    match found.result:
        case "same":
            return f"The same answer, byte for byte: all {found.conclusions} conclusions and their reasons."
        case "same conclusions":
            why = "for reasons that differ" if found.steps else "for the same reasons, by rules that differ"
            return f"The same conclusions, all {found.conclusions}, {why}."
        case "different":
            some = "1 conclusion is" if count == 1 else f"{count} conclusions are"
            return f"Different: {some} not what {'it was' if count == 1 else 'they were'}."


def _section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    some = list(lines)
    if some:
        yield Line()
        yield Line(title, tone="heading")
        yield from some


def _changed(changed: list[ChangedConclusion]) -> Iterator[Line]:
    for one in changed:
        matter = f"{one.head}: " if one.head else ""
        was = one.was.said if one.was else "not asked"
        now = one.now.said if one.now else "not asked"
        now = f"{now}, and something else is still possible" if was == now else now
        yield point(f"{matter}{one.label}")
        yield Line(f"was: {was}; is: {now}", 4, 2)


def _step(step: DifferingStep) -> Iterator[Line]:
    matter = f"{step.head}: " if step.head else ""
    if step.was == step.now:
        yield point(f"{matter}{step.now}")
    else:
        yield point(f"{matter}was: {step.was}")
        yield Line(f"is: {step.now}", 4, 2)
    yield from (Line(f"no longer from: {one}", 4, 2) for one in step.gone)
    yield from (Line(f"now from: {one}", 4, 2) for one in step.added)
    yield from (Line(f"[{one.heading}: {one.id}]", 4, 2, tone="faint") for one in step.clauses)
