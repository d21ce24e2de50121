"""A picture that somebody chose -> the same pixels in a file of ours, and nothing else of it.

A phone writes into a picture where and with what it was taken; a file may hold more than a picture.
So it is drawn anew. What is no PNG or JPEG is refused, whatever its name says.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from quizgen.errors import RefusedFileError

MOST_PIXELS = 40_000_000
LARGEST = 2000
"""Pixels of a side: enough in print."""
HINT = "save it as PNG or JPEG"


def redrawn(data: bytes) -> tuple[bytes, str]:
    """Return a picture as a file of its own, and how such files end: png or jpg.

    Raises RefusedFileError for what is no picture, or too large to be looked at.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong and is told by no error is harmless
            with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as found:
                if found.width * found.height > MOST_PIXELS:
                    message = f"the picture has {found.width} x {found.height} pixels"
                    raise RefusedFileError(message, f"save it smaller: {LARGEST} a side are enough")
                is_photo = found.format == "JPEG"
                picture = ImageOps.exif_transpose(found)
                picture = picture.convert("RGB" if is_photo else "RGBA")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        message = "the file is no PNG or JPEG picture, or a broken one"
        raise RefusedFileError(message, HINT) from error
    picture.thumbnail((LARGEST, LARGEST))
    picture.info = {}
    made = BytesIO()
    if is_photo:
        picture.save(made, "JPEG", quality=90)
    else:
        picture.save(made, "PNG", optimize=True)
    return made.getvalue(), "jpg" if is_photo else "png"
