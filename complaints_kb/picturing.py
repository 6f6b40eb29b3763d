"""What the commands that draw have in common: the matters of a case, and where a picture goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from complaints_kb.terminal import harmless, show, width
from complaints_kb.writing import write_beside

if TYPE_CHECKING:
    from complaints_kb.desk import Desk
    from explain.lines import Line
    from explain.pictures.svg import Drawing
    from explain.words import Words
    from kb.model.case import Case
    from kb.model.determination import Determination, HeadRecord
    from kb.model.policy import LinkedProcedure

head_option = click.option(
    "--head", metavar="NAME", help="The matter of the complaint, where it has several."
)
output_option = click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write, in place of standard output.",
)


def format_option(*forms: str) -> Callable[[Any], Any]:
    """Give the option that says what a picture is written as; the first form is the usual one."""
    shown = "A picture (svg), words (text)" + (", or source for Graphviz (dot)." if "dot" in forms else ".")
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=shown
    )


@dataclass(frozen=True)
class Answered:
    """A case with its answer, and the matters that are asked about."""

    case: Case
    procedures: dict[str, LinkedProcedure]
    answer: Determination
    heads: Sequence[HeadRecord]

    def words(self, head: HeadRecord) -> Words:
        """Give the words for a matter."""
        from explain.words import words_of

        return words_of(head, self.procedures)

    def about(self, head: HeadRecord) -> str:
        """Say which case and matter a picture is of, by which policy and as of which day."""
        from explain.days import day_in_words

        matter = f", matter: {head.head}" if head.head is not None else ""
        policy, day = self.answer.policy, day_in_words(self.answer.assessed_on)
        return f"{self.answer.case}{matter}. By {policy.id}, version {policy.version}, as of {day}."


def answered(desk: Desk, path: Path, named: str | None) -> Answered:
    """Assess a case; readings are not varied.

    Raises:
        Refused, Disagreement: as `Desk.determine`, or there is no matter of this name.
    """
    from complaints_kb.asked import matter
    from complaints_kb.desk import shown

    case = desk.case(path)
    matter(named, case)
    answer = desk.determine(case, shown(path), vary_readings=False)
    heads = [one for one in answer.heads if named in (None, one.head)]
    return Answered(case, desk.policy(case.policy).procedures, answer, heads)


def hand_out(drawings: Iterable[Drawing], output: Path | None) -> None:
    """Write pictures as one.

    Raises:
        Refused: the file cannot be written.
    """
    from explain.pictures.svg import stacked

    hand_out_text(stacked(list(drawings)).svg(), output)


def hand_out_lines(lines: Iterable[Line], output: Path | None) -> None:
    """Write lines: to the terminal as wide as it is, to a file as wide as standard output would be.

    Raises:
        Refused: the file cannot be written.
    """
    if output is None:
        show(lines)
        return
    from explain.lines import as_text

    write_beside(output, as_text((harmless(line) for line in lines), width()))


def hand_out_text(text: str, output: Path | None) -> None:
    """Write text as it is.

    Raises:
        Refused: the file cannot be written.
    """
    if output is None:
        click.echo(text, nl=False)
    else:
        write_beside(output, text)
