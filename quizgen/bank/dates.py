"""Dates as precise as their sources, in the calendar that people had then.

A date is kept as it was written at its time. In the old calendar, which countries left between 1582
and 1923, every fourth year had a 29 February, and a day of the same name fell on another weekday.
"""

import datetime
from calendar import monthrange
from typing import Literal

from quizgen.values import dataclass

NEW_CALENDAR = datetime.date(1582, 10, 15)
"""The first day by which anybody counted in the new calendar."""
LAST_OLD_DAY = datetime.date(1923, 2, 28)
"""The last by which anybody counted in the old one: Greece was the last country to change."""


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

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Return the weekdays, from 0 for Monday, that a day may have been.

        There are two while some countries had changed the calendar and others had not. None for
        what is no single day.
        """
        if self.precision != "day":
            return ()
        past = int(self.text[-2:]) - self.first.day  # 1 for a 29 February that is kept as the 28th
        if past:
            return ((weekdays_of(self.first)[-1] + past) % 7,)
        return weekdays_of(self.first)


def month_of(date: Date) -> Date:
    """Return the month that a day lies in; a date that is no day stays as it is.

    >>> day = datetime.date(2024, 5, 30)
    >>> month_of(Date("2024-05-30", "day", day, day)).text
    '2024-05'
    """
    if date.precision != "day":
        return date
    year, month = date.first.year, date.first.month
    last = datetime.date(year, month, monthrange(year, month)[1])
    return Date(date.text.rpartition("-")[0], "month", date.first.replace(day=1), last)


def year_of(date: Date) -> Date:
    """Return the year of a date that lies in one; a range over two stays as it is.

    >>> day = datetime.date(2024, 5, 30)
    >>> year_of(Date("2024-05-30", "day", day, day)).text
    '2024'
    """
    year = date.first.year
    if date.last.year != year or date.precision == "range":
        return date
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return Date(date.text.partition("-")[0], "year", first, last)


def weekdays_of(day: datetime.date) -> tuple[int, ...]:
    """Return the weekdays that a day of that name has been, in the new calendar and in the old.

    >>> weekdays_of(datetime.date(1066, 10, 14)), weekdays_of(datetime.date(2024, 5, 20))
    ((5,), (0,))
    """
    new = day.weekday()
    century = (day.year if day.month > 2 else day.year - 1) // 100
    old = (new + century - century // 4 - 2) % 7
    if day < NEW_CALENDAR:
        return (old,)
    return (new, old) if day <= LAST_OLD_DAY else (new,)


def day_of(year: int, month: int, day: int) -> datetime.date:
    """Return a day; raises ValueError for one that no calendar had.

    A 29 February that only the old calendar had is taken for the day before it, so that it lies
    between its neighbours, and no other day is taken for it.

    >>> day_of(1500, 2, 29).isoformat(), day_of(2024, 2, 29).isoformat()
    ('1500-02-28', '2024-02-29')
    """
    is_old_only = year % 100 == 0 and year % 400 != 0 and year < LAST_OLD_DAY.year
    return datetime.date(year, month, 28 if (month, day) == (2, 29) and is_old_only else day)
