"""What a sweep finds alike under every account of contested facts, and what it finds under some of them besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from kb.model.comparing import Flip, FlipDay, HeadSweep

T = TypeVar("T")
_LISTS = ("moves", "steady", "impossible")


def in_common(heads: Sequence[HeadSweep]) -> HeadSweep:
    """Give what all of them find: flips on the same day between the same, whatever the reasons."""
    first, *others = heads
    known = [_flips(one) for one in others]
    flips = _kept(first, lambda day, flip: all(_key(day, flip) in some for some in known))
    lists: dict[str, Any] = {
        name: [one for one in getattr(first, name) if all(one in getattr(other, name) for other in others)]
        for name in _LISTS
    }
    return first.model_copy(update={"flips": flips, **lists})


def besides(head: HeadSweep, common: HeadSweep) -> HeadSweep:
    """Give what one finds that is not in common."""
    known = _flips(common)
    lists: dict[str, Any] = {name: _others(getattr(head, name), getattr(common, name)) for name in _LISTS}
    flips = _kept(head, lambda day, flip: _key(day, flip) not in known)
    return head.model_copy(update={"flips": flips, **lists})


def _kept(head: HeadSweep, keep: Callable[[FlipDay, Flip], bool]) -> list[FlipDay]:
    days = [
        day.model_copy(update={"flips": [flip for flip in day.flips if keep(day, flip)]})
        for day in head.flips
    ]
    return [day for day in days if day.flips]


def _flips(head: HeadSweep) -> list[object]:
    return [_key(day, flip) for day in head.flips for flip in day.flips]


def _key(day: FlipDay, flip: Flip) -> object:
    return day.day, flip.name, flip.before, flip.after


def _others(some: Iterable[T], known: Sequence[T]) -> list[T]:
    return [one for one in some if one not in known]
