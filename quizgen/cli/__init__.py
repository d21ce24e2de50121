"""The command line: find files, call one function, put files, say what was done."""

import gc
import signal
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from keyword import iskeyword

import click

from quizgen import __version__
from quizgen.cli.console import complain, give, loss_of, outlets
from quizgen.errors import QuizgenError

COMMANDS: Mapping[str, str] = {
    "build": "Make a worksheet, its answer key and an Anki deck.",
    "serve": "Open the pages in the browser: sheets without a command line.",
    "topics": "List the topics with their titles, and the worksheets there are.",
    "check": "Check banks: their form, facts, items, cards and worksheets.",
    "show": "Show a FACT with every item it yields, or a question of your own.",
    "new": "Make a bank called NAME, or a template, to be changed.",
    "export": "Write the questions of a topic or sheet for another program.",
    "import": "Make a bank of FILE: facts, things, words, cards or questions.",
    "schema": "Print the JSON Schema of a bank or template, for editors.",
    "publish": "Seal the next edition of a topic's deck in banks/TOPIC.lock.",
}
"""What each command does, as the first sentence of its own help says too."""


class Commands(Mapping[str, click.Command]):
    """Commands that are imported when they are called."""

    def __getitem__(self, name: str) -> click.Command:
        """Return a command: `build_command` of the module `build`."""
        if name not in COMMANDS:
            raise KeyError(name)
        module = import_module(f"quizgen.cli.{name}_" if iskeyword(name) else f"quizgen.cli.{name}")
        command = getattr(module, f"{name}_command")
        assert isinstance(command, click.Command)
        return command

    def __iter__(self) -> Iterator[str]:
        """Yield their names."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(COMMANDS)


class Program(click.Group):
    """A group of commands that tells what each does without importing it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, the most used first."""
        return [*COMMANDS]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])


START = """\b
Start with:
  quizgen topics                     which topics there are
  quizgen build --topic escalation   worksheet, answer key and Anki deck
  quizgen new rivers                 a bank of your own: an example to be changed
"""


@click.group(
    cls=Program,
    commands=Commands(),
    epilog=START,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[COMMAND] [ARGS]...",
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
    from quizgen.store.project import HERE

    own_topics = HERE.own_topics()
    topic = next(iter([*own_topics, *HERE.find_topics()]), "escalation")
    build = f"quizgen build --topic {topic}"
    lines = {
        "quizgen topics": "which topics there are",
        build: "worksheet, answer key and Anki deck",
        f"quizgen check {topic}" if own_topics else "quizgen new rivers": (
            "every mistake of your bank, by line"
            if own_topics
            else "a bank of your own: an example to be changed"
        ),
        "quizgen --help": "all commands",
    }
    give("quizgen makes worksheets with answer keys, and Anki decks. Next, one of these:\n")
    width = max(map(len, lines))
    for command, use in lines.items():
        give(f"  {command:{width}}   {use}")


def main() -> None:
    """Run quizgen; problems go to stderr, and the exit code is 1."""
    for name in ("SIGTERM", "SIGHUP"):  # whoever is told to end clears up, as after Ctrl-C
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) == signal.SIG_DFL:
            signal.signal(getattr(signal, name), signal.default_int_handler)
    gc.disable()  # a command makes many values that stay, and hardly any cycles
    try:
        with outlets() as (out, err):
            code = _run()
            if loss := loss_of(out):
                complain(loss)
            err.flush()
        sys.exit(code or bool(loss))
    finally:
        gc.freeze()  # else Python looks for cycles in all of them once more before it ends


def _run() -> int:
    """Run the command that was called, and return its exit code."""
    try:
        cli.main(prog_name="quizgen")
    except QuizgenError as error:
        for problem in error.problems:
            complain(problem)
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
