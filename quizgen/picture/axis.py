"""The axis of a timeline: where a day lies, and which of its periods are named."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizgen.model import Date, Period, Timeline

EVERY = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Every how many years, or days, a label may stand."""
EVERY_MONTH = (1, 2, 3, 6, 12)
A_MONTH = range(28, 32)
"""How many days a month has."""


@dataclass(frozen=True)
class Axis:
    """A stretch of days on a stretch of paper."""

    first: datetime.date
    days: int
    length: float

    @classmethod
    def of(cls, timeline: Timeline, length: float) -> "Axis":
        """Return the axis of a timeline."""
        first, last = timeline.periods[0].first, timeline.periods[-1].last
        return cls(first, (last - first).days + 1, length)

    def start(self, day: datetime.date) -> float:
        """Return where a day starts."""
        return (day - self.first).days / self.days * self.length

    def end(self, day: datetime.date) -> float:
        """Return where a day ends."""
        return ((day - self.first).days + 1) / self.days * self.length

    def middle(self, date: Date) -> float:
        """Return the middle of a date."""
        return (self.start(date.first) + self.end(date.last)) / 2


def thinned(periods: Sequence[Period], axis: Axis, room: float) -> tuple[Period, ...]:
    """Return as many periods as have so much room from one to the next, at even distances."""
    steps = EVERY_MONTH if _length(periods[0]) in A_MONTH else EVERY
    for step in steps:
        chosen = [period for period in periods if period.number % step == 0]
        starts = [axis.start(period.first) for period in chosen]
        if all(later - earlier >= room for earlier, later in pairwise(starts)):
            return tuple(chosen)
    return ()


def _length(period: Period) -> int:
    return (period.last - period.first).days + 1
