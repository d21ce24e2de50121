"""quizgen in processes of its own, which can be killed, and as somebody with few rights."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def start(*words: str, before: str = "") -> subprocess.Popen[str]:
    """Start quizgen in a process of its own, after some lines of Python."""
    lines = (
        "import signal, sys",
        "signal.signal(signal.SIGINT, signal.default_int_handler)",  # else a run in the background,
        "hasattr(signal, 'SIGHUP') and signal.signal(signal.SIGHUP, signal.SIG_DFL)",  # or with nohup,
        "signal.signal(signal.SIGTERM, signal.SIG_DFL)",  # would ignore what it was told to ignore
        f"sys.argv = {['quizgen', *words]!r}",
        before,
        "from quizgen.cli import main",
        "main()",
    )
    code = "\n".join(lines)
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def hidden(folder: str) -> list[str]:
    """Return the names in a folder that only quizgen makes."""
    return sorted(path.name for path in Path(folder).iterdir() if path.name.startswith("."))


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the rights of root for a while, which no folder is closed to."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
