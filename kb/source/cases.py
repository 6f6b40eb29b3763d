"""A case file, read against the vocabulary. Every fault of it is told at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from math import prod
from pathlib import Path
from typing import Any, Literal, cast

from kb.model.bounds import Bounds
from kb.model.case import NOT_YET, Case, Head, Stated, head_of
from kb.model.situation import FactConflict, situation_of
from kb.model.vocabulary import Vocabulary
from kb.source import codes
from kb.source.days import NoDay, Span, exact_day
from kb.source.facts import FactReader
from kb.source.faults import Faults
from kb.source.wording import did_you_mean, proposed, quoted
from kb.source.yaml_nodes import At, read

MOST_COMBINATIONS = 16
"""How many combinations of accounts of contested facts are tried."""

_OPTIONAL = ("record", "heads", "readings", "note")


def read_case(
    path: Path,
    vocabulary: Vocabulary,
    known_policies: Collection[str],
    first: date,
    last: date,
    shown_as: str | None = None,
) -> Case:
    """Read a case file; `first` and `last` are the ends of the calendar's range.

    Raises:
        Refused: the file cannot be used; with everything that is wrong with it.
    """
    document = read(path, shown_as)
    faults = Faults(document)
    case = CaseReader(faults, vocabulary, Span(first, last)).case(known_policies)
    faults.refuse()
    return case


class CaseReader:
    """Reads what a document says of a case; what is at fault is noted, and left out of what is given back."""

    def __init__(self, faults: Faults, vocabulary: Vocabulary, calendar: Span) -> None:
        self.faults, self.vocabulary, self.calendar = faults, vocabulary, calendar
        self.written: dict[str, Any] = {}

    def case(self, known_policies: Collection[str]) -> Case:
        """Read a case of its own, which names its policy.

        Raises:
            Refused: the document is no mapping, so nothing more can be said of it.
        """
        self._open("case", ("policy",))
        policy = self._text("policy")
        if policy and policy not in known_policies:
            help = proposed(policy, known_policies)
            self.faults.add(codes.UNKNOWN_POLICY, f"unknown policy {quoted(policy)}", ("policy",), help=help)
        return self._rest("case", policy)

    def example(self, policy: str, extra: Collection[str]) -> Case:
        """Read the case in an example, which stands in the folder of its policy and may have `extra` keys.

        Raises:
            Refused: as `case`.
        """
        self._open("example", (), extra)
        return self._rest("example", policy)

    def _open(self, title: str, required: tuple[str, ...], extra: Collection[str] = ()) -> None:
        data = self.faults.document.data
        if not isinstance(data, dict) or not data:
            self.faults.add(codes.CASE_WRONG_SHAPE, "expected the keys of a case and their values")
            self.faults.refuse()
        self.written = data
        needed = (title, *required, "assessed_on", "facts")
        for key in data:
            if key not in (*needed, *_OPTIONAL, *extra):
                help = did_you_mean(key, (*needed, *_OPTIONAL, *extra))
                self.faults.add(
                    codes.CASE_UNKNOWN_KEY, f"unknown key {quoted(key)}", (key,), key=True, help=help
                )
        for key in needed:
            if key not in data:
                self.faults.add(codes.CASE_MISSING_KEY, f"missing key `{key}`", (next(iter(data)),), key=True)

    def _rest(self, title: str, policy: str) -> Case:
        assessed_on = self._assessed_on()
        today = assessed_on.toordinal() if assessed_on else None
        heads = self._heads(FactReader(self.faults, self.vocabulary, self.calendar, today))
        self._text("note")
        record = self._record()
        case = Case(
            self._text(title), policy, assessed_on or self.calendar.first, heads, record, self._readings()
        )
        if assessed_on is not None:
            for head in heads:
                self._tell_contests(case, head)
        return case

    def _text(self, key: str) -> str:
        value = self.written.get(key)
        if isinstance(value, str) and (value.strip() or key == "note"):
            return value
        if value is not None:
            self._blank_or_wrong(key, value, "text")
        return ""

    def _blank_or_wrong(self, key: str, value: Any, expected: str) -> None:
        if value == "" or (isinstance(value, str) and not value.strip()):
            self.faults.add(codes.CASE_MISSING_KEY, f"`{key}` is blank", (key,), key=True)
        else:
            self.faults.add(codes.CASE_WRONG_SHAPE, f"expected {expected} as `{key}`", (key,))

    def _assessed_on(self) -> date | None:
        text = self._text("assessed_on")
        if not text:
            return None
        try:
            return exact_day(text, self.calendar)
        except NoDay as error:
            self.faults.add(error.code, str(error), ("assessed_on",), help=error.help)
            return None

    def _record(self) -> Literal["complete"] | None:
        record = self.written.get("record")
        if record == "complete":
            return "complete"
        if isinstance(record, str):
            message = f"`record` cannot be {quoted(record)}"
            self.faults.add(codes.CASE_UNKNOWN_VALUE, message, ("record",), help="it can be `complete`")
        elif record is not None:
            self._blank_or_wrong("record", record, "`complete`")
        return None

    def _readings(self) -> dict[str, str]:
        readings = self._mapping("readings")
        for name, choice in readings.items():
            if not isinstance(choice, str) or not choice:
                at = ("readings", name)
                self.faults.add(codes.CASE_WRONG_SHAPE, f"expected the name of a choice as `{name}`", at)
        return cast("dict[str, str]", readings)

    def _mapping(self, key: str) -> dict[str, Any]:
        value = self.written.get(key, "")
        if isinstance(value, dict):
            return value
        if value != "":
            self.faults.add(codes.CASE_WRONG_SHAPE, f"expected names and their values as `{key}`", (key,))
        return {}

    def _heads(self, reader: FactReader) -> tuple[Head, ...]:
        shared = reader.facts(("facts",)) if "facts" in self.written else {}
        heads = self._mapping("heads")
        if not heads:
            return (head_of(None, shared),)
        return tuple(head_of(name, shared | reader.facts(("heads", name))) for name in heads)

    def _tell_contests(self, case: Case, head: Head) -> None:
        """Note facts that come out of order under any accounts; too many accounts are noted instead."""
        count = prod(len(one.accounts) for one in head.contested.values())
        if count > MOST_COMBINATIONS:
            last = list(head.contested)[-1]
            message = f"the contested facts have {count} combinations of accounts, and {MOST_COMBINATIONS} are the most"
            help = "settle some of them first"
            self.faults.add(codes.TOO_MANY_ACCOUNTS, message, self._at(head, last), key=True, help=help)
            return
        for one in head.by_account():
            self._tell_conflicts(case, one)

    # --- the order of events

    def _tell_conflicts(self, case: Case, head: Head) -> None:
        """Note all facts of a head that come out of order; each is left out before looking for the next."""
        facts = dict(head.facts)
        while True:
            try:
                situation_of(case, replace(head, facts=facts), self.vocabulary)
            except FactConflict as conflict:
                later = self._out_of_order(conflict, head, facts)
                if later is None:
                    return
                del facts[later]
            else:
                return

    def _out_of_order(self, conflict: FactConflict, head: Head, facts: dict[str, Stated]) -> str | None:
        """Note a conflict at the later fact; give its name."""
        in_order = [one for one in self.vocabulary.in_order if one in facts]
        before = [one for one in in_order if self._follows(conflict.earlier, one)]
        after = [
            one for one in in_order if self._follows(one, conflict.later) and facts[one].value != NOT_YET
        ]
        earlier = max(before, key=lambda one: _first_day(facts[one]), default=None)
        later = min(after, key=lambda one: _last_day(facts[one]), default=None)
        if earlier is None or later is None:
            return None
        place = self.faults.document.place(self._at(head, earlier), key=True)
        message = f"`{later}` is {quoted(facts[later].text)}, and so cannot follow `{earlier}`"
        help = f"`{earlier}` is {quoted(facts[earlier].text)} on line {place.line}"
        self.faults.add(codes.OUT_OF_ORDER, message, self._at(head, later), help=help)
        return later

    def _at(self, head: Head, name: str) -> At:
        own: At = ("heads", head.name or "", name)
        written = self.written.get("heads")
        facts = written.get(head.name) if isinstance(written, dict) else None
        return own if isinstance(facts, dict) and name in facts else ("facts", name)

    def _follows(self, one: str, name: str) -> bool:
        """Whether an event is another, or follows it, if only by way of others."""
        return one == name or any(
            self._follows(before, name) for before in self.vocabulary.facts[one].follows
        )


def _first_day(stated: Stated) -> float:
    if isinstance(stated.value, Bounds):
        return stated.value.lo
    return float("inf") if stated.value == NOT_YET else float("-inf")


def _last_day(stated: Stated) -> float:
    """Give the last day of an event; one that happened on a day unknown comes after all others."""
    if isinstance(stated.value, Bounds):
        return stated.value.hi
    return float("inf")
