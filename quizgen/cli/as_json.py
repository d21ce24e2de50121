"""What `--json` prints: JSON on stdout for programs, also where the input is wrong."""

import functools
import json
import sys
from collections.abc import Callable
from typing import Any

import click

from quizgen.errors import QuizgenError


def print_json(data: object) -> None:
    """Print data as JSON in ASCII, which no console's encoding can spoil."""
    click.echo(json.dumps(data))


def problems_as_json(command: Callable[..., None]) -> Callable[..., None]:
    """Print a command's problems as JSON if it is called with --json, and exit with 1."""

    @functools.wraps(command)
    def run(**options: Any) -> None:
        try:
            command(**options)
        except QuizgenError as error:
            if not options["as_json"]:
                raise
            print_json({"problems": [problem.as_data for problem in error.problems]})
            sys.exit(1)

    return run
