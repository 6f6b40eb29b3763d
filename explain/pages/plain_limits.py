"""Time limits and extensions, told to the person who complained: who has how long, from when, how binding that is."""

from __future__ import annotations

from collections.abc import Iterator

from explain.pages.plainly import Plainly, sentences
from kb.model.files import Extension, Norm, TimeLimit, name_of
from kb.model.periods import Period
from kb.model.tree import Day, DayCases, EarlierOf, LaterOf, PeriodCases, Plus, ReadingDay, Span
from kb.model.truth import Truth

Length = tuple[str, Day | None, str]
"""How long a limit is, the day from which it runs (none where it runs until a named day), and under which condition."""


class PlainLimits(Plainly):
    """Tells of the time limits of one procedure."""

    def limit(self, norm: TimeLimit) -> Iterator[str]:
        """Say who has how long, from when, and how binding that is."""
        who = "you have" if norm.binds == "complainant" else f"{self.organisation} has"
        starts: dict[str, None] = {}
        for length, start, when in self._lengths(norm):
            yield sentences(f"{who} {length} to {self.do(name_of(norm))}")
            yield from self._so_if(when)
            starts |= dict.fromkeys(self._runs(start) if start is not None else ())
        yield from starts
        yield self.force(norm)

    def length(self, norm: TimeLimit) -> str:
        """Say how long a limit is and from when, for a table."""
        return "; ".join(
            f"{length}{f' from {self.day(start)}' if start is not None else ''}{f', if {when}' if when else ''}"
            for length, start, when in self._lengths(norm)
        )

    def force(self, norm: Norm) -> str:
        """Say how binding a norm is."""
        return self.fill(self.vocabulary.forces.get(getattr(norm, "force", ""), ""))

    def extension(self, norm: Extension) -> Iterator[str]:
        """Say that there can be more time, how much, and under which condition."""
        yield sentences(f"yes. {self.organisation} may take more time to {self.do(name_of(norm))}")
        yield from self._so_if(self.condition(norm.when) if norm.when is not None else "")
        yield sentences(self._much(norm))

    def _so_if(self, when: str) -> Iterator[str]:
        if when:
            yield sentences(f"this is so if {when}")

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

    def _runs(self, day: Day, when: str = "") -> Iterator[str]:
        """Say from which day a time runs."""
        begin = f"if {when}, the time runs from" if when else "the time runs from"
        match day:
            case ReadingDay(reading=reading):
                yield from self._runs(self.norms.taken(reading), when)
            case DayCases(cases=cases, otherwise=otherwise):
                yield from self._runs(otherwise, when)
                for case in cases:
                    yield from self._runs(case.then, self.condition(case.when))
            case LaterOf(later_of=parts) | EarlierOf(earlier_of=parts):
                which = "latest" if isinstance(day, LaterOf) else "earliest"
                yield sentences(f"{begin} the {which} of these days")
                yield from (sentences(f"one is {self.day(part)}") for part in parts)
            case _:
                yield sentences(f"{begin} {self.day(day)}")

    def _lengths(self, norm: TimeLimit) -> list[Length]:
        first = f"{self._only(norm.target_from)} to " if norm.target_from is not None else ""
        if norm.within is not None:
            return [(f"{first}{length}", norm.of, when) for length, when in self._spans(norm.within)]
        assert norm.until is not None
        return [(f"{first}{length}", start, when) for length, start, when in self._until(norm.until, "")]

    def _until(self, day: Day, when: str) -> Iterator[Length]:
        match day:
            case ReadingDay(reading=reading):
                yield from self._until(self.norms.taken(reading), when)
            case Plus(period=period, from_=start):
                for length, own in self._spans(period):
                    yield length, start, own or when
            case DayCases(cases=cases, otherwise=otherwise):
                open_ones = [case for case in cases if self.settled(case.when) is not Truth.FAILS]
                for case in open_ones:
                    yield from self._until(case.then, self.condition(case.when))
                yield from self._until(otherwise, _rest(len(open_ones)))
            case _:
                yield f"until {self.day(day)}", None, when

    def _spans(self, span: Span) -> list[tuple[str, str]]:
        if isinstance(span, Period):
            return [(str(span), "")]
        assert isinstance(span, PeriodCases)
        found: list[tuple[str, str]] = []
        for case in span.cases:
            truth = self.settled(case.when)
            if truth is Truth.HOLDS:
                return [*found, (str(case.then), _rest(len(found)))]
            if truth is Truth.OPEN:
                found.append((str(case.then), self.condition(case.when)))
        return [*found, (str(span.otherwise), _rest(len(found)))]

    def _only(self, span: Span) -> str:
        """Give the number of a length whose unit is named right after it."""
        return self._spans(span)[0][0].partition(" ")[0]


def _rest(others: int) -> str:
    """Say the condition of what is left over beside so many others."""
    return "" if not others else "that is not so" if others == 1 else "none of that is so"
