"""The command line: find files, call one function, put files, say what was done."""

import sys

import click

from quizgen import __version__
from quizgen.cli.build import build_command
from quizgen.cli.check import check_command
from quizgen.cli.schema import schema_command
from quizgen.cli.show import show_command
from quizgen.cli.topics import topics_command
from quizgen.errors import QuizgenError

EXAMPLES = """\b
Start with:
  quizgen topics                     which topics there are
  quizgen build --topic escalation   worksheet, answer key and Anki deck
"""


@click.group(epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quizgen")
def cli() -> None:
    """Make worksheets with answer keys, and Anki decks, from banks of checked facts."""


for command in (build_command, topics_command, check_command, show_command, schema_command):
    cli.add_command(command)


def main() -> None:
    """Run quizgen; problems go to stderr, and the exit code is 1."""
    try:
        cli.main(prog_name="quizgen")
    except QuizgenError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
