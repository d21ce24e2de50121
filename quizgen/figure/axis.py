"""The axis of a timeline: where a day lies, and which of its periods are named."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from quizgen.bank.dates import Date
from quizgen.quiz.figures import Period, Timeline
from quizgen.values import dataclass

EVERY = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Every how many years, or days, a label may stand."""
EVERY_MONTH = (1, 2, 3, 6, 12)
BREAK_MM = 4.0
"""The gap of an axis that leaves days out, between two slanting strokes."""
SLANT_MM = 1.2
"""How far these lean to either side."""
FOLLOWING = 2
"""Days from a period's last to the first of the next where nothing lies between: both of them."""
LEAST_STRETCH = 1 / 160
"""What takes less of an axis than this is drawn as a dot."""
MOST_DAYS_A_YEAR = 366
A_MONTH = range(28, 32)
"""How many days a month has."""


@dataclass(frozen=True)
class Axis:
    """Days on a stretch of paper, all equally long; where days are left out, it has a gap."""

    stretches: tuple["Stretch", ...]
    days: int
    """How many days are drawn."""
    length: float
    gap: float
    """The length of a gap."""

    @classmethod
    def of(cls, timeline: Timeline, length: float, gap: float) -> "Axis":
        """Return the axis of a timeline."""
        ends = tuple(_ends(timeline.periods))
        before = accumulate((_days(*end) for end in ends), initial=0)
        stretches = tuple(
            Stretch(first, last, days) for (first, last), days in zip(ends, before, strict=False)
        )
        return cls(stretches, sum(_days(*end) for end in ends), length, gap)

    def start(self, day: int) -> float:
        """Return where a day starts."""
        return self._place(day, 0)

    def end(self, day: int) -> float:
        """Return where a day ends."""
        return self._place(day, 1)

    def _place(self, day: int, more: int) -> float:
        """Return where a day starts, or so many days later."""
        begun = (place for place, stretch in enumerate(self.stretches) if stretch.first <= day)
        number = max(begun, default=0)
        stretch = self.stretches[number]
        days = stretch.before + day - stretch.first + more
        room = self.length - (len(self.stretches) - 1) * self.gap
        return days / self.days * room + number * self.gap

    def is_stretch(self, date: Date) -> bool:
        """Tell whether a date is so long that it can be seen: a year is a dot among centuries."""
        return not date.is_day and date.last - date.first >= self.days * LEAST_STRETCH

    def ends(self) -> Iterator[tuple[float, float]]:
        """Yield where each stretch starts and ends."""
        for stretch in self.stretches:
            yield self.start(stretch.first), self.end(stretch.last)

    def free_of(self, dates: Sequence[Date], radius: float) -> Iterator[tuple[float, float]]:
        """Yield from where to where the axis is free of dates, in their order, and of its gaps.

        A date that is not seen as a stretch is a dot of that radius.
        """
        for start, end in self.ends():
            for date in dates:
                top, low = self.start(date.first), self.end(date.last)
                if not self.is_stretch(date):
                    top, low = (top + low) / 2 - radius, (top + low) / 2 + radius
                if start < top < end:
                    yield start, top
                if low <= end:
                    start = max(start, low)
            if start < end:
                yield start, end

    def named(self, period: Period) -> float:
        """Return where a period's name belongs: to its middle, or its start if it is many years.

        Then the name is that of its first year.
        """
        return self.start(period.first) if is_many_years(period) else self.middle(period)

    def middle(self, date: Date | Period) -> float:
        """Return the middle of a date or period."""
        return (self.start(date.first) + self.end(date.last)) / 2


@dataclass(frozen=True)
class Stretch:
    """Days that follow each other."""

    first: int
    last: int
    before: int
    """How many days are drawn before it."""


def _ends(periods: Sequence[Period]) -> Iterator[tuple[int, int]]:
    """Yield the first and last day of periods that follow each other without a gap."""
    first = periods[0].first
    for earlier, later in pairwise(periods):
        if _days(earlier.last, later.first) > FOLLOWING:
            yield first, earlier.last
            first = later.first
    yield first, periods[-1].last


def is_many_years(period: Period) -> bool:
    """Tell whether a period is a decade, a century or more."""
    return period.last - period.first > MOST_DAYS_A_YEAR


def thinned(periods: Sequence[Period], axis: Axis, room: float) -> tuple[Period, ...]:
    """Return as many periods as have so much room from one to the next, at even distances."""
    are_months = _days(periods[0].first, periods[0].last) in A_MONTH
    steps = EVERY_MONTH if are_months else EVERY
    for step in steps:
        chosen = [period for period in periods if period.number % step == 0]
        starts = [axis.start(period.first) for period in chosen]
        if all(later - earlier >= room for earlier, later in pairwise(starts)):
            return tuple(chosen)
    return ()


def _days(first: int, last: int) -> int:
    """Return how many days there are, both ends counted."""
    return last - first + 1
