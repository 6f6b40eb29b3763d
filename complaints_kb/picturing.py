"""What the commands that draw have in common: the matters of a case, and where a picture goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from complaints_kb.terminal import harmless, show, width
from complaints_kb.writing import write_beside

if TYPE_CHECKING:
    from complaints_kb.desk import Desk
    from explain.lines import Line
    from explain.pictures.svg import Drawing
    from explain.words import Words
    from kb.model.case import Case, Head
    from kb.model.determination import Determination, HeadRecord
    from kb.model.policy import LinkedProcedure
    from kb.model.vocabulary import Vocabulary

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
    whose: Sequence[str] = ()

    def words(self, head: HeadRecord) -> Words:
        """Give the words for a matter."""
        from explain.words import words_of

        return words_of(head, self.procedures)

    def about(self, head: HeadRecord, whose: str = "") -> str:
        """Say which case and matter a picture is of, if who is right, by which policy and as of which day."""
        from explain.days import day_in_words

        matter = f", matter: {head.head}" if head.head is not None else ""
        policy, day = self.answer.policy, day_in_words(self.answer.assessed_on)
        right = f", {whose}" if whose else ""
        return f"{self.answer.case}{matter}{right}. By {policy.id}, version {policy.version}, as of {day}."

    def each(self, made: Callable[[HeadRecord], T]) -> Iterator[tuple[str, HeadRecord, T]]:
        """Give what each matter is about, the matter, and what is made of it.

        Of contested facts that is done under each combination of accounts, and told once where it is the same.
        """
        found: list[tuple[HeadRecord, T, list[str]]] = []
        for head, whose in zip(self.heads, self.whose, strict=True):
            one = made(head)
            same = [who for before, other, who in found if before.head == head.head and other == one]
            if same:
                same[0].append(whose)
            else:
                found.append((head, one, [whose]))
        for head, one, who in found:
            alone = sum(before.head == head.head for before, _, _ in found) == 1
            right = "whichever account is right" if alone and len(who) > 1 else f"{', or '.join(who)}"
            yield self.about(head, right), head, one


T = TypeVar("T")


def answered(desk: Desk, path: Path, named: str | None, by_account: bool = False) -> Answered:
    """Assess a case, or each matter of it under each combination of the accounts of contested facts.

    Readings are not varied.

    Raises:
        Refused, Disagreement: as `Desk.determine`, or there is no matter of this name.
    """
    from complaints_kb.asked import matter
    from complaints_kb.desk import shown
    from explain.accounts import by_account as each_account

    case = desk.case(path)
    matter(named, case)
    under = each_account(case) if by_account else case
    answer = desk.determine(under, shown(path), vary_readings=False)
    stated = {head.name: head for head in case.heads}
    asked = [
        (one, _whose(head, stated[head.name], desk.library.vocabulary))
        for one, head in zip(answer.heads, under.heads, strict=True)
        if named in (None, one.head)
    ]
    return Answered(
        case,
        desk.policy(case.policy).procedures,
        answer,
        [head for head, _ in asked],
        [whose for _, whose in asked],
    )


def _whose(under: Head, stated: Head, vocabulary: Vocabulary) -> str:
    """Say who is right under a combination of the accounts of contested facts, if one is taken."""
    from explain.contested import contested_fact
    from explain.whose import who_is_right
    from explain.words import as_written

    facts = {name: contested_fact(one, vocabulary) for name, one in stated.contested.items()}
    said = who_is_right(
        [(facts[name], number) for name, number in under.accounts.items()],
        lambda fact, account: as_written(account.value, vocabulary.facts[fact.name]),
        len(facts),
    )
    return f"if {said}" if said else ""


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
