"""Pages of a PDF as pictures: what is seen is what is printed."""

import re
import threading
from collections.abc import Sequence
from io import BytesIO

import pypdfium2
from PIL import Image

from quizgen.values import dataclass

_DRAWING = threading.Lock()
"""The library draws in one thread at a time."""
EDGE, MARGIN = 3, 5
"""In points: how far from the edge a line may begin, and what stands free around a question."""
_LINE = re.compile(r"[^\r\n]+")
_NUMBER = re.compile(r"(\d+)(?:–\d+)?(?!\S)")
SMALL = 160
"""In pixels: wide enough that every colour of a page leaves a trace."""
FAST = 1
"""How hard a picture is packed: it goes no further than this computer."""


@dataclass(frozen=True)
class Page:
    """A page as a picture."""

    png: bytes
    width: int
    height: int


def count_pages(pdf: bytes) -> int:
    """Return how many pages a file has."""
    with _DRAWING:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def draw_page(pdf: bytes, number: int, width: int) -> Page:
    """Return a page of a file, counted from 1, so many pixels wide."""
    with _DRAWING:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number - 1]
            small = page.render(scale=SMALL / page.get_width()).to_pil()
            drawn = page.render(scale=width / page.get_width(), grayscale=_is_grey(small)).to_pil()
        finally:
            document.close()
    packed = BytesIO()
    drawn.save(packed, "PNG", compress_level=FAST)
    return Page(packed.getvalue(), drawn.width, drawn.height)


def _is_grey(picture: Image.Image) -> bool:
    """Tell whether a picture has no colour: then it is drawn and packed in a third of the time."""
    first, *others = (band.tobytes() for band in picture.split()[:3])
    return all(other == first for other in others)


def joined(files: Sequence[bytes]) -> bytes:
    """Return files as one, to be printed at once: a single one as it is."""
    if len(files) == 1:
        return files[0]
    with _DRAWING:
        together = pypdfium2.PdfDocument.new()
        try:
            for file in files:
                document = pypdfium2.PdfDocument(file)
                together.import_pages(document)
                document.close()
            stream = BytesIO()
            together.save(stream)
        finally:
            together.close()
    return stream.getvalue()


@dataclass(frozen=True)
class Region:
    """Where a question stands on a page, in hundredths of the page's width and height."""

    page: int
    left: float
    top: float
    width: float
    height: float


def find_question(pdf: bytes, number: int) -> Region | None:
    """Return where a question of a worksheet stands: from its number to what begins below it.

    Numbers and headings begin at the left edge of what is printed, and nothing else does.
    """
    with _DRAWING:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for place, page in enumerate(document, start=1):
                starts = _line_starts(page)
                if found := _region(starts, number, page.get_size(), place):
                    return found
        finally:
            document.close()
    return None


@dataclass(frozen=True)
class _Start:
    """The first sign of a line."""

    words: str
    left: float
    top: float


def _line_starts(page: pypdfium2.PdfPage) -> list[_Start]:
    text = page.get_textpage()
    words = text.get_text_range()
    starts = []
    for found in _LINE.finditer(words):
        left, _, _, top = text.get_charbox(found.start())
        starts.append(_Start(found[0], left, top))
    text.close()
    return starts


def _region(
    starts: Sequence[_Start], number: int, size: tuple[float, float], page: int
) -> Region | None:
    width, height = size
    numbered = [start for start in starts if _NUMBER.match(start.words)]
    if not numbered:
        return None
    edge = min(start.left for start in numbered)
    at_edge = sorted((s for s in starts if s.left < edge + EDGE), key=lambda s: -s.top)
    for start, below in zip(at_edge, [*at_edge[1:], None], strict=True):
        found = _NUMBER.match(start.words)
        if found and int(found[1]) == number:
            bottom = below.top + MARGIN if below else 0.06 * height
            top = start.top + MARGIN
            left, right = edge - MARGIN, width - edge + MARGIN
            box = (left / width, (height - top) / height, (right - left) / width)
            return Region(page, *(round(100 * part, 2) for part in (*box, (top - bottom) / height)))
    return None
