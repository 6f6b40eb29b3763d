"""Words for days, conditions and facts. No sentence here says more than the node it is made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from explain.days import day_in_words, looks_like_a_day
from kb.model.bounds import EARLIEST, LATEST, Bounds, minutes_of, moment_at
from kb.model.determination import HeadRecord
from kb.model.files import UNNAMED
from kb.model.outcome import Need
from kb.model.policy import LinkedProcedure, either
from kb.model.situation import Known
from kb.model.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Day,
    DayCases,
    EarlierOf,
    Happened,
    Holds,
    Includes,
    Is,
    LaterOf,
    Name,
    NextWorkingDay,
    No,
    Not,
    OnDate,
    PeriodCases,
    Plus,
    Qualified,
    ReadingCondition,
    ReadingDay,
    Stated,
    Undecided,
    Yes,
    condition_tag,
)
from kb.model.truth import Truth
from kb.model.vocabulary import Fact

HOW = {
    "before": "before",
    "on-or-before": "on or before",
    "on": "on",
    "on-or-after": "on or after",
    "after": "after",
}


def bounds_in_words(bounds: Bounds) -> str:
    """Say a day as far as it is known."""
    if bounds.never:
        return "a day that never comes"
    if bounds.exact:
        return moment_in_words(bounds) if bounds.by_minute else day_in_words(bounds.lo)
    first, last = bounds.lo > EARLIEST, bounds.hi < LATEST
    if first and last:
        return f"a day from {day_in_words(bounds.lo)} to {day_in_words(bounds.hi)}"
    if first:
        return f"a day not before {day_in_words(bounds.lo)}"
    return f"a day not after {day_in_words(bounds.hi)}" if last else "a day not known"


def moment_in_words(bounds: Bounds) -> str:
    """Say one known day with its time of day, as far as that is known."""
    day = day_in_words(bounds.lo)
    first, last = map(moment_at, minutes_of(bounds))
    if bounds.timed:
        twice = first.replace(fold=0).utcoffset() != first.replace(fold=1).utcoffset()
        return f"{first:%H:%M}{f' {first:%Z}' if twice else ''} on {day}"
    if (first.hour, first.minute) == (last.hour, last.minute):
        return f"{first:%H:%M} on {day}, which the clocks showed twice"
    return f"some time on {day}"


def words_of(head: HeadRecord, procedures: Mapping[str, LinkedProcedure]) -> Words:
    """Give the words for what was found of a head: of its procedure, or of all those it may go by."""
    return Words(either([procedures[name] for name in head.procedures]))


def as_written(text: str, fact: Fact) -> str:
    """Say what a case states of a fact, from how it is written there."""
    if fact.values:
        return (
            listed([fact.worded(one) for one in text.split(", ")], "and") if text else "nothing of the list"
        )
    return day_in_words(text) if looks_like_a_day(text) else text


_DENIES = re.compile(
    r"\b(?:no(?!$)|not|none|never|nobody|nothing|cannot|lacks)\b"
)  # `no` alone is plain enough


def listed(parts: list[str], last: str) -> str:
    """Join parts as in speech: a, b or c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def denied(values: list[str]) -> str:
    """Say that something has none of some values; of one that is itself a denial, so that nobody reads the opposite."""
    if len(values) > 1:
        return f"none of these: {listed(values, 'or')}"
    return f"{'anything but' if _DENIES.search(values[0]) else 'not'} {values[0]}"


class Words:
    """The words of one procedure."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Keep the procedure, whose vocabulary has the labels."""
        self.procedure = procedure
        self.facts = procedure.vocabulary.facts
        self._values: dict[tuple[str, str], str] = {}
        self._conditions: dict[tuple[str, Truth], str] = {}

    def known(self, known: Known) -> str:
        """Say what is known of a fact."""
        fact = self.facts[known.name]
        if fact.kind == "event":
            return f"{fact.label}: {self._event(known)}"
        if fact.kind == "day":
            named = {Truth.HOLDS: bounds_in_words(known.bounds), Truth.FAILS: "none", Truth.OPEN: "not known"}
            return f"{fact.label}: {named[known.status]}"
        if known.members is not None:
            some = [fact.worded(member) for member in fact.values if member in known.members]
            return f"{fact.label}: {listed(some, 'and') if some else 'nothing of the list'}"
        if known.status is Truth.OPEN:
            return f"{fact.label}: not known"
        return f"{fact.label}: {listed([fact.worded(one) for one in sorted(known.possible)], 'or')}"

    def missing(self, need: Need, known: Known) -> str:
        """Name what is missing, where a fact is known as far as this."""
        label = self.facts[need.name].label
        if need.kind == "event to come" and known.status is Truth.HOLDS:
            return f"{label}, in a way that counts"  # it has happened, but not as the rule asks for
        if need.kind == "time of day" and known.bounds.minutes:  # a minute that the clocks showed twice
            first, last = map(moment_at, minutes_of(known.bounds))
            return f"{label}: whether at {first:%H:%M %Z} or at {last:%H:%M %Z}"
        return label

    def _event(self, known: Known) -> str:
        match known.status:
            case Truth.FAILS:
                return "not yet"
            case Truth.OPEN:
                return "not known"
            case Truth.HOLDS:
                return (
                    bounds_in_words(known.bounds._replace(by_minute=known.bounds.minutes is not None))
                    if known.bounds.lo > EARLIEST
                    else "on or before " + day_in_words(known.bounds.hi)
                )

    # --- days ---

    def day(self, day: Day) -> str:
        """Name a day."""
        match day:
            case Name(name=name):
                return self.named(name)
            case OnDate(date=on):
                return day_in_words(on)
            case LaterOf(later_of=parts):
                return f"the later of {listed([self.day(part) for part in parts], 'and')}"
            case EarlierOf(earlier_of=parts):
                return f"the earlier of {listed([self.day(part) for part in parts], 'and')}"
            case Plus(period=period, counted=counted, from_=start, paused=pause):
                length = "the period" if isinstance(period, PeriodCases) else str(period)
                still = f" (paused from {self.day(pause.from_)} to {self.day(pause.until)})" if pause else ""
                return f"{length} {counted} {self.day(start)}{still}"
            case NextWorkingDay(next_working_day=start, cut_off=cut_off):
                by = f" (if it came by {cut_off})" if cut_off else ""
                return f"{self.day(start)}{by}, or the next working day"
            case Qualified(event=event, provided=provided):
                return f"{self.facts[event].label} ({self.inline(provided)})"
            case DayCases(cases=cases, otherwise=otherwise):
                some = [f"{self.day(case.then)} if {self.inline(case.when)}" for case in cases]
                return f"{', '.join(some)}, otherwise {self.day(otherwise)}"
            case ReadingDay(reading=reading):
                return f"the day from which time counts ({reading.replace('_', ' ')})"
        assert_never(day)

    def named(self, name: str) -> str:
        """Name a day by its name."""
        if name == "assessed_on":
            return "the day of assessment"
        if name == "never":
            return "no day at all"
        if name in self.procedure.conclusions:
            return self.conclusion(name)
        return self.facts[name].label

    def conclusion(self, name: str) -> str:
        """Name a conclusion."""
        plan = self.procedure.conclusions.get(name)
        return plan.label if plan else name.replace("_", " ").replace(".", ": ")

    def important(self, name: str) -> bool:
        """Whether somebody may ask for a conclusion, or an officer must see it first, as the vocabulary marks it."""
        plan = self.procedure.conclusions.get(name)
        return plan is not None and (plan.kind.asked_for is not None or bool(plan.kind.warns))

    def value(self, name: str, value: str) -> str:
        """Say one value of a conclusion."""
        said = self._values.get((name, value))
        if said is None:
            said = self._values[name, value] = self._value(name, value)
        return said

    def _value(self, name: str, value: str) -> str:
        plan = self.procedure.conclusions.get(name)
        names = self.procedure.vocabulary.names
        if plan is None or plan.kind.of == "values":
            return plan.kind.worded(value) if plan else value.replace("_", " ")
        if plan.kind.of == "procedures":
            titles = {name: one.title for name, one in self.procedure.policy.procedures.items()}
            return {**titles, **plan.kind.values}[value]
        if plan.kind.of == "norms":
            label = self.facts[value].label if value in self.facts else value.replace("_", " ")
            return names.get(value, label)
        return self.part(value)

    def choice(self, reading: str, choice: str) -> str:
        """Name a way to read a passage; one without a name of its own by what is then taken."""
        taken = self.procedure.readings[reading].choices[choice]
        if choice != UNNAMED:
            return choice.replace("_", " ")
        return self.day(taken) if condition_tag(taken) is None else self.inline(taken)  # type: ignore[arg-type]

    def part(self, member: str) -> str:
        """Say a part that a document must have."""
        found = (fact.any_of[member] for fact in self.facts.values() if member in fact.any_of)
        return next(found, member.replace("_", " "))

    # --- conditions ---

    def condition(self, condition: Condition, truth: Truth = Truth.HOLDS) -> str:
        """Say a condition as holding, failing or open."""
        said = self._conditions.get((condition.key, truth))
        if said is None:
            said = self._conditions[condition.key, truth] = self._condition(condition, truth)
        return said

    def inline(self, condition: Condition) -> str:
        """Say a condition as holding inside a sentence, where nothing below it says what it is made of."""
        match condition:
            case All(all=parts):
                return " and ".join(map(self._bracketed, parts))
            case AnyOf(any=parts):
                return " or ".join(map(self._bracketed, parts))
            case Not(not_=All() | AnyOf() as part):
                return f"not so: ({self.inline(part)})"
            case _:
                return self.condition(condition)

    def _bracketed(self, part: Condition) -> str:
        said = self.inline(part)
        return f"({said})" if isinstance(part, All | AnyOf) else said

    def _condition(self, condition: Condition, truth: Truth) -> str:
        match condition:
            case All():
                said = {
                    Truth.HOLDS: "all of this is so",
                    Truth.FAILS: "not all of it is so",
                    Truth.OPEN: "all of it",
                }
                return said[truth]
            case AnyOf():
                said = {
                    Truth.HOLDS: "one of these is so",
                    Truth.FAILS: "none of these is so",
                    Truth.OPEN: "one of them",
                }
                return said[truth]
            case Not(not_=part):
                return self.condition(part, ~truth)
            case Happened(happened=day):
                return f"{self.day(day)}: {_said(truth, 'has happened', 'has not happened')}"
            case Compare(day=day):
                said_so = _said(truth, "is", "is not", "may or may not be")
                return f"{self.day(day)} {said_so} {HOW[condition.how]} {self.day(condition.other)}"
            case Yes(yes=fact):
                return f"{self.facts[fact].label}: {_said(truth, 'yes', 'not yes')}"
            case No(no=fact):
                return f"{self.facts[fact].label}: {_said(truth, 'no', 'not no')}"
            case Is():
                some = [self.facts[condition.fact].worded(one) for one in condition.values]
                said_so = _said(truth, listed(some, "or"), denied(some))
                return f"{self.facts[condition.fact].label}: {said_so}"
            case Undecided(undecided=name):
                return f"{self.facts[name].label}: {_said(truth, 'not yet made', 'made')}"
            case Includes():
                member = self.facts[condition.fact].worded(condition.member)
                return f"{self.facts[condition.fact].label}: {_said(truth, member, 'not ' + member)}"
            case Stated(stated=name):
                return f"{self.facts[name].label}: {_said(truth, 'was named', 'was not named')}"
            case Holds():
                return self._holds(condition, truth)
            case ReadingCondition(reading=name):
                return f"{name.replace('_', ' ')}: {_said(truth, 'so', 'not so')}"
        assert_never(condition)

    def _holds(self, condition: Holds, truth: Truth) -> str:
        name = self.conclusion(condition.name)
        if condition.values == ("any",):
            return f"{name}: {_said(truth, 'there is one', 'there is none')}"
        some = [self.value(condition.name, value) for value in condition.values]
        plan = self.procedure.conclusions.get(condition.name)
        own = plan.kind.denied.get(condition.values[0]) if plan and len(some) == 1 else None
        return f"{name}: {_said(truth, listed(some, 'or'), own or denied(some))}"


def _said(truth: Truth, holds: str, fails: str, open_: str = "not known") -> str:
    return {Truth.HOLDS: holds, Truth.FAILS: fails, Truth.OPEN: open_}[truth]
