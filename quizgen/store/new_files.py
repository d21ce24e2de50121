"""Writing files where none are: what its author may have edited is never written over."""

import os
from collections.abc import Iterable
from pathlib import Path

from quizgen.errors import Problem, QuizgenError, Where
from quizgen.store.folder import MAKE_ROOM, is_full


def write_new_files(files: dict[Path, str]) -> None:
    """Write new files; raises QuizgenError, and writes none, if one of them is there already."""
    refuse_taken(files)
    for path, text in files.items():
        write_whole(path, text, is_new=True)


def refuse_taken(paths: Iterable[Path]) -> None:
    """Raise QuizgenError if there is a file already where a new one is to be."""
    taken = [path for path in paths if os.path.lexists(path)]
    if taken:
        raise QuizgenError([_taken(path) for path in taken])


def write_whole(path: Path, text: str, *, is_new: bool = False) -> None:
    """Write a file that is whole as soon as it has its name; raises QuizgenError if it cannot be.

    `is_new` refuses a file that another program has put there in the meantime.
    """
    draft = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_text(text, encoding="utf-8", newline="\n")
            _name_new(draft, path) if is_new else draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        hint = MAKE_ROOM if is_full(error) else "go to a folder in which you may write"
        raise QuizgenError([Problem(Where(path.as_posix()), message, hint)]) from error


def _name_new(draft: Path, path: Path) -> None:
    """Give a file a name that none has; a folder that knows no links is trusted to be ours."""
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise QuizgenError([_taken(path)]) from error
    except OSError:
        draft.rename(path)


def _taken(path: Path) -> Problem:
    hint = "choose another name, or move the file away first"
    return Problem(Where(path.as_posix()), "the file is there already; nothing was written", hint)
