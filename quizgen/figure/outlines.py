"""The outlines of land, lakes and states, as the package carries them.

They are Natural Earth's, in the public domain, made small by tools/outlines.py, which says what
its borders follow. The file is read when the first map is drawn, and by nothing else; of its lines
only those that a map may show are worked out.
"""

import struct
import zlib
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

FILE = "outlines.bin"
UNIT = 100
"""Places are kept in hundredths of a degree."""
LAND, LAKE, BORDER, DISPUTED = range(4)
"""Sorts of lines; land and lakes are closed."""


class Outline(NamedTuple):
    """A line on the ground, in hundredths of a degree."""

    sort: int
    west: int
    south: int
    east: int
    north: int
    steps: tuple[bytes, bytes]
    """From each longitude and latitude to the next, two bytes each, the first from zero."""

    def meets(self, west: float, east: float, south: float, north: float) -> bool:
        """Tell whether it may lie within some degrees."""
        return (
            self.south <= north * UNIT
            and south * UNIT <= self.north
            and self.west <= east * UNIT
            and west * UNIT <= self.east
        )

    def points(self, turn: float = 0.0) -> list[tuple[float, float]]:
        """Return longitude and latitude of each point in degrees, after a turn of the earth."""
        xs, ys = (accumulate(struct.unpack(f"<{len(axis) // 2}h", axis)) for axis in self.steps)
        return [(x / UNIT + turn, y / UNIT) for x, y in zip(xs, ys, strict=True)]


@cache
def outlines() -> tuple[Outline, ...]:
    """Return every line that the package carries."""
    data = zlib.decompress(Path(__file__).with_name(FILE).read_bytes())
    (count,) = struct.unpack_from("<H", data)
    sorts = data[2 : 2 + count]
    lengths = struct.unpack_from(f"<{count}H", data, 2 + count)
    bounds = struct.iter_unpack("<4h", data[2 + 3 * count : 2 + 11 * count])
    low = data[2 + 11 * count :]
    half = len(low) // 2
    pairs = bytearray(len(low))
    pairs[::2], pairs[1::2] = low[:half], low[half:]
    steps = bytes(pairs)
    ends = [2 * end for end in accumulate(lengths)]
    found = []
    for sort, (west, south, east, north), start, end in zip(
        sorts, bounds, [0, *ends], ends, strict=False
    ):
        axes = steps[start:end], steps[half + start : half + end]
        found.append(Outline(sort, west, south, east, north, axes))
    return tuple(found)
