"""Notes on standard error: what whoever reads an answer has to know, and what is no fault of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.model.case import Case
    from kb.model.determination import HeadRecord


def tell_contested(case: Case) -> None:
    """Say that contested facts are taken as not known; `kb assess` and `kb why` try each account."""
    names = dict.fromkeys(name for head in case.heads for name in head.contested)
    if names:
        facts = ", ".join(f"`{name}`" for name in names)
        click.echo(
            f"note: accounts differ on {facts}, so here it is not known; `kb assess` and `kb why` try each account",
            err=True,
        )


def tell_not_asked(name: str, head: HeadRecord) -> None:
    """Say that a conclusion is of no matter where one of several matters goes."""
    where = " or ".join(f"`{one}`" for one in head.procedures)
    click.echo(f"note: `{name}` is not asked of matter `{head.head}`, which goes by {where}", err=True)
