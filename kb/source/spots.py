"""A place in a file where something can be found fault with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kb.model.diagnostics import Diagnostic
from kb.source.codes import Code
from kb.source.faults import within
from kb.source.wording import visible
from kb.source.yaml_nodes import At, Document


@dataclass(frozen=True)
class Spot:
    """A place in a file; `applied` names what a convention is applied to there."""

    document: Document
    at: At
    key: bool = False
    applied: str = ""

    def found(self, code: Code, message: str, help: str = "") -> Diagnostic:
        """Say what is wrong here; unless there is better help, what mends it in general."""
        place = self.document.place(self.at, key=self.key)
        inside = within(self.document, self.at) + (
            f", applied to {visible(self.applied)}" if self.applied else ""
        )
        return Diagnostic(
            code.id, visible(message), place, inside, visible(help) or spoken(code.mend), code.level
        )

    def below(self, *names: str) -> Spot:
        """Give where the first of some names stands in here, or this place where none does."""
        value = self.document.value(self.at)
        for name in names:
            if (found := _way_to(value, name)) is not None:
                way, key = found
                return Spot(self.document, (*self.at, *way), key, self.applied)
        return self


def _way_to(value: Any, name: str) -> tuple[At, bool] | None:
    """Find a key or a text in a value; say how to get there, and whether it is a key."""
    if value == name:
        return (), False
    if isinstance(value, dict) and name in value:
        return (name,), True
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        if (found := _way_to(part, name)) is not None:
            return (step, *found[0]), found[1]
    return None


def spoken(sentence: str) -> str:
    """Give a sentence as messages have it: in lower case, without the full stop."""
    return sentence[0].lower() + sentence[1:].removesuffix(".")
