"""One stated fact of a case: its value read as the vocabulary says what it can be."""

from __future__ import annotations

from typing import Any

from kb.model.bounds import Bounds, earliest_of
from kb.model.case import NOT_YET, Contested, Stated, When
from kb.model.vocabulary import Fact, Vocabulary
from kb.source import codes
from kb.source.days import NoDay, Span, day_bounds
from kb.source.faults import Faults
from kb.source.wording import all_quoted, did_you_mean, nearest, quoted
from kb.source.yaml_nodes import At

HAPPENED = "happened"
NONE = "none"
_PARTICULARS = ("by", "evidence", "when", "because")
_MEANT = {
    "event": {
        "yes": HAPPENED,
        "true": HAPPENED,
        "no": NOT_YET,
        "false": NOT_YET,
        "none": NOT_YET,
        "never": NOT_YET,
    },
    "day": {"no": NONE, "false": NONE, "not yet": NONE},
    "other": {"true": "yes", "y": "yes", "false": "no", "n": "no"},
}
_BEGINNINGS = (*"0123456789", "..")  # of days, so that a sound case asks for no similar words
_UNKNOWN = ("unknown", "not known", "?", "tbc", "n/a", "")

MOST_LISTED = 200
"""How many entries a list of days or members may have."""


class FactReader:
    """Reads the facts of one case, noting faults; `today` is the ordinal of the assessment day."""

    def __init__(self, faults: Faults, vocabulary: Vocabulary, calendar: Span, today: int | None) -> None:
        self.faults, self.vocabulary, self.calendar, self.today = faults, vocabulary, calendar, today

    def facts(self, at: At) -> dict[str, Stated | Contested]:
        """Read a mapping of facts; those with a fault are left out."""
        written = self.faults.document.value(at)
        if written == "":
            return {}
        if not isinstance(written, dict):
            self.faults.add(codes.CASE_WRONG_SHAPE, "expected facts and their values", at)
            return {}
        read = {name: self.fact(name, value, (*at, name)) for name, value in written.items()}
        return {name: one for name, one in read.items() if one is not None}

    def fact(self, name: str, value: Any, at: At) -> Stated | Contested | None:
        """Read one fact, or note why it cannot be read."""
        kind = self.vocabulary.facts.get(name)
        if kind is None:
            help = did_you_mean(name, self.vocabulary.facts)
            self.faults.add(codes.CASE_UNKNOWN_FACT, f"unknown fact {quoted(name)}", at, key=True, help=help)
            return None
        if isinstance(value, dict) and "accounts" in value:
            return self._accounts(name, kind, value, at)
        if isinstance(value, dict):
            return self._with_particulars(name, kind, value, at)
        found = self._value(name, kind, value, at)
        return None if found is None else Stated(name, found, _as_text(value))

    def _accounts(self, name: str, kind: Fact, value: dict[str, Any], at: At) -> Contested | None:
        """Read what several accounts state of a fact: two or more, each somebody's, and no two the same."""
        for key in value:
            if key != "accounts":
                help = "beside `accounts` nothing is stated: who says so, and on what evidence, is part of each account"
                self.faults.add(
                    codes.CASE_UNKNOWN_KEY, f"unknown key {quoted(key)}", (*at, key), key=True, help=help
                )
        written = value["accounts"]
        if not isinstance(written, list) or not all(isinstance(one, dict) for one in written):
            help = "write it as `accounts: [{value: …, by: …}, {value: …, by: …}]`"
            self.faults.add(
                codes.CASE_WRONG_SHAPE,
                f"expected a list of accounts of `{name}`",
                (*at, "accounts"),
                help=help,
            )
            return None
        if len(written) < 2:
            message = f"`{name}` is contested, and has {len(written)} account{'' if written else 's'}"
            help = "write what is stated as its value, or the other account as well"
            self.faults.add(codes.ONE_ACCOUNT, message, (*at, "accounts"), help=help)
            return None
        read = [
            self._account(name, kind, one, (*at, "accounts", number)) for number, one in enumerate(written)
        ]
        found = tuple(one for one in read if one is not None)
        for number, one in enumerate(found):
            if any(one.value == other.value for other in found[:number]):
                message = f"two accounts of `{name}` say the same"
                self.faults.add(codes.SAME_ACCOUNT, message, (*at, "accounts", number), help="write it once")
        return Contested(name, found) if len(found) == len(written) else None

    def _account(self, name: str, kind: Fact, value: dict[str, Any], at: At) -> Stated | None:
        if not value.get("by"):
            self.faults.add(codes.CASE_MISSING_KEY, "missing key `by`: an account is somebody's", at)
            return None
        return self._with_particulars(name, kind, value, at)

    def _with_particulars(self, name: str, kind: Fact, value: dict[str, Any], at: At) -> Stated | None:
        particulars = {
            key: self._particular(key, part, (*at, key)) for key, part in value.items() if key != "value"
        }
        when = self._when(particulars.get("when"), (*at, "when"))
        if "value" not in value:
            first = next(iter(value), None)
            place = at if first is None else (*at, first)
            self.faults.add(codes.CASE_MISSING_KEY, "missing key `value`", place, key=first is not None)
            return None
        if isinstance(value["value"], dict):
            self.faults.add(codes.CASE_WRONG_SHAPE, "expected a value, not a mapping", (*at, "value"))
            return None
        found = self._value(name, kind, value["value"], (*at, "value"))
        if found is None:
            return None
        by, evidence, _, because = (particulars.get(key) for key in _PARTICULARS)
        return Stated(name, found, _as_text(value["value"]), by, evidence, when, because)

    def _particular(self, key: str, value: Any, at: At) -> str | None:
        if key not in _PARTICULARS:
            help = did_you_mean(key, ("value", *_PARTICULARS))
            self.faults.add(codes.CASE_UNKNOWN_KEY, f"unknown key {quoted(key)}", at, key=True, help=help)
            return None
        if not isinstance(value, str):
            self.faults.add(codes.CASE_WRONG_SHAPE, f"expected text as `{key}`", at)
            return None
        return value or None

    def _when(self, text: str | None, at: At) -> When | None:
        days = self._day("when", text, at, happened=True) if text else None
        return When(text, days) if text and days else None

    def _value(
        self, name: str, kind: Fact, value: Any, at: At
    ) -> Bounds | bool | str | frozenset[str] | None:
        if isinstance(value, list):
            return self._list(name, kind, value, at)
        if kind.kind in ("event", "day"):
            return self._named_or_day(name, kind, value, at)
        if value not in kind.values:
            self._unknown_value(name, kind, value, at)
            return None
        return frozenset({value}) if kind.any_of else str(value)

    def _list(self, name: str, kind: Fact, value: list[Any], at: At) -> Bounds | frozenset[str] | None:
        if not all(isinstance(one, str) for one in value):
            self.faults.add(codes.CASE_WRONG_SHAPE, f"expected a plain list as `{name}`", at)
            return None
        if len(value) > MOST_LISTED:
            message = f"`{name}` lists {len(value)} entries, and {MOST_LISTED} are the most"
            self.faults.add(codes.CASE_WRONG_SHAPE, message, (*at, MOST_LISTED))
            return None
        for number, one in enumerate(value):
            if one in value[:number]:
                message = f"{quoted(one)} is listed twice"
                self.faults.add(codes.LISTED_TWICE, message, (*at, number))
        if kind.kind == "event":
            return self._days(name, value, at)
        if kind.any_of:
            return self._members(name, kind, value, at)
        self.faults.add(codes.CASE_WRONG_SHAPE, f"`{name}` has one value, not a list", at)
        return None

    def _days(self, name: str, value: list[str], at: At) -> Bounds | None:
        """Read the days of something that came more than once, where it is known that the first of them counts."""
        if value and not self.vocabulary.facts[name].recurs:
            self.faults.add(
                codes.SEVERAL_DAYS, f"`{name}` is given as a list, and it is not certain which of its days counts", at,
                help="state the day that counts; or, if each is a matter of its own, each under `heads`",
            )  # fmt: skip
            return None
        if not value:
            self.faults.add(
                codes.CASE_WRONG_SHAPE, f"`{name}` lists no day", at, help="if it has not happened: `not yet`"
            )
            return None
        read = [self._day(name, one, (*at, number), happened=True) for number, one in enumerate(value)]
        days = [one for one in read if one is not None]
        if len(days) < len(value):
            return None
        first = min(days, key=lambda one: one.hi)
        # a day that is the earliest for certain keeps its time of day
        return first if all(first.hi < one.lo for one in days if one is not first) else earliest_of(days)

    def _members(self, name: str, kind: Fact, value: list[str], at: At) -> frozenset[str] | None:
        for number, one in enumerate(value):
            if one not in kind.values:
                self._unknown_value(name, kind, one, (*at, number))
        return frozenset(value) if set(value) <= set(kind.values) else None

    def _named_or_day(self, name: str, kind: Fact, value: str, at: At) -> Bounds | bool | str | None:
        event = kind.kind == "event"
        if event and value == HAPPENED:
            return True
        if value == (NOT_YET if event else NONE):
            return value
        if not value.startswith(_BEGINNINGS):
            words = (HAPPENED, NOT_YET) if event else (NONE,)
            meant = _MEANT[kind.kind].get(value.lower()) or nearest(value, words)
            if meant or value.lower() in _UNKNOWN:
                self._unknown_value(name, kind, value, at, meant)
                return None
        return self._day(name, value, at, happened=event)

    def _day(self, name: str, value: str, at: At, *, happened: bool) -> Bounds | None:
        """Read a day; of something that happened, one that is not after the day of assessment."""
        try:
            bounds = day_bounds(value, self.calendar)
        except NoDay as error:
            self.faults.add(error.code, str(error), at, help=error.help)
            return None
        if happened and self.today is not None and bounds.lo > self.today:
            message = f"`{name}` is {quoted(value)}, after the day of assessment"
            self.faults.add(codes.AFTER_ASSESSMENT, message, at, help="what is still to come is `not yet`")
            return None
        if not happened and bounds.minutes is not None:
            help = f"write `{value[:10]}`"
            self.faults.add(codes.NOT_A_DAY, f"`{name}` is a whole day, not {quoted(value)}", at, help=help)
            return None
        return bounds

    def _unknown_value(self, name: str, kind: Fact, value: str, at: At, meant: str | None = None) -> None:
        values = kind.values or (("a day", HAPPENED, NOT_YET) if kind.kind == "event" else ("a day", NONE))
        meant = meant or _MEANT["other"].get(value.lower()) or nearest(value, kind.values)
        if value.lower() in _UNKNOWN:
            message, help = f"`{name}` has no value", "leave a fact out if it is not known"
        else:
            message = f"`{name}` cannot be {quoted(value)}"
            help = f"did you mean `{meant}`?" if meant in values else f"it can be {_offered(values)}"
        self.faults.add(codes.CASE_UNKNOWN_VALUE, message, at, help=help)


def _offered(values: tuple[str, ...]) -> str:
    if values[0] == "a day":
        return f"a day or {all_quoted(values[1:])}"
    return all_quoted(values)


def _as_text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
