"""The part of the earth that a map shows, laid flat: coasts, borders, and where water is.

The projection is azimuthal equidistant about the middle of the map: from there all distances and
directions are true, and on a map of a few hundred kilometres so are all others, to a hair.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import acos, cos, degrees, hypot, pi, radians, sin

from quizgen.bank.places import EARTH_KM, place_at
from quizgen.figure.outlines import BORDER, DISPUTED, LAKE, LAND, Outline, outlines
from quizgen.values import dataclass

Point = tuple[float, float]
"""On a flat map: x to the east and y to the south, from its upper left corner, in kilometres."""
Line = list[Point]

AROUND = 1.3
"""So much farther than to its corners the ground of a map is looked at: what is cut straight there
bends when it is laid flat."""
STEP = 2.0
"""Lines are laid flat in steps of so many degrees at most."""
NEAR_THE_POLE = 88.0
SEAM = 180.0
"""Where outlines are cut apart, as no coast is."""
RING_POINTS = 120


@dataclass(frozen=True)
class Flat:
    """A part of the earth laid flat about its middle."""

    middle: tuple[float, float]
    """Latitude and longitude, in degrees."""
    width_km: float
    height_km: float

    def at(self, place: tuple[float, float]) -> Point:
        """Return where a latitude and longitude lie."""
        lat, lon = radians(self.middle[0]), radians(place[1] - self.middle[1])
        to_lat = radians(place[0])
        x = cos(to_lat) * sin(lon)
        y = cos(lat) * sin(to_lat) - sin(lat) * cos(to_lat) * cos(lon)
        z = sin(lat) * sin(to_lat) + cos(lat) * cos(to_lat) * cos(lon)
        arc, away = acos(min(max(z, -1.0), 1.0)), hypot(x, y)
        factor = EARTH_KM * arc / away if away else 0.0
        return self.width_km / 2 + x * factor, self.height_km / 2 - y * factor

    def ring(self, place: tuple[float, float], km: float) -> Line:
        """Return all that lies so far from a place, as a closed line from its north over east."""
        turns = (2 * pi * number / RING_POINTS for number in range(RING_POINTS + 1))
        return [self.at(place_at(place, turn, km)) for turn in turns]


@dataclass(frozen=True)
class Ground:
    """What lies on the ground of a map; some of it lies beyond its edges."""

    shores: tuple[Line, ...]
    """Outlines of land and lakes."""
    shapes: tuple[Line, ...]
    """The same closed, along the edge where they are cut: a point within one of them is land, in
    two it is water again."""
    borders: tuple[Line, ...]
    disputed: tuple[Line, ...]


def ground_of(flat: Flat) -> Ground:
    """Return the ground of a map."""
    west, east, south, north = _looked_at(flat)
    shores: list[Line] = []
    shapes: list[Line] = []
    found: dict[int, list[Line]] = {BORDER: [], DISPUTED: []}
    for outline, turn in _near(west, east, south, north):
        points = [(x + turn, y) for x, y in outline.points]
        if outline.sort not in (LAND, LAKE):
            found[outline.sort].append(_laid(points, flat))
            continue
        shapes.append(_laid(_cut(points, west, east, south, north), flat))
        shores += (_laid(part, flat) for part in _without_seam(points, turn))
    return Ground(tuple(shores), tuple(shapes), tuple(found[BORDER]), tuple(found[DISPUTED]))


def _looked_at(flat: Flat) -> tuple[float, float, float, float]:
    """Return the west, east, south and north of what may be on a map, in degrees."""
    lat, lon = flat.middle
    reach = degrees(hypot(flat.width_km, flat.height_km) / 2 * AROUND / EARTH_KM)
    south, north = max(lat - reach, -90.0), min(lat + reach, 90.0)
    farthest = max(abs(south), abs(north))
    wide = 180.0 if farthest > NEAR_THE_POLE else min(reach / cos(radians(farthest)), 180.0)
    return lon - wide, lon + wide, south, north


def _near(west: float, east: float, south: float, north: float) -> Iterator[tuple[Outline, float]]:
    """Yield outlines that may be seen, with the turns of the earth by which they are."""
    for outline in outlines():
        if outline.south <= north and south <= outline.north:
            for turn in (0.0, -360.0, 360.0):
                if outline.west + turn <= east and west <= outline.east + turn:
                    yield outline, turn


def _laid(points: Sequence[Point], flat: Flat) -> Line:
    """Return a line of longitudes and latitudes laid flat, in steps short enough."""
    line = [flat.at((y, x)) for x, y in points[:1]]
    for (x, y), (to_x, to_y) in pairwise(points):
        parts = int(max(abs(to_x - x), abs(to_y - y)) / STEP) + 1
        for part in range(1, parts + 1):
            share = part / parts
            line.append(flat.at((y + (to_y - y) * share, x + (to_x - x) * share)))
    return line


def _without_seam(points: Sequence[Point], turn: float) -> Iterator[Sequence[Point]]:
    """Yield the stretches of an outline that are coast: none runs along the 180th meridian."""
    start = 0
    for place, (one, other) in enumerate(pairwise(points), 1):
        is_seam = abs(one[0] - turn) == SEAM == abs(other[0] - turn) or one[1] == other[1] == -90.0
        if is_seam:
            if place - start > 1:
                yield points[start:place]
            start = place
    if len(points) - start > 1:
        yield points[start:]


def _cut(
    points: Sequence[Point], west: float, east: float, south: float, north: float
) -> Sequence[Point]:
    """Return a closed line cut at four edges, and closed along them (Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: list[Point] = []
        for one, other in pairwise(points):
            is_in, will_be = (one[axis] - edge) * sign >= 0, (other[axis] - edge) * sign >= 0
            if is_in:
                kept.append(one)
            if is_in != will_be:
                share = (edge - one[axis]) / (other[axis] - one[axis])
                x, y = (one[way] + (other[way] - one[way]) * share for way in (0, 1))
                kept.append((edge, y) if axis == 0 else (x, edge))
        points = [*kept, *kept[:1]]
    return points


def water(ground: Ground, flat: Flat, pitch: float) -> Iterator[tuple[Point, Point]]:
    """Yield level lines through all water of a map, so far from one another."""
    rows = int(flat.height_km / pitch)
    crossings: dict[int, list[float]] = {row: [] for row in range(rows)}
    for shape in ground.shapes:
        for (x, y), (to_x, to_y) in pairwise(shape):
            low, high = min(y, to_y), max(y, to_y)
            # Rows lie in the middles of their strips, and one that meets a corner meets it once.
            for row in range(max(int(low / pitch - 0.5), 0), min(int(high / pitch + 0.5), rows)):
                level = (row + 0.5) * pitch
                if low <= level < high:
                    crossings[row].append(x + (level - y) / (to_y - y) * (to_x - x))
    for row, places in crossings.items():
        level = (row + 0.5) * pitch
        shores = sorted(min(max(x, 0.0), flat.width_km) for x in places)
        for start, end in zip((0.0, *shores[1::2]), (*shores[::2], flat.width_km), strict=False):
            if start < end:
                yield (start, level), (end, level)
