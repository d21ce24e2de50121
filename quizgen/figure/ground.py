"""The part of the earth that a map shows, laid flat: coasts, borders, and where water is.

The projection is azimuthal equidistant about the middle of the map: from there all distances and
directions are true, and on a map of a few hundred kilometres so are all others, to a hair.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import acos, cos, degrees, hypot, pi, radians, sin

from quizgen.bank.places import EARTH_KM, place_at
from quizgen.figure.outlines import BORDER, DISPUTED, LAKE, LAND, outlines
from quizgen.values import dataclass

Point = tuple[float, float]
"""On a flat map: x to the east and y to the south, from its upper left corner, in kilometres."""
Line = list[Point]
Box = tuple[float, float, float, float]
"""The west, east, south and north of something, in degrees."""
Stretch = tuple[int, int]
"""A part of a line: the place of its first point, and the one after its last."""

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
        return self.projection()(*place)

    def projection(self) -> Callable[[float, float], Point]:
        """Return what lays latitudes and longitudes flat: a map has thousands, and one middle."""
        middle_lat, middle_lon = self.middle
        sin_lat, cos_lat = sin(radians(middle_lat)), cos(radians(middle_lat))
        middle_x, middle_y = self.width_km / 2, self.height_km / 2

        def at(lat: float, lon: float) -> Point:
            lat, lon = radians(lat), radians(lon - middle_lon)
            north, level = sin(lat), cos(lat)
            east, along = level * sin(lon), level * cos(lon)
            up = cos_lat * north - sin_lat * along
            arc = acos(min(max(sin_lat * north + cos_lat * along, -1.0), 1.0))
            away = hypot(east, up)
            factor = EARTH_KM * arc / away if away else 0.0
            return middle_x + east * factor, middle_y - up * factor

        return at

    def ring(self, place: tuple[float, float], km: float) -> Line:
        """Return all that lies so far from a place, as a closed line from its north over east."""
        at = self.projection()
        turns = (2 * pi * number / RING_POINTS for number in range(RING_POINTS + 1))
        return [at(*place_at(place, turn, km)) for turn in turns]


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
    box, at = _looked_at(flat), flat.projection()
    shores: list[Line] = []
    shapes: list[Line] = []
    found: dict[int, list[Line]] = {BORDER: [], DISPUTED: []}
    west, east, south, north = box
    # Outlines lie between the two sides of the seam: only a map across it sees them once more.
    turns = (0.0, *([-360.0] if west <= -SEAM else []), *([360.0] if east >= SEAM else []))
    for number, outline in enumerate(outlines()):
        for turn in turns:
            if not outline.meets(west - turn, east - turn, south, north):
                continue
            points = _points(number, turn)
            if outline.sort in (LAND, LAKE):
                shape = _cut(points, box)
                line, places = _laid(shape, at)
                shapes.append(line)
                for start, end in _coasts(shape, box, turn):
                    shores.append(line[places[start] : places[end - 1] + 1])
            else:
                for start, end in _within(points, box):
                    found[outline.sort].append(_laid(points[start:end], at)[0])
    return Ground(tuple(shores), tuple(shapes), tuple(found[BORDER]), tuple(found[DISPUTED]))


@cache
def _points(number: int, turn: float) -> Sequence[Point]:
    """Return the points of an outline; the cards of a bank show the same coasts again and again."""
    return outlines()[number].points(turn)


def _looked_at(flat: Flat) -> Box:
    """Return what may be on a map."""
    lat, lon = flat.middle
    reach = degrees(hypot(flat.width_km, flat.height_km) / 2 * AROUND / EARTH_KM)
    south, north = max(lat - reach, -90.0), min(lat + reach, 90.0)
    farthest = max(abs(south), abs(north))
    wide = 180.0 if farthest > NEAR_THE_POLE else min(reach / cos(radians(farthest)), 180.0)
    return lon - wide, lon + wide, south, north


def _laid(
    points: Sequence[Point], at: Callable[[float, float], Point]
) -> tuple[Line, Sequence[int]]:
    """Return a line of longitudes and latitudes laid flat in steps short enough.

    With it come the places in it of the points that were given.
    """
    line = [at(y, x) for x, y in points[:1]]
    places = [0]
    for (x, y), (to_x, to_y) in pairwise(points):
        if abs(to_x - x) >= STEP or abs(to_y - y) >= STEP:
            farther = max(abs(to_x - x), abs(to_y - y))
            parts = int(farther / STEP) + 1
            shares = [part / parts for part in range(1, parts)]
            line += (at(y + (to_y - y) * share, x + (to_x - x) * share) for share in shares)
        places.append(len(line))
        line.append(at(to_y, to_x))
    return line, places


def _within(points: Sequence[Point], box: Box) -> Iterator[Stretch]:
    """Yield the stretches of a line that may be seen."""
    west, east, south, north = box

    def is_out(one: Point, other: Point) -> bool:
        return (
            max(one[0], other[0]) < west
            or min(one[0], other[0]) > east
            or max(one[1], other[1]) < south
            or min(one[1], other[1]) > north
        )

    yield from _broken(points, is_out)


def _coasts(shape: Sequence[Point], box: Box, turn: float) -> Iterator[Stretch]:
    """Yield the stretches of a cut outline that are coast.

    None runs along an edge where it was cut, nor along the 180th meridian or the pole, where all
    outlines are.
    """
    west, east, south, north = box

    def is_edge(one: Point, other: Point) -> bool:
        return (one[0] == other[0] and one[0] in (west, east, turn + SEAM, turn - SEAM)) or (
            one[1] == other[1] and one[1] in (south, north, -90.0)
        )

    yield from _broken(shape, is_edge)


def _broken(points: Sequence[Point], is_gap: Callable[[Point, Point], bool]) -> Iterator[Stretch]:
    """Yield the stretches of a line between its gaps."""
    start = 0
    for place, (one, other) in enumerate(pairwise(points), 1):
        if is_gap(one, other):
            if place - start > 1:
                yield start, place
            start = place
    if len(points) - start > 1:
        yield start, len(points)


def _cut(points: Sequence[Point], box: Box) -> Sequence[Point]:
    """Return a closed line cut at four edges, and closed along them (Sutherland and Hodgman)."""
    west, east, south, north = box
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        are_in = [(point[axis] - edge) * sign >= 0 for point in points]
        if all(are_in):
            continue
        kept: list[Point] = []
        start = 0
        for place, (was_in, is_in) in enumerate(pairwise(are_in), 1):
            if was_in != is_in:
                kept += points[start:place] if was_in else []
                start = place
                one, other = points[place - 1], points[place]
                share = (edge - one[axis]) / (other[axis] - one[axis])
                x, y = (one[way] + (other[way] - one[way]) * share for way in (0, 1))
                kept.append((edge, y) if axis == 0 else (x, edge))
        kept += points[start:-1] if are_in[-1] else []
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
