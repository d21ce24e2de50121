"""`quizgen schema`: the bank format for editors."""

import json

import click


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a bank, by which editors check it."""
    from quizgen.read.json_schema import bank_schema

    click.echo(json.dumps(bank_schema(), indent=2))
