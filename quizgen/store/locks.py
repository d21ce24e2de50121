"""Locks, by which one run of quizgen keeps out another; a drive without locks keeps out nobody."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from quizgen.errors import Problem, QuizgenError
from quizgen.store.disk import open_ours

_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES}
"""What a system says if another process holds the lock. All else means: there are no locks here."""


@contextlib.contextmanager
def hold(path: Path, refusal: Problem) -> Iterator[None]:
    """Hold the lock that is a file; the system lets go of it even if this process is killed.

    Raises QuizgenError with the refusal if another process holds it, and one that names the file
    if it is none of ours. Some network drives have no locks: there nobody is kept out.
    """
    opened = open_ours(path, os.O_RDWR | os.O_CREAT)
    is_open = True
    try:
        if _is_held_elsewhere(opened) or not _is_at(path, opened):
            raise QuizgenError([refusal])
        try:
            yield
        finally:
            if sys.platform == "win32":  # where a file that is open cannot be removed
                os.close(opened)
                is_open = False
            with contextlib.suppress(OSError):
                path.unlink()
    finally:
        if is_open:
            with contextlib.suppress(OSError):  # all is done: no reason to fail
                os.close(opened)


def _is_held_elsewhere(opened: int) -> bool:
    """Try to lock an open file, which on Windows is done otherwise; tell whether another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _HELD
    return False


def _is_at(path: Path, opened: int) -> bool:
    """Tell whether the file that is locked still has its name: who held it may have removed it."""
    try:
        return os.path.samestat(os.fstat(opened), path.lstat())
    except OSError:
        return False
