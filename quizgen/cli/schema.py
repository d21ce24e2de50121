"""`quizgen schema`: the formats of banks and templates for editors."""

import json

import click

FORMATS = ("bank", "worksheet", "stems", "theme")


@click.command("schema")
@click.option(
    "--for",
    "kind",
    type=click.Choice(FORMATS),
    default="bank",
    show_default=True,
    help="What file it is of: a bank, or a template of that kind.",
)
def schema_command(kind: str) -> None:
    """Print the JSON Schema of a bank or template, for editors."""
    from quizgen.read.json_schema import schema_of

    click.echo(json.dumps(schema_of(kind), indent=2))
