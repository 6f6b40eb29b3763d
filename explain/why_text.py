"""The because-tree as text, to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explain.answers import answer, values_of
from explain.because import Because, all_steps
from explain.graph import account_of
from explain.lines import Line, point
from explain.origin import clause_in_words
from explain.whose import whose_steps
from explain.why import Telling
from explain.words import Words
from kb.model.determination import ConclusionRecord, Graph, HeadRecord, MissingItem

_WAITS = {
    "fact": "a fact to find", "judgement": "a judgement to make", "decision": "a decision to make",
    "event to come": "an event to come", "time of day": "a time of day to find",
}  # fmt: skip


def why(
    record: ConclusionRecord,
    head: HeadRecord,
    words: Words,
    values: tuple[str, ...] = (),
    depth: int | None = None,
    everything: bool = False,
) -> Iterator[Line]:
    """Say why a conclusion, or one value of it, is drawn, is not, or waits; `depth` limits the steps down."""
    trees = Telling(head.graph, everything, head.conclusions).why(record, values)
    title = f"{record.label}: {answer(record, words)}"
    top = (record.node,) if record.node else ()
    yield Line(title, tone="heading", nodes=top)
    yield from waiting(record.needs, words, top)
    numbers = numbered(trees)
    told = Tree(head.graph, numbers, depth)
    if says_it_all(record, trees, title, values):
        yield from told.reasons(trees[0], 0)
        return
    for tree in trees:
        yield from told.lines(tree, 0)


def says_it_all(
    record: ConclusionRecord, trees: Sequence[Because], title: str, values: tuple[str, ...] = ()
) -> bool:
    """Whether there is one tree, and its top says what stands over it already."""
    whole = record.outcome == "concluded" and values in ((), values_of(record))
    return len(trees) == 1 and (whole or trees[0].said == title or trees[0].id == record.node)


def waiting(needs: Sequence[MissingItem], words: Words, nodes: tuple[str, ...] = ()) -> Iterator[Line]:
    """Say what an open conclusion waits for, and who has to judge or decide it."""
    if needs:
        yield Line("It waits for:", 2, nodes=nodes)
    for item in needs:
        fact = words.facts.get(item.name)
        asked = fact is not None and item.kind not in ("event to come", "time of day")
        question = f": {fact.question}" if fact is not None and asked else f": {item.label}"
        by = f" For {fact.decided_by} to say." if fact is not None and fact.decided_by else ""
        yield point(f"{_WAITS[item.kind]}{question}{by} ({item.name})", 4, nodes=nodes)


def numbered(trees: tuple[Because, ...]) -> Mapping[str, int]:
    """Number the steps that are told once and named again, in the order in which they are told."""
    again = {one.id for one in all_steps(trees) if one.told}
    once = [one.id for one in all_steps(trees) if one.id in again and not one.told]
    return {node: number for number, node in enumerate(dict.fromkeys(once), 1)}


class Tree:
    """Writes trees of one graph down."""

    def __init__(self, graph: Graph, numbers: Mapping[str, int], depth: int | None) -> None:
        """Keep what citations and repetitions need."""
        self.graph, self.numbers, self.depth = graph, numbers, depth
        self.whose = whose_steps(graph)

    def lines(self, step: Because, level: int, above: str = "") -> Iterator[Line]:
        """Write a step, and what it rests on; `above` is the step over it."""
        right = self.whose.right(step.id) if account_of(above) is None else ""
        whose = f", {right}" if right else ""
        if step.told:
            again = f"{step.said}{whose}, as explained above ({self.numbers.get(step.id, '')})"
            yield point(again, 2 * level + 2, nodes=(step.id,))
            return
        number = f" ({self.numbers[step.id]})" if step.id in self.numbers else ""
        origin = f" ({step.origin})" if step.origin and step.origin not in step.said else ""
        cited = "" if step.gist else self._cited(step)
        nodes = (step.id, *(() if step.gist else step.by))
        yield point(f"{step.said}{whose}{origin}{number}{cited}", 2 * level + 2, nodes=nodes)
        yield from self.reasons(step, level + 1)

    def reasons(self, step: Because, level: int) -> Iterator[Line]:
        """Write what a step rests on: what the clause says, then the parts."""
        if self.depth is not None and level >= self.depth:
            if step.parts:
                yield Line(f"(further reasons: --depth {self.depth + 1})", 2 * level + 2, 0, "faint")
            return
        if step.gist:
            yield Line(
                f"Because: {step.gist}{self._cited(step)}", 2 * level + 2, 2, nodes=step.by or (step.id,)
            )
        for part in step.parts:
            yield from self.lines(part, level, step.id)

    def _cited(self, step: Because) -> str:
        return f"  [{'; '.join(clause_in_words(one, self.graph) for one in step.by)}]" if step.by else ""
