"""A timeline across the page, with a box to write in over each date."""

from collections.abc import Iterator, Sequence
from itertools import count

from quizgen.figure.axis import BREAK_MM, SLANT_MM, Axis, is_many_years, thinned
from quizgen.figure.room import Room, scaled
from quizgen.figure.shapes import AnswerBox, Dot, Drawing, Label, Line, Rect, Shape
from quizgen.figure.spread import spread
from quizgen.quiz.figures import Moment, Period, Timeline

DOT_MM = 0.8
"""The radius of a dot."""
STEM_MM = 2.6
"""The least length of a leader."""
BEND_MM, MOST_BEND_MM = 4.0, 12.0
"""The height in which leaders go aside where dates are crowded, the more the farther they go."""
SLOPE = 0.22
"""How steep the one that goes farthest is, between these heights."""
TICK_MM = 3.0
GAP_MM = 1.8
"""Between boxes, and between a box and its words."""
THICK_MM = 1.2
"""Half the thickness of a month or year on the axis."""
NUMBER_SIZE = 1.15
"""The size of question numbers, as a part of the type size."""
STRAIGHT_PT = 0.5
"""Leaders that would go aside by less are straight."""


def lay_out_across(timeline: Timeline, numbers: Sequence[int], room: Room) -> Drawing:
    """Return a timeline whose moments have a box each, numbered, and their dates.

    The boxes stand in one row, so that they are read as they are seen: where they are many, dates
    take two lines, and if even so they need more room than there is, the whole is drawn smaller.
    """
    dates: list[tuple[str, ...]] = [(moment.date_text,) for moment in timeline.moments]
    column = _column(dates, numbers, room)
    if column * len(dates) > room.width:
        dates = [_in_two(moment.date_text, room) for moment in timeline.moments]
        column = _column(dates, numbers, room)
    needed = column * len(dates)
    if needed > room.width:
        wider = _lay_out(timeline, numbers, dates, column, needed, room)
        return scaled(wider, room.width / needed)
    return _lay_out(timeline, numbers, dates, column, room.width, room)


def _column(dates: Sequence[Sequence[str]], numbers: Sequence[int], room: Room) -> float:
    """Return the width that a moment needs, the same for all."""
    gap = GAP_MM * room.unit
    words = (room.measure(line) for lines in dates for line in lines)
    beside = (room.measure(str(number), is_bold=True) * NUMBER_SIZE for number in numbers)
    boxes = (room.box_width + 2 * (gap + number) for number in beside)
    return max((*words, *boxes), default=0.0) + gap


def _in_two(words: str, room: Room) -> tuple[str, ...]:
    """Return words in the two lines that are narrowest, if they have a space."""
    spaces = [place for place, letter in enumerate(words) if letter.isspace()]
    pairs = [(words[:place], words[place + 1 :]) for place in spaces]
    return min(pairs, key=lambda pair: max(map(room.measure, pair)), default=(words,))


def _lay_out(
    timeline: Timeline,
    numbers: Sequence[int],
    dates: Sequence[Sequence[str]],
    column: float,
    width: float,
    room: Room,
) -> Drawing:
    axis = Axis.of(timeline, width, BREAK_MM * room.unit)
    points = [axis.middle(moment.date) for moment in timeline.moments]
    half = column / 2
    inner = spread([x - half for x in points], [column] * len(points), width)
    places = [start + half for start in inner]
    farthest = max(abs(place - x) for place, x in zip(places, points, strict=True))
    bend = min(max(farthest * SLOPE, BEND_MM * room.unit), MOST_BEND_MM * room.unit)
    stem = STEM_MM * room.unit + (bend if farthest > STRAIGHT_PT else 0.0)
    foot = room.box_height + GAP_MM * room.unit + room.leading * max(map(len, dates))
    line = foot + stem
    shapes: list[Shape] = [*_axis(timeline, axis, line, room)]
    blanks: list[AnswerBox] = []
    for moment, number, words, x, place in zip(
        timeline.moments, numbers, dates, points, places, strict=True
    ):
        shapes += _moment(moment, axis, line, room)
        shapes += _leader(x, place, line, foot, stem, room)
        blanks.append(_blank(words, number, place, foot, room))
    height = line + TICK_MM * room.unit + room.leading * (2 if timeline.eras else 1)
    return Drawing(width=width, height=height, shapes=tuple(shapes), blanks=tuple(blanks))


def _axis(timeline: Timeline, axis: Axis, y: float, room: Room) -> Iterator[Shape]:
    """Yield the line, its ticks, and the names of its periods between them."""
    tick = TICK_MM * room.unit
    ends = tuple(axis.ends())
    for start, end in ends:
        yield Line(x=start, y=y, to_x=end, to_y=y, stroke=room.axis)
    slant = SLANT_MM * room.unit
    for x in [end for _, end in ends[:-1]] + [start for start, _ in ends[1:]]:
        yield Line(
            x=x - slant / 2, y=y + slant, to_x=x + slant / 2, to_y=y - slant, stroke=room.line
        )
    ticked = thinned(timeline.periods, axis, 0.7 * tick)
    starts = [0.0, *(axis.start(period.first) for period in ticked), axis.length]
    for x in dict.fromkeys(starts):
        if any(x == start for start, _ in ends[1:]):
            continue
        yield Line(x=x, y=y, to_x=x, to_y=y + tick, stroke=room.line)
    fits = not is_many_years(timeline.periods[0]) and all(
        room.measure(period.words) < axis.end(period.last) - axis.start(period.first)
        for period in ticked
    )
    low = y + 0.75 * tick + 0.62 * room.size if fits else y + tick + 0.75 * room.size
    yield from _names(timeline.periods, axis, low, room)
    if timeline.eras:
        low += room.leading
        yield from _names(timeline.eras, axis, low, room)
        for era in timeline.eras[1:]:
            x = axis.start(era.first)
            top = low - 0.85 * room.size
            yield Line(x=x, y=top, to_x=x, to_y=low, stroke=room.line)


def _names(periods: Sequence[Period], axis: Axis, y: float, room: Room) -> Iterator[Label]:
    """Yield the names of periods in their middles, moved in at the ends of the axis."""
    between = 0.6 * room.size
    widest = max(room.measure(period.words) for period in periods)
    used = -between
    for period in thinned(periods, axis, widest + between):
        half = room.measure(period.words) / 2
        middle = axis.named(period)
        x = min(max(middle, half), axis.length - half)
        if x - half >= used + between:
            used = x + half
            yield Label(x=x, y=y, words=period.words, size=room.size, anchor="middle")


def _moment(moment: Moment, axis: Axis, y: float, room: Room) -> Iterator[Shape]:
    """Yield a bar along the axis for what may have been then; a dot where that would be too short.

    A day is a dot on any axis, and so is a year on one of centuries.
    """
    if not axis.is_stretch(moment.date):
        radius = DOT_MM * room.unit
        yield Dot(x=axis.middle(moment.date), y=y, radius=radius, stroke=room.line)
        return
    left, right = axis.start(moment.date.first), axis.end(moment.date.last)
    thick = THICK_MM * room.unit
    yield Rect(
        x=left, y=y - thick, width=right - left, height=2 * thick, stroke=room.line, fill="hatch"
    )


def _leader(
    x: float, place: float, line: float, foot: float, stem: float, room: Room
) -> Iterator[Line]:
    """Yield the way from the axis to the words: up, aside if need be, and up."""
    start = line - DOT_MM * room.unit
    if abs(place - x) <= STRAIGHT_PT:
        yield Line(x=x, y=start, to_x=x, to_y=foot, stroke=room.line)
        return
    straight = STEM_MM / 2 * room.unit
    low, high = line - straight, line - stem + straight
    for from_x, from_y, to_x, to_y in (
        (x, start, x, low),
        (x, low, place, high),
        (place, high, place, foot),
    ):
        yield Line(x=from_x, y=from_y, to_x=to_x, to_y=to_y, stroke=room.line)


def _blank(dates: Sequence[str], number: int, x: float, foot: float, room: Room) -> AnswerBox:
    """Return the box of a moment, its date below and its number at the left."""
    low = foot - room.leading * len(dates)
    left = x - room.box_width / 2
    middle = low - room.box_height / 2
    return AnswerBox(
        number=Label(
            x=left - GAP_MM / 2 * room.unit,
            y=middle + 0.33 * room.size * NUMBER_SIZE,
            words=str(number),
            size=room.size * NUMBER_SIZE,
            anchor="end",
            is_bold=True,
        ),
        words=tuple(
            Label(x=x, y=y - 0.3 * room.size, words=words, size=room.size, anchor="middle")
            for words, y in zip(dates, count(low + room.leading, room.leading), strict=False)
        ),
        box=Rect(
            x=left,
            y=low - room.box_height,
            width=room.box_width,
            height=room.box_height,
            stroke=room.line,
        ),
    )
