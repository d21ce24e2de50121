"""`--json`: JSON on stdout for programs, also where the input is wrong."""

import functools
import json
import sys
from collections.abc import Callable
from typing import Any

import click

from quizgen.cli.console import give
from quizgen.errors import QuizgenError


def print_json(data: object) -> None:
    """Print data as JSON in ASCII, which no console's encoding can spoil."""
    give(json.dumps(data).replace("\x7f", r"\u007f"))  # the one control character it leaves alone


def json_option(help_text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the option --json, by which it gets `as_json`.

    Whatever problems the command ends in are JSON then too, and the exit code is 1.
    """

    def with_option(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def run(**options: Any) -> None:
            try:
                command(**options)
            except QuizgenError as error:
                if not options["as_json"]:
                    raise
                print_json({"problems": [problem.as_data for problem in error.problems]})
                sys.exit(1)

        return click.option("--json", "as_json", is_flag=True, help=help_text)(run)

    return with_option
