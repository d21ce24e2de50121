"""Whether a picture shows colours, which a copier in black and white takes from it."""

from io import BytesIO

VIVID = 64
"""A colour whose strongest and weakest part, of 255, differ by less looks grey. Ours."""
SHARE = 0.02
"""So much of a picture must be vivid: pencil marks and the edges of scans are not. Ours."""
SIDE = 64
"""Pixels on either side that are looked at."""


def is_vivid(colour: tuple[int, ...]) -> bool:
    """Tell whether a colour is seen as one, beside black, white and grey.

    >>> is_vivid((200, 16, 46)), is_vivid((90, 96, 110))
    (True, False)
    """
    return max(colour) - min(colour) >= VIVID


def shows_colours(data: bytes) -> bool:
    """Tell whether a PNG or JPEG file shows more than traces of colour, where it can be seen.

    A file that cannot be unpacked shows none: whoever prints it says what is wrong with it.
    """
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as picture:
            picture.draft("RGB", (SIDE, SIDE))  # of a JPEG only so much is unpacked
            layer = picture.convert("RGBA").resize((SIDE, SIDE), Image.Resampling.BOX)
    except (OSError, SyntaxError, ValueError, EOFError):
        return False
    pixels = memoryview(layer.tobytes())
    seen = (pixels[start : start + 4] for start in range(0, len(pixels), 4))
    vivid = sum(is_vivid(tuple(each[:3])) and each[3] >= VIVID for each in seen)
    return vivid >= SHARE * SIDE * SIDE
