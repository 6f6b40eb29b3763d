"""Norms in words: who has to do what, how strongly it is said, and by when."""

from __future__ import annotations

from explain.words import Words
from kb.model.periods import Period
from kb.model.policy import LinkedProcedure
from kb.model.tree import Day, DayCases, PeriodCases, Plus, ReadingDay, Span


class NormWords:
    """Words the norms of one procedure."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Keep the procedure, whose vocabulary has the names."""
        self.procedure, self.words = procedure, Words(procedure)

    def called(self, norm: str) -> str:
        """Give what a norm is called."""
        return self.procedure.vocabulary.names.get(norm, norm.replace("_", " "))

    def day(self, day: Day) -> str:
        """Name a day; of a passage that can be read in more than one way, the day that is taken."""
        if isinstance(day, ReadingDay):
            return self.day(self.taken(day.reading))
        if isinstance(day, DayCases):
            some = [f"{self.day(case.then)} if {self.words.inline(case.when)}" for case in day.cases]
            return f"{', '.join(some)}, otherwise {self.day(day.otherwise)}"
        if isinstance(day, Plus):
            return f"{self.span(day.period)} from {self.day(day.from_)}"
        return self.words.day(day)

    def taken(self, reading: str) -> Day:
        """Give the day that a reading takes by default."""
        found = self.procedure.readings[reading]
        return found.choices[found.default]  # type: ignore[return-value]

    def span(self, span: Span) -> str:
        """Say a length of time, with its alternatives."""
        if isinstance(span, Period):
            return str(span)
        assert isinstance(span, PeriodCases)
        some = [f"{one.then} ({self.words.inline(one.when)})" for one in span.cases]
        return f"{', '.join(some)}, otherwise {span.otherwise}"
