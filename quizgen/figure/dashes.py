"""Lines that are drawn in pieces, for pens that know none."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

LEAST = 0.01
"""Shorter pieces would never come to the end of a line."""

Point = tuple[float, float]


def dashed(points: Sequence[Point], dash: Sequence[float]) -> Iterator[list[Point]]:
    """Yield the pieces of a line that are drawn; `dash` says how long they and the gaps are.

    >>> [*dashed([(0, 0), (5, 0)], (2, 1))]
    [[(0, 0), (2.0, 0.0)], [(3.0, 0.0), (5, 0)]]
    """
    place, left = 0, max(dash[0], LEAST)
    piece = [*points[:1]]
    for (x, y), (to_x, to_y) in pairwise(points):
        length = hypot(to_x - x, to_y - y)
        done = 0.0
        while length - done > left:
            done += left
            here = (x + (to_x - x) * done / length, y + (to_y - y) * done / length)
            if place % 2 == 0:
                yield [*piece, here]
            piece = [here]
            place += 1
            left = max(dash[place % len(dash)], LEAST)
        left -= length - done
        piece.append((to_x, to_y))
    if place % 2 == 0 and len(piece) > 1:
        yield piece
