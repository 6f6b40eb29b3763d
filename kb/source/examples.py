"""An example file: a case, and what is expected to follow from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from kb.model.example import EXPECTED_BASES, Example, Expectation
from kb.model.vocabulary import ConclusionKind, Vocabulary
from kb.source import codes
from kb.source.cases import CaseReader
from kb.source.codes import Code
from kb.source.conclusions import conclusion_kinds, values_of
from kb.source.days import NoDay, Span, exact_day
from kb.source.faults import Faults
from kb.source.wording import all_quoted, did_you_mean, proposed, quoted
from kb.source.yaml_nodes import At, read

_Word = Literal["open", "not-concluded", "conflict", "between"]
_KEYS = ("that", "because", "needs", "rests-on", "head")


def read_example(
    path: Path,
    policy: str,
    vocabulary: Vocabulary,
    first: date,
    last: date,
    norms: Collection[str] | None = None,
    shown_as: str | None = None,
) -> Example:
    """Read an example of a policy; `norms` are the names of its norms, else all that the vocabulary names.

    Raises:
        Refused: the file cannot be used; with everything that is wrong with it.
    """
    faults = Faults(read(path, shown_as))
    calendar = Span(first, last)
    case = CaseReader(faults, vocabulary, calendar).example(policy, ("expect", "tests"))
    heads = [head.name for head in case.heads if head.name is not None]
    known = tuple(vocabulary.names if norms is None else norms)
    reader = _Expectations(faults, vocabulary, known, calendar, heads)
    example = Example(
        case, reader.expectations(), reader.names(faults.document.data.get("tests", []), ("tests",))
    )
    faults.refuse()
    return example


class _Expectations:
    """Reads the expectations of one example, noting every fault."""

    def __init__(
        self, faults: Faults, vocabulary: Vocabulary, norms: tuple[str, ...], calendar: Span, heads: list[str]
    ) -> None:
        self.faults, self.vocabulary, self.norms, self.calendar = faults, vocabulary, norms, calendar
        self.heads = heads
        self.kinds: Mapping[str, ConclusionKind] = conclusion_kinds(vocabulary, norms)

    def expectations(self) -> tuple[Expectation, ...]:
        written = self.faults.document.data.get("expect")
        if not isinstance(written, list) or not written:
            what = "missing key `expect`" if written is None else "expected a list of expectations"
            code = codes.CASE_MISSING_KEY if written is None else codes.CASE_WRONG_SHAPE
            at: At = (next(iter(self.faults.document.data)),) if written is None else ("expect",)
            self.faults.add(code, what, at, key=True)
            return ()
        read = [self.expectation(one, ("expect", number)) for number, one in enumerate(written)]
        return tuple(one for one in read if one is not None)

    def expectation(self, written: Any, at: At) -> Expectation | None:
        if not isinstance(written, dict) or not written:
            self.wrong(at, "expected `that` and `because`")
            return None
        for key in written:
            if key not in _KEYS:
                help = did_you_mean(key, _KEYS)
                self.faults.add(
                    codes.CASE_UNKNOWN_KEY, f"unknown key {quoted(key)}", (*at, key), key=True, help=help
                )
        for key in ("that", "because"):
            if key not in written:
                first = (*at, next(iter(written)))
                self.faults.add(codes.CASE_MISSING_KEY, f"missing key `{key}`", first, key=True)
        that, because = written.get("that"), written.get("because")
        if because is not None and not (isinstance(because, str) and because.strip()):
            self.wrong((*at, "because"), "expected a line that says how this follows from the document")
        if not isinstance(that, dict) or len(that) != 1:
            if that is not None:
                self.wrong((*at, "that"), "expected one conclusion and what is expected of it")
            return None
        return self.whole(written, next(iter(that)), str(because), at)

    def whole(self, written: dict[str, Any], name: str, because: str, at: At) -> Expectation | None:
        """Read an expectation of which it is known that it is about one conclusion."""
        needs = self.names(written["needs"], (*at, "needs")) if "needs" in written else None
        rests_on = self.names(written["rests-on"], (*at, "rests-on")) if "rests-on" in written else None
        for one in needs or ():
            if one not in self.vocabulary.facts:
                help = did_you_mean(one, self.vocabulary.facts)
                self.faults.add(
                    codes.CASE_UNKNOWN_FACT, f"unknown fact {quoted(one)}", (*at, "needs"), help=help
                )
        for one in rests_on or ():
            self.choice(one, EXPECTED_BASES, (*at, "rests-on"), codes.CASE_UNKNOWN_VALUE, "`rests-on`")
        kind = self.kinds.get(name)
        place = (*at, "that", name)
        if kind is None:
            message, help = f"unknown conclusion {quoted(name)}", did_you_mean(name, self.kinds)
            self.faults.add(codes.EXPECTED_UNKNOWN_CONCLUSION, message, place, key=True, help=help)
            return None
        found = self.expected(name, kind, written["that"][name], place)
        if found is None:
            return None
        return Expectation(
            conclusion=name,
            because=because,
            place=self.faults.document.place(place, key=True),
            needs=needs,
            rests_on=rests_on,
            head=self.head(written.get("head"), (*at, "head")),
            **found,
        )

    def head(self, name: Any, at: At) -> str | None:
        if name is None:
            return None
        if not isinstance(name, str) or name not in self.heads:
            help = f"heads: {all_quoted(self.heads)}" if self.heads else "the example has no heads"
            self.faults.add(codes.UNKNOWN_HEAD, "there is no such head", at, help=help)
            return None
        return name

    def expected(self, name: str, kind: ConclusionKind, value: Any, at: At) -> dict[str, Any] | None:
        """Read what is expected: the outcome, with values or bounds."""
        if isinstance(value, str):
            if kind.type == "any-of":
                self.wrong(
                    at, f"`{name}` is a list: all members that are concluded are expected", code=_VALUE
                )
            else:
                self.value(name, kind, value, at)
            return {"outcome": "concluded", "values": (value,)}
        if isinstance(value, list):
            if kind.type != "any-of":
                self.wrong(at, f"`{name}` has one value, not a list", code=_VALUE)
            return {"outcome": "concluded", "values": self.values(name, kind, value, at), "listed": True}
        word = next(iter(value), "")
        if len(value) != 1 or word not in get_args(_Word):
            self.choice(
                word, get_args(_Word), (*at, word), codes.UNKNOWN_EXPECTATION, "an expectation", key=True
            )
            return None
        return self.worded(name, kind, word, value[word], (*at, word))

    def worded(self, name: str, kind: ConclusionKind, word: str, value: Any, at: At) -> dict[str, Any] | None:
        if word == "between":
            return self.between(name, kind, value, at)
        if value == "any":
            return {"outcome": word.replace("-", "_")}
        if word == "not-concluded" or not isinstance(value, list) or not value:
            choice = "`any`" if word == "not-concluded" else "`any` or a list of values"
            self.wrong(at, f"expected {choice} as `{word}`")
            return None
        return {"outcome": word, "values": self.values(name, kind, value, at)}

    def between(self, name: str, kind: ConclusionKind, value: Any, at: At) -> dict[str, Any] | None:
        ends = self.names(value, at)
        if kind.type != "day" or len(ends) != 2:
            self.wrong(at, "expected a first and a last day" if kind.type == "day" else f"`{name}` is no day")
            return None
        for number, one in enumerate(ends):
            if one != "..":
                self.day(one, (*at, number))
        return {"outcome": "open", "bounds": tuple(None if one == ".." else one for one in ends)}

    def values(self, name: str, kind: ConclusionKind, written: list[Any], at: At) -> tuple[str, ...]:
        names = self.names(written, at)
        for number, one in enumerate(names):
            self.value(name, kind, one, (*at, number))
        return names

    def value(self, name: str, kind: ConclusionKind, value: str, at: At) -> None:
        if kind.type == "day":
            if value != "never":
                self.day(value, at)
        elif values := values_of(kind, self.vocabulary, self.norms):
            self.choice(value, values, at, _VALUE, f"`{name}`")
        elif not value.strip():
            self.wrong(at, f"expected a value of `{name}`", code=_VALUE)

    def day(self, text: str, at: At) -> None:
        try:
            exact_day(text, self.calendar)
        except NoDay as error:
            code = _VALUE if error.code is codes.ASSESSED_ON_INEXACT else error.code
            self.faults.add(code, str(error), at, help=error.help)

    def names(self, written: Any, at: At) -> tuple[str, ...]:
        """Read a list of names, or one name in its place."""
        listed = [written] if isinstance(written, str) else written
        if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
            self.wrong(at, "expected a list of names")
            return ()
        return tuple(listed)

    def choice(
        self, value: str, known: Collection[str], at: At, code: Code, what: str, *, key: bool = False
    ) -> None:
        if value not in known:
            self.faults.add(
                code, f"{what} cannot be {quoted(value)}", at, key=key, help=proposed(value, known)
            )

    def wrong(self, at: At, message: str, *, code: Code = codes.CASE_WRONG_SHAPE) -> None:
        self.faults.add(code, message, at)


_VALUE = codes.EXPECTED_UNKNOWN_VALUE
