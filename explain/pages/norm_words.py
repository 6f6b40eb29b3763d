"""Norms in words: who has to do what, how strongly it is said, and by when."""

from __future__ import annotations

from explain.pages.sheet import plain
from explain.words import Words
from kb.model.files import Extension, TimeLimit, name_of
from kb.model.periods import Period
from kb.model.policy import LinkedProcedure
from kb.model.tree import Day, PeriodCases, Span


class NormWords:
    """Words the norms of one procedure."""

    def __init__(self, procedure: LinkedProcedure) -> None:
        """Keep the procedure, whose vocabulary has the names."""
        self.procedure, self.words = procedure, Words(procedure)

    def called(self, norm: str) -> str:
        """Give what a norm is called."""
        return self.procedure.vocabulary.names.get(norm, norm.replace("_", " "))

    def limit(self, norm: TimeLimit) -> str:
        """Say how long a limit is, and from when."""
        if norm.until is not None:
            return self._until(norm.until)
        assert norm.within is not None
        return f"{self._length(norm)} from {self.words.day(norm.of)}"

    def _until(self, day: Day) -> str:
        return self.words.day(day)

    def _length(self, norm: TimeLimit) -> str:
        assert norm.within is not None
        first = f"{self.span(norm.target_from)} to " if norm.target_from is not None else ""
        return f"{first}{self.span(norm.within)}"

    def span(self, span: Span) -> str:
        """Say a length of time, with its alternatives."""
        if isinstance(span, Period):
            return str(span)
        assert isinstance(span, PeriodCases)
        some = [f"{one.then} ({self.words.condition(one.when)})" for one in span.cases]
        return f"{', '.join(some)}, otherwise {span.otherwise}"

    def extension(self, norm: Extension) -> str:
        """Say how much more time there may be."""
        if norm.to is not None:
            return f"up to {self.span(norm.to)} in all"
        if norm.by is not None:
            return f"up to {self.span(norm.by)} more"
        return f"until {self.words.day(norm.at_most)} at most" if norm.at_most is not None else "without a fixed end"


def titled(norm: object, words: NormWords) -> str:
    """Give what a norm is called, as the beginning of a line."""
    called = words.called(name_of(norm))  # type: ignore[arg-type]
    return plain(called[0].upper() + called[1:])
