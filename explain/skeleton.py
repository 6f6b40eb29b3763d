"""A case to fill in: every fact that a policy's rules look at, with its question and its values."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from kb.model.policy import LinkedProcedure
from kb.model.record import Node
from kb.model.vocabulary import Fact, SameDay, Vocabulary

_WIDTH = 100
_GROUPS = {
    "event": "What happened, and when. A day (2024-06-18), a month (2024-06), "
    "from-to (2024-06-10/2024-06-18), by then (../2024-06-18), happened (the day is not known), or not yet.",
    "day": "Days that were named: a day, written as above, or none.",
    "circumstance": "How things stand.",
    "judgement": "What somebody has to judge, with who judged it, when and why.",
    "decision": "Acts of discretion, with who decided, when and why.",
}
_TOP = (
    "A case to fill in. Take away the `# ` before what is known and write its value; leave the rest.",
    "Nothing is guessed: what is not stated is not known. A value may carry who says so, on what evidence:",
    "    logged: {value: 2024-06-18, by: the landlord, evidence: its log}",
    "Where accounts differ, each of them, and whose it is; concluded is then only what all of them agree on:",
    "    logged: {accounts: [{value: 2024-06-18, by: the landlord}, {value: 2024-06-14, by: the tenant}]}",
    "Then: kb assess THIS-FILE",
)


def skeleton(procedures: Iterable[LinkedProcedure], assessed_on: str | None = None) -> str:
    """Give the text of a case file, to be assessed on a day spelled as `2024-06-18`.

    No clock is read: without a day, it is the one on which the policy was last confirmed, to be changed.
    """
    procedures = list(procedures)
    policy, vocabulary = procedures[0].policy, procedures[0].vocabulary
    lines = [f"# {line}" for line in _TOP]
    remark = (
        ""
        if assessed_on
        else "      # write the day to judge it on; this is when the policy was last confirmed"
    )
    lines += [
        "",
        "case: give it a name",
        f"policy: {policy.policy}      # {policy.title}, version {policy.version}",
        f"assessed_on: {assessed_on or policy.in_force.confirmed}{remark}",
        "# record: complete      # only if every event that happened is stated here",
        "",
        "facts:",
    ]
    used = used_facts(procedures)
    for kind, title in _GROUPS.items():
        names = [name for name, fact in vocabulary.facts.items() if name in used and fact.kind == kind]
        if names:
            lines += ["", *_comment(title, "  # --- ", "  #     ")]
        for name in names:
            lines += ["", *_fact(name, vocabulary.facts[name], vocabulary)]
    return "".join(f"{line}\n" for line in lines)


def used_facts(procedures: Iterable[LinkedProcedure]) -> set[str]:
    """Give the facts that some rule looks at, and those that they follow or are presumed from."""
    found: set[str] = set()
    vocabulary: Vocabulary | None = None
    for procedure in procedures:
        vocabulary = procedure.vocabulary
        found |= {name for name in names_in(procedure.bodies) if name in vocabulary.facts}
    return _with_earlier(found, vocabulary) if vocabulary else found


def names_in(part: object) -> Iterator[str]:
    """Give every name and word in a part of the rules."""
    match part:
        case str():
            yield part
        case dict():
            for key, value in part.items():
                yield from names_in(key)
                yield from names_in(value)
        case list() | tuple():
            for one in part:
                yield from names_in(one)
        case Node():
            for field in type(part).model_fields:
                yield from names_in(getattr(part, field))
        case _:
            return  # a period, or nothing


def _with_earlier(found: set[str], vocabulary: Vocabulary) -> set[str]:
    waiting = list(found)
    while waiting:
        fact = vocabulary.facts[waiting.pop()]
        presumed = (fact.presumed.same_day_as,) if isinstance(fact.presumed, SameDay) else ()
        fresh = {*fact.follows, *presumed} - found
        found |= fresh
        waiting += sorted(fresh)
    return found


def _comment(text: str, first: str = "  # ", later: str = "  # ") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)


def _fact(name: str, fact: Fact, vocabulary: Vocabulary) -> Iterator[str]:
    yield from _comment(fact.question)
    yield from _comment(_meanings(fact)) if _meanings(fact) else ()
    yield from _comment(_presumed(fact, vocabulary)) if _presumed(fact, vocabulary) else ()
    yield f"  # {name}: {_example(fact)}"


def _meanings(fact: Fact) -> str:
    values = fact.one_of or fact.any_of
    said = [key if key.replace("_", " ") == text else f"{key} ({text})" for key, text in values.items()]
    return (
        f"{'One of' if fact.one_of else 'Any of, in a list that is then complete'}: {', '.join(said)}."
        if said
        else ""
    )


def _presumed(fact: Fact, vocabulary: Vocabulary) -> str:
    if fact.kind == "decision":
        return "Unless stated: not yet made."
    if isinstance(fact.presumed, SameDay):
        return f"Unless stated: the day of {vocabulary.facts[fact.presumed.same_day_as].label}."
    return f"Unless stated: {fact.presumed}." if fact.presumed else ""


def _example(fact: Fact) -> str:
    match fact.kind:
        case "event" | "day":
            return "YYYY-MM-DD"
        case "circumstance":
            listed = ", ".join(fact.any_of)
            return f"[{listed}]" if listed else " | ".join(fact.values)
        case "judgement":
            return f"{{value: {' | '.join(fact.values)}, by: {fact.decided_by or 'WHO'}, because: WHY}}"
        case "decision":
            return (
                f"{{value: accepted | refused | not yet made, by: {fact.decided_by or 'WHO'}, because: WHY}}"
            )
