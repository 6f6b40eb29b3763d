"""Norms and conditions, told to the person who complained: second person, no names of rules, days in words.

What is told is the vocabulary's; here it is only put together. A condition that the procedure itself settles is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explain.pages.norm_words import NormWords
from explain.words import listed
from kb.model import told
from kb.model.files import Extension, Norm, TimeLimit, name_of
from kb.model.periods import Period
from kb.model.policy import LinkedProcedure
from kb.model.tree import (
    All,
    AnyOf,
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
    No,
    Not,
    PeriodCases,
    Plus,
    Qualified,
    ReadingDay,
    Span,
    Stated,
    Yes,
)  # fmt: skip
from kb.model.truth import Truth, all_of

YOU = {"who": "you", "have": "have", "are": "are", "were": "were"}
THEY = {"have": "has", "are": "is", "were": "was"}


class Plainly:
    """Tells of one procedure."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Keep the procedure, whose vocabulary has the words."""
        self.procedure, self.vocabulary = procedure, procedure.vocabulary
        self.organisation = procedure.policy.organisation
        self.norms = NormWords(procedure)

    def fill(self, text: str, norm: str = "", side: str = "", value: str = "") -> str:
        """Fill the slots of a text of the vocabulary, and make each of its sentences one."""
        act = self.vocabulary.acts.get(norm)
        who = YOU if side == "complainant" else {"who": self.organisation, **THEY}
        filled = text.format_map(
            {"organisation": self.organisation, "name": self.norms.called(norm) if norm else "", "value": value, **who,
             "do": self._act(act.do) if act else "", "done": self._act(act.done) if act else "", "day": "the day named"}
        )  # fmt: skip
        return " ".join(f"{one[0].upper()}{one[1:]}." for one in told.sentences(filled))

    def _act(self, text: str) -> str:
        return text.format(organisation=self.organisation)

    def do(self, norm: str) -> str:
        """Give an act as a verb: what has to be done."""
        act = self.vocabulary.acts.get(norm)
        return self._act(act.do) if act else self.norms.called(norm)

    # --- limits ---

    def limit(self, norm: TimeLimit) -> Iterator[str]:
        """Say who has how long, from when, and how binding that is."""
        who = "you have" if norm.binds == "complainant" else f"{self.organisation} has"
        act = self.do(name_of(norm))
        for length, start, when in self._lengths(norm):
            yield _sentence(f"{who} {length} to {act}{f', if {when}' if when else ''}")
            if start:
                yield _sentence(f"the time runs from {start}")
        yield self.force(norm)

    def length(self, norm: TimeLimit) -> str:
        """Say how long a limit is and from when, for a table."""
        said = [
            f"{length}{f' if {when}' if when else ''}{f' from {start}' if start else ''}"
            for length, start, when in self._lengths(norm)
        ]
        return "; ".join(said)

    def force(self, norm: Norm) -> str:
        """Say how binding a norm is."""
        return self.fill(self.vocabulary.forces.get(getattr(norm, "force", ""), ""))

    def _lengths(self, norm: TimeLimit) -> list[tuple[str, str, str]]:
        """Give each length of a limit with its start and its condition; none where it does not matter."""
        first = f"{self._only(norm.target_from)} to " if norm.target_from is not None else ""
        if norm.within is not None:
            some = self._spans(norm.within)
            return [(f"{first}{length}", self.day(norm.of) if last else "", when)
                    for (length, when), last in zip(some, _lasts(some), strict=True)]  # fmt: skip
        assert norm.until is not None
        found = list(self._until(norm.until, ""))
        return [(f"{first}{length}", start, when) for length, start, when in found]

    def _until(self, day: Day, when: str) -> Iterator[tuple[str, str, str]]:
        match day:
            case ReadingDay(reading=reading):
                yield from self._until(self.norms.taken(reading), when)
            case Plus(period=period, from_=start):
                for length, own in self._spans(period):
                    yield length, self.day(start), own or when
            case DayCases(cases=cases, otherwise=otherwise):
                for case in cases:
                    if self.settled(case.when) is not Truth.FAILS:
                        yield from self._until(case.then, self.condition(case.when))
                yield from self._until(
                    otherwise, "none of this is so" if len(cases) > 1 else "that is not so"
                )
            case _:
                yield f"until {self.day(day)}", "", when

    def _spans(self, span: Span) -> list[tuple[str, str]]:
        if isinstance(span, Period):
            return [(str(span), "")]
        assert isinstance(span, PeriodCases)
        found = []
        for case in span.cases:
            truth = self.settled(case.when)
            if truth is Truth.HOLDS:
                return [*found, (str(case.then), "")]
            if truth is Truth.OPEN:
                found.append((str(case.then), self.condition(case.when)))
        return [*found, (str(span.otherwise), "not" if found else "")]

    def _only(self, span: Span) -> str:
        return self._spans(span)[0][0].removesuffix(" working days")

    def extension(self, norm: Extension) -> Iterator[str]:
        """Say whether there can be more time, how much, and under which condition."""
        act = self.do(name_of(norm))
        much = self._much(norm)
        when = (
            f", if {self.condition(norm.when)}" if norm.when is not None and self.condition(norm.when) else ""
        )
        yield _sentence(f"yes. {self.organisation} may take more time to {act}{when}")
        yield _sentence(much)

    def _much(self, norm: Extension) -> str:
        if norm.to is not None:
            return f"it then has up to {self.norms.span(norm.to)} in all"
        if norm.by is not None:
            return f"it then has up to {self.norms.span(norm.by)} more"
        return (
            "the policy sets no end to that"
            if norm.at_most is None
            else f"it ends on {self.day(norm.at_most)}"
        )

    # --- days and conditions ---

    def day(self, day: Day) -> str:
        """Name a day by what happens on it; of a passage that can be read in more than one way, the day that is taken."""
        match day:
            case ReadingDay(reading=reading):
                return self.day(self.norms.taken(reading))
            case Qualified(event=event):
                return self.day(Name(name=event))
            case Name(name=name) if "done" in self._told(name):
                return f"the day {self._act(self._told(name)['done'])}"
            case Name(name=name) if name in self.procedure.days and not self._told_as_day(name):
                return self.day(self.procedure.days[name].day)
            case LaterOf(later_of=parts):
                return f"the later of {listed([self.day(one) for one in parts], 'and')}"
            case EarlierOf(earlier_of=parts):
                return f"the earlier of {listed([self.day(one) for one in parts], 'and')}"
            case DayCases(cases=cases, otherwise=otherwise):
                some = [f"{self.day(one.then)} if {self.condition(one.when)}" for one in cases]
                return f"{', '.join(some)}, otherwise {self.day(otherwise)}"
            case _:
                return f"the {self.norms.day(day)}"

    def _told(self, name: str) -> dict[str, str]:
        fact = self.vocabulary.facts.get(name)
        return fact.told if fact is not None else {}

    def _told_as_day(self, name: str) -> bool:
        """Whether a day that is concluded has a name of its own, and is not only the day of an event."""
        return not isinstance(self.procedure.days[name].day, Name | Qualified)

    def settled(self, condition: Condition) -> Truth:
        """Say whether the procedure itself settles a condition: which procedure it is about."""
        match condition:
            case Holds(name=name, values=values):
                return ~all_of(~self._value_settled(name, value) for value in values)
            case Not(not_=part):
                return ~self.settled(part)
            case All(all=parts):
                return all_of(map(self.settled, parts))
            case AnyOf(any=parts):
                return ~all_of(~self.settled(part) for part in parts)
            case _:
                return Truth.OPEN

    def _value_settled(self, name: str, value: str) -> Truth:
        plan = self.procedure.conclusions.get(name)
        if plan is None or value == "any":
            return Truth.OPEN
        if plan.kind.of == "procedures":
            return Truth.HOLDS if self.procedure.name == value else Truth.FAILS
        rules = self.procedure.rules_for.get((name, value), ())
        truths = [self.settled(rule.when) if rule.when is not None else Truth.HOLDS for rule in rules]
        failing = all(one is Truth.FAILS for one in truths) and not (
            plan.otherwise and plan.otherwise.value == value
        )
        return Truth.FAILS if failing else Truth.OPEN

    def condition(self, condition: Condition) -> str:
        """Say a condition as part of a sentence, without what the procedure settles."""
        match condition:
            case All(all=parts):
                return self._joined(parts, "and", Truth.HOLDS)
            case AnyOf(any=parts):
                return self._joined(parts, "or", Truth.FAILS)
            case Happened(happened=Name(name=name)) if "done" in self._told(name):
                return self._act(self._told(name)["done"])
            case Yes(yes=fact) | No(no=fact):
                found = self.vocabulary.facts[fact].told.get(
                    "yes" if isinstance(condition, Yes) else "no", ""
                )
                return self._act(found)
            case Is():
                fact = self.vocabulary.facts[condition.fact]
                values = listed([fact.worded(one) for one in condition.values], "or")
                return fact.told.get(told.VALUED, "{value}").format(
                    organisation=self.organisation, value=values
                )
            case Includes():
                fact = self.vocabulary.facts[condition.fact]
                worded = fact.worded(condition.member)
                return fact.told.get(told.VALUED, "{value}").format(
                    organisation=self.organisation, value=worded
                )
            case Holds(name=name, values=(value,)) if value != "any":
                said = self.concluded(name, value).removesuffix(".")
                return f"{said[:1].lower()}{said[1:]}" if said else self.norms.words.condition(condition)
            case Not(not_=Happened(happened=Name(name=name))) if name in self.vocabulary.facts:
                return self._act(self.vocabulary.facts[name].told.get("not-yet", ""))
            case Stated(stated=name):
                return (
                    self.vocabulary.facts[name]
                    .told.get("named", "")
                    .format(organisation=self.organisation, day="a day that was named")
                )
            case _:
                return self.norms.words.condition(condition)

    def _joined(self, parts: tuple[Condition, ...], word: str, needless: Truth) -> str:
        some = [self.condition(one) for one in parts if self.settled(one) is not needless]
        return listed(some, word) if some else ""

    def concluded(self, name: str, value: str, side: str = "") -> str:
        """Tell a value of a conclusion; nothing where the vocabulary has no words for it."""
        plan = self.procedure.conclusions.get(name)
        kind: Any = plan.kind if plan is not None else None
        if kind is None:
            return ""
        text = kind.told.get(value, "")
        return (
            self.fill(text, name.rpartition(".")[0], side, self.norms.words.value(name, value))
            if text
            else ""
        )


def _lasts(some: list[Any]) -> list[bool]:
    return [number == len(some) - 1 for number in range(len(some))]


def _sentence(text: str) -> str:
    return " ".join(f"{one[0].upper()}{one[1:]}." for one in told.sentences(text))
