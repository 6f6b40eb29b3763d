"""The axis of time of a picture: days as wide as there is room for, and long spans in which nothing happens left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import attrgetter

_PAD = 3  # days shown on either side of a day that matters
_BREAK = 26.0  # how wide a span that is left out is drawn
_WIDE_ENOUGH, _WIDEST = 4.0, 22.0  # of a day
_SEEN = 2.0
_SHORTEST = 14  # days that are worth leaving out


@dataclass(frozen=True, slots=True)
class Piece:
    """Days in a row from `first` up to and without `end` (ordinals), drawn from `left` to `right`; or left out."""

    first: int
    end: int
    left: float
    right: float
    left_out: bool = False


_first = attrgetter("first")


@dataclass(frozen=True)
class Axis:
    """The pieces of an axis, one after the other."""

    pieces: tuple[Piece, ...]

    def left_of(self, day: int) -> float:
        """Give where a day begins; before the axis and after it, its ends."""
        number = bisect_right(self.pieces, day, key=_first) - 1
        piece = self.pieces[max(number, 0)]
        share = (day - piece.first) / (piece.end - piece.first)
        return piece.left + min(max(share, 0), 1) * (piece.right - piece.left)

    def right_of(self, day: int) -> float:
        """Give where a day ends."""
        return self.left_of(day + 1)

    @property
    def shaded(self) -> bool:
        """Whether days are wide enough for weekends to be seen."""
        first = self.pieces[0]
        return first.right - first.left >= _SEEN * (first.end - first.first)

    @property
    def ends(self) -> tuple[float, float]:
        """Where the axis begins and ends."""
        return self.pieces[0].left, self.pieces[-1].right

    def days(self) -> Iterator[date]:
        """Give the days that are drawn."""
        for piece in self.pieces:
            if not piece.left_out:
                yield from (date.fromordinal(one) for one in range(piece.first, piece.end))


def axis(matter: Iterable[int], left: float, right: float) -> Axis:
    """Give an axis on which the days that matter are drawn, with some days around each.

    Spans between them are left out, the longest first, until a day has room, or none is worth leaving out.
    """
    known = sorted(set(matter))
    first, end = known[0] - _PAD, known[-1] + _PAD + 1
    gaps = [(one + _PAD + 1, other - _PAD) for one, other in pairwise(known)]
    worth = sorted((gap for gap in gaps if gap[1] - gap[0] >= _SHORTEST), key=lambda gap: gap[0] - gap[1])
    out: list[tuple[int, int]] = []
    while worth and _a_day(first, end, out, right - left) < _WIDE_ENOUGH:
        out.append(worth.pop(0))
    return Axis(tuple(_pieces(first, end, sorted(out), left, _a_day(first, end, out, right - left))))


def _a_day(first: int, end: int, out: list[tuple[int, int]], room: float) -> float:
    days = end - first - sum(after - before for before, after in out)
    return min((room - len(out) * _BREAK) / days, _WIDEST)


def _pieces(first: int, end: int, out: list[tuple[int, int]], left: float, a_day: float) -> Iterator[Piece]:
    for before, after in [*out, (end, end)]:
        right = left + (before - first) * a_day
        yield Piece(first, before, left, right)
        if before < after:
            yield Piece(before, after, right, right + _BREAK, left_out=True)
        first, left = after, right + _BREAK
