"""Putting files: each is the old one or the new one, never half of either."""

import contextlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from quizgen.errors import Problem, QuizgenError, Where

STAGING = ".quizgen-new"
LOCK = ".quizgen-lock"


@contextlib.contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Give a folder to write into; what is in it replaces the target's files at the end.

    Nothing is touched if an error ends the block. Raises QuizgenError if the target cannot be
    written, or if another build is writing there.
    """
    with _told(target):
        target.mkdir(parents=True, exist_ok=True)
        with _locked(target):
            new = target / STAGING
            shutil.rmtree(new, ignore_errors=True)  # left over from a build that was killed
            new.mkdir()
            try:
                yield new
                for path in sorted(new.iterdir()):
                    path.replace(target / path.name)
            finally:
                shutil.rmtree(new, ignore_errors=True)


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    """Turn what the system says into a message with a hint."""
    try:
        yield
    except OSError as error:
        path = Path(error.filename).as_posix() if error.filename else target.as_posix()
        message = f"cannot be written: {error.strerror or error}"
        hint = "close the file if it is open elsewhere, or choose another folder with --out"
        raise QuizgenError([Problem(Where(path), message, hint)]) from error


@contextlib.contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Hold the folder's lock; the system lets go of it even if this process is killed."""
    with (target / LOCK).open("a") as stream:
        if not _take(stream):
            message = "another build is writing here"
            hint = "wait for it to end, or choose another folder with --out"
            raise QuizgenError([Problem(Where(target.as_posix()), message, hint)])
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                (target / LOCK).unlink()


def _take(stream: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
