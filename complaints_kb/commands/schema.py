"""`kb schema`: the JSON schemas of determinations, of checks and of the files that people write."""

from __future__ import annotations

import click

from complaints_kb.schemas import SCHEMAS

HELP = """Print a JSON schema: of an answer or a check, of a case, or of a rule file, for an editor to complete from.

\b
  kb schema case > case.schema.json
  # yaml-language-server: $schema=case.schema.json     as the first line of a case
"""


@click.command(help=HELP)
@click.argument("what", type=click.Choice(list(SCHEMAS)), default="determination")
@click.pass_context
def schema(ctx: click.Context, what: str) -> None:
    """Print the schema."""
    from complaints_kb.schemas import schema_of

    click.echo(schema_of(what, ctx.obj), nl=False)
