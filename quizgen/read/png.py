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
_SEEN_THROUGH = {GREY: (0, 2), COLOUR: (0, 6), GREY_ALPHA: (0,), COLOUR_ALPHA: (0,)}
"""Type of pixels -> in how many bytes one colour is named that is not seen, if there is one."""
_FILTERS = 5
"""So many ways there are to pack a row."""
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
AGAIN = "save it again as PNG"


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
    kept: list[tuple[bytes, bytes]] = []
    for kind, body, whole in _chunks(data):
        if kind == b"IDAT":
            packed.append(body)
        elif kind in chunks:
            raise _broken()
        if kind in _PIXELS:
            chunks[kind] = body
            kept.append((kind, whole))
    header, palette = chunks.get(b"IHDR", b""), chunks.get(b"PLTE", b"")
    if len(header) != 13 or not packed:
        raise _broken()
    width, height, depth, colours, packing, filtering, interlace = struct.unpack(">IIBBBBB", header)
    is_known = (packing, filtering) == (0, 0) and interlace < 2
    if not is_known or depth not in _DEPTHS.get(colours, _USUAL_DEPTHS) or colours not in SAMPLES:
        raise _broken()
    if not width or not height:
        raise _broken()
    palette = palette if colours == PALETTE else b""
    transparency = chunks.get(b"tRNS", b"")
    if colours == PALETTE and not _is_palette(palette, depth):
        raise _broken()
    if (
        len(transparency) > len(palette) // 3
        if palette
        else len(transparency) not in _SEEN_THROUGH[colours]
    ):
        raise _broken()
    asides = {b"PLTE": palette, b"tRNS": transparency}
    empty = [kind for kind, body in asides.items() if not body]
    return Png(
        width, height, depth, colours, interlace == 1, palette, transparency, b"".join(packed),
        SIGNATURE + b"".join(whole for kind, whole in kept if kind not in empty),
    )  # fmt: skip


def is_grey(png: Png) -> bool:
    """Tell whether a picture can have no colours, whatever its pixels are."""
    return png.colours in (GREY, GREY_ALPHA)


def check_pixels(png: Png) -> None:
    """Raise RefusedFileError unless a picture has as many pixels as it says, packed as it says.

    They are unpacked bit by bit and not kept: whatever it unpacks to, it needs no more memory.
    """
    passes = [(1 + row, (1 + row) * rows) for row, rows in rows_in(png)]
    place = 0
    for some in _unpacked(png.packed):
        while some and passes:
            row, whole = passes[0]
            part, some = some[: whole - place], some[whole - place :]
            if max(part[-place % row :: row], default=0) >= _FILTERS:
                raise _broken()
            place += len(part)
            if place == whole:
                del passes[0]
                place = 0
        if not passes:
            return
    raise RefusedFileError("it is cut off: pixels are missing", AGAIN)


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """Yield what is packed, some of it at a time; raises RefusedFileError where that is damaged."""
    unpacker = zlib.decompressobj()
    try:
        while packed and not unpacker.eof:
            yield unpacker.decompress(packed, _AT_ONCE)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        raise _broken() from None


def _is_palette(palette: bytes, depth: int) -> bool:
    """Tell whether a palette has colours, and no more of them than pixels can name."""
    return 0 < len(palette) <= 3 * 2**depth and len(palette) % 3 == 0


def rows_in(png: Png) -> Iterator[tuple[int, int]]:
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
    return RefusedFileError("it is cut off: it ends before its end", AGAIN)


def _broken() -> RefusedFileError:
    return RefusedFileError("it is no PNG picture, or a broken one", AGAIN)
