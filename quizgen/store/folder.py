"""Replacing files of a folder: each is the old one or the new one, never half of either."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.errors import Problem, QuizgenError, Where
from quizgen.store.disk import explaining_errors, make_token, undisturbed
from quizgen.store.locks import hold

STAGING = ".quizgen-new-"
"""How the names of folders begin in which files lie until all of them are made."""
_STAGING = re.compile(rf"{re.escape(STAGING)}[0-9a-f]{{8}}")
LOCK = ".quizgen-lock"
KEPT = "old"
"""The folder in such a folder that keeps the files that are about to be replaced."""
ANOTHER_FOLDER = ", or choose another folder with --out"


@contextlib.contextmanager
def staging(target: Path, hint_end: str = ANOTHER_FOLDER) -> Iterator[Path]:
    """Give a folder to write into; what is in it replaces the target's files at the end.

    Nothing is touched if an error ends the block. Raises QuizgenError if the target cannot be
    written, or if another build is writing there; `hint_end` is put behind its hints.
    """
    message, hint = "another build is writing here", f"wait for it to end{hint_end}"
    refusal = Problem(Where(target.as_posix()), message, hint)
    with (
        explaining_errors(target, hint_end),
        _with_folder(target),
        hold(target / LOCK, refusal),
    ):
        half_done = _clear_left_over(target)
        new = target / f"{STAGING}{make_token()}"
        new.mkdir()
        try:
            yield new
            _replace(sorted(path.name for path in new.iterdir()), new, target, hint_end)
        except _HalfReplacedError:
            raise  # the old files in it are still needed
        except FileNotFoundError as error:
            if new.is_dir():
                _clear(new)
                raise
            raise QuizgenError([refusal]) from error  # a build without locks took us for killed
        except BaseException:
            _clear(new)
            raise
        for folder in (new, *half_done):
            _clear(folder)


class _HalfReplacedError(QuizgenError):
    """Raised when neither all files could be replaced, nor the old ones be put back."""


def _clear_left_over(target: Path) -> list[Path]:
    """Remove what killed builds left; return those folders that keep the only copy of a file."""
    left = [
        folder
        for folder in target.iterdir()
        if _STAGING.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink()
    ]
    half_done = [folder for folder in left if (folder / KEPT).is_dir()]
    for folder in left:
        if folder not in half_done:
            _clear(folder)
    return half_done


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


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
    for name in names:
        if os.path.lexists(target / name):
            _keep(target / name, kept / name)
    with undisturbed():
        try:
            for name in names:
                (new / name).replace(target / name)
        except OSError as error:
            moved = [name for name in names if not os.path.lexists(new / name)]
            if stuck := [name for name in moved if not _put_back(target / name, kept / name)]:
                raise _HalfReplacedError(_half(stuck, kept, target, error)) from error
            raise


def _keep(path: Path, copy: Path) -> None:
    """Keep a file under a second name, or copy it where the file system has no second names."""
    try:
        os.link(path, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copyfile(path, copy, follow_symlinks=False)


def _put_back(path: Path, kept: Path) -> bool:
    """Let a file be what it was; tell whether that could be done."""
    try:
        kept.replace(path) if os.path.lexists(kept) else path.unlink()
    except OSError:
        return False
    return True


def _half(stuck: Sequence[str], kept: Path, target: Path, error: OSError) -> Iterator[Problem]:
    """Say of each file that is new, beside others that are old, what it is and where the old is."""
    why = error.strerror or error
    for name in stuck:
        path = target / name
        message = (
            f"is of the new build, and files beside it are not: they could not be moved: {why}"
        )
        hint = "delete it, or build again"
        if os.path.lexists(kept / name):
            hint = f"build again, or take back the old one: {(kept / name).as_posix()}"
        yield Problem(Where(path.as_posix()), message, hint)


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
