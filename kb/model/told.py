"""How the person who complained is told of facts, acts and conclusions: short texts with slots, by what is so."""

from __future__ import annotations

import re

from kb.model.record import Node

Told = dict[str, str]
"""Texts by what they are said of: a value, or one of the keys below. No capital and no stop: they begin a sentence."""

ORGANISATION, NAME, VALUE, DAY = "organisation", "name", "value", "day"
ACTOR = ("who", "have", "are", "were")
"""Whoever acts, and the verbs that go with it, spelled as for `you`: `{who} {have} not answered`."""
ACT = ("do", "done")
NONE, OPEN, EACH, YOURS, LATE, NEVER, UNKNOWN = "none", "open", "each", "yours", "overdue", "never", "unknown"
BY_KIND = {"event": ("done", "not-yet"), "day": ("named", NONE)}
VALUED = "is"
_SLOT = re.compile(r"\{([^{}]*)\}")


class Act(Node):
    """An act as a verb: what somebody has to `do`, and what that person has then `done`."""

    do: str
    done: str


def slots(text: str) -> list[str]:
    """Give the names between braces."""
    return _SLOT.findall(text)


def sentences(text: str) -> list[str]:
    """Give the sentences of a text, each without its stop."""
    return [one for one in re.split(r"\.\s+", text.rstrip(".")) if one]
