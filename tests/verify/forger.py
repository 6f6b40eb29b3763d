"""What forges a determination: it picks a place by chance, and changes something there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

Json = dict[str, Any]
T = TypeVar("T")
Forge = Callable[["Forger"], str]
FORGERIES: dict[str, Forge] = {}


class NotHere(Exception):
    """The determination has nothing that could be forged in this way."""


def forgery(forge: Forge) -> Forge:
    """Name a way of forging after the function that does it."""
    FORGERIES[forge.__name__] = forge
    return forge


class Forger:
    """Forges one head of a determination; what it picks is decided by chance."""

    def __init__(self, record: Json, rng: Random) -> None:
        self.record, self.rng = record, rng
        self.head: Json = rng.choice(record["heads"])
        self.graph: Json = self.head["graph"]
        self.below: dict[str, list[str]] = {}
        for one, other in self.graph["edges"]:
            self.below.setdefault(one, []).append(other)
        self.nodes: dict[str, Json] = {node["id"]: node for node in self.graph["nodes"]}
        self.linked = {*self.below, *(other for _, other in self.graph["edges"])}

    def pick(self, some: Iterable[T]) -> T:
        """Pick one, if there is any."""
        found = list(some)
        if not found:
            raise NotHere
        return self.rng.choice(found)

    def node(self, *kinds: str, truth: str | None = None, named: str = "") -> Json:
        """Pick a node of a kind, that something leads to or that rests on something."""
        return self.pick(
            node for node in self.nodes.values()
            if node["kind"] in kinds and truth in (None, node["truth"]) and own(node["id"]).startswith(named)
            and node["id"] in self.linked
        )  # fmt: skip

    def edge(self, above: str = "", below: str = "") -> list[str]:
        """Pick an edge by what the ids of its ends begin with."""
        edges: list[list[str]] = self.graph["edges"]
        return self.pick(
            one for one in edges if own(one[0]).startswith(above) and own(one[1]).startswith(below)
        )

    def conclusion(self, fits: Callable[[Json], Any] = lambda one: True) -> Json:
        """Pick the record of a conclusion."""
        return self.pick(one for one in self.head["conclusions"] if fits(one))

    def without(self, edge: list[str]) -> str:
        """Take an edge away, and give the step that it led from."""
        self.graph["edges"].remove(edge)
        return edge[0]

    def add(self, id_: str, kind: str, label: str, above: str, **more: Any) -> str:
        """Add a node below another."""
        node = {"id": id_, "kind": kind, "label": label, "truth": None, "particulars": {}, **more}
        self.graph["nodes"].append(node)
        self.graph["edges"].append([above, id_])
        return id_


def own(id_: str) -> str:
    """Give an id without the account and the procedure that it stands under."""
    id_ = re.sub(r"^account \d+/", "", id_)
    first, slash, rest = id_.partition("/")
    return rest if slash and " " not in first else id_


def prefix(id_: str) -> str:
    """Give the account and the procedure that an id stands under."""
    return id_.removesuffix(own(id_))


def answer(one: Json) -> str:
    """Give the step of a conclusion by its record."""
    return f"conclusion {one['name']}"


def later(text: str) -> str:
    """Give the day after one."""
    return (date.fromisoformat(text[:10]) + timedelta(days=1)).isoformat()
