"""A timeline across the page: a box to write in over each date, what is given below the axis."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, count, pairwise, product
from math import fsum, inf

from quizgen.figure.axis import BREAK_MM, SLANT_MM, Axis, is_many_years, thinned
from quizgen.figure.room import Room, scaled
from quizgen.figure.shapes import AnswerBox, Dot, Drawing, Label, Line, Rect, Shape
from quizgen.figure.spread import spread
from quizgen.quiz.figures import Moment, Period, Timeline
from quizgen.values import dataclass

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
THICK_MM = 1.5
"""Half the thickness of a month or year on the axis, which is not drawn through it."""
NEAR_MM = 22.0
"""Dates that are nearer have their boxes in two heights, so that no two are read as one line."""
HEIGHTS_MM = 14.0
"""From one height to the other."""
GIVEN_MM = 0.8
"""How far a leader goes on below the names of the axis, to what is given."""
GIVEN = 0.48
"""How much of the width the words of something given may take."""
BETWEEN_GIVEN_MM = 3.0
FEET = 10
"""In so many parts a bar is divided to find where a leader can start."""
NUMBER_SIZE = 1.15
"""The size of question numbers, as a part of the type size."""
STRAIGHT_PT = 0.5
"""Leaders that would go aside by less are straight."""


def lay_out_across(timeline: Timeline, numbers: Sequence[int], room: Room) -> Drawing:
    """Return a timeline whose moments without words have a box each, numbered, and their dates.

    Years stand behind the names of their first months if these have the room, else in a second row.

    Boxes whose dates are near stand in two heights in turn: so nobody reads two dates as one line,
    and the leader of the higher one passes beside the lower. Where even so they need more room than
    there is, dates take two lines; if that is not enough, the whole is drawn smaller.
    """
    timeline = _with_eras_beside(timeline, room)
    asked = [moment for moment in timeline.moments if not moment.words]
    dates: list[tuple[str, ...]] = [(moment.date_text,) for moment in asked]
    boxes = _Boxes.of(timeline, asked, dates, numbers, room)
    if boxes.needed > room.width:
        dates = [_in_two(moment.date_text, room) for moment in asked]
        boxes = _Boxes.of(timeline, asked, dates, numbers, room)
    if boxes.needed > room.width:
        wide = replace(room, width=boxes.needed)
        points = _Boxes.of(timeline, asked, dates, numbers, wide).points
        drawing = _lay_out(timeline, replace(boxes, points=points), wide)
        return scaled(drawing, room.width / boxes.needed)
    return _lay_out(timeline, boxes, room)


def _with_eras_beside(timeline: Timeline, room: Room) -> Timeline:
    """Return a timeline with the names of eras behind those of their first periods, if they fit."""
    axis = _axis_of(timeline, room)
    named: list[Period] = []
    left = [*timeline.eras]
    for period in timeline.periods:
        if left and left[0].first <= period.first:
            period = replace(period, words=f"{period.words}\u00a0{left.pop(0).words}")
        named.append(period)
    widest = max(room.measure(period.words) for period in named)
    beside = widest + 2 * GAP_MM * room.unit  # room for a leader that passes
    fits = all(beside < axis.end(each.last) - axis.start(each.first) for each in named)
    return replace(timeline, periods=tuple(named), eras=()) if fits and not left else timeline


@dataclass(frozen=True)
class _Boxes:
    """The boxes over the dates that are asked."""

    moments: Sequence[Moment]
    dates: Sequence[Sequence[str]]
    """In lines."""
    numbers: Sequence[int]
    points: Sequence[float]
    """Where their dates lie on the axis."""
    levels: Sequence[int]
    """0 for the lower height, 1 for the higher."""
    column: float
    """The width that each needs."""
    distances: Sequence[float]
    """From the middle of each to that of the next, at least; then the width of the last."""

    @classmethod
    def of(
        cls,
        timeline: Timeline,
        moments: Sequence[Moment],
        dates: Sequence[Sequence[str]],
        numbers: Sequence[int],
        room: Room,
    ) -> "_Boxes":
        axis = _axis_of(timeline, room)
        points = [axis.middle(moment.date) for moment in moments]
        column = _column(dates, numbers, room)
        levels = _levels(points, max(NEAR_MM * room.unit, column))
        beside = column / 2 + GAP_MM * room.unit
        distances = [column if one == other else beside for one, other in pairwise(levels)]
        return cls(moments, dates, numbers, points, levels, column, (*distances, column))

    @property
    def needed(self) -> float:
        """Return the width that all need side by side."""
        return fsum(self.distances) if self.points else 0.0

    def places(self, width: float) -> list[float]:
        """Return the middles of the boxes, as near to their dates as they can be."""
        half = self.column / 2
        starts = spread([x - half for x in self.points], self.distances[: len(self.points)], width)
        return [start + half for start in starts]


def _axis_of(timeline: Timeline, room: Room) -> Axis:
    return Axis.of(timeline, room.width, BREAK_MM * room.unit)


def _levels(points: Sequence[float], near: float) -> list[int]:
    """Return in which of two heights boxes stand: in turn where dates are near, else in the lower.

    >>> _levels([0, 30, 40, 50, 90], 22)
    [0, 1, 0, 1, 0]
    """
    levels: list[int] = []
    for place, point in enumerate(points):
        follows = place > 0 and point - points[place - 1] < near
        leads = place + 1 < len(points) and points[place + 1] - point < near
        levels.append(1 - levels[-1] if follows else int(leads))
    return levels


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


def _lay_out(timeline: Timeline, boxes: _Boxes, room: Room) -> Drawing:
    axis = _axis_of(timeline, room)
    places = boxes.places(room.width)
    moved = (abs(place - x) for place, x in zip(places, boxes.points, strict=True))
    farthest = max(moved, default=0.0)
    bend = min(max(farthest * SLOPE, BEND_MM * room.unit), MOST_BEND_MM * room.unit)
    stem = STEM_MM * room.unit + (bend if farthest > STRAIGHT_PT else 0.0)
    lines = max(map(len, boxes.dates), default=0)
    high = room.box_height + GAP_MM * room.unit + room.leading * lines
    least = high - GAP_MM / 2 * room.unit
    step = max(HEIGHTS_MM * room.unit, least) if any(boxes.levels) else 0.0
    line = high + step + stem
    shapes: list[Shape] = [*_axis(timeline, axis, line, room)]
    blanks: list[AnswerBox] = []
    for moment in timeline.moments:
        shapes += _moment(moment, axis, line, room)
    for words, number, x, place, level in zip(
        boxes.dates, boxes.numbers, boxes.points, places, boxes.levels, strict=True
    ):
        foot = high + step * (1 - level)
        shapes += _leader(x, place, line, foot, stem, room)
        blanks.append(_blank(words, number, place, foot, room))
    first_row = line + TICK_MM * room.unit + room.leading
    height = first_row + (room.leading if timeline.eras else 0.0)
    rows = [
        [*_names(timeline.periods, axis, _names_y(timeline, axis, line, room), room)],
        [*_names(timeline.eras, axis, first_row + 0.75 * room.size, room)] if timeline.eras else [],
    ]
    told = [moment for moment in timeline.moments if moment.words]
    given = _given([(moment, _foot(moment, axis, rows, room)) for moment in told], axis, room)
    spans = [timeline.periods, timeline.eras]
    if is_many_years(timeline.periods[0]):  # these names belong to their ticks
        spans[0] = ()
    feet = [each.x for each in given]
    rows = [_aside(*each, feet, axis, room) for each in zip(rows, spans, strict=True)]
    for row in rows:
        shapes += row
    shapes += _era_ticks(timeline, axis, line, first_row + 0.75 * room.size, room)
    top = height
    for each in given:
        low = line + (THICK_MM if each.is_stretch else DOT_MM) * room.unit
        for row, end in zip(rows, (first_row, height), strict=True):
            if not all(_is_clear(name, each.x, room) for name in row):
                low = end + GAP_MM / 4 * room.unit
        shapes += each.draw(low, top, room)
        height = max(height, top + each.low(room))
    return Drawing(width=room.width, height=height, shapes=tuple(shapes), blanks=tuple(blanks))


def _axis(timeline: Timeline, axis: Axis, y: float, room: Room) -> Iterator[Shape]:
    """Yield the line, its ticks, and the names of its periods between them."""
    tick = TICK_MM * room.unit
    ends = tuple(axis.ends())
    over = [moment for moment in timeline.moments if moment.words or axis.is_stretch(moment.date)]
    for start, end in axis.free_of([moment.date for moment in over], DOT_MM * room.unit):
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


def _names_y(timeline: Timeline, axis: Axis, y: float, room: Room) -> float:
    """Return the baseline of the names of periods: between the ticks if they fit, else below."""
    tick = TICK_MM * room.unit
    fits = not is_many_years(timeline.periods[0]) and all(
        room.measure(period.words) < axis.end(period.last) - axis.start(period.first)
        for period in thinned(timeline.periods, axis, 0.7 * tick)
    )
    return y + (0.75 * tick + 0.62 * room.size if fits else tick + 0.75 * room.size)


def _era_ticks(
    timeline: Timeline, axis: Axis, line: float, y: float, room: Room
) -> Iterator[Shape]:
    """Yield strokes that part eras, down to the baseline of their names; a gap parts them too."""
    after_gaps = [start for start, _ in axis.ends()][1:]
    for era in timeline.eras[1:]:
        x = axis.start(era.first)
        if x not in after_gaps:
            yield Line(x=x, y=line, to_x=x, to_y=y, stroke=room.line)


def _foot(moment: Moment, axis: Axis, rows: Iterable[Sequence[Label]], room: Room) -> float:
    """Return where the leader of something given starts.

    Of a month or year it is the middle, or the nearest place on its bar with no name below.
    """
    middle = axis.middle(moment.date)
    if not axis.is_stretch(moment.date):
        return middle
    names = [name for row in rows for name in row]
    start, end = axis.start(moment.date.first), axis.end(moment.date.last)
    steps = [start + (end - start) * share / FEET for share in range(1, FEET)]
    places = sorted(steps, key=lambda x: abs(x - middle))
    free = (x for x in places if all(_is_clear(name, x, room) for name in names))
    return next(free, middle)


def _is_clear(name: Label, x: float, room: Room) -> bool:
    """Tell whether a leader passes beside a name."""
    return abs(name.x - x) >= room.measure(name.words) / 2 + GAP_MM / 2 * room.unit - STRAIGHT_PT


def _aside(
    names: Sequence[Label], spans: Sequence[Period], feet: Sequence[float], axis: Axis, room: Room
) -> list[Label]:
    """Return names moved out of the way of leaders, no farther than their own time goes."""
    moved: list[Label] = []
    for name in names:
        half = room.measure(name.words) / 2
        beside = half + GAP_MM / 2 * room.unit
        places = [name.x, *(x + side * beside for x in feet for side in (1, -1))]
        ends = ((axis.start(span.first), axis.end(span.last)) for span in spans)
        start, end = next((each for each in ends if each[0] <= name.x <= each[1]), (inf, -inf))
        free = [
            replace(name, x=x)
            for x in sorted(places, key=lambda x: abs(x - name.x))
            if start + half <= x <= end - half
            if all(_is_clear(replace(name, x=x), foot, room) for foot in feet)
        ]
        moved.append(free[0] if free else name)
    return moved


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
        x = axis.middle(moment.date)
        yield Dot(x=x, y=y, radius=radius, stroke=room.line, is_filled=not moment.words)
        return
    left, right = axis.start(moment.date.first), axis.end(moment.date.last)
    thick = THICK_MM * room.unit
    yield Rect(
        x=left,
        y=y - thick,
        width=right - left,
        height=2 * thick,
        stroke=room.line,
        fill="none" if moment.words else "hatch",
    )


@dataclass(frozen=True)
class _Given:
    """The words and the date of something given, which run from its leader to one side."""

    x: float
    """Where its leader starts."""
    is_stretch: bool
    """Whether that is a bar on the axis, not a dot."""
    lines: Sequence[tuple[str, str]]
    """Each with bold words and what stands plain behind them."""
    width: float
    row: int
    """How many others stand above it."""
    is_leftwards: bool

    @property
    def left(self) -> float:
        return self.x - self.width if self.is_leftwards else self.x

    def clashes(self, other: "_Given", gap: float) -> bool:
        """Tell whether two meet, or the leader of the lower one runs through the other."""
        upper, lower = sorted((self, other), key=lambda each: each.row)
        if upper.row == lower.row:
            return upper.left < lower.left + lower.width + gap and (
                lower.left < upper.left + upper.width + gap
            )
        return upper.left - gap < lower.x < upper.left + upper.width + gap

    def _top(self, room: Room) -> float:
        return GIVEN_MM * room.unit + self.row * (GIVEN_MM * room.unit + 3 * room.leading)

    def low(self, room: Room) -> float:
        """Return how far it reaches down."""
        return self._top(room) + len(self.lines) * room.leading

    def draw(self, start: float, top: float, room: Room) -> Iterator[Shape]:
        """Yield its leader, from `start` on, and its words."""
        y = top + self._top(room)
        yield Line(x=self.x, y=start, to_x=self.x, to_y=y, stroke=room.rule)
        for line in self.lines:
            y += room.leading
            x = self.x - _width(line, room) if self.is_leftwards else self.x
            for words, is_bold in zip(line, (True, False), strict=True):
                if words:
                    base = y - 0.3 * room.size
                    yield Label(x=x, y=base, words=words, size=room.size, is_bold=is_bold)
                    x += room.measure(f"{words} ", is_bold=is_bold)


def _width(line: tuple[str, str], room: Room) -> float:
    words, behind = line
    between = room.measure(" ", is_bold=True) if words and behind else 0.0
    return room.measure(words, is_bold=True) + between + room.measure(behind)


def _given(moments: Sequence[tuple[Moment, float]], axis: Axis, room: Room) -> Sequence[_Given]:
    """Return where what is given stands: inwards from its foot, as high up as it can."""
    ways: list[list[_Given]] = []
    most = GIVEN * room.width
    for moment, x in moments:
        *lines, last = ((line, "") for line in room.wrap(moment.words, most, is_bold=True))
        joined = (last[0], moment.date_text)
        lines += [joined] if _width(joined, room) <= most else [last, ("", moment.date_text)]
        width = max(_width(line, room) for line in lines)
        is_right = x > room.width / 2
        ways.append(
            [
                _Given(x, axis.is_stretch(moment.date), lines, width, row, is_leftwards)
                for row in range(len(moments))
                for is_leftwards in (is_right, not is_right)
            ]
        )
    gap = BETWEEN_GIVEN_MM * room.unit
    for told in sorted(product(*ways), key=lambda told: sum(each.row for each in told)):
        is_inside = all(0 <= each.left <= room.width - each.width for each in told)
        if is_inside and not any(one.clashes(other, gap) for one, other in combinations(told, 2)):
            return told
    return [way[2 * row] for row, way in enumerate(ways)]


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
