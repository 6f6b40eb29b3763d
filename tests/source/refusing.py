"""What tests of refused policies share: a tiny policy, the header of a part, and where a message points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kb.model.diagnostics import Diagnostic

TINY = Path(__file__).parents[1] / "policies"
NO_SHA = "0" * 64
HEADER = """part: main
clauses:
  - clause: one
    heading: One
    source: {lines: [1], sha256: %s}
    gist: A clause.
    rules:
"""
Refusal = Callable[..., tuple[Diagnostic, ...]]


TwoProcedures = Callable[[list[str], list[str]], tuple[Diagnostic, ...]]


def place_of(one: Diagnostic) -> tuple[str, str]:
    """Give the file that a message points at, and the words in it."""
    place = one.place
    return Path(place.path).name, place.text[place.column - 1 :][: place.length]
