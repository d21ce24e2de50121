"""Replacing files of a folder: each is the old one or the new one, never half of either."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from errno import errorcode
from pathlib import Path
from typing import IO

from quizgen.errors import Problem, QuizgenError, Where

STAGING = ".quizgen-new"
LOCK = ".quizgen-lock"
KEPT = ".quizgen-old"
"""The folder in STAGING that keeps the files that are about to be replaced."""
MAKE_ROOM = "make room on the disk"
ANOTHER_FOLDER = ", or choose another folder with --out"


@contextlib.contextmanager
def staging(target: Path, hint_end: str = ANOTHER_FOLDER) -> Iterator[Path]:
    """Give a folder to write into; what is in it replaces the target's files at the end.

    Nothing is touched if an error ends the block. Raises QuizgenError if the target cannot be
    written, or if another build is writing there; `hint_end` is put behind its hints.
    """
    with _explaining_errors(target, hint_end), _with_folder(target), _locked(target, hint_end):
        new = target / STAGING
        _clear(new)  # left over from a build that was killed
        new.mkdir()
        try:
            yield new
            _replace(sorted(path.name for path in new.iterdir()), new, target, hint_end)
        finally:
            _clear(new)


def undo_killed(target: Path, names: Sequence[str]) -> None:
    """Undo a replacement of files that belong together, if a run was killed in the middle of it.

    Nobody can have used what was half moved, since its parts do not fit each other.
    """
    new = target / STAGING
    with _explaining_errors(target, ""):
        if not (new / KEPT).is_dir():  # all files had been written when that was made
            return
        with _locked(target, ""):
            moved = [name for name in names if not os.path.lexists(new / name)]
            if len(moved) < len(names):
                for name in moved:
                    if os.path.lexists(new / KEPT / name):
                        (new / KEPT / name).replace(target / name)
                    else:
                        (target / name).unlink(missing_ok=True)
            _clear(new)


def _replace(names: Sequence[str], new: Path, target: Path, hint_end: str) -> None:
    """Move files to the target; if one cannot be moved, those that were there stand there again."""
    for name in names:
        if (target / name).is_dir():
            found = "is a folder, and a file of this name is to be written"
            path = (target / name).as_posix()
            hint = f"rename it{hint_end}"
            raise QuizgenError([Problem(Where(path), found, hint)])
    kept = new / KEPT
    kept.mkdir()
    there = [name for name in names if os.path.lexists(target / name)]
    for name in there:
        _keep(target / name, kept / name)
    moved: list[str] = []
    try:
        for name in names:
            (new / name).replace(target / name)
            moved.append(name)
    except OSError:
        for name in moved:
            with contextlib.suppress(OSError):
                (kept / name).replace(target / name) if name in there else (target / name).unlink()
        raise


def _keep(path: Path, copy: Path) -> None:
    """Keep a file under a second name, or copy it where the file system has no second names."""
    try:
        os.link(path, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(path, copy, follow_symlinks=False)


def _clear(path: Path) -> None:
    """Remove a folder with all that is in it, or whatever else has its name."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def _explaining_errors(target: Path, hint_end: str) -> Iterator[None]:
    """Turn an OSError of the block into a problem that a person can mend."""
    try:
        yield
    except OSError as error:
        name = error.filename2 or error.filename  # a move is told by where to
        path = Path(os.fsdecode(name)) if name else target
        if {STAGING, LOCK} & {*path.parts}:
            path = target
        message = f"cannot be written: {error.strerror or error}"
        hint = f"{_advice(error, path, target)}{hint_end}"
        raise QuizgenError([Problem(Where(path.as_posix()), message, hint)]) from error


def is_full(error: OSError) -> bool:
    """Tell whether there was no room for a file."""
    return errorcode.get(error.errno or 0) in {"ENOSPC", "EDQUOT", "EFBIG"}


def _advice(error: OSError, path: Path, target: Path) -> str:
    if is_full(error):
        return MAKE_ROOM
    if path == target or path in target.parents:
        return "see that it is a folder and that you may write there"
    return "close the file if it is open elsewhere"


@contextlib.contextmanager
def _with_folder(target: Path) -> Iterator[None]:
    """Make the folder; if an error ends the block, remove what was made of it and above it."""
    missing = [folder for folder in (target, *target.parents) if not folder.exists()]
    try:
        target.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in missing:
            with contextlib.suppress(OSError):  # it holds something, or was never made
                folder.rmdir()
        raise


@contextlib.contextmanager
def _locked(target: Path, hint_end: str) -> Iterator[None]:
    """Hold the folder's lock; the system lets go of it even if this process is killed."""
    path = target / LOCK
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(path.open("ab"))
        if not _try_lock(stream) or not _is_at(path, stream):
            message = "another build is writing here"
            hint = f"wait for it to end{hint_end}"
            raise QuizgenError([Problem(Where(target.as_posix()), message, hint)])
        try:
            yield
        finally:
            if sys.platform == "win32":  # where a file that is open cannot be removed
                stack.close()
            with contextlib.suppress(OSError):
                path.unlink()


def _try_lock(stream: IO[bytes]) -> bool:
    """Lock an open file, which on Windows is done otherwise; tell whether nobody else has."""
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


def _is_at(path: Path, stream: IO[bytes]) -> bool:
    """Tell whether the file that is locked still has its name: who held it may have removed it."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except OSError:
        return False
