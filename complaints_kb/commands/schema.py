"""`kb schema`: the JSON schema of determinations."""

from __future__ import annotations

import click


@click.command(hidden=True, help="Print the JSON schema of what `kb assess --format json` prints.")
def schema() -> None:
    """Print the schema."""
    from complaints_kb.schemas import determination_schema

    click.echo(determination_schema(), nl=False)
