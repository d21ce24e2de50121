"""A drawing as PNG, in black on white, for programs that show no vectors.

It is drawn larger than it is kept, so that slanted lines and letters come out smooth; what it
measures in millimetres on paper is up to whoever shows it, and given back with it.
"""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from quizgen.figure.dashes import dashed
from quizgen.figure.hatch import hatch
from quizgen.figure.shapes import Dot, Drawing, Label, Line, Rect, Shape
from quizgen.figure.shapes import Path as Stroke

FONTS = Path(__file__).parents[1] / "fonts"
PLAIN, BOLD, SYMBOLS = "SourceSans3-Regular", "SourceSans3-Bold", "DejaVuSans"
PER_INCH = 288
"""Four pixels a point: as sharp as school printers are."""
LARGER = 2
"""So many times larger than it is kept it is drawn, on either side."""
HATCH_POINTS = 5.4
"""From one hatching line to the next, along an edge."""
DASHES = {"": (), "dotted": (0.8, 2.4), "dashed": (4.0, 2.8)}
"""In points: drawn, left out."""
DOTTED = (0.8, 2.4)
MARGIN = 3.0
"""In points, around a drawing whose words may reach over its edges."""
INK, PAPER = 0, 255
_UNKNOWN = "\uffff"
"""What no font has: it is drawn as every other letter that one lacks."""

Font = ImageFont.FreeTypeFont


@lru_cache(maxsize=32)
def _font(name: str, size: float) -> Font:
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), size)


@lru_cache(maxsize=4096)
def _face_of(letter: str, name: str) -> str:
    """Return the font that has a letter: the one that is asked for, if it does."""
    font = _font(name, 40)
    is_lacking = not letter.isspace() and _drawn(font, letter) == _drawn(font, _UNKNOWN)
    return SYMBOLS if is_lacking else name


def _drawn(font: Font, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


def _parts(words: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield stretches of words with the font that has all their letters."""
    start = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or _face_of(words[place], name) != _face_of(words[start], name):
            yield words[start:place], _face_of(words[start], name)
            start = place


def width_of(words: str, is_bold: bool) -> float:
    """Return the width of words as a part of their size, as `Room` asks for it."""
    name = BOLD if is_bold else PLAIN
    return sum(_font(face, 1000).getlength(part) for part, face in _parts(words, name)) / 1000


def write_png(drawing: Drawing) -> tuple[bytes, float, float]:
    """Return a drawing as a PNG file, with how wide and high it is on paper, in points."""
    scale = PER_INCH / 72 * LARGER
    width, height = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN
    size = ceil(width * scale / LARGER) * LARGER, ceil(height * scale / LARGER) * LARGER
    canvas = Image.new("L", size, PAPER)
    pen = _Pen(ImageDraw.Draw(canvas), scale)
    for shape in drawing.shapes:
        pen.draw(shape)
    for blank in drawing.blanks:
        pen.draw(blank.box)
        for label in (blank.number, *blank.words):
            pen.draw(label)
    canvas = canvas.reduce(LARGER).quantize(16)
    stream = BytesIO()
    canvas.save(stream, "PNG", optimize=True, dpi=(PER_INCH, PER_INCH))
    return stream.getvalue(), size[0] / scale, size[1] / scale


class _Pen:
    """Draws shapes, counted in points, on a canvas of pixels."""

    def __init__(self, canvas: ImageDraw.ImageDraw, scale: float) -> None:
        self.canvas = canvas
        self.scale = scale

    def draw(self, shape: Shape) -> None:
        match shape:
            case Line():
                ends = [(shape.x, shape.y), (shape.to_x, shape.to_y)]
                self._stroke(ends, shape.stroke, DOTTED if shape.is_dotted else ())
            case Stroke():
                self._stroke([*shape.points], shape.stroke, DASHES[shape.dash])
            case Rect():
                self._rect(shape)
            case Dot():
                x, y = self._at(shape.x, shape.y)
                radius = shape.radius * self.scale
                fill = INK if shape.is_filled else PAPER
                box = (x - radius, y - radius, x + radius, y + radius)
                self.canvas.ellipse(box, fill, INK, self._pixels(shape.stroke))
            case Label():
                self._words(shape)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (x + MARGIN) * self.scale, (y + MARGIN) * self.scale

    def _pixels(self, stroke: float) -> int:
        return max(round(stroke * self.scale), 1)

    def _stroke(
        self, points: list[tuple[float, float]], stroke: float, dash: tuple[float, ...]
    ) -> None:
        for piece in dashed(points, dash) if dash else [points]:
            places = [self._at(x, y) for x, y in piece]
            self.canvas.line(places, INK, self._pixels(stroke), "curve")

    def _rect(self, rect: Rect) -> None:
        if rect.fill == "hatch":
            for line in hatch(rect, HATCH_POINTS, 0.75):
                self.draw(line)
        left, top = self._at(rect.x, rect.y)
        right, low = self._at(rect.x + rect.width, rect.y + rect.height)
        half = rect.stroke * self.scale / 2
        box = (left - half, top - half, right + half, low + half)
        fill = INK if rect.fill == "solid" else None
        self.canvas.rectangle(box, fill, INK, self._pixels(rect.stroke))

    def _words(self, label: Label) -> None:
        size = label.size * self.scale
        name = BOLD if label.is_bold else PLAIN
        parts = [(part, _font(face, size)) for part, face in _parts(label.words, name)]
        width = sum(font.getlength(part) for part, font in parts)
        x, y = self._at(label.x, label.y)
        x -= {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
        for part, font in parts:
            self.canvas.text((x, y), part, INK, font, "ls")
            x += font.getlength(part)
