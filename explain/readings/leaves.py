"""What a conclusion comes down to, nearest first: facts, counted days, presumptions, readings, silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from explain.graph import own_id
from explain.why import Telling
from kb.model.determination import GraphNode

_ENDS = ("reading", "silence", "presumption", "missing")


def grounds(roots: Sequence[str], telling: Telling) -> Iterator[GraphNode]:
    """Give what nodes stand on, themselves included, down to what they come down to; the nearest first."""
    seen, waiting = set(roots), list(roots)
    for node in waiting:
        yield telling.nodes[node]
        if not _ends(telling.nodes[node]):
            fresh = [part for part in telling.grounds(node) if part not in seen]
            seen.update(fresh)
            waiting += fresh


def leaves(steps: Iterable[GraphNode]) -> Iterator[GraphNode]:
    """Give those that others come down to, and the days counted on the way."""
    return (one for one in steps if _ends(one) or one.kind == "day calculation")


def _ends(node: GraphNode) -> bool:
    return own_id(node.id).startswith("fact ") or node.kind in _ENDS
