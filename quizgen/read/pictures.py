"""Files that a bank names under `pictures` -> pictures, or what is wrong with each of them.

What a file is, its first bytes say, whatever it is called. Every file is read when the bank is,
so that nothing is made of a bank of which one picture cannot be shown; but it is not kept. Whoever
writes a picture fetches its bytes again, and finds out if they are others by then.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Literal

from quizgen.bank.pictures import PictureFile
from quizgen.content import Picture
from quizgen.errors import BankError, Problem, RefusedFileError, Where, quoted
from quizgen.read.draft import Draft
from quizgen.values import dataclass

ReadBeside = Callable[[str], bytes]
"""Returns the bytes of a file beside a bank by its name; raises RefusedFileError."""
Kind = Literal["png", "jpeg", "svg"]

MOST_PIXELS = 10_000
"""On either side."""
MOST_IN_ALL = 50_000_000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
SMALLER = "save it smaller: 2000 pixels a side are enough in print"
_OTHERS = {
    b"GIF8": "a GIF", b"BM": "a BMP", b"%PDF": "a PDF", b"II*\0": "a TIFF", b"MM\0*": "a TIFF",
    b"PK\x03\x04": "a ZIP", b"<!DOCTYPE html": "an HTML", b"<html": "an HTML",
}  # fmt: skip
"""What files of other kinds begin with, whatever they are called."""
_ENOUGH = 4096
"""In so many bytes an SVG file has said that it is one."""
_NOT_SEEN = (4, 3)
"""The proportions of the frame for a picture that nobody has looked at."""


@dataclass(frozen=True)
class Seen:
    """What a file shows."""

    kind: Kind
    width: int
    """In pixels, as it is shown."""
    height: int
    data: bytes
    """All that shows it, and nothing else that the file held."""
    is_coloured: bool
    """Whether a copier in black and white would take something from it."""

    @property
    def digest(self) -> str:
        """Return what tells it from other pictures."""
        return sha256(self.data).hexdigest()


def see(data: bytes) -> Seen:
    """Return what a file shows; raises RefusedFileError if it cannot be shown."""
    if data.startswith(_PNG):
        from quizgen.read.colours import shows_colours
        from quizgen.read.png import (
            check_pixels,
            is_grey,
            read_png,
        )  # banks without pictures do not wait

        png = read_png(data)
        _refuse_large(png.width, png.height)
        check_pixels(png)
        is_coloured = not is_grey(png) and shows_colours(png.data)
        return Seen("png", png.width, png.height, png.data, is_coloured)
    if data.startswith(_JPEG):
        from quizgen.read.colours import shows_colours
        from quizgen.read.jpeg import read_jpeg

        jpeg = read_jpeg(data)
        _refuse_large(*jpeg.size)
        is_coloured = jpeg.samples > 1 and shows_colours(jpeg.data)
        return Seen("jpeg", *jpeg.size, jpeg.data, is_coloured)
    if _is_drawn(data):
        from quizgen.read.colours import is_vivid
        from quizgen.read.svg import read_svg, write_svg

        drawing = read_svg(data)
        is_coloured = any(map(is_vivid, drawing.colours))
        return Seen("svg", *drawing.size, write_svg(drawing), is_coloured)
    raise RefusedFileError(*_of_another_kind(data))


def _is_drawn(data: bytes) -> bool:
    """Tell whether a file may be SVG, in whichever encoding."""
    start = data[:_ENOUGH].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start[:1] == b"<" and b"<html" not in start.lower() and b"svg" in start


def see_pictures(
    draft: Draft, files: Mapping[str, Any], read_beside: ReadBeside | None
) -> dict[str, PictureFile]:
    """Return the pictures of a bank as content holds them; keep a problem for each that cannot be.

    Without a way to the files they are taken as they are, and nobody can fetch their bytes.
    """
    found: dict[str, PictureFile] = {}
    for name, entry in files.items():
        try:
            found[name] = replace(entry, seen=_see_entry(name, entry, read_beside))
        except RefusedFileError as error:
            draft.report(("pictures", name, "file"), error.message, error.hint)
    return found


def _see_entry(name: str, entry: PictureFile, read_beside: ReadBeside | None) -> Picture:
    if read_beside is None:
        width, height = _NOT_SEEN
        kind, digest, fetch, is_coloured = _kind_by_name(entry.file), "", None, False
    else:
        seen = see_file(entry.file, read_beside)
        kind, width, height, digest = seen.kind, seen.width, seen.height, seen.digest
        is_coloured = seen.is_coloured
        fetch = Fetch(read_beside, entry.file, digest, entry.where)
    return Picture(
        name=name,
        digest=digest,
        kind=kind,
        width=width,
        height=height,
        alt=entry.alt,
        credit=entry.full_credit,
        size=entry.size,
        owes_credit=entry.owes_credit,
        is_coloured=is_coloured,
        fetch=fetch,
    )


def see_file(file: str, read_beside: ReadBeside) -> Seen:
    """Return what a file beside a bank shows; raises RefusedFileError, which names it."""
    data = read_beside(file)
    try:
        return see(data)
    except RefusedFileError as error:
        message = f"file {quoted(file)} cannot be used: {error.message}"
        raise RefusedFileError(message, error.hint) from error


@dataclass(frozen=True)
class Fetch:
    """Reads the bytes of a picture again, which are to be those that were seen."""

    read_beside: ReadBeside
    file: str
    digest: str
    where: Where

    def __call__(self) -> bytes:
        """Return the bytes; raises BankError if they cannot be had any more, or are others."""
        try:
            seen = see_file(self.file, self.read_beside)
        except RefusedFileError as error:
            raise BankError([Problem(self.where, error.message, error.hint)]) from error
        if seen.digest != self.digest:
            message = f"file {quoted(self.file)} has changed while it was being used"
            raise BankError([Problem(self.where, message, "run the command again")])
        return seen.data


def _refuse_large(width: int, height: int) -> None:
    if max(width, height) > MOST_PIXELS or width * height > MOST_IN_ALL:
        raise RefusedFileError(f"it has {width} x {height} pixels", SMALLER)


def _kind_by_name(file: str) -> Kind:
    end = file.rpartition(".")[2].lower()
    return "svg" if end == "svg" else "png" if end == "png" else "jpeg"


def _of_another_kind(data: bytes) -> tuple[str, str]:
    """Return message and hint for a file that is no picture of a kind that is read."""
    hint = "save it as PNG or JPEG, or a drawing as SVG"
    kind = next((kind for start, kind in _OTHERS.items() if data.startswith(start)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "a WebP"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        kind = "an AVIF" if data[8:12] == b"avif" else "a HEIC"
    if not data:
        return "it is empty", hint
    if data.startswith(b"version https://git-lfs"):
        return "it stands for a file that Git LFS keeps", "get the file itself: git lfs pull"
    return f"it is {kind} file" if kind else "it is no picture that can be read", hint
