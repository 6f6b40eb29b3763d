"""The rows of a timeline: for each time limit the spans of its bar, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from explain.answers import answer, values_of
from explain.days import bounds_in_words
from explain.words import Words
from kb.model.determination import ConclusionRecord, HeadRecord, LimitRecord

ONLY_COMMON = "limits that not every procedure has that the matter may go by"
Kind = Literal["run", "left", "added", "range", "late", "begins", "ends"]
"""Time that has run, that is still left, that was added, of a published range, and after the last day; days on one of which
time begins, and on one of which it ends."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included (ordinals), of one kind; `endless` goes on beyond."""

    kind: Kind
    first: int
    last: int
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One limit: its name, its length and clause, its bar, the days on one of which the act was done.

    `stands` says how the act stands to it, `said` the days in words; `days` are those that have to be seen.
    """

    title: str
    under: str
    spans: tuple[Span, ...]
    done: tuple[int, int] | None
    stands: str
    said: str
    days: frozenset[int]

    @property
    def words(self) -> str:
        """All that the row shows."""
        return f"{self.title} ({self.under}): {self.stands} {self.said}"


@dataclass
class Ends:
    """The days of a limit, as ordinals: each the first and the last that it can be.

    With `never` there is no last day; an `unbounded` one may be any day from the first on: `last` ends with what is shown.
    """

    begins: tuple[int, int]
    last: tuple[int, int]
    due: tuple[int, int]
    target: tuple[int, int] | None
    never: bool
    unbounded: bool
    today: int


def rows(head: HeadRecord, words: Words, assessed_on: str) -> tuple[list[Row], list[str]]:
    """Give a row for each limit whose days are known, in the order of time, and words for the others that may apply."""
    found = {one.name: one for one in head.conclusions}
    drawn: list[tuple[Ends, Row]] = []
    others = []
    for limit in head.limits:
        if limit.applies == "fails":
            continue
        ends = _ends(limit, found, assessed_on)
        if ends is None:
            others.append(f"{limit.title}: {_standing(limit, found, words)}")
        else:
            drawn.append((ends, _row(limit, ends, found, words)))
    others += _contested(head, words)
    if head.procedure is None:
        others.append(ONLY_COMMON)
    drawn.sort(key=lambda one: (one[0].begins, one[0].last, one[1].title))
    return [row for _, row in drawn], others


def _contested(head: HeadRecord, words: Words) -> Iterator[str]:
    """Name the limits whose days are not the same under all accounts: the answer has no days of theirs."""
    for one in head.contested.depending if head.contested is not None else ():
        if (
            words.procedure.conclusions[one.conclusion].kind.ends == "last"
        ):  # and not again for the day first set
            norm = one.conclusion.rpartition(".")[0]
            yield f"{words.procedure.vocabulary.names.get(norm, norm)}: the days depend on whose account is right"


def _ends(limit: LimitRecord, found: Mapping[str, ConclusionRecord], assessed_on: str) -> Ends | None:
    """Give the days of a limit; nothing where one of them may be any day."""
    ending = found.get(f"{limit.name}.last_day")
    begins, last, due = _both(limit.begins), _bounds(ending), _bounds(found.get(f"{limit.name}.due"))
    never = ending is not None and values_of(ending) == ("never",)
    today, first = _ordinal(assessed_on), _first(ending)
    if first is not None and last is None:
        last = first, max(first, today)
    if limit.begun != "holds" or begins is None or due is None or not (last or never):
        return None
    target = _bounds(found.get(f"{limit.name}.target_from"))
    return Ends(begins, last or due, due, target, never, first is not None, today)


def _first(record: ConclusionRecord | None) -> int | None:
    """Give the first day that a conclusion can be, if it has no last one."""
    first, last = (record.bounds or (None, None)) if record is not None else (None, None)
    return _ordinal(first) if first and first != "never" and last in (None, "never") else None


def _bounds(record: ConclusionRecord | None) -> tuple[int, int] | None:
    """Give the first and the last day that a conclusion can be, if it has both."""
    if record is None:
        return None
    if record.bounds is not None:
        return _both((record.bounds[0], record.bounds[1]))
    days = [one for one in values_of(record) if one != "never"]
    return _both((days[0], days[0])) if days else None


def _both(days: tuple[str | None, str | None]) -> tuple[int, int] | None:
    first, last = days
    if first is None or last is None or "never" in days:
        return None
    return _ordinal(first), _ordinal(last)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _row(limit: LimitRecord, ends: Ends, found: Mapping[str, ConclusionRecord], words: Words) -> Row:
    done = _done(limit, ends)
    clauses = "; ".join(dict.fromkeys(words.procedure.clauses[one].heading for one in limit.clauses))
    length = f"{limit.length} from: {limit.begins_with}" if limit.length else f"from: {limit.begins_with}"
    spans = tuple(_spans(limit, ends, done))
    days = {*ends.begins, *ends.last, *(done or ()), *(day for one in spans for day in (one.first, one.last))}
    stands = f"{_capital(_standing(limit, found, words))}."
    return Row(
        limit.title,
        f"{length}. {clauses}",
        spans,
        done,
        stands,
        _said(limit, ends),
        frozenset(days),
    )


def _done(limit: LimitRecord, ends: Ends) -> tuple[int, int] | None:
    """Give the days on one of which the act was done; what is only known to be done by a day may be as old as the limit."""
    if limit.done != "holds":
        return None
    first, last = limit.done_on
    return (_ordinal(first) if first else ends.begins[0]), (_ordinal(last) if last else ends.today)


def _spans(limit: LimitRecord, ends: Ends, done: tuple[int, int] | None) -> Iterator[Span]:
    (first, sure), (until, last) = ends.begins, ends.last
    if first < sure:
        yield Span("begins", first, sure)
        sure += 1
    if until < last or ends.unbounded:
        yield Span("ends", until, last, endless=ends.unbounded)
        until -= 1
    yield from _window(ends, sure, until, done[0] if done else ends.today)
    owed = limit.done == "fails" and limit.binds == "organisation"
    late = done[0] if done else ends.today if owed else 0
    if late > last and not ends.never and not ends.unbounded:
        yield Span("late", last + 1, late)


def _window(ends: Ends, sure: int, until: int, stopped: int) -> Iterator[Span]:
    """Give the days that are surely inside: those that have run, those left, those of a range and those added."""
    due = min(ends.due[1], until)
    plain = min(ends.target[1] - 1, due) if ends.target else due
    if sure <= min(plain, stopped):
        yield Span("run", sure, min(plain, stopped))
    if max(sure, stopped + 1) <= plain:
        yield Span("left", max(sure, stopped + 1), plain)
    if ends.target and ends.target[1] <= due:
        yield Span("range", max(ends.target[1], sure), due)
    if ends.never:
        yield Span("added", due + 1, max(stopped, due + 1), endless=True)
    elif due < until:
        yield Span("added", due + 1, until)


def _said(limit: LimitRecord, ends: Ends) -> str:
    begins = bounds_in_words(*limit.begins)
    runs = f"runs from {begins}" if limit.begins[0] == limit.begins[1] else f"begins {begins}"
    parts = [f"Time {runs}; {_last(ends)}."]
    if limit.done == "holds":
        parts.append(f"{_capital(limit.act)}: {bounds_in_words(*limit.done_on)}.")
    elif limit.done == "open":
        parts.append(f"{_capital(limit.act)}: not known.")
    return " ".join(parts)


def _last(ends: Ends) -> str:
    last = "there is no last day" if ends.never else f"last day {_in_words(ends.last)}"
    if ends.unbounded:
        last = f"last day {bounds_in_words(date.fromordinal(ends.last[0]).isoformat(), None)}"
    if ends.never or ends.unbounded or ends.due != ends.last:
        last = f"first due {_in_words(ends.due)}, {last}"
    if ends.target is not None:
        last = f"the published range begins {_in_words(ends.target)}, {last}"
    return last


def _in_words(bounds: tuple[int, int]) -> str:
    first, last = (date.fromordinal(one).isoformat() for one in bounds)
    return bounds_in_words(first, last)


def _standing(limit: LimitRecord, found: Mapping[str, ConclusionRecord], words: Words) -> str:
    record = found.get(f"{limit.name}.timeliness")
    return answer(record, words) if record else "not known yet"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
