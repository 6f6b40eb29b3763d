"""What the commands that ask about a case have in common: the case and the matter asked about, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from complaints_kb.terminal import show

if TYPE_CHECKING:
    from pydantic import BaseModel

    from complaints_kb.desk import Desk
    from explain.lines import Line
    from kb.engine.assess import Assessed
    from kb.model.case import Case
    from kb.model.comparing import Contrast
    from kb.model.determination import Determination, HeadRecord
    from kb.model.policy import LinkedProcedure
    from kb.model.vocabulary import Vocabulary
    from kb.model.why_not import WhyNot

A = TypeVar("A", "Contrast", "WhyNot")


@dataclass(frozen=True)
class Asking:
    """A case that is asked about, in one of its matters or in all."""

    desk: Desk
    case: Case
    shown_as: str
    head: str | None

    @cached_property
    def procedures(self) -> dict[str, LinkedProcedure]:
        """Those of the policy."""
        return self.desk.policy(self.case.policy).procedures

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that cases use."""
        return self.desk.library.vocabulary

    @cached_property
    def either(self) -> LinkedProcedure:
        """What all procedures of the policy name between them."""
        from kb.model.policy import either

        return either(list(self.procedures.values()))

    def assessed(self) -> tuple[Determination, list[HeadRecord], list[Assessed]]:
        """Assess the case: give the answer, and of each matter asked about the record and the steps by each procedure.

        Of contested facts, a matter is there once under each combination of accounts.

        Raises:
            Refused, Disagreement: as `Desk.assess`.
        """
        from explain.determination import record_of

        found = self.desk.assess(self.case, self.shown_as)
        wanted = [one for several in found.assessed for one in several if self.head in (None, one.head.name)]
        return found.answer, [record_of(one) for one in wanted], wanted

    def drawn_together(
        self, record: A, wholes: Sequence[HeadRecord], assessed: Sequence[Assessed]
    ) -> tuple[A, list[HeadRecord]]:
        """Give an answer with what is the same under several accounts said once, and the records that it is of."""
        from explain.accounts import drawn_together

        stated = [one for one in self.case.heads if self.head in (None, one.name)]
        return drawn_together(record, wholes, [one.head for one in assessed], stated, self.vocabulary)


def asking(rules: Path | None, case: Path, head: str | None) -> Asking:
    """Read a case and check the matter.

    Raises:
        Refused: the case cannot be used, or has no matter of this name.
    """
    from complaints_kb.asked import matter
    from complaints_kb.desk import Desk, shown

    desk = Desk(rules)
    stated = desk.case(case)
    matter(head, stated)
    return Asking(desk, stated, shown(case), head)


def tell(record: BaseModel, form: str, lines: Iterable[Line]) -> None:
    """Print a record for programs, or the lines for people, which are made only then."""
    if form == "json":
        click.echo(record.model_dump_json(by_alias=True, indent=2))
    else:
        show(lines)
