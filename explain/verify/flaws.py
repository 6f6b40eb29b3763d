"""How what is at fault in a trace is said: the step, what the trace claims of it, and what follows instead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kb.model.verification import Fault, Flaw

_MOST = 160


class Flaws:
    """The flaws found in one head of a trace."""

    def __init__(self, head: str | None) -> None:
        """Begin with none."""
        self.head = head
        self.found: list[Flaw] = []

    def add(
        self, fault: Fault, node: str, message: str, claims: object = "", follows: object = "", part: str = ""
    ) -> None:
        """Note a flaw."""
        claimed, due = plain(claims), plain(follows)
        one = Flaw(
            head=self.head, node=node, fault=fault, part=part, message=message, claims=claimed, follows=due
        )
        self.found.append(one)

    def differs(self, fault: Fault, node: str, what: str, claims: Any, follows: Any, part: str = "") -> None:
        """Note that something is said to be one thing and is another, if that is so; `part` is its key."""
        if not same(claims, follows):
            said = f"{what} {told(claims)}, and what follows is {told(follows)}"
            self.add(fault, node, said, claims, follows, part)

    def __iter__(self) -> Iterator[Flaw]:
        """Give the flaws as they were found."""
        return iter(self.found)


def same(one: object, other: object) -> bool:
    """Whether two values are the same in JSON, where `1`, `1.0` and `true` are three."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def plain(value: object) -> str:
    """Give a value as text: text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def told(value: object) -> str:
    """Give a value for a message of one line: in backticks, and not all of it if it is long."""
    text = "nothing" if value is None or value in ([], {}) else plain(value)
    if text == "nothing":
        return text
    return f"`{text if len(text) <= _MOST else text[:_MOST] + '…'}`"
