"""Options that several commands share."""

from __future__ import annotations

import click

as_text_or_json = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Words for people, or records for programs.",
)
