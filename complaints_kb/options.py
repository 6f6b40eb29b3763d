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

as_any_form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="Words for the terminal, a document, one page that needs nothing else, or records for programs.",
)

for_reader = click.option(
    "--for",
    "reader",
    type=click.Choice(["public", "officer", "auditor"]),
    help="Who reads it: the person who complained, an officer (as if left out), or an auditor.",
)
