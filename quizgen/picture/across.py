"""A timeline across the page, with a box to write in over each date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.model import Blank, Dot, Drawing, Line, Moment, Period, Rect, Shape, Timeline, Words
from quizgen.picture.axis import BREAK, SLANT, Axis, thinned
from quizgen.picture.room import Room, scaled
from quizgen.picture.spread import spread

DOT = 0.8
"""The radius of a dot."""
STEM = 2.6
"""The least length of a leader."""
BEND, MOST_BEND = 4.0, 12.0
"""The height in which leaders go aside where dates are crowded, the more the farther they go."""
SLOPE = 0.22
"""How steep the one that goes farthest is, between these heights."""
TICK = 3.0
GAP = 1.8
"""Between boxes, and between a box and its words."""
THICK = 1.2
"""Half the thickness of a month or year on the axis. All in millimetres."""
NUMBER = 1.15
"""The size of question numbers, as a part of the type size."""
STRAIGHT = 0.5
"""Leaders that would go aside by less, in points, are straight."""


def lay_out_across(timeline: Timeline, numbers: Sequence[int], room: Room) -> Drawing:
    """Return a timeline whose moments have a box each, numbered, and their dates.

    If they need more room than there is, the whole is drawn smaller.
    """
    column = _Column.of(timeline, numbers, room)
    needed = column.width * (len(timeline.moments) + 1) / 2
    if needed > room.width:
        wider = _lay_out(timeline, numbers, column, room, needed)
        return scaled(wider, room.width / needed)
    return _lay_out(timeline, numbers, column, room, room.width)


@dataclass(frozen=True)
class _Column:
    """The room that each moment has, the same for all."""

    width: float
    height: float

    @classmethod
    def of(cls, timeline: Timeline, numbers: Sequence[int], room: Room) -> "_Column":
        gap = GAP * room.unit
        dates = (room.measure(it.date_text) for it in timeline.moments)
        beside = (room.measure(str(it), is_bold=True) * NUMBER for it in numbers)
        boxes = (room.box_width + 2 * (gap + number) for number in beside)
        width = max((*dates, *boxes), default=0.0) + gap
        return cls(width, room.box_height + room.leading + gap)


def _lay_out(
    timeline: Timeline, numbers: Sequence[int], column: _Column, room: Room, width: float
) -> Drawing:
    axis = Axis.of(timeline, width, BREAK * room.unit)
    points = [axis.middle(moment.date) for moment in timeline.moments]
    in_two_rows = column.width * len(points) > width
    step = column.width / 2 if in_two_rows else column.width
    half = column.width / 2
    inner = spread([x - half for x in points], [step] * len(points), width - column.width + step)
    places = [start + half for start in inner]
    farthest = max(abs(place - x) for place, x in zip(places, points, strict=True))
    bend = min(max(farthest * SLOPE, BEND * room.unit), MOST_BEND * room.unit)
    stem = STEM * room.unit + (bend if farthest > STRAIGHT else 0.0)
    levels = [(number + 1) % 2 if in_two_rows else 0 for number in range(len(points))]
    line = column.height * (max(levels, default=0) + 1) + stem
    shapes: list[Shape] = [*_axis(timeline, axis, line, room)]
    blanks: list[Blank] = []
    for moment, number, x, place, level in zip(
        timeline.moments, numbers, points, places, levels, strict=True
    ):
        foot = line - stem - level * column.height
        shapes += _moment(moment, axis, line, room)
        shapes += _leader(x, place, line, foot, stem, room)
        blanks.append(_blank(moment, number, place, foot, room))
    height = line + TICK * room.unit + room.leading * (2 if timeline.eras else 1)
    return Drawing(width=width, height=height, shapes=tuple(shapes), blanks=tuple(blanks))


def _axis(timeline: Timeline, axis: Axis, y: float, room: Room) -> Iterator[Shape]:
    """Yield the line, its ticks, and the names of its periods between them."""
    tick = TICK * room.unit
    ends = tuple(axis.ends())
    for start, end in ends:
        yield Line(x=start, y=y, to_x=end, to_y=y, stroke=room.axis)
    slant = SLANT * room.unit
    for x in [end for _, end in ends[:-1]] + [start for start, _ in ends[1:]]:
        yield Line(
            x=x - slant / 2, y=y + slant, to_x=x + slant / 2, to_y=y - slant, stroke=room.rule
        )
    ticked = thinned(timeline.periods, axis, 0.7 * tick)
    starts = [0.0, *(axis.start(it.first) for it in ticked), axis.length]
    for x in dict.fromkeys(starts):
        if any(x == start for start, _ in ends[1:]):
            continue
        yield Line(x=x, y=y, to_x=x, to_y=y + tick, stroke=room.rule)
    fits = all(room.measure(it.words) < axis.end(it.last) - axis.start(it.first) for it in ticked)
    low = y + 0.75 * tick + 0.62 * room.size if fits else y + tick + 0.75 * room.size
    yield from _names(timeline.periods, axis, low, room)
    if timeline.eras:
        low += room.leading
        yield from _names(timeline.eras, axis, low, room)
        for era in timeline.eras[1:]:
            x = axis.start(era.first)
            top = low - 0.85 * room.size
            yield Line(x=x, y=top, to_x=x, to_y=low, stroke=room.hair)


def _names(periods: Sequence[Period], axis: Axis, y: float, room: Room) -> Iterator[Words]:
    """Yield the names of periods in their middles, moved in at the ends of the axis."""
    between = 0.6 * room.size
    widest = max(room.measure(period.words) for period in periods)
    used = -between
    for period in thinned(periods, axis, widest + between):
        half = room.measure(period.words) / 2
        middle = axis.middle(period)
        x = min(max(middle, half), axis.length - half)
        if x - half >= used + between:
            used = x + half
            yield Words(x=x, y=y, words=period.words, size=room.size, anchor="middle")


def _moment(moment: Moment, axis: Axis, y: float, room: Room) -> Iterator[Shape]:
    """Yield a dot for a day, a bar along the axis for what may have been any of several days."""
    if moment.date.is_day:
        radius = DOT * room.unit
        yield Dot(x=axis.middle(moment.date), y=y, radius=radius, stroke=room.rule)
        return
    left, right = axis.start(moment.date.first), axis.end(moment.date.last)
    thick = THICK * room.unit
    yield Rect(
        x=left, y=y - thick, width=right - left, height=2 * thick, stroke=room.rule, fill="hatch"
    )


def _leader(
    x: float, place: float, line: float, foot: float, stem: float, room: Room
) -> Iterator[Line]:
    """Yield the way from the axis to the words: up, aside if need be, and up."""
    start = line - DOT * room.unit
    if abs(place - x) <= STRAIGHT:
        yield Line(x=x, y=start, to_x=x, to_y=foot, stroke=room.rule)
        return
    straight = STEM / 2 * room.unit
    low, high = line - straight, line - stem + straight
    for from_x, from_y, to_x, to_y in (
        (x, start, x, low),
        (x, low, place, high),
        (place, high, place, foot),
    ):
        yield Line(x=from_x, y=from_y, to_x=to_x, to_y=to_y, stroke=room.rule)


def _blank(moment: Moment, number: int, x: float, foot: float, room: Room) -> Blank:
    """Return the box of a moment, its date below and its number at the left."""
    words_y = foot - 0.3 * room.size
    low = foot - room.leading
    left = x - room.box_width / 2
    middle = low - room.box_height / 2
    return Blank(
        number=Words(
            x=left - GAP / 2 * room.unit,
            y=middle + 0.33 * room.size * NUMBER,
            words=str(number),
            size=room.size * NUMBER,
            anchor="end",
            is_bold=True,
        ),
        words=Words(x=x, y=words_y, words=moment.date_text, size=room.size, anchor="middle"),
        box=Rect(
            x=left,
            y=low - room.box_height,
            width=room.box_width,
            height=room.box_height,
            stroke=room.rule,
        ),
    )
