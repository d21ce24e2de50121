"""A drawing as SVG for a card: in the card's own ink, so that it is read by day and by night."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from quizgen.figure.hatch import hatch
from quizgen.figure.shapes import Dot, Drawing, Label, Line, Path, Rect, Shape

HATCH = 7.0
"""From one hatching line to the next, along an edge."""
DOTS = "1 4"
DASHES = {"": "", "dotted": "1,3", "dashed": "6,4"}
MARKUP = {ord(mark): f"&#{ord(mark)};" for mark in '&<>"[{'}
"""What HTML, and Anki in `[sound:…]` and `{{…}}`, would take for more than text."""


def write_svg(drawing: Drawing, title: str, description: str) -> str:
    """Return a drawing as one line of SVG, with its title and description for a screen reader.

    It is to stand in a page, beside others: it has no ids, and no colours but the page's own.
    """
    size = f"{drawing.width:g} {_number(drawing.height)}"
    shapes = [*drawing.shapes]
    for blank in drawing.blanks:
        shapes += (blank.number, *blank.words, blank.box)
    head = (
        f'<svg viewBox="0 0 {size}" role="img"'
        ' fill="none" stroke="currentColor">'
        f"<title>{_escaped(title)}</title><desc>{_escaped(description)}</desc>"
    )
    return head + "".join(_drawn(shapes)) + "</svg>"


def _drawn(shapes: Sequence[Shape]) -> Iterator[str]:
    """Yield shapes as elements; lines of one kind that follow each other are one path."""
    for kind, group in groupby(shapes, key=_kind):
        if kind is None:
            for shape in group:
                if not isinstance(shape, Line | Path):
                    yield from _element(shape)
            continue
        stroke, dash = kind
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        paths = (
            _path(line) if isinstance(line, Line) else _bent(line)
            for line in group
            if isinstance(line, Line | Path)
        )
        yield f'<path{_stroke(stroke)}{dashes} d="{"".join(paths)}"/>'


def _kind(shape: Shape) -> tuple[float, str] | None:
    """Return what lines have in common that are one path; None for other shapes."""
    match shape:
        case Line():
            return shape.stroke, DOTS if shape.is_dotted else ""
        case Path():
            return shape.stroke, DASHES[shape.dash]
        case _:
            return None


def _element(shape: Rect | Dot | Label) -> Iterator[str]:
    match shape:
        case Rect():
            yield from _rect(shape)
        case Dot():
            fill = ' fill="currentColor"' if shape.is_filled else ""
            place = f'cx="{_number(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"'
            yield f"<circle {place}{_stroke(shape.stroke)}{fill}/>"
        case Label():
            yield _words(shape)
        case _:
            assert_never(shape)


def _rect(rect: Rect) -> Iterator[str]:
    if rect.fill == "hatch":
        lines = "".join(_path(line) for line in hatch(rect, HATCH, 1.0))
        if lines:
            yield f'<path{_stroke(1.0)} d="{lines}"/>'
    fill = ' fill="currentColor"' if rect.fill == "solid" else ""
    place = f'x="{_number(rect.x)}" y="{_number(rect.y)}"'
    size = f'width="{_number(rect.width)}" height="{_number(rect.height)}"'
    yield f"<rect {place} {size}{_stroke(rect.stroke)}{fill}/>"


def _words(words: Label) -> str:
    anchor = f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    weight = ' font-weight="bold"' if words.is_bold else ""
    place = f'x="{_number(words.x)}" y="{_number(words.y)}" font-size="{_number(words.size)}"'
    look = f'{place}{anchor}{weight} fill="currentColor" stroke="none"'
    return f"<text {look}>{_escaped(words.words)}</text>"


def _path(line: Line) -> str:
    ends = map(_number, (line.x, line.y, line.to_x, line.to_y))
    return "M{} {}L{} {}".format(*ends)


def _bent(path: Path) -> str:
    """Return a path through points, each counted from the one before, which is shorter.

    They are rounded first, so that no rounding adds up.
    """
    places = [(round(x * 10), round(y * 10)) for x, y in path.points]
    (x, y), *_ = places
    steps = [f"M{_number(x / 10)} {_number(y / 10)}l"]
    for to_x, to_y in places[1:]:
        if (to_x, to_y) != (x, y):
            steps.append(f"{_number((to_x - x) / 10)} {_number((to_y - y) / 10)} ")
        x, y = to_x, to_y
    return "".join(steps).rstrip() if len(steps) > 1 else ""


def _stroke(width: float) -> str:
    return "" if width == 1 else f' stroke-width="{_number(width)}"'


def _number(value: float) -> str:
    """Return a length with one digit after the point, and no more than it needs.

    >>> _number(12.0), _number(0.649), _number(-0.01)
    ('12', '0.6', '0')
    """
    words = f"{value:.1f}".removesuffix(".0")
    return "0" if words == "-0" else words


def _escaped(words: str) -> str:
    return words.translate(MARKUP)
