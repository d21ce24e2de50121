"""`quizgen topics`: which banks there are."""

import json

import click

from quizgen.cli.files import bank_paths, find_texts


@click.command("topics")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def topics_command(as_json: bool) -> None:
    """List the topics with their titles."""
    from quizgen.read import read_materials

    banks = [read_materials(find_texts(topic)).bank for topic in bank_paths()]
    if as_json:
        rows = [
            {
                "topic": bank.topic,
                "title": bank.title,
                "summary": bank.summary,
                "edition": bank.edition,
                "as_of": bank.as_of.text,
                "facts": len(bank.facts),
            }
            for bank in banks
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for bank in banks:
        click.echo(f"{bank.topic}: {bank.title}")
        click.echo(f"  {bank.summary} {len(bank.facts)} facts, as of {bank.as_of.text}.")
    if not banks:
        click.echo("There is no bank in ./banks.")
