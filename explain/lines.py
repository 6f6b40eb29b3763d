"""Lines of text before they are fitted to a width: words, how far they stand in, and their tone."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

Tone = Literal["plain", "heading", "warning", "faint"]
Styled = Callable[[str, Tone], str]


class Line(NamedTuple):
    """One line of words.

    `indent` is where it begins, in columns; `hang` is how much further its continuation lines stand in. The
    tone never says what the words do not: where there is no colour, nothing is lost.
    A `point` is one of a list, a `number` that of a step, `steps` are steps that it names at its end. `nodes` are the
    ids of the nodes of the graph that it says; a heading and a remark on the whole have none.
    """

    text: str = ""
    indent: int = 0
    hang: int = 0
    tone: Tone = "plain"
    nodes: tuple[str, ...] = ()
    point: bool = False
    number: int = 0
    steps: tuple[int, ...] = ()

    @property
    def marked(self) -> str:
        """The words with what marks them as one of a list, and the steps that they name."""
        mark = f"{self.number}. " if self.number else "- " if self.point else ""
        return f"{mark}{self.text}{named_steps(self.steps)}"


def point(text: str, indent: int = 2, tone: Tone = "plain", nodes: tuple[str, ...] = ()) -> Line:
    """Give one point of a list."""
    return Line(text, indent, 2, tone, nodes, point=True)


def named_steps(steps: tuple[int, ...]) -> str:
    """Name steps by their numbers, to follow other words."""
    return f" {'step' if len(steps) == 1 else 'steps'} {', '.join(map(str, steps))}" if steps else ""


def _plain(text: str, tone: Tone) -> str:
    return text


def laid_out(lines: Iterable[Line], width: int, styled: Styled = _plain) -> Iterator[str]:
    """Fit lines to a width, in columns; in a narrow one deep lines stand in less, so that words keep room."""
    for line in lines:
        if not line.text:
            yield ""
            continue
        first = min(line.indent, max(0, width // 3))
        folded = textwrap.wrap(
            line.marked, max(width - first, 20), subsequent_indent=" " * line.hang, break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
        for text in folded:
            yield " " * first + styled(text, line.tone)


def as_text(lines: Iterable[Line], width: int, styled: Styled = _plain) -> str:
    """Give lines as one text that ends in a line feed."""
    return "".join(f"{line}\n" for line in laid_out(lines, width, styled))
