"""A timeline down the page, with words beside each date: for cards and for study."""

from collections.abc import Iterator
from math import fsum

from quizgen.figure.axis import BREAK_MM, SLANT_MM, Axis, thinned
from quizgen.figure.room import Room
from quizgen.figure.shapes import Dot, Drawing, Label, Line, Rect, Shape
from quizgen.figure.spread import spread
from quizgen.quiz.figures import Moment, Period, Timeline

DOT_MM = 1.0
"""The radius of a dot."""
TICK_MM = 2.0
GAP_MM = 2.0
BEND_MM = 9.0
"""The width in which leaders go aside."""
BETWEEN_MM = 2.2
"""From one event's words to the next."""
SHORTEST_MM = 30.0
"""The least length of the axis."""


def lay_out_down(timeline: Timeline, room: Room) -> Drawing:
    """Return a timeline with the date and words of each moment beside it, none over another."""
    unit = room.unit
    names = [*timeline.periods, *timeline.eras]
    column = max(room.measure(period.words) for period in names) + GAP_MM * unit
    x = column + (TICK_MM + DOT_MM) * unit
    left = x + BEND_MM * unit + GAP_MM * unit
    texts = [_lines(moment, room.width - left, room) for moment in timeline.moments]
    sizes = [len(lines) * room.leading + BETWEEN_MM * unit for lines in texts]
    length = max(fsum(sizes), SHORTEST_MM * unit)
    axis = Axis.of(timeline, length, BREAK_MM * unit)
    points = [axis.middle(moment.date) for moment in timeline.moments]
    first = room.leading / 2
    tops = spread([y - first for y in points], sizes, length)
    shapes: list[Shape] = [*_axis(timeline, axis, x, column, room)]
    for moment, y, top, lines in zip(timeline.moments, points, tops, texts, strict=True):
        shapes += _mark(moment, axis, x, room)
        shapes += _leader(x + DOT_MM * unit, y, left - GAP_MM * unit / 2, top + first, room)
        shapes += _words(lines, left, top, room)
    height = max(length, *(top + size for top, size in zip(tops, sizes, strict=True)), 0.0)
    return Drawing(width=room.width, height=height, shapes=tuple(shapes))


_TextLine = tuple[str, bool]
"""Words, and whether they are bold."""


def _lines(moment: Moment, width: float, room: Room) -> list[_TextLine]:
    is_bold = moment.is_main
    words = room.wrap(moment.words, width, is_bold=is_bold)
    dated = room.wrap(moment.date_text, width, is_bold=False)
    return [*((line, False) for line in dated), *((line, is_bold) for line in words)]


def _axis(timeline: Timeline, axis: Axis, x: float, column: float, room: Room) -> Iterator[Shape]:
    """Yield the line where open dots and bars leave it free, its ticks and its named periods."""
    tick, size = TICK_MM * room.unit, room.size
    others = [moment.date for moment in timeline.moments if not moment.is_main]
    for start, end in axis.free_of(others, DOT_MM * room.unit):
        yield Line(x=x, y=start, to_x=x, to_y=end, stroke=room.axis)
    ends, slant = tuple(axis.ends()), SLANT_MM * room.unit
    for y in [end for _, end in ends[:-1]] + [start for start, _ in ends[1:]]:
        yield Line(
            x=x - slant, y=y + slant / 2, to_x=x + slant, to_y=y - slant / 2, stroke=room.rule
        )
    ticked = thinned(timeline.periods, axis, tick)
    for y in dict.fromkeys([0.0, *(axis.start(period.first) for period in ticked), axis.length]):
        if any(y == start for start, _ in ends[1:]):
            continue
        yield Line(x=x - tick, y=y, to_x=x, to_y=y, stroke=room.rule)
    for period in _named(timeline, axis, room):
        middle = axis.named(period)
        y = min(max(middle, size / 2), axis.length - size / 2) + 0.33 * size
        end = column - GAP_MM / 2 * room.unit
        yield Label(x=end, y=y, words=period.words, size=size, anchor="end")


def _named(timeline: Timeline, axis: Axis, room: Room) -> tuple[Period, ...]:
    """Return the periods whose names stand at the axis: all of them, else those of the second row.

    Where there are several of the second row, a month would not say of which year it is. Of years,
    which have no second row, as many as there is room for.
    """
    named = thinned(timeline.periods, axis, room.leading)
    is_plain = len(timeline.eras) < 2 and len(named) == len(timeline.periods)
    if timeline.eras and not is_plain:
        named = thinned(timeline.eras, axis, room.leading)
    return named


def _mark(moment: Moment, axis: Axis, x: float, room: Room) -> Iterator[Shape]:
    """Yield a bar along the axis for what may have been then; a dot where that would be short."""
    radius = DOT_MM * room.unit
    if not axis.is_stretch(moment.date):
        y = axis.middle(moment.date)
        yield Dot(x=x, y=y, radius=radius, stroke=room.bar, is_filled=moment.is_main)
        return
    top, low = axis.start(moment.date.first), axis.end(moment.date.last)
    yield Rect(
        x=x - radius,
        y=top,
        width=2 * radius,
        height=low - top,
        stroke=room.rule,
        fill="solid" if moment.is_main else "none",
    )


def _leader(x: float, y: float, to_x: float, to_y: float, room: Room) -> Iterator[Line]:
    straight = (to_x - x) / 4
    for from_x, from_y, end_x, end_y in (
        (x, y, x + straight, y),
        (x + straight, y, to_x - straight, to_y),
        (to_x - straight, to_y, to_x, to_y),
    ):
        yield Line(x=from_x, y=from_y, to_x=end_x, to_y=end_y, stroke=room.hair)


def _words(lines: list[_TextLine], x: float, top: float, room: Room) -> Iterator[Label]:
    for row, (words, is_bold) in enumerate(lines):
        y = top + row * room.leading + room.leading / 2 + 0.33 * room.size
        yield Label(x=x, y=y, words=words, size=room.size, is_bold=is_bold)
