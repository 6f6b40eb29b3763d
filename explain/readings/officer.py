"""A reading for an officer: the because-tree, then what it presumes, which readings bear on it, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from explain.answers import answer
from explain.lines import Line
from explain.readings.about import main_of
from explain.readings.reading import Reading, titled
from explain.text import dependence, matter, next_steps, node_of, presumed, section
from explain.why_text import why
from explain.words import Words
from kb.model.determination import ConclusionRecord, HeadRecord


def officer(
    record: ConclusionRecord,
    head: HeadRecord,
    words: Words,
    values: tuple[str, ...] = (),
    depth: int | None = None,
    everything: bool = False,
) -> Reading:
    """Tell an officer why a conclusion, or one value of it, is drawn, is not, or waits."""
    title, *lines = why(record, head, words, values, depth, everything)
    return Reading("officer", titled(title.text, title.nodes), (*lines, *_beside(record, head, words)))


def officer_case(head: HeadRecord, words: Words, everything: bool = False) -> Reading:
    """Tell an officer what follows for a whole matter."""
    record = main_of(head)
    title = titled(f"{record.label}: {answer(record, words)}", node_of(record))
    lines = tuple(matter(head, words, everything))
    said = lines and lines[0].nodes == title.nodes
    return Reading("officer", title, lines[1:] if said else lines)


def _beside(record: ConclusionRecord, head: HeadRecord, words: Words) -> Iterator[Line]:
    """Say what stands beside the tree: presumptions, readings, and what has to be done next."""
    yield from section("Presumed, until something else is stated", presumed(head, [record]))
    yield from dependence([record], head, words)
    yield from section("Next", next_steps(head, words))
