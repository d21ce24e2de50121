"""`quizgen schema`: the formats of banks and templates for editors."""

import json

import click

from quizgen.cli.console import give

SCHEMA_KINDS = ("bank", "worksheet", "stems", "theme", "sheet")
"""The keys of `json_schema.SCHEMAS`, written out since help and completion do not wait for it."""


@click.command("schema")
@click.option(
    "--for",
    "kind",
    type=click.Choice(SCHEMA_KINDS),
    default="bank",
    show_default=True,
    help="What file it is of: a bank, a sheet, or a template of that kind.",
)
def schema_command(kind: str) -> None:
    """Print the JSON Schema of a bank or template, for editors."""
    from quizgen.read.json_schema import schema_of

    give(json.dumps(schema_of(kind), indent=2))
