"""An example: a case with what must follow from it, each expectation worked out from the document by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb.model.case import Case
from kb.model.diagnostics import Place

EXPECTED_BASES = ("text", "convention", "reading", "presumption", "judgement", "decision", "silence")
"""What a conclusion can rest on."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of one conclusion, and the line that says how it follows from the document.

    `values`: concluded: the one value (a day as `2024-06-18`) or, where `listed`, exactly the members
    concluded; open: the values still possible; conflict: the values that clash. None: any. `bounds`: of an
    open day, its first and last possible day (None: no bound). `needs` is exactly what it waits for,
    `rests_on` exactly what it rests on; None where the example does not say. `head` is the head of the case,
    None for all of them.
    """

    conclusion: str
    outcome: Literal["concluded", "open", "not_concluded", "conflict"]
    because: str
    place: Place
    values: tuple[str, ...] | None = None
    listed: bool = False
    bounds: tuple[str | None, str | None] | None = None
    needs: tuple[str, ...] | None = None
    rests_on: tuple[str, ...] | None = None
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A case and its expectations; `tests` names the clauses, rules or readings that it is there to test."""

    case: Case
    expectations: tuple[Expectation, ...]
    tests: tuple[str, ...] = ()
