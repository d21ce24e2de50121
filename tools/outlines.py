"""Natural Earth's land, lakes and borders, made small: writes quizgen/figure/outlines.bin.

    python tools/outlines.py FOLDER

FOLDER holds four files of Natural Earth 5 at 1:50 million (https://www.naturalearthdata.com), as
they come: ne_50m_land.shp, ne_50m_lakes.shp, and ne_50m_admin_0_boundary_lines_land.shp with its
.dbf. They are in the public domain, and so is what is made of them.

Natural Earth draws borders as they are held on the ground, and has a column for how each state sees
a disputed one. A school map has to follow what the United Nations recognise (General Assembly
resolution 68/262 on Crimea), so Ukraine's column and that of ISO, which follows the UN, decide:

- a disputed line that Ukraine or ISO calls no border between states is left out: that between
  Crimea and the rest of Ukraine, of Somaliland, of northern Cyprus;
- a line in dispute, or one that ISO calls unrecognised, is dotted: Kashmir, Kosovo, Western Sahara;
- all others are drawn.
"""

import struct
import sys
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

UNIT = 100
"""Places are kept in hundredths of a degree, about a kilometre."""
OFF_ON_COASTS, OFF_ON_BORDERS = 4.5, 3.0
"""By how many hundredths of a degree of latitude a line may be off."""
LEAST_ISLAND, LEAST_LAKE = 30.0, 150.0
"""What has less length and width together is left out, in the same unit."""
LAND, LAKE, BORDER, DISPUTED = range(4)
AGREED = "International boundary (verify)"
NO_BORDER = ("Unrecognized", "Admin-1 boundary")
LONGEST_STEP = 32767
SHAPE_HEAD = 44
"""Bytes of a shape in a .shp file before the count of its parts."""

Point = tuple[float, float]
"""Longitude and latitude, in units."""


def main(folder: Path, target: Path) -> None:
    """Read the files of a folder and write the outlines."""
    lines = [
        *((LAND, line) for line in rings(folder / "ne_50m_land.shp", LEAST_ISLAND)),
        *((LAKE, line) for line in rings(folder / "ne_50m_lakes.shp", LEAST_LAKE)),
        *borders(folder / "ne_50m_admin_0_boundary_lines_land.shp"),
    ]
    target.write_bytes(packed(lines))


def rings(path: Path, least: float) -> Iterator[list[Point]]:
    """Yield the outlines of land or lakes, closed, but for those too small to be seen."""
    for shape in shapes(path):
        for ring in shape:
            xs, ys = zip(*ring, strict=True)
            wide = (max(xs) - min(xs)) * cos(radians(ys[0] / UNIT))
            if wide + max(ys) - min(ys) < least:
                continue
            far = max(range(len(ring)), key=lambda place: distance(ring[0], ring[place]))
            line = [
                *simplified(ring[: far + 1], OFF_ON_COASTS)[:-1],
                *simplified(ring[far:], OFF_ON_COASTS),
            ]
            if len(line) > 3:
                yield [*halved(line)]


def halved(line: Sequence[Point]) -> Iterator[Point]:
    """Yield the points of a line, and the middle of a step that is too long for two bytes.

    There is one, along the pole below Antarctica.
    """
    for (x, y), (to_x, to_y) in pairwise(line):
        yield x, y
        if abs(to_x - x) > LONGEST_STEP:
            yield (x + to_x) / 2, (y + to_y) / 2
    yield line[-1]


def borders(path: Path) -> Iterator[tuple[int, list[Point]]]:
    """Yield the borders that are drawn, with their sort."""
    for shape, row in zip(shapes(path), rows(path.with_suffix(".dbf")), strict=True):
        is_agreed = row["FEATURECLA"] == AGREED
        if not is_agreed and (row["FCLASS_UA"] in NO_BORDER or row["FCLASS_ISO"] == "Unrecognized"):
            continue
        is_firm = is_agreed and row["FCLASS_ISO"] != "Unrecognized"
        sort = BORDER if is_firm or row["FCLASS_UA"] == AGREED else DISPUTED
        yield from ((sort, simplified(part, OFF_ON_BORDERS)) for part in shape)


def simplified(line: Sequence[Point], most: float) -> list[Point]:
    """Return a line with so few of its points that none of the others is farther off than that.

    Ramer, Douglas and Peucker's method; degrees of longitude count as long as they are.
    """
    kept = {0, len(line) - 1}
    stretches = [(0, len(line) - 1)]
    while stretches:
        first, last = stretches.pop()
        between = range(first + 1, last)
        if not between:
            continue
        far = max(between, key=lambda place: offset(line[place], line[first], line[last]))
        if offset(line[far], line[first], line[last]) > most:
            kept.add(far)
            stretches += [(first, far), (far, last)]
    return [line[place] for place in sorted(kept)]


def offset(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a stretch."""
    narrow = cos(radians(point[1] / UNIT))
    x, y = (point[0] - start[0]) * narrow, point[1] - start[1]
    to_x, to_y = (end[0] - start[0]) * narrow, end[1] - start[1]
    length = to_x * to_x + to_y * to_y
    part = min(max((x * to_x + y * to_y) / length, 0.0), 1.0) if length else 0.0
    return hypot(x - part * to_x, y - part * to_y)


def distance(one: Point, other: Point) -> float:
    """Return how far two points are from each other, roughly."""
    return hypot((one[0] - other[0]) * cos(radians(one[1] / UNIT)), one[1] - other[1])


def packed(lines: Sequence[tuple[int, list[Point]]]) -> bytes:
    """Return lines as quizgen reads them.

    Compressed: their number; the sorts, a byte each; their lengths; of each the least longitude and
    latitude and the greatest; then the longitudes of all and the latitudes of all, each the
    difference from the one before, the first in its line from zero. Two bytes a number, the lower
    first; of these differences all lower bytes, then all higher ones.
    """
    rounded = [(sort, [(round(x), round(y)) for x, y in line]) for sort, line in lines]
    sorts = bytes(sort for sort, _ in rounded)
    lengths = [len(line) for _, line in rounded]
    parts = [struct.pack("<H", len(rounded)), sorts, struct.pack(f"<{len(lengths)}H", *lengths)]
    for _, line in rounded:
        xs, ys = zip(*line, strict=True)
        parts.append(struct.pack("<4h", min(xs), min(ys), max(xs), max(ys)))
    steps = []
    for axis in (0, 1):
        steps += [
            point[axis] - before
            for _, line in rounded
            for point, before in zip(line, [0, *(p[axis] for p in line)], strict=False)
        ]
    pairs = struct.pack(f"<{len(steps)}h", *steps)
    parts += (pairs[::2], pairs[1::2])
    return zlib.compress(b"".join(parts), 9)


def shapes(path: Path) -> Iterator[list[list[Point]]]:
    """Yield the lines or polygons of a .shp file, each as its parts."""
    data, place = path.read_bytes(), 100
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place + 4)
        count, points = struct.unpack_from("<2I", data, place + SHAPE_HEAD)
        starts = struct.unpack_from(f"<{count}I", data, place + SHAPE_HEAD + 8)
        first = place + SHAPE_HEAD + 8 + 4 * count
        numbers = struct.unpack_from(f"<{2 * points}d", data, first)
        pairs = [(x * UNIT, y * UNIT) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        ends = (*starts[1:], points)
        yield [pairs[start:end] for start, end in zip(starts, ends, strict=True)]
        place += 8 + 2 * length


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a .dbf file."""
    data = path.read_bytes()
    count, start, width = struct.unpack_from("<IHH", data, 4)
    columns = []
    place = 32
    while data[place] != 0x0D:
        columns.append((data[place : place + 11].split(b"\0")[0].decode(), data[place + 16]))
        place += 32
    for number in range(count):
        place, row = start + number * width + 1, {}
        for name, size in columns:
            row[name] = data[place : place + size].decode("utf-8", "replace").strip(" \0")
            place += size
        yield row


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    main(Path(sys.argv[1]), here / "quizgen" / "figure" / "outlines.bin")
