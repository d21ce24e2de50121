"""Writing files where none are: what its author may have edited is never written over."""

import contextlib
import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from quizgen.errors import Problem, QuizgenError, Where
from quizgen.store.disk import MAKE_ROOM, is_full, name_new, write_draft


def write_new_files(
    files: Mapping[Path, str | bytes], schema: tuple[Path, str] | None = None
) -> None:
    """Write new files, all or none, and the schema by which editors know them.

    Raises QuizgenError if one of the files is there already, even if another program has put it
    there in the meantime, or if one cannot be written. A schema takes the place of an older one.
    """
    refuse_taken(files)
    texts: dict[Path, str | bytes] = dict([*files.items(), *([schema] if schema else [])])
    drafts: dict[Path, Path] = {}
    folders: list[Path] = []
    named: list[Path] = []
    path = Path()
    try:
        for path, text in texts.items():
            folders += _make_folder(path.parent)
            drafts[path] = write_draft(path, text if isinstance(text, bytes) else text.encode())
        for path in files:
            _name(drafts[path], path)
            named.append(path)
        if schema:  # the only one that takes another's place, and so the last: it is not undone
            path, _ = schema
            drafts[path].replace(path)
    except BaseException as error:
        _undo([*named, *drafts.values()], folders)
        if isinstance(error, OSError):
            raise QuizgenError([_not_written(path, error)]) from error
        raise


ANOTHER_NAME = "choose another name, or move the file away first"


def refuse_taken(paths: Iterable[Path], hint: str = ANOTHER_NAME) -> None:
    """Raise QuizgenError if there is a file already where a new one is to be."""
    taken = [path for path in paths if os.path.lexists(path)]
    if taken:
        raise QuizgenError([_taken(path, hint) for path in taken])


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those it lies in; return what was made, the innermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _name(draft: Path, path: Path) -> None:
    try:
        name_new(draft, path)
    except FileExistsError as error:
        raise QuizgenError([_taken(path)]) from error


def _undo(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Remove what was made."""
    for path in files:
        with contextlib.suppress(OSError):  # a draft that has its name by now
            path.unlink()
    for folder in sorted(folders, reverse=True):  # what lies in another comes before it
        with contextlib.suppress(OSError):  # somebody else has put something there
            folder.rmdir()


def _taken(path: Path, hint: str = ANOTHER_NAME) -> Problem:
    return Problem(Where(path.as_posix()), "the file is there already; nothing was written", hint)


def _not_written(path: Path, error: OSError) -> Problem:
    message = f"cannot be written: {error.strerror or error}"
    hint = "go to a folder in which you may write"
    if is_full(error):
        hint = MAKE_ROOM
    elif error.errno == errno.EISDIR:
        hint = "rename the folder of this name"
    return Problem(Where(path.as_posix()), message, hint)
