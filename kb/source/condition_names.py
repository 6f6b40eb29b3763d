"""The walk over the names in conditions, days and periods, as a file writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kb.model.tree import COMPARISONS, condition_tag
from kb.model.vocabulary import YES_NO, Fact
from kb.source import codes
from kb.source.days import check_date
from kb.source.known_names import KINDS, KnownNames
from kb.source.yaml_nodes import At

DAYS_BY_NAME = ("assessed_on", "never")


class ConditionNames(KnownNames):
    """The names in conditions, days and periods."""

    def event(self, name: str, at: At) -> None:
        """Check the name of an event."""
        self.fact(name, at, "an event", lambda one: one.kind == "event")

    def discretion(self, name: str, at: At) -> None:
        """Check the name of an act of discretion."""
        self.fact(name, at, "a decision", lambda one: one.kind == "decision")

    def condition(self, value: Any, at: At) -> None:
        """Check the names in a condition."""
        kind = condition_tag(value) if isinstance(value, dict) else None
        if kind is not None:
            _CONDITIONS[kind](self, value, at)

    def conditions(self, value: dict[str, Any], at: At) -> None:
        """Check the parts of `all` or `any`."""
        key = "all" if "all" in value else "any"
        for number, part in enumerate(value[key]):
            self.condition(part, (*at, key, number))

    def negation(self, value: dict[str, Any], at: At) -> None:
        """Check what is denied."""
        self.condition(value["not"], (*at, "not"))

    def days(self, value: dict[str, Any], at: At) -> None:
        """Check the days that are compared, or that come."""
        for key in ("happened", "day", "done", "by", "passed", *COMPARISONS):
            if key in value:
                self.day(value[key], (*at, key))

    def yes_no(self, value: dict[str, Any], at: At) -> None:
        """Check the fact of `yes` or `no`."""
        for key in YES_NO:
            if key in value:
                self.fact(value[key], (*at, key), "a yes/no fact", _is_yes_no)

    def is_(self, value: dict[str, Any], at: At) -> None:
        """Check a fact and the values of which it may have one."""
        for name, values in entries(value["is"]):
            place = (*at, "is", name)
            fact = self.fact(name, place, "one of a list", _has_one_value, key=True)
            for one, where in listed(values, place):
                if fact is not None:
                    self.fact_value(name, fact, one, where)

    def includes(self, value: dict[str, Any], at: At) -> None:
        """Check a fact that is a list, and the member of it."""
        for name, member in entries(value["includes"]):
            place = (*at, "includes", name)
            fact = self.fact(name, place, "any of a list", lambda one: bool(one.any_of), key=True)
            if fact is not None:
                self.fact_value(name, fact, member, place)

    def stated(self, value: dict[str, Any], at: At) -> None:
        """Check the name of a day that is named."""
        self.fact(value["stated"], (*at, "stated"), "a named day", lambda one: one.kind == "day")

    def undecided(self, value: dict[str, Any], at: At) -> None:
        """Check the decision that is not made."""
        self.discretion(value["undecided"], (*at, "undecided"))

    def holds(self, value: dict[str, Any], at: At) -> None:
        """Check a conclusion and its values."""
        for name, values in entries(value["concluded"]):
            place = (*at, "concluded", name)
            kind = self.conclusion(name, place)
            for one, where in listed(values, place):
                if kind is not None and one != "any":
                    self.conclusion_value(name, kind, one, where)

    def reading_condition(self, value: dict[str, Any], at: At) -> None:
        """Check the reading that a condition depends on."""
        self.reading(value["reading"], (*at, "reading"), "condition")

    def span(self, value: Any, at: At) -> None:
        """Check the conditions in a period."""
        if isinstance(value, dict):
            for number, case in enumerate(value["cases"]):
                self.condition(case["when"], (*at, "cases", number, "when"))

    def day(self, value: Any, at: At) -> None:
        """Check the names in a day."""
        if isinstance(value, str):
            self.day_name(value, at)
            return
        for key in ("later-of", "earlier-of"):
            for number, part in enumerate(value.get(key, ())):
                self.day(part, (*at, key, number))
        self.span(value.get("period"), (*at, "period"))
        for key, check in _DAY_PARTS.items():
            if key in value:
                check(self, value[key], (*at, key))

    def day_cases(self, cases: Any, at: At) -> None:
        """Check the alternatives of a day."""
        for number, case in enumerate(cases):
            self.condition(case["when"], (*at, number, "when"))
            self.day(case["then"], (*at, number, "then"))

    def day_reading(self, name: str, at: At) -> None:
        """Check the reading that a day depends on."""
        self.reading(name, at, "day")

    def pause(self, value: Any, at: At) -> None:
        """Check the days between which a clock stands still."""
        for key in ("from", "until"):
            self.day(value[key], (*at, key))

    def date(self, text: str, at: At) -> None:
        """Check a date, which may be written rightly and yet lie outside the calendar."""
        if not self.skips(text):
            check_date(self.faults, text, at)

    def day_name(self, name: str, at: At) -> None:
        """Check a name that stands for a day."""
        if name in DAYS_BY_NAME or self.skips(name):
            return
        fact = self.vocabulary.facts.get(name)
        if fact is not None:
            if fact.kind not in ("event", "day"):
                self.wrong_kind(name, KINDS[fact.kind], "an event or a day", at)
        elif name in self.conclusions:
            if self.conclusions[name].type != "day":
                self.wrong_kind(name, "a conclusion that is no day", "a day", at)
        elif "." in name:
            self.unknown(codes.UNKNOWN_CONCLUSION, "conclusion", name, self.conclusions, at)
        else:
            days = [one for one, fact in self.vocabulary.facts.items() if fact.kind in ("event", "day")]
            self.unknown(codes.UNKNOWN_FACT, "fact", name, [*days, *DAYS_BY_NAME], at)


def _is_yes_no(fact: Fact) -> bool:
    return fact.kind in ("circumstance", "judgement") and fact.values == YES_NO


def _has_one_value(fact: Fact) -> bool:
    return bool(fact.values) and not fact.any_of


def entries(value: Any) -> list[tuple[str, Any]]:
    """Give the entries of a mapping; none where there is no mapping."""
    return list(value.items()) if isinstance(value, dict) else []


def listed(value: Any, at: At) -> list[tuple[str, At]]:
    """Give the names in a list, or the one name that stands in its place, each with where it is."""
    if isinstance(value, str):
        return [(value, at)]
    return [(one, (*at, number)) for number, one in enumerate(value) if isinstance(one, str)]


_CONDITIONS: dict[str, Callable[[ConditionNames, dict[str, Any], At], None]] = {
    "all": ConditionNames.conditions,
    "any": ConditionNames.conditions,
    "not": ConditionNames.negation,
    "happened": ConditionNames.days,
    "day": ConditionNames.days,
    "done": ConditionNames.days,
    "passed": ConditionNames.days,
    "yes": ConditionNames.yes_no,
    "no": ConditionNames.yes_no,
    "is": ConditionNames.is_,
    "includes": ConditionNames.includes,
    "stated": ConditionNames.stated,
    "undecided": ConditionNames.undecided,
    "concluded": ConditionNames.holds,
    "reading": ConditionNames.reading_condition,
}
_DAY_PARTS: dict[str, Callable[[ConditionNames, Any, At], None]] = {
    "name": ConditionNames.day_name,
    "date": ConditionNames.date,
    "from": ConditionNames.day,
    "paused": ConditionNames.pause,
    "next-working-day": ConditionNames.day,
    "cases": ConditionNames.day_cases,
    "otherwise": ConditionNames.day,
    "event": ConditionNames.event,
    "provided": ConditionNames.condition,
    "reading": ConditionNames.day_reading,
}
