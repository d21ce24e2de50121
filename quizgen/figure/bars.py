"""Quantities as bars from zero, to scale: what is sure is hatched, what is possible outlined."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from math import fsum
from typing import Literal

from quizgen.figure.room import Room
from quizgen.figure.shapes import Drawing, Label, Line, Rect, Shape
from quizgen.quiz.figures import Bar, Scale, Tick
from quizgen.values import dataclass

BAR_MM = 4.8
"""The thickness of a bar."""
PITCH_MM = 7.2
"""From bar to bar, at least."""
GAP_MM = 2.6
NAMES_MM = 39.0
"""The widest column of names."""
NARROW_MM = 110.0
"""Where there is less room, names stand over their bars."""
TICK_MM, HALF_TICK_MM = 2.0, 1.2
STEP_MM = 5
"""A step of the scale is a multiple of it, where a ruler may be laid on the picture."""
BEHIND = 4
"""Behind the numbers, a unit's name has at most this part of the width."""
LEAST_STEP_TO_HALVE_MM = 16
FINE_TICK_MM = 1.5
"""From one of the finest ticks to the next, at least, where a value is to be read off."""
ARROW_MM = 5.0
"""The length of the arrow of a bar that may go on."""


def lay_out_bars(scale: Scale, room: Room) -> Drawing:
    """Return bars below each other on one scale, with their names and values in words."""
    is_beside = room.width >= NARROW_MM * room.unit
    column = _names_width(scale, room) if is_beside else room.width
    rows = [_Row.of(bar, scale, column if is_beside else 0.0, room) for bar in scale.bars]
    left = column + GAP_MM * room.unit if is_beside else 0.0
    left = max(left, room.measure(scale.ticks[0].words) / 2)
    ruler = _Ruler.of(scale, left, room)
    low = fsum(row.height for row in rows)
    shapes: list[Shape] = [*_guides(scale, ruler, rows, room)]
    top = 0.0
    for row in rows:
        shapes += row.draw(top, left, ruler, room)
        top += row.height
    shapes += _axis(scale, ruler, low, room)
    below = 0 if ruler.is_unit_behind else len(room.wrap(scale.unit, room.width))
    height = low + TICK_MM * room.unit + room.leading * (1 + below)
    return Drawing(width=room.width, height=height, shapes=tuple(shapes))


_TextLine = tuple[str, bool]
"""Words, and whether they are bold."""

Fill = Literal["none", "hatch", "solid"]


def _names_width(scale: Scale, room: Room) -> float:
    widths = [room.measure(bar.words, is_bold=bar.is_main) for bar in scale.bars]
    if scale.tells_values:
        widths += [room.measure(bar.value_text) for bar in scale.bars]
    return min(max(widths), NAMES_MM * room.unit)


def _lines(bar: Bar, scale: Scale, width: float, room: Room) -> tuple[_TextLine, ...]:
    words = room.wrap(bar.words, width, is_bold=bar.is_main)
    value = room.wrap(bar.value_text, width, is_bold=False) if scale.tells_values else ()
    return (*((line, bar.is_main) for line in words), *((line, False) for line in value))


@dataclass(frozen=True)
class _Ruler:
    """Where a value lies."""

    zero: float
    per_one: float
    """Points for a difference of one."""
    right: float
    step: float
    """Points from tick to tick."""
    is_unit_behind: bool
    """Whether the unit's name stands behind the numbers, and not below them."""

    @classmethod
    def of(cls, scale: Scale, left: float, room: Room) -> "_Ruler":
        first, last = scale.ticks[0], scale.ticks[-1]
        half, name = room.measure(last.words) / 2, room.measure(f"  {scale.unit}".rstrip())
        is_behind = half + name <= room.width / BEHIND
        is_open = any(bar.is_open for bar in scale.bars)
        behind = max(half + name * is_behind, ARROW_MM * room.unit * is_open)
        steps = len(scale.ticks) - 1
        step = (room.width - left - behind) / steps
        if room.ruler and step > STEP_MM * room.ruler:
            step -= step % (STEP_MM * room.ruler)
        points = step * steps / float(last.value - first.value)
        zero = left - float(first.value) * points
        return cls(zero, points, left + step * steps, step, is_behind)

    def at(self, value: Decimal) -> float:
        """Return the place of a value."""
        return self.zero + float(value) * self.per_one


@dataclass(frozen=True)
class _Row:
    """A bar with its name beside or above it."""

    bar: Bar
    lines: tuple[_TextLine, ...]
    is_beside: bool
    height: float
    fill: Fill

    @classmethod
    def of(cls, bar: Bar, scale: Scale, column: float, room: Room) -> "_Row":
        """Return the row of a bar; without a column its name stands above it."""
        lines = _lines(bar, scale, column or room.width, room)
        is_solid = bar.is_main and scale.tells_values
        text, pitch = len(lines) * room.leading, PITCH_MM * room.unit
        between = pitch - BAR_MM * room.unit
        height = max(pitch, text + between / 2) if column else text + pitch + between
        return cls(bar, lines, bool(column), height, "solid" if is_solid else "hatch")

    def middle(self, room: Room) -> float:
        """Return the middle of the bar, below the row's top."""
        if self.is_beside:
            return self.height / 2
        return len(self.lines) * room.leading + PITCH_MM * room.unit / 2

    def draw(self, top: float, left: float, ruler: _Ruler, room: Room) -> Iterator[Shape]:
        """Yield the name and the bar of a row that starts at `top`."""
        middle = top + self.middle(room)
        first = middle - len(self.lines) * room.leading / 2 if self.is_beside else top
        for row, (words, is_bold) in enumerate(self.lines):
            yield Label(
                x=left - GAP_MM * room.unit if self.is_beside else 0.0,
                y=first + (row + 0.5) * room.leading + 0.33 * room.size,
                words=words,
                size=room.size,
                anchor="end" if self.is_beside else "start",
                is_bold=is_bold,
            )
        yield from _bar(self.bar, middle, self.fill, ruler, room)


def _bar(bar: Bar, middle: float, fill: Fill, ruler: _Ruler, room: Room) -> Iterator[Shape]:
    """Yield what is sure, filled, what is possible, outlined, and an arrow where it may go on."""
    sure, most, least = _parts(bar)
    if sure:
        yield _rect(Decimal(0), sure, middle, fill, ruler, room)
    if most != least or not most:
        yield _rect(least, most, middle, "none", ruler, room)
    if bar.is_open:
        start, barb = ruler.at(bar.high), 1.3 * room.unit
        tip = start + ARROW_MM * 0.8 * room.unit
        yield Line(x=start, y=middle, to_x=tip, to_y=middle, stroke=room.bar)
        yield Line(x=tip - barb, y=middle - barb, to_x=tip, to_y=middle, stroke=room.bar)
        yield Line(x=tip - barb, y=middle + barb, to_x=tip, to_y=middle, stroke=room.bar)


def _parts(bar: Bar) -> tuple[Decimal, Decimal, Decimal]:
    """Return how far from zero a bar surely goes, how far it may go, and where that begins.

    Of a range on both sides of zero nothing is sure.
    """
    if bar.low * bar.high < 0:
        return Decimal(0), bar.high, bar.low
    near, far = sorted((bar.low, bar.high), key=abs)
    return near, far, near


def _rect(
    start: Decimal, end: Decimal, middle: float, fill: Fill, ruler: _Ruler, room: Room
) -> Rect:
    left, right = sorted((ruler.at(start), ruler.at(end)))
    thick = BAR_MM * room.unit
    return Rect(
        x=left,
        y=middle - thick / 2,
        width=right - left,
        height=thick,
        stroke=room.bar,
        fill=fill,
    )


def _guides(scale: Scale, ruler: _Ruler, rows: Sequence[_Row], room: Room) -> Iterator[Line]:
    """Yield a line at zero and dotted ones at the ticks, none through bars or words."""
    for value in _places(scale, ruler, room):
        x = ruler.at(value)
        stroke = room.hair if value else room.bar
        for start, end in _gaps(x, ruler, rows, room):
            if start < end:
                yield Line(x=x, y=start, to_x=x, to_y=end, stroke=stroke, is_dotted=bool(value))


def _gaps(
    x: float, ruler: _Ruler, rows: Sequence[_Row], room: Room
) -> Iterator[tuple[float, float]]:
    """Yield from where to where a guide line runs free of bars and words."""
    start = top = 0.0
    for row in rows:
        half = BAR_MM * room.unit / 2
        bar = top + row.middle(room) - half
        ends = (ruler.zero, ruler.at(row.bar.low), ruler.at(row.bar.high))
        left, right = min(ends), max(ends)
        if row.bar.is_open:
            right += ARROW_MM * room.unit
        is_covered = x != ruler.zero and left <= x <= right
        if not row.is_beside:
            widest = max(
                (room.measure(words, is_bold=is_bold) for words, is_bold in row.lines), default=0.0
            )
            if x <= widest:
                yield start, top
                start = top + len(row.lines) * room.leading
        if is_covered:
            yield start, bar
            start = bar + 2 * half
        top += row.height
    yield start, top


def _axis(scale: Scale, ruler: _Ruler, low: float, room: Room) -> Iterator[Shape]:
    left = ruler.at(scale.ticks[0].value)
    yield Line(x=left, y=low, to_x=ruler.right, to_y=low, stroke=room.line)
    guided = {*_places(scale, ruler, room)}
    numbered = {tick.value for tick in scale.ticks}
    for value in sorted(guided.union(_fine(scale, ruler, room))):
        length = TICK_MM if value in numbered else HALF_TICK_MM
        x = ruler.at(value)
        yield Line(x=x, y=low, to_x=x, to_y=low + length * room.unit, stroke=room.line)
    y = low + TICK_MM * room.unit + 0.75 * room.size
    for number in _legible(scale, ruler, room):
        x = ruler.at(number.value)
        yield Label(x=x, y=y, words=number.words, size=room.size, anchor="middle")
    if not scale.unit:
        return
    if ruler.is_unit_behind:
        half = room.measure(scale.ticks[-1].words) / 2
        x = ruler.right + half + room.measure(" ")
        yield Label(x=x, y=y, words=scale.unit, size=room.size)
        return
    for row, words in enumerate(room.wrap(scale.unit, room.width), 1):
        below = y + row * room.leading
        yield Label(x=room.width, y=below, words=words, size=room.size, anchor="end")


def _legible(scale: Scale, ruler: _Ruler, room: Room) -> list[Tick]:
    """Return so many of the numbered ticks that no number touches the next; zero is one."""
    zero = next(place for place, tick in enumerate(scale.ticks) if not tick.value)
    for step in range(1, len(scale.ticks)):
        chosen = [tick for place, tick in enumerate(scale.ticks) if (place - zero) % step == 0]
        halves = [(ruler.at(tick.value), room.measure(tick.words) / 2) for tick in chosen]
        if all(
            later - later_half - earlier - half >= room.measure(" ") * 2
            for (earlier, half), (later, later_half) in pairwise(halves)
        ):
            return chosen
    return [scale.ticks[zero]]


def _places(scale: Scale, ruler: _Ruler, room: Room) -> list[Decimal]:
    """Return the values of ticks, and of the middles between them where there is room.

    Where the finest ticks are fifths, a middle would lie between two of them.
    """
    values = [tick.value for tick in scale.ticks]
    if ruler.step < LEAST_STEP_TO_HALVE_MM * room.unit or _parts_of_step(scale, ruler, room) == 5:
        return values
    return sorted([*values, *((low + high) / 2 for low, high in pairwise(values))])


def _fine(scale: Scale, ruler: _Ruler, room: Room) -> Iterator[Decimal]:
    """Yield the values of the finest ticks."""
    parts = _parts_of_step(scale, ruler, room)
    for low, high in pairwise(tick.value for tick in scale.ticks):
        yield from (low + (high - low) * part / parts for part in range(1, parts))


def _parts_of_step(scale: Scale, ruler: _Ruler, room: Room) -> int:
    """Return in how many parts a step is divided; 1 where nothing is to be read off.

    As many as there is room for, each a round number: tenths of 10 or 20, fifths of 5.
    """
    if scale.tells_values:
        return 1
    step = scale.ticks[1].value - scale.ticks[0].value
    begins_with_five = step.normalize().as_tuple().digits == (5,)
    for parts in (5,) if begins_with_five else (10, 5, 2):
        if ruler.step / parts >= FINE_TICK_MM * room.unit:
            return parts
    return 1
