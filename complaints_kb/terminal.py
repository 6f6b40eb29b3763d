"""What the terminal can do: its width, and whether it shows colour."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explain.lines import Line, Tone

NARROWEST, WIDEST = 40, 100


def width() -> int:
    """Give the number of columns to write in; text wider than 100 is hard to read."""
    return max(NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


def shows_colour() -> bool:
    """Whether standard output is a terminal whose user has not asked for none (no-color.org)."""
    return _is_terminal() and not os.environ.get("NO_COLOR")


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def styled(text: str, tone: Tone) -> str:
    """Give text the look of its tone."""
    match tone:
        case "heading":
            return click.style(text, bold=True)
        case "warning":
            return click.style(text, fg="red")
        case "faint":
            return click.style(text, dim=True)
        case "plain":
            return text


def show(lines: Iterable[Line]) -> None:
    """Print lines, fitted to the terminal."""
    from explain.lines import as_text

    plain = (harmless(line) for line in lines)
    text = as_text(plain, width(), styled) if shows_colour() else as_text(plain, width())
    click.echo(text, nl=False, color=shows_colour())


def harmless(line: Line) -> Line:
    """Spell out control characters that a case may hold, or they would steer the terminal."""
    from kb.source.wording import visible

    return line._replace(text=visible(line.text))
