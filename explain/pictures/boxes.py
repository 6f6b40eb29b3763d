"""What the graph of one conclusion shows: each step of its because-tree once, joined to what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from explain.because import Because
from explain.graph import own_id, procedure_of
from explain.origin import clause_in_words
from explain.whose import whose_steps
from explain.why import Telling
from kb.model.determination import ConclusionRecord, Graph, HeadRecord

Look = Literal["conclusion", "derived", "open", "stated", "presumed", "judged", "missing", "read"]
MOST = 24
"""How many boxes can be taken in: of a larger graph only so many levels are shown as stay below this."""

_LOOKS: dict[str, Look] = {
    "stated fact": "stated", "assessment day": "stated", "presumption": "presumed", "judgement": "judged",
    "decision": "judged", "missing": "missing", "reading": "read", "silence": "read",
}  # fmt: skip
_TAGS = {
    "stated fact": "stated", "presumption": "presumed", "judgement": "judged", "decision": "decided",
    "missing": "missing", "reading": "how it is read", "silence": "the document is silent",
    "day calculation": "counted", "order of events": "by the order of events",
}  # fmt: skip


@dataclass
class Box:
    """One step: `tag` says in a word what it is, `said` what, `source` from whom or by which clause.

    `gist` is what the clause says, and what its encoding assumes; the box has no room for that. `below` are the boxes that
    it rests on, `more` how many steps further down are not shown.
    """

    id: str
    look: Look
    tag: str
    said: str
    source: str
    gist: str = ""
    below: list[str] = field(default_factory=list)
    more: int = 0

    @property
    def words(self) -> str:
        """All that the box says."""
        known = "; ".join(part for part in (self.tag, self.source) if part)
        more = f" ({more_below(self.more)})" if self.more else ""
        gist = f" {self.gist}" if self.gist else ""
        return f"{self.said.rstrip('.')} ({known}).{gist}{more}"


def more_below(count: int) -> str:
    """Say how many steps are not shown."""
    return f"{count} more below" if count else ""


def boxes(
    head: HeadRecord, record: ConclusionRecord, values: tuple[str, ...] = (), depth: int | None = None
) -> dict[str, Box]:
    """Give the boxes of a conclusion's graph, the conclusion first; without `depth`, as many levels as can be taken in.

    Args:
        head: The answer for one matter.
        record: The conclusion.
        values: Those of its values that are asked about; all if there are none.
        depth: How many levels below the conclusion to show.
    """
    found = _all(head, record, values)
    levels = _levels(found)
    if depth is None:
        depth = max(levels.values())
        while depth > 1 and sum(level <= depth for level in levels.values()) > MOST:
            depth -= 1
    return _cut(found, levels, depth)


def _all(head: HeadRecord, record: ConclusionRecord, values: tuple[str, ...]) -> dict[str, Box]:
    trees = Telling(head.graph, False, head.conclusions).why(record, values)
    found: dict[str, Box] = {}
    labels = {node.id: node.label for node in head.graph.nodes}
    top = record.node or f"conclusion {record.name}"
    if len(trees) > 1 or not trees:
        found[top] = Box(top, "conclusion", "conclusion", labels[top], "", below=[one.id for one in trees])
    for step in _steps(trees):
        box = _box(step, head.graph)
        box.said = _alone(box.said, labels[step.id])
        known = found.setdefault(step.id, box)
        known.source, known.gist = known.source or box.source, known.gist or box.gist
        known.below += [one for one in box.below if one not in known.below]
        known.below = [
            one for one in known.below if one != step.id
        ]  # a day is told again as how it is counted
    _tell_apart(found, head.graph)
    first = next(iter(found.values()))
    first.look, first.tag = "conclusion", "conclusion"
    return found


def _alone(said: str, label: str) -> str:
    """Say a step without what one of its uses makes of it, for a box is there for all of them."""
    return label if said.startswith((f"{label}, so ", f"{label}, and so not: ")) else said


def _tell_apart(found: dict[str, Box], graph: Graph) -> None:
    """Say by whose account a step is so, and by which procedure it is taken where several are possible and each takes it."""
    whose = whose_steps(graph)
    steps: dict[str, list[tuple[str, Box]]] = {}
    for node, box in found.items():
        if right := "" if whose.contests(node) else whose.right(node):
            box.tag += f", {right}"
        if procedure := procedure_of(node):
            steps.setdefault(own_id(node), []).append((procedure, box))
    for several in steps.values():
        for procedure, box in several if len({one for one, _ in several}) > 1 else ():
            box.tag += f", if it goes by {procedure.replace('_', ' ')}"


def _steps(trees: Sequence[Because]) -> Iterator[Because]:
    for one in trees:
        yield one
        yield from _steps(one.parts)


def _box(step: Because, graph: Graph) -> Box:
    look = _look(step)
    cited = [clause_in_words(one, graph).partition("; assumed: ") for one in step.by]
    by, assumed = (
        "; ".join(clause for clause, _, _ in cited),
        [f"Assumed: {one}." for _, _, one in cited if one],
    )
    tag = _tag(step, look)
    source = "; ".join(part for part in (step.origin.removeprefix(tag).strip(" ,"), by) if part)
    gist = " ".join((step.gist, *assumed)).strip()
    return Box(step.id, look, tag, step.said, source, gist, list(_rests_on(step)))


def _rests_on(step: Because) -> Iterator[str]:
    """Give what a step rests on; how a clause is read is no reason for a stated fact, but for what is made of it."""
    for part in step.parts:
        if step.kind != "stated fact" or part.kind != "reading":
            yield part.id
        if part.kind == "stated fact":
            yield from (one.id for one in part.parts if one.kind == "reading")


def _look(step: Because) -> Look:
    if step.id.partition(" ")[0].endswith(
        "fact"
    ):  # of a procedure among several, its name stands before that
        if step.truth == "open":
            return "missing"
        if step.kind == "condition":
            return "presumed"
    return _LOOKS.get(step.kind, "open" if step.truth == "open" else "derived")


def _tag(step: Because, look: Look) -> str:
    if look in ("presumed", "missing"):
        return look
    return _TAGS.get(step.kind, "open" if look == "open" else "follows")


def _levels(found: dict[str, Box]) -> dict[str, int]:
    """Give how far each box is from the conclusion, by the shortest way."""
    first = next(iter(found))
    levels, waiting = {first: 0}, [first]
    for one in waiting:
        for other in found[one].below:
            if other not in levels:
                levels[other] = levels[one] + 1
                waiting.append(other)
    return levels


def _cut(found: dict[str, Box], levels: dict[str, int], depth: int) -> dict[str, Box]:
    """Keep the levels down to a depth; what was cut off is counted where it would hang."""
    kept = {name: box for name, box in found.items() if levels[name] <= depth}
    for box in kept.values():
        box.more = len(_reached(found, [one for one in box.below if one not in kept]) - kept.keys())
    for box in kept.values():
        box.below = [one for one in box.below if one in kept]
    return kept


def _reached(found: dict[str, Box], starts: list[str]) -> set[str]:
    reached, waiting = set(starts), list(starts)
    while waiting:
        fresh = [one for one in found[waiting.pop()].below if one not in reached]
        reached.update(fresh)
        waiting += fresh
    return reached
