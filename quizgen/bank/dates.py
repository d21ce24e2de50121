"""Dates as precise as their sources."""

import datetime
from typing import Literal

from quizgen.values import dataclass


@dataclass(frozen=True)
class Date:
    """A day, month, year, season or range of days, exactly as precise as its source."""

    text: str
    """As the bank has it: 2024-05-30, 2024-05, 2024, 2024-spring or 2024-09-22/2024-09-30."""
    precision: Literal["day", "month", "year", "season", "range"]
    first: datetime.date
    """The first day it may mean."""
    last: datetime.date
    """The last day it may mean."""

    @property
    def is_day(self) -> bool:
        """Tell whether it can mean one day only."""
        return self.first == self.last

    def is_before(self, other: "Date") -> bool:
        """Tell whether every day of this date lies before every day of the other."""
        return self.last < other.first
