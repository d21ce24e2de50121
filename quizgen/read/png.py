"""PNG files: what is in one, and the same without all that does not make its pixels.

Texts, profiles, times and moving pictures are left out, and never unpacked: a profile may unpack
to gigabytes, and a text may tell what its author would not. What is left is checked to the last
byte, so that no page and no card shows half a picture.
"""

import struct
import zlib
from collections.abc import Iterator

from quizgen.errors import RefusedFileError
from quizgen.values import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, COLOUR, PALETTE, GREY_ALPHA, COLOUR_ALPHA = 0, 2, 3, 4, 6
"""Types of pixels."""
SAMPLES = {GREY: 1, COLOUR: 3, PALETTE: 1, GREY_ALPHA: 2, COLOUR_ALPHA: 4}
"""Type of pixels -> how many numbers make a pixel."""
_DEPTHS = {GREY: (1, 2, 4, 8, 16), PALETTE: (1, 2, 4, 8)}
_USUAL_DEPTHS = (8, 16)
_PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
"""The chunks that make the picture."""
_PASSES = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)
)  # fmt: skip
"""Of an interlaced picture: from which column and row on, and how many columns and rows apart."""
_AT_ONCE = 2**18
"""So many bytes of pixels are unpacked at a time, only to be counted."""
_AGAIN = "save it again as PNG"


@dataclass(frozen=True)
class Png:
    """The chunks of a PNG file that make its pixels."""

    width: int
    height: int
    depth: int
    """Bits of a sample."""
    colours: int
    """The type of its pixels."""
    is_interlaced: bool
    palette: bytes
    """Red, green and blue of each colour; empty without one."""
    transparency: bytes
    """What tRNS says; empty where all is opaque or pixels have a sample for it."""
    packed: bytes
    """The pixels as they are packed."""
    data: bytes
    """The file, with nothing else in it."""


def read_png(data: bytes) -> Png:
    """Return what a file holds; raises RefusedFileError for one that is broken or cut off."""
    chunks: dict[bytes, bytes] = {}
    packed: list[bytes] = []
    kept = [SIGNATURE]
    for kind, body, whole in _chunks(data):
        if kind == b"IDAT":
            packed.append(body)
        elif kind in chunks:
            raise _broken()
        if kind in _PIXELS:
            chunks[kind] = body
            kept.append(whole)
    header, palette = chunks.get(b"IHDR", b""), chunks.get(b"PLTE", b"")
    if len(header) != 13 or not packed:
        raise _broken()
    width, height, depth, colours, packing, filtering, interlace = struct.unpack(">IIBBBBB", header)
    is_known = (packing, filtering) == (0, 0) and interlace < 2
    if not is_known or depth not in _DEPTHS.get(colours, _USUAL_DEPTHS) or colours not in SAMPLES:
        raise _broken()
    if not width or not height or len(palette) % 3 or (colours == PALETTE and not palette):
        raise _broken()
    return Png(
        width, height, depth, colours, interlace == 1, palette if colours == PALETTE else b"",
        chunks.get(b"tRNS", b""), b"".join(packed), b"".join(kept),
    )  # fmt: skip


def check_pixels(png: Png) -> None:
    """Raise RefusedFileError unless a picture has as many pixels as it says, packed as it says.

    They are unpacked bit by bit and not kept: whatever it unpacks to, it needs no more memory.
    """
    left = sum(rows * (1 + row) for row, rows in _rows(png))
    unpacker = zlib.decompressobj()
    rest = png.packed
    try:
        while left > 0 and not unpacker.eof:
            some = unpacker.decompress(rest, _AT_ONCE)
            rest = unpacker.unconsumed_tail
            left -= len(some)
            if not some and not rest:
                break
    except zlib.error:
        raise _broken() from None
    if left > 0:
        raise RefusedFileError("it is cut off: pixels are missing", _AGAIN)


def _rows(png: Png) -> Iterator[tuple[int, int]]:
    """Yield of each pass the bytes of a row, without the one that tells its filter, and its rows.

    A picture that is not interlaced has one pass.
    """
    bits = png.depth * SAMPLES[png.colours]
    for left, top, across, down in _PASSES if png.is_interlaced else ((0, 0, 1, 1),):
        columns = -((left - png.width) // across)
        rows = -((top - png.height) // down)
        if columns > 0 and rows > 0:
            yield (columns * bits + 7) // 8, rows


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield the kind of each chunk, its body, and all of it; raises for one that is damaged."""
    place, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        head = data[place : place + 8]
        if len(head) < 8:
            raise _cut_off()
        (length,), kind = struct.unpack(">I", head[:4]), head[4:]
        end = place + 12 + length
        if end > len(data):
            raise _cut_off()
        whole = data[place:end]
        if kind in _PIXELS and zlib.crc32(whole[4:-4]) != struct.unpack(">I", whole[-4:])[0]:
            raise _broken()
        yield kind, whole[8:-4], whole
        place = end


def _cut_off() -> RefusedFileError:
    return RefusedFileError("it is cut off: it ends before its end", _AGAIN)


def _broken() -> RefusedFileError:
    return RefusedFileError("it is no PNG picture, or a broken one", _AGAIN)
