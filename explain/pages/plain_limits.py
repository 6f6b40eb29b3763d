"""Time limits and extensions, told to the person who complained: who has how long, from when, how binding that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explain.pages.plainly import Plainly, sentences
from explain.pages.sheet import Nested
from explain.words import listed
from kb.model.files import Extension, Norm, TimeLimit, name_of
from kb.model.periods import Counted, Period, Unit
from kb.model.record import nodes_in
from kb.model.tree import (
    Compare,
    Day,
    DayCases,
    EarlierOf,
    LaterOf,
    Name,
    PeriodCases,
    Plus,
    Qualified,
    ReadingDay,
    Span,
)
from kb.model.truth import Truth
from kb.model.vocabulary import SameDay

AS_READ = "as we read it"
"""Said where a passage can be read in more than one way."""


_MEANT = {
    Unit.DAYS: "every day counts, not only working days",
    Unit.WORKING_DAYS: "only working days count",
}


@dataclass(frozen=True, slots=True)
class Length:
    """How long a limit is in words, from which day (none where it runs until a named day), and under which condition.

    `period` is the same to be counted; there is none where it runs until a named day.
    """

    length: str
    start: Day | None
    when: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: one sentence, points below it, what else there is to say, and the norms whose clause says more.

    `granted` is what was taken for granted in it, in sentences.
    """

    answer: str
    points: tuple[Nested, ...] = ()
    more: tuple[str, ...] = ()
    norms: tuple[Norm, ...] = ()
    granted: tuple[str, ...] = ()


class PlainLimits(Plainly):
    """Tells of the time limits of one procedure."""

    def limit(self, norm: TimeLimit) -> Told:
        """Say who has how long; below, which length is for whom; then from when, and how binding that is."""
        who = self.has(norm.binds)
        lengths = list(self.lengths(norm))
        some = listed(list(dict.fromkeys(one.length for one in lengths)), "or")
        begin = f"{AS_READ}, the time runs from" if self._unclear_start(norm) else "the time runs from"
        starts = dict.fromkeys(
            one for each in lengths if each.start is not None for one in self._runs(each.start, begin)
        )
        points = [f"{one.length}: if {one.when}." for one in lengths if one.when]
        return Told(sentences(f"{who} {some} to {self.do(name_of(norm))}"), tuple(points),
                    (*starts, *self._catches(norm), self.force(norm), *self._only_where(norm)))  # fmt: skip

    def _only_where(self, norm: TimeLimit) -> Iterator[str]:
        """Say which complaints a limit is for, where it is not for all."""
        if norm.when is not None and self.settled(norm.when) is Truth.OPEN:
            yield sentences(f"this time is set only if {self.condition(norm.when)}")

    def _unclear_start(self, norm: TimeLimit) -> bool:
        """Whether another reading has the time run from another day."""
        if any(isinstance(one, ReadingDay) for one in nodes_in(norm.of)):
            return True
        if not isinstance(norm.until, ReadingDay):
            return False
        choices = self.procedure.readings[norm.until.reading].choices.values()
        starts = [[one.from_ for one in nodes_in(choice) if isinstance(one, Plus)] for choice in choices]
        return any(one != starts[0] for one in starts)

    def _catches(self, norm: TimeLimit) -> Iterator[str]:
        """Say what a limit turns on that its length does not show: a first day that counts, a letter that has to arrive."""
        ends = norm.until if isinstance(norm.until, Plus) else norm
        if ends.counted is Counted.BEGINNING_WITH:
            yield "That day counts as the first."
        yield from self._late(norm)
        met = norm.met_by.event if isinstance(norm.met_by, Qualified) else getattr(norm.met_by, "name", "")
        if isinstance(getattr(self.vocabulary.facts.get(met), "presumed", None), SameDay):
            yield sentences(f"what counts is {self.day(norm.met_by)}")
        if self._runs_already(norm):
            yield sentences(f"this time runs while {self.organisation} still deals with your complaint")

    def _runs_already(self, norm: TimeLimit) -> bool:
        """Whether a time starts before the day from which alone what is done in it counts."""
        if not isinstance(norm.met_by, Qualified) or norm.of is None:
            return False
        from_on = (one.on_or_after for one in nodes_in(norm.met_by.provided) if isinstance(one, Compare))
        first = {name for day in from_on if day is not None for name in self._events(day)}
        return bool(first) and not any(self._before(one) & first for one in self._events(norm.of))

    def _events(self, day: Day) -> set[str]:
        """Give the events by which a day is found."""
        names = {one.name for one in nodes_in(day) if isinstance(one, Name)}
        found = (
            self._events(self.procedure.days[one].day) if one in self.procedure.days else {one}
            for one in names
        )
        return {name for some in found for name in some}

    def _before(self, event: str) -> set[str]:
        """Give an event and all that come before it."""
        follows = getattr(self.vocabulary.facts.get(event), "follows", ())
        return {event}.union(*map(self._before, follows))

    def _late(self, norm: TimeLimit) -> Iterator[str]:
        """Say how much of a range has to be over before it is late, and whether the length or its end is only read so."""
        units = {one.unit for some in self._read_lengths(norm) for one in some if isinstance(one, Period)}
        read = f"{AS_READ}, " if self._unclear_length(norm) else ""
        if norm.target_from is not None:
            yield from (
                sentences(f"{read}this is late only after {one.period}") for one in self.lengths(norm)
            )
        elif read:
            every = [one.period for one in self.lengths(norm) if one.period is not None]
            meant = _MEANT if len(units) > 1 else {}
            yield from (sentences(f"{read}{meant.get(one.unit, f'these are {one}')}") for one in every)
        elif isinstance(norm.until, ReadingDay) and not self._unclear_start(norm):
            yield f"The last day is found {AS_READ}."

    def _unclear_length(self, norm: TimeLimit) -> bool:
        """Whether another reading gives another length."""
        lengths = self._read_lengths(norm)
        return any(one != lengths[0] for one in lengths)

    def _read_lengths(self, norm: TimeLimit) -> list[list[Span]]:
        """Give the lengths in each choice of the reading that a limit runs by, if it runs by one."""
        if not isinstance(norm.until, ReadingDay):
            return []
        choices = self.procedure.readings[norm.until.reading].choices.values()
        return [[one.period for one in nodes_in(choice) if isinstance(one, Plus)] for choice in choices]

    def length(self, norm: TimeLimit) -> str:
        """Say how long a limit is and from when, for a table."""
        late = "; late only after {}"
        said = "; ".join(
            f"{one.length}{f' from {self.day(one.start)}' if one.start is not None else ''}"
            f"{f', if {one.when}' if one.when else ''}"
            f"{late.format(one.period) if norm.target_from is not None and one.period else ''}"
            for one in self.lengths(norm)
        )
        return f"{said}, {AS_READ}" if self._only_read(norm) else said

    def _only_read(self, norm: TimeLimit) -> bool:
        """Whether a time is as it is only by a reading, or by what was taken for granted."""
        return isinstance(norm.until, ReadingDay) or self._unclear_start(norm) or bool(self.assumptions(norm))

    def force(self, norm: Norm) -> str:
        """Say how binding a norm is."""
        return self.force_of(getattr(norm, "force", ""))

    def force_of(self, force: str) -> str:
        """Say how binding words of some force are."""
        return self.fill(self.vocabulary.forces.get(force, ""))

    def extension(self, norm: Extension) -> Told:
        """Say that there can be more time, how much, and under which condition."""
        answer = sentences(f"yes. {self.organisation} may take more time to {self.do(name_of(norm))}")
        when = self.condition(norm.when) if norm.when is not None else ""
        more = [sentences(f"this is so if {when}")] if when else []
        if norm.made_by is not None:
            more.append(sentences(f"it counts only if, by the day first set, {self._event(norm.made_by)}"))
        return Told(answer, (), (*more, sentences(self.added(norm))))

    def much(self, norm: Extension) -> str:
        """Say how much more time there can be, for a table."""
        return f"{self.added(norm)}, {AS_READ}" if self.assumptions(norm) else self.added(norm)

    def added(self, norm: Extension) -> str:
        """Say how much more time there can be."""
        if norm.to is not None:
            return f"it then has up to {self.norms.span(norm.to)} in all"
        if norm.by is not None:
            return f"it then has up to {self.norms.span(norm.by)} more"
        return (
            "the policy sets no end to that"
            if norm.at_most is None
            else f"it ends on {self.day(norm.at_most)}"
        )

    def _runs(self, day: Day, begin: str) -> Iterator[str]:
        """Say from which day a time runs, in a sentence that has a beginning."""
        match day:
            case ReadingDay(reading=reading):
                yield from self._runs(self.norms.taken(reading), begin)
            case DayCases(cases=cases, otherwise=otherwise):
                yield from self._runs(otherwise, begin)
                for case in cases:
                    yield from self._runs(case.then, f"if {self.condition(case.when)}, {begin}")
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                which = "latest" if isinstance(day, LaterOf) else "earliest"
                yield sentences(f"{begin} the {which} of these days")
                yield from (sentences(f"one is {self.day(part)}") for part in parts)
            case _:
                yield sentences(f"{begin} {self.day(day)}")

    def lengths(self, norm: TimeLimit) -> Iterator[Length]:
        """Give the lengths that a limit can have here, each with its condition."""
        first = f"{self.only(norm.target_from).number} to " if norm.target_from is not None else ""
        if norm.within is not None:
            found = [Length(str(one), norm.of, when, one) for one, when in self._spans(norm.within)]
        else:
            assert norm.until is not None
            found = list(self._until(norm.until, ""))
        yield from (replace(one, length=f"{first}{one.length}") for one in found)

    def _until(self, day: Day, when: str) -> Iterator[Length]:
        match day:
            case ReadingDay(reading=reading):
                yield from self._until(self.norms.taken(reading), when)
            case Plus(period=period, from_=start):
                for length, own in self._spans(period):
                    yield Length(str(length), start, own or when, length)
            case DayCases(cases=cases, otherwise=otherwise):
                open_ones = [case for case in cases if self.settled(case.when) is not Truth.FAILS]
                for case in open_ones:
                    yield from self._until(case.then, self.condition(case.when))
                yield from self._until(otherwise, _rest(len(open_ones)))
            case _:
                yield Length(f"until {self.day(day)}", None, when)

    def _spans(self, span: Span) -> list[tuple[Period, str]]:
        if isinstance(span, Period):
            return [(span, "")]
        assert isinstance(span, PeriodCases)
        found: list[tuple[Period, str]] = []
        for case in span.cases:
            truth = self.settled(case.when)
            if truth is Truth.HOLDS:
                return [*found, (case.then, _rest(len(found)))]
            if truth is Truth.OPEN:
                found.append((case.then, self.condition(case.when)))
        return [*found, (span.otherwise, _rest(len(found)))]

    def only(self, span: Span) -> Period:
        """Give a length, the first where there are several."""
        return self._spans(span)[0][0]


def _rest(others: int) -> str:
    """Say the condition of what is left over beside so many others."""
    return "" if not others else "that is not so" if others == 1 else "none of that is so"
