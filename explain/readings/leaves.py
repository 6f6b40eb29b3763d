"""What a conclusion comes down to, nearest first: facts, counted days, presumptions, readings, silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explain.graph import own_id
from explain.why import Telling
from kb.model.determination import GraphNode, HeadRecord

_ENDS = ("reading", "silence", "presumption", "missing")


def leaves(head: HeadRecord, roots: Sequence[str], telling: Telling) -> Iterator[GraphNode]:
    """Give what nodes come down to, and the days counted on the way, those nearest to the nodes first."""
    seen, waiting = set(roots), list(roots)
    for node in waiting:
        own, one = own_id(node), telling.nodes[node]
        fact = own.startswith("fact ")
        if fact or one.kind in _ENDS or one.kind == "day calculation":
            yield one
        if fact or one.kind in _ENDS:
            continue
        fresh = [part for part in telling.grounds(node) if part not in seen]
        seen.update(fresh)
        waiting += fresh
