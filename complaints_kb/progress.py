"""How far a long run is: on standard error, for somebody who watches, once it has taken a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import Protocol, TypeVar

import click

T = TypeVar("T", covariant=True)
_PATIENCE = 1.0  # seconds


class Several(Sized, Iterable[T], Protocol[T]):
    """Things in a known number."""


def watched(things: Several[T]) -> Iterator[T]:
    """Give each thing, and tell how many are done."""
    began, told = time.monotonic(), False
    for number, thing in enumerate(things):
        if sys.stderr.isatty() and time.monotonic() - began > _PATIENCE:
            click.echo(f"\r{number} of {len(things)}", err=True, nl=False)
            told = True
        yield thing
    if told:
        click.echo("\r\x1b[K", err=True, nl=False)
