"""Files that lie beside a bank: found by the names that it gives them, and nowhere else."""

import os
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

from quizgen.errors import RefusedFileError, guess, quoted
from quizgen.values import dataclass

MOST_BYTES = 16 * 2**20
"""No picture is larger; one that is, is not read."""
SMALLER = "save it smaller: 2000 pixels a side are enough in print"
STAY = "keep pictures in the bank's folder or in one below it, and write the way from there"


@dataclass(frozen=True)
class PicturesBeside:
    """The files in a bank's folder and below it."""

    folder: Path

    def __call__(self, name: str) -> bytes:
        """Return what a file holds; its name is the way from the folder, with slashes.

        Raises RefusedFileError for a name that leads out of the folder, by `..` or by a link, and
        for what is no file, cannot be read or is too large.
        """
        path = self.folder / self._checked(name)
        try:
            if not path.resolve().is_relative_to(self.folder.resolve()):
                message = f"file {quoted(name)} is a link out of the bank's folder"
                raise RefusedFileError(message, STAY)
            with os.fdopen(_opened(path), "rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                content = stream.read(size + 1) if size <= MOST_BYTES else b""
        except FileNotFoundError:
            raise self._missing(name) from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            hint = "see that it is a picture and that you may read it"
            raise RefusedFileError(f"file {quoted(name)} cannot be read: {why}", hint) from error
        if size > MOST_BYTES:
            message = f"file {quoted(name)} has {_megabytes(size)} MB; at most 16 are read"
            raise RefusedFileError(message, SMALLER)
        return content

    def _checked(self, name: str) -> PurePosixPath:
        """Return a name as a way down from the folder, on whatever system."""
        way = PurePosixPath(name)
        is_elsewhere = way.is_absolute() or bool(PureWindowsPath(name).drive) or ".." in way.parts
        if "\\" in name and not is_elsewhere:
            hint = f"write slashes, as every system reads them: {name.replace(chr(92), '/')}"
            raise RefusedFileError(f"file {quoted(name)} has a backslash in it", hint)
        if is_elsewhere or not way.parts:
            raise RefusedFileError(f"file {quoted(name)} is outside the bank's folder", STAY)
        return way

    def _missing(self, name: str) -> RefusedFileError:
        folder = (self.folder / name).parent
        try:
            there = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
        except OSError:
            there = []
        above = PurePosixPath(name).parent
        near = guess(PurePosixPath(name).name, [each for each in there if each[:1] != "."])
        hint = f"{near}it is looked for in {folder.as_posix()}"
        if near and above.parts:
            hint = f"{near}in {above.as_posix()}"
        return RefusedFileError(f"there is no file {quoted(name)}", hint)


def _opened(path: Path) -> int:
    """Open an ordinary file, without waiting for the other end of a pipe."""
    flags = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    opened = os.open(path, os.O_RDONLY | flags)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(0, "it is not a file")
    return opened


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f}"
