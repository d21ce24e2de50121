"""The fuzzer itself: `make fuzz` tries each of its targets."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_the_fuzzer_tries_every_target() -> None:
    fuzzer = Path(__file__).parent / "fuzz" / "fuzz.py"
    quiet = ("-W", "ignore:It looks like `register_random`")  # Hypothesis of itself, on Python 3.14
    words = [
        sys.executable,
        *quiet,
        str(fuzzer),
        "--minutes",
        "0",
        "--seed",
        "1",
        "--examples",
        "3",
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.startswith("examples: {'read anything': 3, ")
    assert done.stdout.endswith(", 'use a lock': 3}; seeds up to 1; findings: 0\n")


@pytest.mark.skipif(sys.platform == "win32", reason="forks and signals of POSIX")
@pytest.mark.parametrize(
    ("name", "said"),
    [("kills.py", "publish: 4 instants\n"), ("edits.py", "edits: 4, none lost; what ")],
)
def test_files_outlive_kills_and_edits_at_random_instants(name: str, said: str) -> None:
    words = [sys.executable, str(Path(__file__).parent / "fuzz" / name), "--times", "4"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(said)
