"""Measure how long a command takes, as a process of its own: `python tests/bench/bench_start.py`.

The floor of `build` is a process that only imports the four libraries it cannot do without; that of
`--help` one that only imports click. Processor time, the least of several turns taken one after the
other, so that what else the machine does weighs little. The children may keep bytecode, whatever the
environment says: an installed program has its own, and without it each start would compile all.
"""

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence

from target import line

TURNS = 10
IMPORTS = "import reportlab.platypus, jinja2, yaml, click"
BUILD_TARGET, HELP_TARGET = 2.2, 1.5
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


def processor_time(command: Sequence[str]) -> float:
    """Return the seconds of processor time that a process takes."""
    child = os.fork()
    if not child:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os.execve(command[0], command, ENVIRONMENT)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return used.ru_utime + used.ru_stime


def measure(commands: Mapping[str, Sequence[str]]) -> Mapping[str, float]:
    """Return the least time of each command."""
    times = {name: [] for name in commands}
    for _ in range(TURNS):
        for name, command in commands.items():
            times[name].append(processor_time(command))
    return {name: min(found) for name, found in times.items()}


def main() -> None:
    """Print the times of the commands beside those of their floors."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        least = measure(
            {
                "imports": [python, "-c", IMPORTS],
                "build": [
                    python,
                    "-m",
                    "quizgen",
                    "build",
                    "--topic",
                    "escalation",
                    "--out",
                    folder,
                ],
                "click": [python, "-c", "import click"],
                "help": [python, "-m", "quizgen", "--help"],
            }
        )
    for what, floor, target in (("build", "imports", BUILD_TARGET), ("help", "click", HELP_TARGET)):
        took, base = 1000 * least[what], 1000 * least[floor]
        print(
            line(f"quizgen {what}: {took:.0f} ms, import {floor} {base:.0f}", took / base, target)
        )


if __name__ == "__main__":
    main()
