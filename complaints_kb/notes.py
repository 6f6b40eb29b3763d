"""Notes on standard error: what whoever reads an answer has to know, and what is no fault of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.model.determination import HeadRecord


def tell_not_asked(name: str, head: HeadRecord) -> None:
    """Say that a conclusion is of no matter where one of several matters goes."""
    where = " or ".join(f"`{one}`" for one in head.procedures)
    click.echo(f"note: `{name}` is not asked of matter `{head.head}`, which goes by {where}", err=True)
