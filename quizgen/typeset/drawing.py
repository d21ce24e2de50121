"""An SVG drawing -> operators of PDF: the paths are painted as they are, and stay sharp."""

import zlib
from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import PDFName

from quizgen.read.svg import Clip, Colour, Drawing, Shape, Stroke, read_svg
from quizgen.read.svg_path import Matrix, Path
from quizgen.typeset.images import PdfImage

CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}
CURVES = {"M": "m", "L": "l", "C": "c", "Z": "h"}
WHOLLY = (1.0, 1.0)
"""How opaque fill and line are where nobody says so."""


def drawing_of(data: bytes) -> PdfImage:
    """Return what an SVG file draws, within a square of one unit."""
    drawing = read_svg(data)
    shades = [*dict.fromkeys(map(_shade, drawing.shapes))]
    names = {shade: f"S{place}" for place, shade in enumerate(shades)}
    code = "\n".join(_operators(drawing, names))
    states = "".join(
        f"/{name}<</ca {_number(fill)}/CA {_number(line)}>>"
        for (fill, line), name in names.items()
        if (fill, line) != WHOLLY
    )
    width, height = _number(1 / drawing.width, 10), _number(1 / drawing.height, 10)
    entries = {
        "Subtype": PDFName("Form"),
        "BBox": f"[0 0 {_number(drawing.width)} {_number(drawing.height)}]",
        "Matrix": f"[{width} 0 0 {height} 0 0]",
        "Resources": f"<</ExtGState<<{states}>>>>",
        "Filter": PDFName("FlateDecode"),
    }
    packed = zlib.compress(code.encode("ascii"))
    return PdfImage(entries, lambda: packed, has_edges=drawing.has_edges)


def _shade(shape: Shape) -> tuple[float, float]:
    """Return how opaque a shape's fill and line are."""
    return (
        shape.fill_opacity if shape.fill else 1.0,
        shape.stroke.opacity if shape.stroke else 1.0,
    )


def _operators(drawing: Drawing, shades: dict[tuple[float, float], str]) -> Iterator[str]:
    """Yield what paints each shape; the page is turned over, for y counts upwards in PDF."""
    yield f"1 0 0 -1 0 {_number(drawing.height)} cm"
    for shape in drawing.shapes:
        yield "q"
        yield from map(_clip, shape.clips)
        yield _matrix(shape.matrix)
        if _shade(shape) != WHOLLY:
            yield f"/{shades[_shade(shape)]} gs"
        if shape.fill:
            yield f"{_colour(shape.fill)} rg"
        if shape.stroke:
            yield from _line(shape.stroke)
        even = "*" if shape.rule == "evenodd" else ""
        paint = f"B{even}" if shape.fill and shape.stroke else f"f{even}" if shape.fill else "S"
        yield f"{_path(shape.path)} {paint}"
        yield "Q"


def _clip(clip: Clip) -> str:
    if not clip.path:
        return "0 0 0 0 re W n"  # nothing is within it
    return f"{_path(clip.path)} W{'*' if clip.rule == 'evenodd' else ''} n"


def _line(stroke: Stroke) -> Iterator[str]:
    yield f"{_colour(stroke.colour)} RG {_number(stroke.width)} w"
    yield f"{CAPS[stroke.cap]} J {JOINS[stroke.join]} j {_number(stroke.miter)} M"
    if stroke.dash:
        yield f"[{' '.join(map(_number, stroke.dash))}] {_number(stroke.dash_offset)} d"


def _path(path: Path) -> str:
    parts = ((*map(_number, numbers), CURVES[kind]) for kind, *numbers in path)
    return " ".join(" ".join(part) for part in parts)


def _matrix(matrix: Matrix) -> str:
    return f"{' '.join(_number(number, 8) for number in matrix)} cm"


def _colour(colour: Colour) -> str:
    return " ".join(_number(part / 255) for part in colour)


def _number(value: float, digits: int = 4) -> str:
    """Return a number as PDF writes it: without an exponent."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")
