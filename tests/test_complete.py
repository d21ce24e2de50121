"""What the shell offers on Tab: names that are safe on a command line, whatever lies about."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import SHIPPED, Run

posix = pytest.mark.skipif(sys.platform == "win32", reason="shells and pipes of POSIX")
SHELLS = ("bash", "zsh", "fish")


def offered(line: str, shell: str = "bash") -> list[str]:
    """Return what is offered for the last word of a line, the empty one after a space too."""
    words = line.split(" ")
    place = words[-1] if shell == "fish" else str(len(words) - 1)
    asked = {"_QUIZGEN_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": place}
    done = subprocess.run(
        [sys.executable, "-m", "quizgen"],
        capture_output=True,
        env={**os.environ, **asked},
        text=True,
        timeout=60,  # what hangs has failed
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    if shell == "zsh":
        return [lines[place + 1] for place in range(0, len(lines) - 2, 3)]
    return [line.partition(",")[2] for line in lines if line]


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


TOPIC = "quizgen build --topic "
TAG = "quizgen build --topic mars --tag "
SHEET = "quizgen build --topic moon --worksheet "
RUN_BY_SHELLS = (
    "x;touch${IFS}PWNED;", "x$(touch${IFS}PWNED)", "x`touch${IFS}PWNED`", "x|y", "x&y", "x>y", "x*",
    "~x", "-x", "x\\y", "x!y", "x\x1b[31m", "x\u202ey", "Größe", "x{1,2}", "x\ty",
)  # fmt: skip


@posix
@pytest.mark.parametrize("shell", SHELLS)
def test_topics_worksheets_and_tags_are_offered(run: Run, shell: str) -> None:
    assert offered(TOPIC, shell) == [*SHIPPED, "moon"]
    assert offered(f"{TOPIC}mo", shell) == ["moon"]
    assert offered(f"{SHEET}s", shell) == ["small", "standard", "study-sheet"]
    assert offered("quizgen build --topic moon --tag f", shell) == ["firsts"]
    assert offered("quizgen check es", shell) == ["escalation"]
    assert offered("quizgen show --topic m", shell) == ["moon"]
    assert offered("quizgen publish m", shell) == ["moon"]


@posix
def test_tags_are_offered_however_they_are_written(run: Run) -> None:
    write(
        "banks/mars.yaml",
        "topic: mars\nfacts:\n- id: a\n  tags: [red, 'rust']\n- tags: [one,\n    two]\n  id: b\n"
        "- id: c\n  tags:\n  - far\n  - near\n  at: x\n- id: d\n  tags:\n    - cold\n",
    )
    assert offered(TAG) == ["cold", "far", "near", "one", "red", "rust", "two"]


@posix
@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_is_offered_that_a_shell_would_run(run: Run, shell: str) -> None:
    tags = "\n".join(f"- id: a\n  tags: [{tag}, safe]\n  tags:\n  - {tag}" for tag in RUN_BY_SHELLS)
    write("banks/mars.yaml", f"topic: mars\nfacts:\n{tags}\n")
    for name in RUN_BY_SHELLS:
        write(f"banks/{name}.yaml", "topic: x")
        write(f"templates/en/worksheets/{name}.yaml", "label: x")
    assert offered(TAG, shell) == ["safe"]
    assert offered(TOPIC, shell) == [*SHIPPED, "mars", "moon"]
    assert offered(f"{TOPIC}x", shell) == offered(f"{TAG}x", shell) == []
    assert "small" in offered(SHEET, shell)
    assert offered(f"{SHEET}x", shell) == []


@posix
def test_bash_puts_no_command_on_the_line(run: Run) -> None:
    """The shell itself: what it completes is run when Enter is pressed."""
    write("banks/mars.yaml", "facts:\n  - id: a\n    tags: [x;touch${IFS}PWNED;]\n")
    program = f'quizgen() {{ {shlex.quote(sys.executable)} -m quizgen "$@"; }}; export -f quizgen'
    script = f"""
        {program}
        mkdir bin; printf '#!/bin/sh\\nexec {sys.executable} -m quizgen "$@"\\n' > bin/quizgen
        chmod +x bin/quizgen; PATH="$PWD/bin:$PATH"; unset -f quizgen
        eval "$(_QUIZGEN_COMPLETE=bash_source quizgen)"
        COMP_WORDS=(quizgen build --topic mars --tag x); COMP_CWORD=5
        _quizgen_completion quizgen
        echo "tags: ${{COMPREPLY[@]}}"
        COMP_WORDS=(quizgen build --topic ma); COMP_CWORD=3; COMPREPLY=()
        _quizgen_completion quizgen
        echo "topics: ${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("tags: \ntopics: mars\n", "")
    assert not Path("PWNED").exists()


def _fifo(path: str) -> None:
    os.mkfifo(path)


UNREADABLE: dict[str, Callable[[], object]] = {
    "a pipe": lambda: _fifo("banks/mars.yaml"),
    "a folder": lambda: Path("banks/mars.yaml").mkdir(),
    "a link to nothing": lambda: Path("banks/mars.yaml").symlink_to("nothing"),
    "a link to itself": lambda: Path("banks/mars.yaml").symlink_to("mars.yaml"),
    "a link to a device": lambda: Path("banks/mars.yaml").symlink_to("/dev/zero"),
    "no UTF-8": lambda: Path("banks/mars.yaml").write_bytes(b"title: \xff\xe4\n"),
    "UTF-16": lambda: Path("banks/mars.yaml").write_bytes("topic: mars".encode("utf-16")),
    "no YAML": lambda: write("banks/mars.yaml", "language: [\n\t: }"),
    "no end of lines": lambda: write("banks/mars.yaml", "\n" * 5_000_000),
    "no end of spaces": lambda: write("banks/mars.yaml", " " * 5_000_000),
    "no end of lists": lambda: write("banks/mars.yaml", "tags: [" * 500_000),
    "no end of members": lambda: write("banks/mars.yaml", "tags:\n" + "- a\n" * 500_000),
}


@posix
@pytest.mark.parametrize("case", UNREADABLE)
def test_a_bank_that_cannot_be_read_is_no_hindrance(run: Run, case: str) -> None:
    UNREADABLE[case]()
    assert offered(TAG) == (["a"] if "members" in case else [])
    assert "standard" in offered("quizgen build --topic mars --worksheet s") or "no " not in case
    assert offered(TOPIC) == [*SHIPPED, "mars", "moon"]


@posix
def test_folders_that_are_none_are_no_hindrance(run: Run) -> None:
    for folder in ("banks", "templates"):
        Path(folder).rename(f"{folder}-of-old")
        Path(folder).write_text("a file", "utf-8")
    assert offered(TOPIC) == SHIPPED
    assert offered(f"{SHEET}sta") == ["standard"]
    assert offered(TAG) == []
