"""The lines, boxes and circles of a page, read back from its content stream."""

from collections.abc import Iterator
from math import cos, pi, sin
from typing import NamedTuple

import pikepdf


class Drawn(NamedTuple):
    """A path of a page in points, y counting upwards, as the points of its line."""

    kind: str
    """line, box or circle."""
    points: tuple[tuple[float, float], ...]
    stroke: float


def drawn_on(page: pikepdf.Page) -> Iterator[Drawn]:
    """Yield the solid lines of a page, as its content stream draws them."""
    stroke, is_dashed = 1.0, False
    path: list[tuple[str, list[float]]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        assert name != "cm", "all stands in points of the page"
        if name == "w":
            stroke = float(operands[0])
        elif name == "d":
            is_dashed = len(operands[0]) > 0
        elif name in ("m", "l", "c", "re", "h"):
            path.append((name, [float(each) for each in operands]))
        elif name in ("S", "s", "f", "B", "b", "n", "f*"):
            if name in ("S", "s") and not is_dashed:
                yield from shapes_of(path, stroke)
            path = []


def shapes_of(path: list[tuple[str, list[float]]], stroke: float) -> Iterator[Drawn]:
    names = [name for name, _ in path]
    if names == ["re"]:
        x, y, width, height = path[0][1]
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        yield Drawn("box", corners, stroke)
    elif names.count("c") == 4:
        ends = [path[0][1], *(numbers[4:] for name, numbers in path if name == "c")]
        x = (min(end[0] for end in ends) + max(end[0] for end in ends)) / 2
        y = (min(end[1] for end in ends) + max(end[1] for end in ends)) / 2
        radius = (max(end[0] for end in ends) - min(end[0] for end in ends)) / 2
        turns = [2 * pi * step / 90 for step in range(91)]
        ring = tuple((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)
        yield Drawn("circle", ring, stroke)
    elif names == ["m", "l"]:
        yield Drawn("line", tuple((x, y) for _, (x, y) in path), stroke)
