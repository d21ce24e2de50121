"""The command line: find files, call one function, put files, say what was done."""

import sys
from io import TextIOWrapper

import click

from quizgen import __version__
from quizgen.cli.build import build_command
from quizgen.cli.check import check_command
from quizgen.cli.files import bank_paths, own_topics
from quizgen.cli.import_ import import_command
from quizgen.cli.new import new_command
from quizgen.cli.publish import publish_command
from quizgen.cli.schema import schema_command
from quizgen.cli.show import show_command
from quizgen.cli.topics import topics_command
from quizgen.errors import QuizgenError

START = """\b
Start with:
  quizgen topics                     which topics there are
  quizgen build --topic escalation   worksheet, answer key and Anki deck
  quizgen new rivers                 a bank of your own: an example to be changed
"""


@click.group(
    epilog=START,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="quizgen")
@click.pass_context
def cli(context: click.Context) -> None:
    """Make worksheets with answer keys, and Anki decks, from banks of checked facts."""
    if context.invoked_subcommand is None:
        _welcome()


def _welcome() -> None:
    """Say what to do next, with a bank of one's own if there is one."""
    own = own_topics()
    topic = next(iter([*own, *bank_paths()]), "escalation")
    build = f"quizgen build --topic {topic}"
    lines = {
        "quizgen topics": "which topics there are",
        build: "worksheet, answer key and Anki deck",
        f"quizgen check {topic}" if own else "quizgen new rivers": (
            "every mistake of your bank, by line"
            if own
            else "a bank of your own: an example to be changed"
        ),
        "quizgen --help": "all commands",
    }
    click.echo("quizgen makes worksheets with answer keys, and Anki decks. Next, one of these:\n")
    width = max(map(len, lines))
    for command, use in lines.items():
        click.echo(f"  {command:{width}}   {use}")


COMMANDS = (
    build_command,
    topics_command,
    check_command,
    show_command,
    new_command,
    import_command,
    schema_command,
    publish_command,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run quizgen; problems go to stderr, and the exit code is 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console without a letter gets its code point
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(prog_name="quizgen")
    except QuizgenError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
