"""quizgen run in this process, in a folder with one small bank and one small worksheet."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import pytest

from quizgen.cli import main

SHIPPED = ["elements", "escalation", "europe", "history"]
CASES = Path(__file__).parent / "cases"
SMALL = """
label: Worksheet
summary: For the tests.
sections:
  - {title: Multiple choice, types: [multiple-choice], count: 4}
  - {title: Put in order, types: [ordering], count: 1, members: 4}
"""


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run quizgen in a folder with one small bank and one small worksheet."""
    monkeypatch.chdir(tmp_path)
    for folder in ("banks", "templates/en/worksheets"):
        Path(folder).mkdir(parents=True)
    copy(CASES / "moon.yaml", "banks/moon.yaml")
    Path("templates/en/worksheets/small.yaml").write_text(SMALL, "utf-8")
    return runner(monkeypatch, capsys)


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs quizgen in the current folder and returns what it said."""

    def run_quizgen(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["quizgen", *words])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run_quizgen


BUILD = ("build", "--topic", "moon", "--worksheet", "small")
