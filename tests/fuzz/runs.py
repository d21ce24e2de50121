"""Runs of quizgen in a process of their own that starts at once: a fork of this one.

Nothing of a run is spent on imports, so whatever befalls it at a random instant befalls its work.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from command import SMALL

from quizgen.cli import main
from quizgen.cli.build import build_command
from quizgen.cli.publish import publish_command

COMMANDS = (build_command, publish_command)  # imported before anything is forked
BANK, LOCK = Path("banks/moon.yaml"), Path("banks/moon.lock")
BUILD = ("build", "--topic", "moon", "--worksheet", "small")
PUBLISH = ("publish", "moon")


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code, minus a signal's number if one killed it, and its words."""

    code: int
    said: str


@contextmanager
def project() -> Iterator[None]:
    """Work in a folder with one small bank, in which everything has been imported once."""
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in ("banks", "templates/en/worksheets"):
            Path(name).mkdir(parents=True)
        copy(ROOT / "tests/cases/moon.yaml", BANK)
        Path("templates/en/worksheets/small.yaml").write_text(SMALL, "utf-8")
        yield
        os.chdir("/")


def start(*words: str, before: Callable[[], None] = lambda: None) -> int:
    """Start quizgen and return its process's number; what it says goes to the file `said`."""
    process = os.fork()
    if process:
        return process
    code = 70
    try:
        said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        sys.argv = ["quizgen", *words]
        before()
        main()
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        sys.stdout.flush()
        os._exit(code)


def end(process: int) -> Ended:
    """Wait for a run."""
    _, status = os.waitpid(process, 0)
    return Ended(os.waitstatus_to_exitcode(status), Path("said").read_text("utf-8", "replace"))


def run(*words: str) -> Ended:
    """Run quizgen."""
    return end(start(*words))


def files(folder: str) -> dict[str, bytes]:
    """Return the files of a folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()}


def hidden(folder: str) -> list[str]:
    """Return what runs have left in a folder."""
    return sorted(path.name for path in Path(folder).iterdir() if path.name.startswith("."))
