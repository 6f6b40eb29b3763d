"""What a head must say that may go by several procedures, or by several accounts: concluded is what each comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from explain import said
from explain.days import looks_like_a_day
from explain.verify.limits import agreed_limits
from explain.verify.readings import in_all
from explain.verify.steps import Step
from kb.model.determination import ConclusionRecord, Graph, HeadRecord, MissingItem
from kb.model.truth import Truth

_TOPS = ("conclusion ", "value ")
_NEITHER: dict[str, Any] = {
    "outcome": "open", "value": None, "worded": None, "possible": None, "bounds": None, "members": None,
    "conflict": None, "depends_on_reading": None,
}  # fmt: skip


# --- the graph ---


def side_by_side(
    each: Mapping[str, Mapping[str, Step]],
    choosing: str,
    titles: Mapping[str, str] | None = None,
    because: str = said.WHICH_PROCEDURE,
) -> dict[str, Step]:
    """Give the steps of each procedure or account under its name, and above them one for each conclusion and value.

    Args:
        each: The steps, by the name that they stand under.
        choosing: The step of the choice between them.
        titles: Those of procedures: a clause of the policy that not all of them have names its procedure.
        because: Why it is open what comes out differently.
    """
    shared = set.intersection(*map(set, each.values()))
    found = {
        f"{name}/{id_}": _under(name, step if id_ in shared or not titles else _titled(step, titles[name]))
        for name, steps in each.items()
        for id_, step in steps.items()
    }
    tops = dict.fromkeys(id_ for steps in each.values() for id_ in steps if id_.startswith(_TOPS))
    return found | {top: _top(top, each, choosing, because) for top in tops}


def _titled(step: Step, title: str) -> Step:
    if step.kind != "clause" or step.particulars["policy"] == "conventions":
        return step
    return step._replace(particulars={**step.particulars, "procedure": title})


def _under(name: str, step: Step) -> Step:
    return step._replace(
        below=tuple(f"{name}/{one}" for one in step.below),
        ways=tuple(tuple(f"{name}/{one}" for one in way) for way in step.ways),
        spared=frozenset(f"{name}/{one}" for one in step.spared),
    )


def _top(top: str, each: Mapping[str, Mapping[str, Step]], choosing: str, because: str) -> Step:
    """Give the step above the same one of each: settled only where each has it, and alike."""
    present = {f"{name}/{top}": steps[top] for name, steps in each.items() if top in steps}
    first, *others = present.values()
    alike = len(present) == len(each) and all(one.truth is first.truth for one in others)
    same = alike and all(one.label == first.label for one in others)
    if top.startswith("conclusion "):
        alike = same  # the words of a conclusion have its value
    return Step(
        first.kind if alike else "conclusion",
        first.label if same else said.depends_on_which(top, first.label, because),
        (choosing, *present),
        first.truth if alike else Truth.OPEN,
    )


# --- the record ---


def agreed(records: Sequence[HeadRecord], choosing: ConclusionRecord | None) -> HeadRecord:
    """Give the record of a head in which only what all of several say is concluded; `choosing` chooses between them."""
    first = records[0]
    found = [{one.name: one for one in record.conclusions} for record in records]
    names = _once(name for by_name in found for name in by_name)
    procedures = _once(name for record in records for name in record.procedures)
    return HeadRecord.model_construct(
        head=first.head,
        procedure=procedures[0] if len(procedures) == 1 else None,
        procedures=procedures,
        conclusions=[_conclusion([one.get(name) for one in found], choosing) for name in names],
        limits=list(agreed_limits(records)),
        next_actions=[
            one for one in first.next_actions if all(one in other.next_actions for other in records)
        ],
        missing=_items(item for record in records for item in record.missing),
        silent_on={question: why for record in records for question, why in record.silent_on.items()},
        unused_facts=[
            one for one in first.unused_facts if all(one in other.unused_facts for other in records)
        ],
        graph=Graph(nodes=[], edges=[]),
    )


def answer_of(record: ConclusionRecord) -> tuple[Any, ...]:
    """Give what a record answers, without what it rests on or waits for."""
    return record.outcome, record.value, record.possible, record.bounds, record.members, record.conflict


def _conclusion(each: list[ConclusionRecord | None], choosing: ConclusionRecord | None) -> ConclusionRecord:
    present = [one for one in each if one is not None]
    chosen = [choosing] if choosing else []
    resting = [*present, *chosen]
    everywhere = len(present) == len(each)
    common: dict[str, Any] = {
        "node": f"conclusion {present[0].name}",
        "rests_on": _once(one for record in resting for one in record.rests_on),
        "presumptions": sorted({one for record in resting for one in record.presumptions}),
        "clauses": _once(one for record in resting for one in record.clauses),
    }
    if everywhere and all(answer_of(one) == answer_of(present[0]) for one in present):
        needs = _items(item for one in present for item in one.needs)
        reading = in_all(present)
        return present[0].model_copy(update={**common, "needs": needs, "depends_on_reading": reading})
    common["needs"] = _items(item for one in (*chosen, *present) for item in one.needs)
    possible = _possible(present, everywhere)
    if everywhere and possible.get("value"):
        reading = in_all(present)
        stays = (
            reading
            and reading.established
            and all(set(possible["value"]) <= set(effect.value or ()) for effect in reading.values)
        )
        common["depends_on_reading"] = None if stays else reading
    return present[0].model_copy(update={**_NEITHER, **common, **possible})


def _possible(present: list[ConclusionRecord], everywhere: bool) -> dict[str, Any]:
    """Give what may be: members each by itself, days from the first to the last, or the values that any may give."""
    if any(one.members for one in present):
        return _members(present, everywhere)
    if any(one.bounds or _is_day(one.value) for one in present):
        ends: list[Any] = [one.bounds or [one.value, one.value] for one in present]
        firsts, lasts = [first for first, _ in ends], [last for _, last in ends]
        unbounded = None in lasts or "never" in lasts
        return {"bounds": [None if None in firsts else min(firsts), None if unbounded else max(lasts)]}
    return {"possible": _once(value for one in present for value in _values(one))}


def _values(record: ConclusionRecord) -> list[str]:
    own = [record.value] if isinstance(record.value, str) else []
    return record.possible or record.conflict or own


def _members(present: list[ConclusionRecord], everywhere: bool) -> dict[str, Any]:
    names = _once(name for one in present for name in one.members or ())
    found: dict[str, set[Any]] = {name: {(one.members or {}).get(name) for one in present} for name in names}
    members = {name: _only(truths) if everywhere else "open" for name, truths in found.items()}
    value = [name for name, truth in members.items() if truth == "concluded"]
    still = [name for name, truth in members.items() if truth == "open"]
    pairs = (zip(one.value or (), one.worded or (), strict=True) for one in present)
    words = {name: worded for pair in pairs for name, worded in pair}
    return {
        "outcome": "concluded" if value else "open" if still else "not_concluded",
        "members": members,
        "value": value,
        "worded": [words[name] for name in value] or None,
        "possible": [one for one in still if found[one] - {"not_concluded", None}] if still else None,
    }


def _only(truths: set[Any]) -> Any:
    """Give what all say of a member, if they say the same."""
    return "open" if len(truths) > 1 or None in truths else next(iter(truths))


def _is_day(value: object) -> bool:
    return isinstance(value, str) and looks_like_a_day(value)


def _once(names: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(names))


def _items(items: Iterator[MissingItem]) -> list[MissingItem]:
    return list({(item.kind, item.name): item for item in items}.values())
