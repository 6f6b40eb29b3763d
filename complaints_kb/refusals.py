"""Diagnostics, on standard error: as people read them, or one JSON record a line beside JSON results."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from complaints_kb.terminal import width

if TYPE_CHECKING:
    from kb.model.diagnostics import Diagnostic


def tell(diagnostics: Iterable[Diagnostic], as_json: bool = False) -> None:
    """Print diagnostics, the same one once."""
    from explain.diagnostics import as_record, rendered

    for number, one in enumerate(dict.fromkeys(diagnostics)):
        if as_json:
            click.echo(json.dumps(as_record(one), ensure_ascii=False), err=True)
        else:
            click.echo(("\n" if number else "") + rendered(one, width()), err=True)
