"""A PNG file -> Logo, small enough for print, or what is wrong with it.

Pillow decodes it: of all parts of a build only this one meets a file that no text reader sees. So
it is given nothing but what makes the pixels, and of no more of them than a logo has: what else a
PNG file may hold (texts and profiles that unpack to gigabytes, moving pictures) is never unpacked.
"""

import struct
import warnings
from io import BytesIO

from PIL import Image

from quizgen.errors import Problem, TemplateError, Where
from quizgen.look import Logo
from quizgen.read.pixels import in_colours

MOST_BYTES = 2_000_000
MOST_PIXELS = 4000
"""On either side; what is larger is not decoded at all."""
ENOUGH_PIXELS = 480
"""On either side in print: 12 mm at 600 dots an inch are fewer."""
HINT = "save it as a PNG picture of at most 2 MB and 4000 pixels a side"

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_OTHERS = {b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"%PDF": "PDF", b"II*\0": "TIFF"}
"""What files of other kinds begin with, whatever they are called."""
_PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
"""The chunks that make the picture."""


def read_logo(data: bytes, path: str) -> Logo:
    """Return a picture on white paper; raises TemplateError for what is none, or too large."""
    if len(data) > MOST_BYTES:
        raise _refused(path, "the logo is larger than 2 MB")
    if not data.startswith(_SIGNATURE):
        kind = _kind_of(data)
        raise _refused(path, f"the logo is a {kind} file, not PNG" if kind else _BROKEN)
    width, height, depth, colours = _header(data, path)
    if max(width, height) > MOST_PIXELS:
        raise _refused(path, f"the logo has {width} x {height} pixels")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong and is told by no error is harmless
            with Image.open(BytesIO(_pixels_alone(data)), formats=["PNG"]) as picture:
                picture.load()
                return _on_paper(in_colours(picture, depth, colours))
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        struct.error,
        Image.DecompressionBombError,
    ) as error:
        raise _refused(path, _BROKEN) from error


_BROKEN = "the logo is no PNG picture, or a broken one"


def _kind_of(data: bytes) -> str:
    """Return what sort of picture some bytes are, by how they begin, or nothing."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    return next((kind for start, kind in _OTHERS.items() if data.startswith(start)), "")


def _header(data: bytes, path: str) -> tuple[int, int, int, int]:
    """Return width and height of the picture, the bits of a sample, and its type of pixels."""
    if data[12:16] != b"IHDR" or len(data) < 33:
        raise _refused(path, _BROKEN)
    width, height, depth, colours = struct.unpack(">IIBB", data[16:26])
    return width, height, depth, colours


def _pixels_alone(data: bytes) -> bytes:
    """Return a PNG file without the chunks that do not make its pixels.

    Raises EOFError for a file that ends before it says so: half a picture is no logo.
    """
    kept, place, kind = [_SIGNATURE], len(_SIGNATURE), b""
    while kind != b"IEND":
        (length,) = struct.unpack(">I", data[place : place + 4])
        end = place + 12 + length
        kind = data[place + 4 : place + 8]
        if end > len(data):
            raise EOFError
        if kind in _PIXELS:
            kept.append(data[place:end])
        place = end
    return b"".join(kept)


def _on_paper(layer: Image.Image) -> Logo:
    """Return the picture in red, green and blue; what is transparent shows the paper."""
    paper = Image.new("RGBA", layer.size, "white")
    paper.alpha_composite(layer)
    drawn = paper.convert("RGB")
    drawn.thumbnail((ENOUGH_PIXELS * 3, ENOUGH_PIXELS))
    return Logo(*drawn.size, drawn.tobytes())


def _refused(path: str, message: str) -> TemplateError:
    return TemplateError([Problem(Where(path), message, HINT)])
