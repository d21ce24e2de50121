"""PNG files unpacked: red, green, blue and how opaque each pixel is, with eight bits of each."""

from io import BytesIO

from PIL import Image

from quizgen.errors import RefusedFileError
from quizgen.read.png import AGAIN, COLOUR, GREY, read_png
from quizgen.values import dataclass


@dataclass(frozen=True)
class Pixels:
    """The pixels of a picture, row by row from the top."""

    width: int
    height: int
    colours: bytes
    """Red, green and blue of each."""
    alpha: bytes
    """How opaque each is; empty where all are wholly so."""


def unpack_png(data: bytes) -> Pixels:
    """Return the pixels of a PNG file; raises RefusedFileError for what cannot be unpacked."""
    png = read_png(data)
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as picture:
            picture.load()
            layer = in_colours(picture, png.depth, png.colours)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise RefusedFileError("it is no PNG picture, or a broken one", AGAIN) from error
    alpha = layer.getchannel("A")
    is_opaque = alpha.getextrema() == (255, 255)
    return Pixels(
        *layer.size, layer.convert("RGB").tobytes(), b"" if is_opaque else alpha.tobytes()
    )


def in_colours(picture: Image.Image, depth: int, colours: int) -> Image.Image:
    """Return a picture in red, green, blue and alpha, with eight bits of each.

    Pillow cuts off grey of sixteen bits where it should scale it: all but black would be white. And
    it compares the colour that is transparent as the file has it with samples that it has scaled.
    """
    transparent = picture.info.get("transparency")
    if picture.mode.startswith("I"):
        whole = picture.convert("I")
        grey = whole.point([sample // 257 for sample in range(2**16)], "L")
        layer = Image.merge("RGBA", (grey, grey, grey, Image.new("L", grey.size, 255)))
        if isinstance(transparent, int):
            seen = [0 if sample == transparent else 255 for sample in range(2**16)]
            layer.putalpha(whole.point(seen, "L"))
        return layer
    if colours == GREY and depth in (2, 4) and isinstance(transparent, int):
        picture.info["transparency"] = transparent * 255 // (2**depth - 1)
    if colours == COLOUR and depth == 16 and isinstance(transparent, tuple):
        picture.info["transparency"] = tuple(sample >> 8 for sample in transparent)
    return picture.convert("RGBA")
