"""The file of a saved sheet is changed: the keys that say something else, and no other line."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from quizgen.errors import Problem, SheetError, Where
from quizgen.read.sheet import with_questions
from quizgen.store.disk import explaining_errors, put, write_draft


def change_sheet(path: Path, old: bytes, blocks: Mapping[str, Sequence[str]]) -> bytes:
    """Put the lines of some keys into a sheet's file; return what it holds then.

    Comments stay. Raises SheetError if the file is not `old` any more, and then writes nothing.
    """
    new = with_questions(old.decode(), path.as_posix(), blocks).encode()
    put_sheet(path, old, new)
    return new


def put_sheet(path: Path, old: bytes, new: bytes) -> None:
    """Put one text in the place of another; raises SheetError if that is not there any more."""
    with explaining_errors(path):
        draft = write_draft(path, new, like=path)
        is_written = put(draft, path, old)
        draft.unlink(missing_ok=True)
    if not is_written:
        message = "the sheet was changed meanwhile; it was not written"
        raise SheetError([Problem(Where(path.as_posix()), message, "build it once more")])
