"""Pictures as pixels, which every program shows: a drawing painted, a turned photo upright."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from math import ceil, sqrt

from PIL import Image, ImageChops, ImageDraw, ImageOps

from quizgen.figure.dashes import dashed
from quizgen.read.jpeg import read_jpeg
from quizgen.read.svg import Shape, Stroke, read_svg
from quizgen.read.svg_path import Matrix, Path, inside

LARGER = 2
"""So many times larger than it is kept a drawing is painted, so that its edges come out smooth."""
_STEPS = 16
"""Straight lines for a curve."""
_QUALITY = 92
_UPRIGHT = 1

Point = tuple[float, float]


def paint_svg(data: bytes, width: int) -> bytes:
    """Return an SVG drawing as a PNG file of so many pixels across, white where it is empty.

    Raises RefusedFileError as `read_svg` does. Of a line that crosses itself within one stretch,
    what it encloses twice is left white, whatever its rule.
    """
    drawing = read_svg(data)
    scale = width * LARGER / drawing.width
    height = max(ceil(drawing.height * scale / LARGER), 1)
    size = width * LARGER, height * LARGER
    canvas = Image.new("RGB", size, "white")
    for shape in drawing.shapes:
        clips = [
            _filled(_lines(clip.path, (scale, 0, 0, scale, 0, 0)), clip.rule, size)
            if clip.path
            else Image.new("L", size, 0)
            for clip in shape.clips
        ]
        lines = [*_lines(shape.path, _scaled(shape.matrix, scale))]
        if shape.fill is not None and len(lines) == 1 and not clips and shape.fill_opacity == 1:
            if len(lines[0]) > 2:
                ImageDraw.Draw(canvas).polygon(lines[0], fill=shape.fill)
        elif shape.fill is not None:
            mask = _filled(lines, shape.rule, size)
            _paint(canvas, shape.fill, shape.fill_opacity, mask, clips)
        if shape.stroke:
            mask = _stroked(lines, shape.stroke, _size_of(shape) * scale, size)
            _paint(canvas, shape.stroke.colour, shape.stroke.opacity, mask, clips)
    stream = BytesIO()
    canvas.reduce(LARGER).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def has_edge(data: bytes) -> bool:
    """Tell whether an SVG drawing fills all its page, so that its edges are to be seen."""
    return read_svg(data).has_edges


def upright(data: bytes) -> bytes:
    """Return a JPEG file with its pixels as they are to be seen, and not turned on their side."""
    if read_jpeg(data).orientation == _UPRIGHT:
        return data
    stream = BytesIO()
    with Image.open(BytesIO(data), formats=["JPEG"]) as photo:
        ImageOps.exif_transpose(photo).save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _scaled(matrix: Matrix, scale: float) -> Matrix:
    a, b, c, d, e, f = (part * scale for part in matrix)
    return a, b, c, d, e, f


def _size_of(shape: Shape) -> float:
    """Return by how much a shape's own units are larger than those of the drawing."""
    a, b, c, d, *_ = shape.matrix
    return sqrt(abs(a * d - b * c))


def _lines(path: Path, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield the stretches of a path as points between which lines are straight."""
    points: list[Point] = []
    start: Point = (0.0, 0.0)
    for kind, *numbers in path:
        if kind == "M":
            if len(points) > 1:
                yield [inside(matrix, *point) for point in points]
            start = (numbers[0], numbers[1])
            points = [start]
        elif kind == "L":
            points.append((numbers[0], numbers[1]))
        elif kind == "C":
            points += _curve(points[-1] if points else start, numbers)
        elif kind == "Z" and points:
            yield [inside(matrix, *point) for point in (*points, start)]
            points = [start]
    if len(points) > 1:
        yield [inside(matrix, *point) for point in points]


def _curve(start: Point, numbers: Sequence[float]) -> Iterator[Point]:
    x, y = start
    x1, y1, x2, y2, x3, y3 = numbers
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        u = 1 - t
        yield (
            u**3 * x + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t**3 * x3,
            u**3 * y + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * y3,
        )


def _filled(
    lines: Iterator[list[Point]] | list[list[Point]], rule: str, size: tuple[int, int]
) -> Image.Image:
    """Return a mask of what stretches enclose, by the rule for those within one another."""
    even = Image.new("1", size)
    turns = {True: Image.new("L", size), False: Image.new("L", size)}
    for points in lines:
        if len(points) < 3:
            continue
        one = Image.new("1", size)
        ImageDraw.Draw(one).polygon(points, fill=1)
        if rule == "evenodd":
            even = ImageChops.logical_xor(even, one)
            continue
        area = sum(
            x * to_y - to_x * y
            for (x, y), (to_x, to_y) in zip(points, [*points[1:], points[0]], strict=True)
        )
        counted = one.convert("L").point(lambda value: 1 if value else 0)
        turns[area > 0] = ImageChops.add(turns[area > 0], counted)
    if rule == "evenodd":
        return even.convert("L")
    different = ImageChops.difference(turns[True], turns[False])
    return different.point(lambda value: 255 if value else 0)


def _stroked(
    lines: Sequence[list[Point]], stroke: Stroke, scale: float, size: tuple[int, int]
) -> Image.Image:
    mask = Image.new("L", size)
    pen = ImageDraw.Draw(mask)
    width = max(round(stroke.width * scale), 1)
    dash = tuple(part * scale for part in stroke.dash)
    for points in lines:
        for piece in dashed(points, dash) if dash and sum(dash) > 0 else [points]:
            pen.line(piece, 255, width, "curve")
            is_round = stroke.cap == "round" or (not dash and piece[0] == piece[-1])
            for x, y in (piece[0], piece[-1]) if is_round else ():
                radius = width / 2
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
    return mask


def _paint(
    canvas: Image.Image,
    colour: tuple[int, int, int],
    opacity: float,
    mask: Image.Image,
    clips: Sequence[Image.Image],
) -> None:
    for clip in clips:
        mask = ImageChops.multiply(mask, clip)
    if opacity < 1:
        mask = mask.point(lambda value: round(value * opacity))
    canvas.paste(colour, (0, 0, *canvas.size), mask)


def png_of(width: int, height: int, pixels: bytes) -> bytes:
    """Return red, green and blue bytes, row by row from the top, as a PNG file."""
    stream = BytesIO()
    Image.frombytes("RGB", (width, height), pixels).save(stream, "PNG", optimize=True)
    return stream.getvalue()
