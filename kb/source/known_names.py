"""What a rule file may name, and the messages for names that are unknown or of another kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import Any

from kb.model.vocabulary import YES_NO, ConclusionKind, Fact, Vocabulary
from kb.source import codes
from kb.source.codes import Code
from kb.source.conclusions import conclusion_kinds, values_of
from kb.source.faults import Faults
from kb.source.wording import all_quoted, did_you_mean, proposed, quoted
from kb.source.yaml_nodes import At, Document

SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
OF_FILES = re.compile(SNAKE.pattern.replace("_", "[-_]"))
SPELLING = "names are lower-case words joined by `_`"
SPELLING_OF_FILES = "names of folders and files are lower-case words joined by `-` or `_`"
LONGEST = 100
"""How many letters a name may have: what a file system has room for, with what is put before and after it."""
PAGES = ("index", "readme")
"""What a web server shows for a whole folder: no page of one thing in it can have that name."""
KINDS = {
    "event": "an event",
    "day": "a named day",
    "circumstance": "a circumstance",
    "judgement": "a judgement",
    "decision": "a decision",
}


class KnownNames:
    """The facts, conclusions, norms and readings that one file may name.

    In a `template` (conventions), names that begin with `its.` stand for something of a norm, and are passed
    over.
    """

    def __init__(
        self, document: Document, vocabulary: Vocabulary, norms: Iterable[str], *, template: bool
    ) -> None:
        self.faults = Faults(document)
        self.vocabulary, self.template = vocabulary, template
        self.norms = tuple(norms)
        self.conclusions = conclusion_kinds(vocabulary, self.norms)
        self.readings: dict[str, str] = {}  # by name: whether it is of a day or of a condition

    def skips(self, name: Any) -> bool:
        """Whether a name stands for something of the norm that a convention is applied to."""
        return self.template and isinstance(name, str) and name.startswith("its.")

    def fact(
        self, name: str, at: At, expected: str, is_right: Callable[[Fact], bool], *, key: bool = False
    ) -> Fact | None:
        """Give the fact of this name if it is one of the right kind."""
        if self.skips(name):
            return None
        fact = self.vocabulary.facts.get(name)
        if fact is None:
            right = [one for one, fact in self.vocabulary.facts.items() if is_right(fact)]
            self.unknown(codes.UNKNOWN_FACT, "fact", name, right, at, key=key)
        elif not is_right(fact):
            self.wrong_kind(name, _described(fact), expected, at, key=key)
            return None
        return fact

    def fact_value(self, name: str, fact: Fact, value: str, at: At) -> None:
        """Check a value of a fact."""
        if value not in fact.values and not self.skips(value):
            message = f"`{name}` cannot be {quoted(value)}"
            self.faults.add(codes.UNKNOWN_FACT_VALUE, message, at, help=proposed(value, fact.values))

    def conclusion(self, name: str, at: At) -> ConclusionKind | None:
        """Give the kind of a conclusion, if there is one of this name."""
        if self.skips(name):
            return None
        kind = self.conclusions.get(name)
        if kind is None:
            self.unknown(codes.UNKNOWN_CONCLUSION, "conclusion", name, self.conclusions, at, key=True)
        return kind

    def conclusion_value(self, name: str, kind: ConclusionKind, value: str, at: At) -> None:
        """Check a value of a conclusion."""
        values = values_of(kind, self.vocabulary, self.norms)
        if values and value not in values and not self.skips(value):
            message = f"`{name}` cannot be {quoted(value)}"
            self.faults.add(codes.UNKNOWN_CONCLUSION_VALUE, message, at, help=proposed(value, values))

    def reading(self, name: str, at: At, expected: str) -> None:
        """Check the name of a reading, of a day or of a condition."""
        kind = self.readings.get(name)
        if kind is None:
            self.unknown(codes.UNKNOWN_READING, "reading", name, self.readings, at)
        elif kind != expected:
            self.wrong_kind(name, f"a reading of a {kind}", f"a reading of a {expected}", at)

    def unknown(
        self, code: Code, what: str, name: str, known: Collection[str], at: At, *, key: bool = False
    ) -> None:
        """Note a name that is not declared."""
        if not self.skips(name):
            self.faults.add(
                code, f"unknown {what} {quoted(name)}", at, key=key, help=did_you_mean(name, known)
            )

    def wrong_kind(self, name: str, found: str, expected: str, at: At, *, key: bool = False) -> None:
        """Note a name of another kind than the one expected."""
        message = f"`{name}` is {found}, and {expected} is expected here"
        self.faults.add(codes.WRONG_KIND, message, at, key=key)


def misnamed(name: str, what: str, *, file: bool = False) -> tuple[Code, str, str] | None:
    """Say what is wrong with a name that a page of the site is called by: code, message and help; nothing if it can stand.

    So it has no letters that one file system tells apart and another does not, and no signs that mean something in an
    address, and it is not too long for a file. One that only a `file` or a folder has, and no rule, can have its words
    joined in either way.
    """
    if not (OF_FILES if file else SNAKE).fullmatch(name):
        help = SPELLING_OF_FILES if file else SPELLING
        return codes.NAME_SPELLING, f"{quoted(name)} is not spelled as a name", help
    if len(name) > LONGEST:
        message = f"{quoted(name)} has {len(name)} letters, and a name has {LONGEST} at most"
        return codes.NAME_SPELLING, message, "give it a shorter name"
    if name in PAGES:
        message = f"{what} cannot be called {quoted(name)}: that is what the list of a folder is called"
        return codes.RESERVED, message, "give it another name"
    return None


def _described(fact: Fact) -> str:
    """Say what a fact is, with its values where a circumstance or judgement is not yes or no."""
    if fact.kind not in ("circumstance", "judgement") or fact.values == YES_NO:
        return KINDS[fact.kind]
    return f"{KINDS[fact.kind]} ({'any' if fact.any_of else 'one'} of {all_quoted(fact.values)})"


def _entries(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _listed(value: Any, at: At) -> list[tuple[str, At]]:
    """Give the names in a list, or the one name that stands in its place, each with where it is."""
    if isinstance(value, str):
        return [(value, at)]
    return [(one, (*at, number)) for number, one in enumerate(value) if isinstance(one, str)]
