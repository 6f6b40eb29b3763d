"""One record of a head from several: what the procedures that it may go by agree on, and what else may be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explain.days import looks_like_a_day
from explain.merged_readings import dependence_of_all, dependence_of_members
from explain.said import WHICH_PROCEDURE, depends_on_which
from kb.model.determination import ConclusionRecord, Graph, GraphNode, HeadRecord, LimitRecord, MissingItem


@dataclass(frozen=True, slots=True)
class Choice:
    """What it is that is not known where there are several records: under which name each of them stands in the graph.

    `node` is the node that stands for the choice, `conclusion` what it rests on and waits for, `because` why it is open.
    `titles` are those of the procedures, where it is between these: a clause that is not in all of them is cited with
    the procedure's.
    """

    unders: Sequence[str]
    node: str
    conclusion: ConclusionRecord | None
    because: str
    titles: Sequence[str] = ()


def answer_of(record: ConclusionRecord) -> tuple[Any, ...]:
    """Give what a conclusion came to, without its reasons, in a form that can be compared."""
    return record.outcome, record.value, record.possible, record.bounds, record.members, record.conflict


def merged(records: list[HeadRecord], titles: Mapping[str, str]) -> HeadRecord:
    """Give one record of several, in which only what the procedures of all of them agree on is concluded.

    `titles` are those of the procedures by name.
    """
    first = records[0]
    unders = [one.procedures[0] for one in records]
    choosing = next(one for one in first.conclusions if one.name == "procedure")
    node = f"{unders[0]}/conclusion procedure"
    return together(records, Choice(unders, node, choosing, WHICH_PROCEDURE, [titles[one] for one in unders]))


def together(records: Sequence[HeadRecord], choice: Choice) -> HeadRecord:
    """Give one record from several: concluded is only what all of them agree on."""
    first, *others = records
    names = dict.fromkeys(one.name for record in records for one in record.conclusions)
    found = [{one.name: one for one in record.conclusions} for record in records]
    conclusions = [_conclusion([one.get(name) for one in found], choice.conclusion) for name in names]
    actions = [one for one in first.next_actions if all(one in record.next_actions for record in others)]
    procedures = list(dict.fromkeys(name for record in records for name in record.procedures))
    return HeadRecord.model_construct(
        head=first.head,
        procedure=procedures[0] if len(procedures) == 1 else None,
        procedures=procedures,
        conclusions=conclusions,
        limits=list(_limits(records)),
        next_actions=actions,
        missing=_once(item for record in records for item in record.missing),
        silent_on={question: why for record in records for question, why in record.silent_on.items()},
        unused_facts=[
            name for name in first.unused_facts if all(name in record.unused_facts for record in others)
        ],
        graph=_graph(records, list(names), choice),
    )


def _limits(records: Sequence[HeadRecord]) -> Iterator[LimitRecord]:
    """Give the limits that all have alike, each with the clauses of all."""
    for limit in records[0].limits:
        same = [one for record in records for one in record.limits if _limit(one) == _limit(limit)]
        if len(same) == len(records):
            yield limit.model_copy(update={"clauses": _union(one.clauses for one in same)})


def _limit(limit: LimitRecord) -> dict[str, Any]:
    return limit.model_dump(exclude={"clauses"})


def _once(items: Iterable[MissingItem]) -> list[MissingItem]:
    return list({(item.kind, item.name): item for item in items}.values())


def _graph(records: Sequence[HeadRecord], names: Iterable[str], choice: Choice) -> Graph:
    """Put the graphs side by side, each node under its name, and each conclusion and value above all its own."""
    nodes, edges = [], []
    shared = set.intersection(*({one.id for one in record.graph.nodes} for record in records))
    for place, (under, record) in enumerate(zip(choice.unders, records, strict=True)):
        for one in record.graph.nodes:
            title = choice.titles[place] if choice.titles and _is_own(one, shared) else None
            more = {"particulars": {**one.particulars, "procedure": title}} if title else {}
            nodes.append(one.model_copy(update={"id": f"{under}/{one.id}", **more}))
        edges += [(f"{under}/{one}", f"{under}/{other}") for one, other in record.graph.edges]
    have = {node.id: node for node in nodes}
    values = (one.id for record in records for one in record.graph.nodes if one.id.startswith("value "))
    for top in dict.fromkeys([*values, *(f"conclusion {name}" for name in names)]):
        each = [have[f"{under}/{top}"] for under in choice.unders if f"{under}/{top}" in have]
        nodes.append(_above(top, each, len(records), choice.because))
        edges += [(top, one) for one in dict.fromkeys([choice.node, *(one.id for one in each)])]
    return Graph(nodes=nodes, edges=edges)


def _is_own(node: GraphNode, shared: Collection[str]) -> bool:
    """Whether a node is a clause of the policy that not all procedures have."""
    return node.kind == "clause" and node.particulars["policy"] != "conventions" and node.id not in shared


def _above(top: str, each: list[GraphNode], count: int, because: str) -> GraphNode:
    """Make the node above the same one of each record: settled only where all are there and come out alike."""
    same = len({one.label for one in each}) == 1
    alike = len(each) == count and len({one.truth for one in each}) == 1
    if top.startswith("conclusion "):
        alike = alike and same  # the words of a conclusion have its value
    label = each[0].label if alike and same else depends_on_which(top, each[0].label, because)
    kind = "conclusion" if not alike else each[0].kind
    return each[0].model_copy(
        update={"id": top, "kind": kind, "truth": each[0].truth if alike else "open", "label": label}
    )


def _conclusion(
    records: list[ConclusionRecord | None], choosing: ConclusionRecord | None
) -> ConclusionRecord:
    present = [one for one in records if one is not None]
    bearing = [*present, *([choosing] if choosing else [])]
    everywhere = len(present) == len(records)
    common = {
        "node": f"conclusion {present[0].name}",
        "rests_on": _union(one.rests_on for one in bearing),
        "presumptions": sorted(_union(one.presumptions for one in bearing)),
        "clauses": _union(one.clauses for one in bearing),
    }
    if everywhere and all(answer_of(one) == answer_of(present[0]) for one in present):
        alike = {**common, "needs": _needs(present), "depends_on_reading": dependence_of_all(present)}
        return present[0].model_copy(update=alike)
    needs = _needs([*([choosing] if choosing else []), *present])
    blank = {"value": None, "worded": None, "possible": None, "bounds": None, "conflict": None,
             "members": None, "depends_on_reading": None, "outcome": "open", "needs": needs}  # fmt: skip
    may = _possible(present, everywhere)
    if everywhere and may.get("value"):
        may["depends_on_reading"] = dependence_of_members(present, may["value"])
    return present[0].model_copy(update={**blank, **common, **may})


def _union(lists: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(one for some in lists for one in some))


def _needs(records: list[ConclusionRecord]) -> list[MissingItem]:
    return _once(item for record in records for item in record.needs)


def _possible(records: list[ConclusionRecord], everywhere: bool) -> dict[str, Any]:
    """Give what may be: the values of each, or the days from the first to the last of each, or what all have in common."""
    if any(one.members for one in records):
        return _members(records, everywhere)
    if any(one.bounds or _is_day(one.value) for one in records):
        ends: list[list[Any]] = [one.bounds or [one.value, one.value] for one in records]
        return {"bounds": [_least(first for first, _ in ends), _most(last for _, last in ends)]}
    values = _union(one.possible or one.conflict or ([one.value] if isinstance(one.value, str) else [])
                    for one in records)  # fmt: skip
    return {"possible": values}


def _members(records: list[ConclusionRecord], everywhere: bool) -> dict[str, Any]:
    names = _union(list(one.members or ()) for one in records)
    found = {name: {(one.members or {}).get(name) for one in records} for name in names}
    members = {
        name: next(iter(some)) if len(some) == 1 and everywhere else "open" for name, some in found.items()
    }
    value = [name for name, truth in members.items() if truth == "concluded"]
    still = [name for name, truth in members.items() if truth == "open"]
    possible = [
        name for name in still if found[name] - {"not_concluded", None}
    ]  # under one procedure or another
    words = {
        one: said
        for record in records
        for one, said in zip(record.value or (), record.worded or (), strict=True)
    }
    return {
        "outcome": "concluded" if value else "open" if still else "not_concluded",
        "members": {name: truth or "open" for name, truth in members.items()},
        "value": value,
        "worded": [words[name] for name in value] or None,
        "possible": possible if still else None,
    }


def _is_day(value: object) -> bool:
    return isinstance(value, str) and looks_like_a_day(value)


def _least(days: Iterable[Any]) -> str | None:
    known = list(days)
    return None if None in known else min(day for day in known)


def _most(days: Iterable[Any]) -> str | None:
    known = list(days)
    return None if None in known or "never" in known else max(known)
