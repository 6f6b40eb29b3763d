"""One step out from a rule: on the left what it looks at, on the right what looks at what it gives; every box is a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from explain.pictures.shapes import LOOKS, outline
from explain.pictures.svg import GREY, INK, LINE, SMALL, Drawing, element, height_of, said
from explain.pictures.widths import wrapped

WIDTH = 700
_BOX, _GAP, _PAD, _TOP = 200.0, 8.0, 6.0, 20.0
_LEFT, _MIDDLE, _RIGHT = 1.0, (WIDTH - _BOX) / 2, WIDTH - _BOX - 1
_MOST = 8
"""How many boxes a side may have; the others are counted."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a rule: a stated fact or something that follows, in words, and where it leads."""

    said: str
    href: str
    kind: Literal["stated", "derived"] = "derived"


@dataclass(frozen=True, slots=True)
class _Placed:
    one: Beside
    words: list[str]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def step(rule: str, gives: str, looks_at: Sequence[Beside], looked_at_by: Sequence[Beside]) -> Drawing:
    """Draw a rule with what is one step away from it.

    Args:
        rule: Its id, which makes the picture different from that of any other rule.
        gives: What it concludes.
        looks_at: The facts and conclusions that it looks at.
        looked_at_by: What looks at its conclusion.
    """
    drawing = Drawing(f"One step out: {gives}", _in_words(looks_at, looked_at_by), linked=True)
    words = wrapped(gives, _BOX - 2 * _PAD - 8, SMALL, bold=True, most=7)
    own = height_of(words, SMALL) + 2 * _PAD + 6
    tall = max(own, _height(looks_at), _height(looked_at_by))
    left, right = _column(looks_at, tall), _column(looked_at_by, tall)
    middle = _TOP + tall / 2
    paths = [_link(_LEFT + _BOX, one.middle, _MIDDLE, middle) for one in left]
    paths += [_link(_MIDDLE + _BOX, middle, _RIGHT, one.middle) for one in right]
    drawing.add(element("path", d="".join(paths), fill="none", stroke=GREY) if paths else "")
    top = middle - own / 2
    box = outline(LOOKS["conclusion"], _MIDDLE, top, _BOX, own)
    own_words = element(
        "g", "".join(_words(words, _MIDDLE, top + _PAD + 3)), font_weight="bold", data_rule=rule
    )
    heads = [
        ("It looks at" if left else "", _LEFT),
        ("This rule", _MIDDLE),
        ("Looked at by" if right else "", _RIGHT),
    ]
    content = [word for head, x in heads if head for word in _words([head], x, 0)]
    content += [
        box,
        own_words,
        *(_drawn(one, _LEFT) for one in left),
        *(_drawn(one, _RIGHT) for one in right),
    ]
    # what all words have in common is said once: a page has many of these pictures
    drawing.add(element("g", "".join(content), font_size=SMALL, text_anchor="middle", fill=INK))
    drawing.height = _TOP + tall + 4
    return drawing


def _in_words(looks_at: Sequence[Beside], looked_at_by: Sequence[Beside]) -> str:
    before = f"{len(looks_at)} on the left that it looks at" if looks_at else "nothing that it looks at"
    after = (
        f"{len(looked_at_by)} on the right that look at what it gives"
        if looked_at_by
        else "nothing looks at what it gives"
    )
    return f"The rule in the middle, {before}, {after}."


def _shown(some: Sequence[Beside]) -> Iterator[tuple[Beside, list[str]]]:
    for one in some[:_MOST]:
        yield one, wrapped(one.said, _BOX - 2 * _PAD - 6, SMALL, most=4)


def _height(some: Sequence[Beside]) -> float:
    shown = sum(height_of(words, SMALL) + 2 * _PAD + _GAP for _, words in _shown(some))
    return shown - _GAP + (20 if len(some) > _MOST else 0) if some else 0


def _column(some: Sequence[Beside], tall: float) -> list[_Placed]:
    top, placed = _TOP + (tall - _height(some)) / 2, []
    for one, words in _shown(some):
        height = height_of(words, SMALL) + 2 * _PAD
        placed.append(_Placed(one, words, top, height))
        top += height + _GAP
    if len(some) > _MOST:
        more = [f"and {len(some) - _MOST} more"]
        placed.append(_Placed(Beside("", ""), more, top, 12))
    return placed


def _link(left: float, top: float, right: float, bottom: float) -> str:
    half = (left + right) / 2
    return f"M{left:.0f} {top:.0f}C{half:.0f} {top:.0f} {half:.0f} {bottom:.0f} {right:.0f} {bottom:.0f}l-5 -3v6l5 -3"


def _words(some: Iterable[str], left: float, top: float) -> Iterator[str]:
    for index, one in enumerate(some):
        yield element("text", said(one), x=round(left + _BOX / 2), y=round(top + SMALL * (1 + index * LINE)))


def _drawn(one: _Placed, left: float) -> str:
    if not one.one.href:
        return "".join(_words(one.words, left, one.top))
    box = outline(LOOKS[one.one.kind], left, one.top, _BOX, one.height)
    return element("a", box + "".join(_words(one.words, left, one.top + _PAD - 2)), href=one.one.href)
