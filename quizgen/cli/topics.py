"""`quizgen topics`: which banks there are."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from quizgen.cli.programs import say
from quizgen.errors import QuizgenError
from quizgen.store.project import bank_paths, find_templates, find_texts

if TYPE_CHECKING:
    from quizgen.bank.bank import Bank


@click.command("topics")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def topics_command(as_json: bool) -> None:
    """List the topics with their titles, and the worksheets there are."""
    found = [_read(topic) for topic in bank_paths()]
    problems = [
        problem for one in found if isinstance(one, QuizgenError) for problem in one.problems
    ]
    banks = [one for one in found if not isinstance(one, QuizgenError)]
    if as_json:
        say([_row(topic, one) for topic, one in zip(bank_paths(), found, strict=True)])
    else:
        for bank in banks:
            click.echo(f"{bank.topic}: {bank.title}")
            click.echo(f"  {bank.summary} {len(bank.facts)} facts, as of {bank.as_of.text}.")
        if not found:
            click.echo("There is no bank in ./banks.")
        click.echo("\nWorksheets, for `quizgen build --worksheet`:")
        for name, summary in _worksheets().items():
            click.echo(f"  {name:14} {summary}")
        for problem in problems:
            click.echo(str(problem), err=True)
    sys.exit(1 if problems else 0)


def _worksheets() -> dict[str, str]:
    """Return what each worksheet is, in a sentence; one that cannot be read is left out."""
    from quizgen.read import read_worksheet

    found = {}
    for file in find_templates("worksheets", "*.yaml").values():
        with suppress(QuizgenError):
            sheet = read_worksheet(file.text, file.path)
            found[sheet.name] = sheet.summary
    return found


def _read(topic: str) -> "Bank | QuizgenError":
    """Return a bank or what is wrong with it, which hides no other bank."""
    from quizgen.read import read_materials

    try:
        return read_materials(find_texts(topic)).bank
    except QuizgenError as error:
        return error


def _row(topic: str, found: "Bank | QuizgenError") -> dict[str, object]:
    if isinstance(found, QuizgenError):
        return {"topic": topic, "problems": [problem.as_data for problem in found.problems]}
    return {
        "topic": topic,
        "title": found.title,
        "summary": found.summary,
        "edition": found.edition,
        "as_of": found.as_of.text,
        "facts": len(found.facts),
    }
