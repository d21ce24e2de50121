"""A map on a page or card: coasts, borders and water, places with their names, and a scale.

Lines stop short of words instead of running through them, so that a map is read in one ink, by
night, and after a photocopier.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from quizgen.figure.ground import Flat, Ground, ground_of, water
from quizgen.figure.labels import Area, Named, Spotted, place_names
from quizgen.figure.room import Room
from quizgen.figure.shapes import Dot, Drawing, Label, Line, Path, Rect, Shape
from quizgen.quiz.figures import Leg, Map, ScaleBar

Point = tuple[float, float]

DOT_MM, SMALL_DOT_MM = 0.9, 0.7
"""The radius of a dot, and of one that only helps to find one's way."""
NAME_GAP_MM = 1.6
"""From the middle of a dot to its name."""
PITCH_MM = 1.3
"""From one line of water to the next."""
HALO_MM = 0.5
"""Between words and the lines around them."""
LEAST_PIECE_MM = 0.4
"""A shorter piece of a line, between two words, is left out."""
ASCENT, DESCENT = 0.75, 0.25
"""The height of words over and below their baseline, as parts of their size."""
SCALE_GAP_MM, TICK_MM = 3.0, 1.6
RING_PLACES = tuple(range(0, 120, 5))
"""Where on its ring a distance may stand, in its points from the north over east."""


def lay_out_map(map_: Map, room: Room) -> Drawing:
    """Return a map over the width of a room, with its scale below it."""
    flat = Flat(map_.middle, map_.width_km, map_.height_km)
    factor = room.width / map_.width_km
    height = map_.height_km * factor
    frame = Area(0.0, 0.0, room.width, height)
    at = {spot.place: _scaled(flat.at(spot.at), factor) for spot in map_.spots}
    rings = [
        [_scaled(point, factor) for point in flat.ring(spot.at, float(ring.km))]
        for ring in map_.rings
        for spot in map_.spots
        if spot.place == ring.around
    ]
    words = _words(map_, at, rings, frame, room)
    halos = [words_area(label, room, HALO_MM * room.unit) for label in words.labels]
    lines = [*_ground_lines(ground_of(flat), flat, factor, room)]
    lines += (Path(points=tuple(ring), stroke=room.bar, dash="dashed") for ring in rings)
    for leg in map_.legs:
        lines.append(Path(points=(at[leg.start], at[leg.end]), stroke=room.axis))
    shapes: list[Shape] = [*_without_words(lines, frame, halos, LEAST_PIECE_MM * room.unit)]
    shapes += words.leaders
    shapes.append(Rect(x=0, y=0, width=room.width, height=height, stroke=room.hair))
    for spot in map_.spots:
        if not spot.is_area:
            radius = (DOT_MM if spot.is_main else SMALL_DOT_MM) * room.unit
            x, y = at[spot.place]
            shapes.append(Dot(x=x, y=y, radius=radius, stroke=room.rule, is_filled=spot.is_main))
    shapes += words.labels
    low = height + SCALE_GAP_MM * room.unit
    left = 0.0
    for bar in map_.scale_bars:
        width = _scale_width(bar, factor, room)
        if left and left + width > room.width:
            left, low = 0.0, low + _scale_height(room)
        shapes += _scale_bar(bar, factor, left, low, room)
        left += width + SCALE_GAP_MM * 3 * room.unit
    return Drawing(width=room.width, height=low + _scale_height(room), shapes=tuple(shapes))


def _scaled(point: Point, factor: float) -> Point:
    return point[0] * factor, point[1] * factor


# --------------------------------------------------------------------------- words


class _Words:
    """What is written on a map, none of it over another."""

    def __init__(self, frame: Area, room: Room) -> None:
        self.labels: list[Label] = []
        self.leaders: list[Line] = []
        self.frame = frame
        self.room = room
        self.areas: list[Area] = []

    def add(self, words: str, area: Area, *, is_bold: bool = False) -> None:
        """Write words that fill an area."""
        size = self.room.size
        label = Label(
            x=area.left,
            y=area.top + ASCENT * size,
            words=words,
            size=size,
            is_bold=is_bold,
        )
        self.labels.append(label)
        self.areas.append(area)

    def add_first(self, words: str, places: Iterable[Point], blocked: Sequence[Area]) -> None:
        """Write words about the first of some points that has room; nowhere if none has."""
        room = self.room
        wide, high = room.measure(words) / 2, (ASCENT + DESCENT) * room.size / 2
        for x, y in places:
            area = Area(x - wide, y - high, x + wide, y + high)
            if self.frame.holds(area) and not any(map(area.meets, (*blocked, *self.areas))):
                self.add(words, area)
                return


def _words(
    map_: Map, at: dict[str, Point], rings: Sequence[Sequence[Point]], frame: Area, room: Room
) -> _Words:
    """Write names beside dots, distances on rings and lines, and areas where room is left."""
    words = _Words(frame, room)
    gap = NAME_GAP_MM * room.unit
    inner = Area(gap / 2, gap / 2, frame.right - gap / 2, frame.bottom - gap / 2)
    points = [spot for spot in map_.spots if not spot.is_area]
    dots = [
        Area(x - gap / 2, y - gap / 2, x + gap / 2, y + gap / 2)
        for x, y in (at[spot.place] for spot in points)
    ]
    for ring, line in zip(map_.rings, rings, strict=True):
        words.add_first(ring.words, (line[place] for place in RING_PLACES), dots)
    for leg in map_.legs:
        (x, y), (to_x, to_y) = at[leg.start], at[leg.end]
        parts = (0.5, 0.4, 0.6, 0.3, 0.7)
        middles = [(x + (to_x - x) * part, y + (to_y - y) * part) for part in parts]
        words.add_first(leg.words, middles, dots)
    height = (ASCENT + DESCENT) * room.size
    named = [
        Named(*at[spot.place], room.measure(spot.words, is_bold=spot.is_main), height)
        for spot in points
    ]
    taken = [*words.areas, *(area for leg in map_.legs for area in _along(leg, at, gap))]
    for spot, found in zip(points, place_names(named, gap, inner, taken), strict=True):
        if found is not None:
            words.add(spot.words, found.area, is_bold=spot.is_main)
            words.leaders += _leader(found, at[spot.place], room)
    for spot in map_.spots:
        if spot.is_area:
            around = _around(at[spot.place], 3 * room.leading)
            blocked = [area.grown(room.size / 4) for area in (*dots, *words.areas)]
            blocked += (Area(x, y, x, y).grown(room.size / 4) for line in rings for x, y in line)
            words.add_first(spot.words.upper(), around, blocked)
    return words


def _along(leg: Leg, at: dict[str, Point], step: float) -> Iterator[Area]:
    """Yield small areas along a line, from beside its one dot to beside the other."""
    (x, y), (to_x, to_y) = at[leg.start], at[leg.end]
    steps = int(hypot(to_x - x, to_y - y) / step)
    for number in range(1, steps):
        here, there = x + (to_x - x) * number / steps, y + (to_y - y) * number / steps
        yield Area(here - step / 4, there - step / 4, here + step / 4, there + step / 4)


def _leader(found: Spotted, dot: Point, room: Room) -> Iterator[Line]:
    if found.leader:
        x, y = found.leader
        yield Line(x=dot[0], y=dot[1], to_x=x, to_y=y, stroke=room.hair)


def _around(point: Point, step: float) -> Iterator[Point]:
    """Yield a point and others around it, the nearest first."""
    yield point
    for reach in (step, 2 * step):
        for right, down in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            yield point[0] + right * reach, point[1] + down * reach


def words_area(label: Label, room: Room, halo: float = 0.0) -> Area:
    """Return the room that a label takes on a map, and a halo around it."""
    width = room.measure(label.words, is_bold=label.is_bold)
    return Area(
        label.x - halo,
        label.y - ASCENT * label.size - halo,
        label.x + width + halo,
        label.y + DESCENT * label.size + halo,
    )


# --------------------------------------------------------------------------- lines


def _ground_lines(ground: Ground, flat: Flat, factor: float, room: Room) -> Iterator[Path]:
    def path(line: Sequence[Point], stroke: float, *, is_dotted: bool = False) -> Path:
        points = tuple(_scaled(point, factor) for point in line)
        return Path(points=points, stroke=stroke, dash="dotted" if is_dotted else "")

    for level in water(ground, flat, PITCH_MM * room.unit / factor):
        yield path(level, room.hair)
    for shore in ground.shores:
        yield path(shore, room.rule)
    for border in ground.borders:
        yield path(border, room.rule)
    for border in ground.disputed:
        yield path(border, room.bar, is_dotted=True)


def _without_words(
    lines: Iterable[Path], frame: Area, halos: Sequence[Area], least: float
) -> Iterator[Path]:
    """Yield what of lines lies within a frame and beside all words."""
    for line in lines:
        for piece in _pieces(line.points, frame, halos):
            if (
                sum(abs(x - to_x) + abs(y - to_y) for (x, y), (to_x, to_y) in pairwise(piece))
                > least
            ):
                yield Path(points=tuple(piece), stroke=line.stroke, dash=line.dash)


def _pieces(points: Sequence[Point], frame: Area, halos: Sequence[Area]) -> Iterator[list[Point]]:
    """Yield the stretches of a line that lie within a frame and outside of all halos."""
    piece: list[Point] = []
    for one, other in pairwise(points):
        stretches = [within] if (within := _within(one, other, frame)) else []
        for halo in halos if stretches else ():
            if max(one[1], other[1]) < halo.top or min(one[1], other[1]) > halo.bottom:
                continue
            if hidden := _within(one, other, halo):
                stretches = [*_outside(stretches, hidden)]
        for start, end in stretches:
            if start > 0 or not piece:
                if piece:
                    yield piece
                piece = [_between(one, other, start)]
            piece.append(_between(one, other, end))
            if end < 1:
                yield piece
                piece = []
        if not stretches and piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _outside(
    stretches: Iterable[tuple[float, float]], hidden: tuple[float, float]
) -> Iterator[tuple[float, float]]:
    for start, end in stretches:
        if start < hidden[0]:
            yield start, min(end, hidden[0])
        if hidden[1] < end:
            yield max(start, hidden[1]), end


def _within(one: Point, other: Point, area: Area) -> tuple[float, float] | None:
    """Return from which part of a stroke to which it lies in an area (Liang and Barsky)."""
    start, end = 0.0, 1.0
    for place, to_place, low, high in (
        (one[0], other[0], area.left, area.right),
        (one[1], other[1], area.top, area.bottom),
    ):
        if low <= place <= high and low <= to_place <= high:
            continue  # as most strokes are
        step = to_place - place
        if not step:
            return None
        first, last = (low - place) / step, (high - place) / step
        if first > last:
            first, last = last, first
        start, end = max(start, first), min(end, last)
        if start >= end:
            return None
    return start, end


def _between(one: Point, other: Point, part: float) -> Point:
    if part in (0, 1):
        return other if part else one
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


# --------------------------------------------------------------------------- scale


def _scale_height(room: Room) -> float:
    return TICK_MM * room.unit + room.leading + SCALE_GAP_MM / 2 * room.unit


def _scale_width(bar: ScaleBar, factor: float, room: Room) -> float:
    """Return how wide a scale is with its numbers and unit."""
    first, last = (room.measure(bar.ticks[end].words) / 2 for end in (0, -1))
    length = float(bar.ticks[-1].value * bar.km) * factor
    return first + length + last + room.measure(f" {bar.unit}")


def _scale_bar(
    bar: ScaleBar, factor: float, left: float, top: float, room: Room
) -> Iterator[Shape]:
    """Yield a line with ticks, their numbers below, and the unit behind the last."""
    low = top + TICK_MM * room.unit
    start = left + room.measure(bar.ticks[0].words) / 2
    places = [start + float(tick.value * bar.km) * factor for tick in bar.ticks]
    yield Line(x=places[0], y=low, to_x=places[-1], to_y=low, stroke=room.axis)
    y = low + ASCENT * room.size + TICK_MM / 2 * room.unit
    for tick, x in zip(bar.ticks, places, strict=True):
        yield Line(x=x, y=top, to_x=x, to_y=low, stroke=room.rule)
        yield Label(x=x, y=y, words=tick.words, size=room.size, anchor="middle")
    behind = places[-1] + room.measure(bar.ticks[-1].words) / 2 + room.measure(" ")
    yield Label(x=behind, y=y, words=bar.unit, size=room.size)
