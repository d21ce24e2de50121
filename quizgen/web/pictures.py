"""Pages of a PDF as pictures: what is seen is what is printed."""

import threading
from collections.abc import Sequence
from io import BytesIO

import pypdfium2
from PIL import Image

from quizgen.values import dataclass

_DRAWING = threading.Lock()
"""The library draws in one thread at a time."""
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
