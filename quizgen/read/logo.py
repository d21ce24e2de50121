"""A PNG file -> Logo, small enough for print, or what is wrong with it.

Pillow decodes it: of all parts of a build only this one meets a file that no text reader sees.
"""

import struct
from io import BytesIO

from PIL import Image

from quizgen.errors import Problem, TemplateError, Where
from quizgen.look import Logo

MOST_BYTES = 2_000_000
MOST_PIXELS = 4000
"""On either side; what is larger is not decoded at all."""
ENOUGH_PIXELS = 480
"""On either side in print: 12 mm at 600 dots an inch are fewer."""
HINT = "save it as a PNG picture of at most 2 MB and 4000 pixels a side"


def read_logo(data: bytes, path: str) -> Logo:
    """Return a picture on white paper; raises TemplateError for what is none, or too large."""
    if len(data) > MOST_BYTES:
        raise _refused(path, "the logo is larger than 2 MB")
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as picture:
            if max(picture.size) > MOST_PIXELS:
                width, height = picture.size
                raise _refused(path, f"the logo has {width} x {height} pixels")
            return _on_paper(picture)
    except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        raise _refused(path, "the logo is no PNG picture, or a broken one") from error


def _on_paper(picture: Image.Image) -> Logo:
    """Return the picture in red, green and blue; what is transparent shows the paper."""
    layer = picture.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    paper.alpha_composite(layer)
    drawn = paper.convert("RGB")
    drawn.thumbnail((ENOUGH_PIXELS * 3, ENOUGH_PIXELS))
    return Logo(*drawn.size, drawn.tobytes())


def _refused(path: str, message: str) -> TemplateError:
    return TemplateError([Problem(Where(path), message, HINT)])
