"""The outlines of land, lakes and states, as the package carries them.

They are Natural Earth's, in the public domain, made small by tools/outlines.py, which says what
its borders follow. The file is read when the first map is drawn, and by nothing else.
"""

import struct
import zlib
from functools import cache
from importlib.resources import files
from itertools import accumulate, islice
from typing import NamedTuple

FILE = "outlines.bin"
UNIT = 100
"""Places are kept in hundredths of a degree."""
LAND, LAKE, BORDER, DISPUTED = range(4)
"""Sorts of lines; land and lakes are closed."""
TURN = 1 << 16


class Outline(NamedTuple):
    """A line on the ground, in degrees."""

    sort: int
    west: float
    east: float
    south: float
    north: float
    points: tuple[tuple[float, float], ...]
    """Longitude and latitude of each."""


@cache
def outlines() -> tuple[Outline, ...]:
    """Return every line that the package carries."""
    data = zlib.decompress(files(__package__).joinpath(FILE).read_bytes())
    (count,) = struct.unpack_from("<H", data)
    sorts = data[2 : 2 + count]
    lengths = struct.unpack_from(f"<{count}H", data, 2 + count)
    low = data[2 + 3 * count :]
    pairs = bytearray(len(low))
    half = len(low) // 2
    pairs[::2], pairs[1::2] = low[:half], low[half:]
    steps = iter(struct.unpack(f"<{half}H", pairs))
    axes = [[_summed(islice(steps, length)) for length in lengths] for _ in range(2)]
    return tuple(
        Outline(sort, min(xs), max(xs), min(ys), max(ys), tuple(zip(xs, ys, strict=True)))
        for sort, xs, ys in zip(sorts, *axes, strict=True)
    )


def _summed(steps: "islice[int]") -> list[float]:
    """Return degrees from steps in units, each the difference to the one before, modulo a turn."""
    return [((total + TURN // 2) % TURN - TURN // 2) / UNIT for total in accumulate(steps)]
