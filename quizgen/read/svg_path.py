"""The paths of SVG, with every way of writing one made plain: straight lines and Bézier curves."""

import math
import re
from collections.abc import Iterator
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
"""As SVG and PDF write it: x' = a x + c y + e, y' = b x + d y + f."""
Point = tuple[float, float]
Part = tuple[Any, ...]
"""("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",)."""
Path = tuple[Part, ...]

MOST_PARTS = 100_000
_LONGEST, _LARGEST = 60, 1e12
_NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_FLAG = re.compile(r"[\s,]*([01])")
_LETTER = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_FLAGS = (3, 4)
"""Of an arc, the numbers that are one digit and may stand without a space."""


def joined(outer: Matrix, inner: Matrix) -> Matrix:
    """Return what does first the inner, then the outer."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def inside(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def read_path(words: str) -> Path:
    """Return a path in absolute lines and curves; raises ValueError that quotes what is wrong.

    >>> read_path("m1 1h2v2z")
    (('M', 1.0, 1.0), ('L', 3.0, 1.0), ('L', 3.0, 3.0), ('Z',))
    """
    parts: list[Part] = []
    here: Point = (0.0, 0.0)
    start: Point = (0.0, 0.0)
    control: tuple[str, Point] = ("", here)
    for kind, is_relative, numbers in _commands(words):
        if not parts and kind != "M":
            raise ValueError(words[:20])
        if len(parts) > MOST_PARTS:
            raise ValueError("it has too many points")
        x, y = here if is_relative else (0.0, 0.0)
        before = control
        control = ("", here)
        match kind, numbers:
            case "M", [right, down]:
                start = here = (x + right, y + down)
                parts.append(("M", *here))
            case "L", [right, down]:
                here = (x + right, y + down)
                parts.append(("L", *here))
            case "H", [right]:
                here = (x + right, here[1])
                parts.append(("L", *here))
            case "V", [down]:
                here = (here[0], y + down)
                parts.append(("L", *here))
            case "C", [x1, y1, x2, y2, right, down]:
                second = (x + x2, y + y2)
                parts.append(("C", x + x1, y + y1, *second, x + right, y + down))
                here, control = (x + right, y + down), ("C", second)
            case "S", [x2, y2, right, down]:
                first = _mirrored(before, "C", here)
                second = (x + x2, y + y2)
                here = (x + right, y + down)
                parts.append(("C", *first, *second, *here))
                control = ("C", second)
            case "Q", [x1, y1, right, down]:
                control = ("Q", (x + x1, y + y1))
                end = (x + right, y + down)
                parts.append(_quadratic(here, control[1], end))
                here = end
            case "T", [right, down]:
                control = ("Q", _mirrored(before, "Q", here))
                end = (x + right, y + down)
                parts.append(_quadratic(here, control[1], end))
                here = end
            case "A", [rx, ry, angle, large, sweep, right, down]:
                end = (x + right, y + down)
                parts += arc_path(here, rx, ry, angle, bool(large), bool(sweep), end)
                here = end
            case _:
                parts.append(("Z",))
                here = start
    return tuple(parts)


def _commands(words: str) -> Iterator[tuple[str, bool, list[float]]]:
    """Yield each command with its numbers; what follows on a first move is drawn."""
    place, letter = 0, ""
    end = len(words.rstrip())
    while place < end:
        if found := _LETTER.match(words, place):
            letter, place = found[1], found.end()
        elif not letter or letter in "Zz":
            raise ValueError(words[place : place + 20])
        kind, begun = letter.upper(), max(place - 1, 0)
        numbers: list[float] = []
        while len(numbers) < _COUNTS[kind]:
            is_flag = kind == "A" and len(numbers) in _FLAGS
            found = (_FLAG if is_flag else _NUMBER).match(words, place)
            if not found:
                raise ValueError(words[begun : begun + 20])
            numbers.append(_float(found[1]))
            place = found.end()
        yield kind, letter.islower(), numbers
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def numbers_in(words: str) -> list[float]:
    """Return the numbers of a list, whatever parts them; raises ValueError that quotes one."""
    return [_float(number) for number in _NUMBER.findall(words)]


def _float(words: str) -> float:
    """Return a number that somebody may have meant; raises ValueError for others."""
    number = float(words) if len(words) <= _LONGEST else math.inf
    if abs(number) > _LARGEST:
        raise ValueError(words[:20])
    return number


def _mirrored(before: tuple[str, Point], kind: str, here: Point) -> Point:
    """Return the point opposite the last one that bent such a curve; here, if none did."""
    if before[0] != kind:
        return here
    return 2 * here[0] - before[1][0], 2 * here[1] - before[1][1]


def _quadratic(start: Point, bend: Point, end: Point) -> Part:
    first = (start[axis] + 2 / 3 * (bend[axis] - start[axis]) for axis in (0, 1))
    second = (end[axis] + 2 / 3 * (bend[axis] - end[axis]) for axis in (0, 1))
    return ("C", *first, *second, *end)


def arc_path(
    start: Point, rx: float, ry: float, angle: float, is_large: bool, is_right: bool, end: Point
) -> list[Part]:
    """Return an arc of an ellipse as curves of at most a quarter each.

    The way from its ends to its centre is that of the SVG specification, appendix "Elliptical arc
    implementation notes".
    """
    rx, ry = abs(rx), abs(ry)
    if start == end:
        return []
    if not rx or not ry:
        return [("L", *end)]
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cosine * half_x + sine * half_y, cosine * half_y - sine * half_x
    grown = math.sqrt(max((x / rx) ** 2 + (y / ry) ** 2, 1.0))
    rx, ry = rx * grown, ry * grown
    rest = max((rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2, 0.0)
    factor = math.sqrt(rest / ((rx * y) ** 2 + (ry * x) ** 2))
    if is_large == is_right:
        factor = -factor
    centre_x, centre_y = factor * rx * y / ry, -factor * ry * x / rx
    first = math.atan2((y - centre_y) / ry, (x - centre_x) / rx)
    last = math.atan2((-y - centre_y) / ry, (-x - centre_x) / rx)
    sweep = last - first
    if is_right and sweep < 0:
        sweep += 2 * math.pi
    elif not is_right and sweep > 0:
        sweep -= 2 * math.pi
    count = max(math.ceil(abs(sweep) / (math.pi / 2) - 1e-9), 1)
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    centre = (
        cosine * centre_x - sine * centre_y + middle[0],
        sine * centre_x + cosine * centre_y + middle[1],
    )
    matrix: Matrix = (rx * cosine, rx * sine, -ry * sine, ry * cosine, *centre)
    step = sweep / count
    reach = 4 / 3 * math.tan(step / 4)
    parts: list[Part] = []
    for number in range(count):
        one, two = first + number * step, first + (number + 1) * step
        bend = (math.cos(one) - reach * math.sin(one), math.sin(one) + reach * math.cos(one))
        bend_back = (math.cos(two) + reach * math.sin(two), math.sin(two) - reach * math.cos(two))
        stop = end if number == count - 1 else inside(matrix, math.cos(two), math.sin(two))
        parts.append(("C", *inside(matrix, *bend), *inside(matrix, *bend_back), *stop))
    return parts
