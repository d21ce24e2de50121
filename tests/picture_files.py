"""Pictures made of a few numbers, for the tests: nothing is copied from anywhere."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

from quizgen.read.png import SIGNATURE


def drawn(width: int = 40, height: int = 30, mode: str = "RGB") -> Image.Image:
    """Return a picture whose upper left quarter is red, and the rest light blue."""
    image = Image.new("RGB", (width, height), (150, 190, 240))
    image.paste((200, 30, 30), (0, 0, width // 2, height // 2))
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def png(width: int = 40, height: int = 30, mode: str = "RGB", **options: Any) -> bytes:
    return saved(drawn(width, height, mode), "PNG", **options)


def jpeg(width: int = 40, height: int = 30, mode: str = "RGB", **options: Any) -> bytes:
    return saved(drawn(width, height, mode), "JPEG", **options)


def turned_jpeg(orientation: int, width: int = 40, height: int = 30) -> bytes:
    """Return a picture that a camera has taken on its side, with what it tells of the place."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)  # the latitude of where it was taken
    return jpeg(width, height, exif=exif)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def raw_png(
    rows: bytes,
    width: int,
    height: int,
    *,
    depth: int = 8,
    colours: int = 0,
    interlace: int = 0,
    extra: bytes = b"",
) -> bytes:
    """Return a PNG file of rows as they are filtered, each with its first byte."""
    header = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, interlace)
    body = chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(rows))
    return SIGNATURE + body + chunk(b"IEND", b"")


def moving_png() -> bytes:
    """Return a PNG file of three pictures that follow one another."""
    others = [Image.new("RGB", (40, 30), colour) for colour in ("green", "yellow")]
    return saved(drawn(), "PNG", save_all=True, append_images=others, duration=100)
