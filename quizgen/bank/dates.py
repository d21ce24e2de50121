"""Dates as precise as their sources, in the calendar that people had then.

A date is kept as it was written at its time. In the old calendar, which countries left between 1582
and 1923, every fourth year had a 29 February, and a day of the same name fell on another weekday.

The standard library knows no day before the year 1. So a day is its number here, counted as
`datetime.date.toordinal` does, with 1 for 1 January of the year 1, and smaller numbers before it.
Years are counted as astronomers do: 0 is 1 BCE, and -195 is 196 BCE.
"""

import datetime
from dataclasses import field, replace
from typing import Literal, get_args

from quizgen.values import dataclass

Precision = Literal[
    "day", "month", "season", "year", "decade", "century", "range", "years",
    "before", "after", "by", "since",
]  # fmt: skip
"""How exact a date is. `range` is one of days or months, `years` one of years, decades or
centuries. Of the last four only one end is known: `before` and `after` leave out what they name,
`by` and `since` include it."""

Calendar = Literal["", "julian", "gregorian"]

CALENDARS: tuple[Calendar, ...] = get_args(Calendar)

SEASONS = ("spring", "summer", "autumn", "winter")

DAYS_IN_400_YEARS = 146_097
NEW_CALENDAR = datetime.date(1582, 10, 15).toordinal()
"""The first day by which anybody counted in the new calendar."""
LAST_OLD_DAY = datetime.date(1923, 2, 28).toordinal()
"""The last by which anybody counted in the old one: Greece was the last country to change."""
LONG_AGO, FAR_OFF = -(10**9), 10**9
"""Days before and after all others: the ends of what has only one."""


@dataclass(frozen=True)
class Date:
    """When something was, exactly as precise as its source.

    Two dates are equal if they mean the same, however they are written: 49 BC and 49 BCE.
    """

    text: str = field(compare=False)
    """As the bank has it: 2024-05-30, 196 BCE, c. 1200, 1914-1918."""
    precision: Precision
    first: int
    """The number of the first day that it may mean."""
    last: int
    """The number of the last day that it may mean."""
    written: tuple[int, ...] = ()
    """What is printed: year, month and day; year and season, from 1 for spring; the first year of
    a decade; a century, below 0 for one before the common era."""
    is_about: bool = False
    """Whether it is only about then. Its first and last day then lie further apart."""
    ends: tuple["Date", ...] = ()
    """The first and the last of a range, or the one that is known of a date with one end."""
    calendar: Calendar = ""
    """The calendar that a day is of, where its bank says so."""

    @property
    def is_day(self) -> bool:
        """Tell whether it can mean one day only."""
        return self.first == self.last

    @property
    def is_open(self) -> bool:
        """Tell whether it has only one end."""
        return self.first == LONG_AGO or self.last == FAR_OFF

    @property
    def year(self) -> int:
        """Return the year, counted astronomically, of the first day that it may mean.

        Of a date without a beginning it is the year of its end.
        """
        return year_of_day(self.last if self.first == LONG_AGO else self.first)

    @property
    def grain(self) -> tuple[str, bool]:
        """Return how exact it is, alike for dates that are told in the same way."""
        return self.precision, self.is_about

    def is_before(self, other: "Date") -> bool:
        """Tell whether every day of this date lies before every day of the other."""
        return self.last < other.first

    def is_apart(self, other: "Date") -> bool:
        """Tell whether it is sure which of the two came first."""
        return self.last < other.first or other.last < self.first

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Return the weekdays, from 0 for Monday, that a day may have been.

        There are two while some countries had changed the calendar and others had not, and the
        bank does not say which it means. None for what is no single day.
        """
        if self.precision != "day":
            return ()
        if self.calendar:
            return (_weekday(*self.written, is_old=self.calendar == "julian"),)
        past = self.written[2] - parts_of(self.first)[2]  # 1 for a leap day kept as the 28th
        return (_weekday(*self.written, is_old=True),) if past else weekdays_of(self.first)


def date_of_day(number: int) -> Date:
    """Return the day of a number.

    >>> date_of_day(number_of(2024, 5, 30)).text
    '2024-05-30'
    """
    return Date(iso_of(number), "day", number, number, parts_of(number))


def date_of_month(year: int, month: int) -> Date:
    """Return a month.

    >>> date_of_month(2024, 5).text, date_of_month(-43, 3).text
    ('2024-05', '-0043-03')
    """
    first, last = days_of_months(year, month, year, month)
    return Date(iso_of(first)[:-3], "month", first, last, (year, month))


def date_of_year(year: int) -> Date:
    """Return a year, counted astronomically.

    >>> date_of_year(2024).text, date_of_year(-195).text
    ('2024', '196 BCE')
    """
    text = f"{year:04}" if year > 0 else f"{1 - year} BCE"
    return Date(text, "year", first_day(year), last_day(year), (year,))


def date_of_decade(number: int) -> Date:
    """Return ten years by the first of them as printed, below 0 for those before the common era.

    >>> date_of_decade(1960).text, date_of_decade(-190).text
    ('1960s', '190s BCE')
    """
    if number > 0:
        return Date(f"{number}s", "decade", first_day(number), last_day(number + 9), (number,))
    days = first_day(number - 8), last_day(number + 1)
    return Date(f"{-number}s BCE", "decade", *days, (number,))


def date_of_century(number: int) -> Date:
    """Return a century by its number, below 0 for one before the common era.

    The first has the years 1 to 100, the fifth before the common era 500 to 401 BCE.

    >>> iso_of(date_of_century(9).first), iso_of(date_of_century(-5).last)
    ('0801-01-01', '-0400-12-31')
    """
    if number > 0:
        days = first_day(100 * number - 99), last_day(100 * number)
    else:
        days = first_day(1 + 100 * number), last_day(100 * number + 100)
    nth = _nth(abs(number))
    text = f"{nth} century" if number > 0 else f"{nth} century BCE"
    return Date(text, "century", *days, (number,))


def _nth(number: int) -> str:
    """Return a number as banks write it with a century: 1st, 12th, 23rd."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 % 10 == 1 else endings.get(number % 10, 'th')}"


def date_of_years(first: Date, last: Date) -> Date:
    """Return the time from one year, decade or century to another."""
    text = f"{first.text}/{last.text}"
    return Date(text, "years", first.first, last.last, ends=(first, last))


def about(date: Date) -> Date:
    """Return a year, decade, century or range of these as one that is only about then.

    What it may mean is wider on either side, the more so the rounder its number: by 50 years for
    c. 1200, 10 for c. 1450, 5 for c. 1457; by 500 for c. 40,000 BCE; by 10 for a decade and by 50
    for a century. The rule is ours: sources say "about" and not how far off they may be.

    >>> date = about(date_of_year(1200))
    >>> date.text, iso_of(date.first), iso_of(date.last)
    ('c. 1200', '1150-01-01', '1250-12-31')
    """
    begin, end = (date.ends[0], date.ends[-1]) if date.ends else (date, date)
    first = first_day(year_of_day(begin.first) - _leeway(begin))
    last = last_day(year_of_day(end.last) + _leeway(end))
    return replace(date, text=f"c. {date.text}", first=first, last=last, is_about=True)


def _leeway(date: Date) -> int:
    """Return by how many years a date may be off that is only about then."""
    if date.precision == "decade":
        return 10
    if date.precision == "century":
        return 50
    (year,) = date.written
    number = year if year > 0 else 1 - year
    if number >= 10_000 and number % 1000 == 0:
        return 500
    return 50 if number % 100 == 0 else 10 if number % 10 == 0 else 5


def month_of(date: Date) -> Date:
    """Return the month that a day lies in; a date that is no day stays as it is.

    >>> month_of(date_of_day(number_of(2024, 5, 30))).text
    '2024-05'
    """
    return date_of_month(*date.written[:2]) if date.precision == "day" else date


def year_of(date: Date) -> Date:
    """Return the year of a day, month or season; any other date stays as it is.

    >>> year_of(date_of_month(2024, 5)).text
    '2024'
    """
    is_winter = date.precision == "season" and year_of_day(date.last) != date.written[0]
    is_within = date.precision in ("day", "month", "season") and not is_winter
    return date_of_year(date.written[0]) if is_within else date


def century_of(date: Date) -> Date | None:
    """Return the century of a year; None of what is more or less exact.

    >>> [century_of(date_of_year(year)).text for year in (1900, 1901, -220, -99, -100)]
    ['19th century', '20th century', '3rd century BCE', '1st century BCE', '2nd century BCE']
    """
    if date.is_about or date.precision != "year":
        return None
    (year,) = date.written
    return date_of_century((year + 99) // 100 if year > 0 else -(-year // 100) - 1)


def in_calendar(date: Date, calendar: Calendar) -> Date:
    """Return a day, or days, as of a calendar; other dates as they are.

    A day of the old calendar at a time when others had the new one lies where these counted it:
    25 October 1917 in Petrograd was 7 November elsewhere. Before that nobody counted otherwise.
    """
    if date.ends:
        ends = tuple(in_calendar(end, calendar) for end in date.ends)
        first, last = ends[0].first, ends[-1].last
        return replace(date, first=first, last=last, ends=ends, calendar=calendar)
    if date.precision != "day" or calendar == "gregorian" or date.first < NEW_CALENDAR:
        return replace(date, calendar=calendar)
    past = date.written[2] - parts_of(date.first)[2]
    day = date.first + past + _days_behind(*date.written[:2])
    return replace(date, first=day, last=day, calendar=calendar)


# --------------------------------------------------------------------------- days


def number_of(year: int, month: int, day: int) -> int:
    """Return the number of a day; raises ValueError for one that no calendar had.

    A 29 February that only the old calendar had is taken for the day before it, so that it lies
    between its neighbours, and no other day is taken for it.

    >>> [iso_of(number_of(*day)) for day in ((1500, 2, 29), (2024, 2, 29), (-195, 3, 27))]
    ['1500-02-28', '2024-02-29', '-0195-03-27']
    """
    if month == 2 and day == 29 and year % 100 == 0 and year % 400 != 0 and year < 1923:
        day = 28
    if 0 < year < 10_000:
        return datetime.date(year, month, day).toordinal()
    # the calendar repeats itself every 400 years
    cycles = (year - 1) // 400
    return datetime.date(year - 400 * cycles, month, day).toordinal() + cycles * DAYS_IN_400_YEARS


def parts_of(number: int) -> tuple[int, int, int]:
    """Return year, month and day of a day's number.

    >>> parts_of(1), parts_of(0)
    ((1, 1, 1), (0, 12, 31))
    """
    cycles = (number - 1) // DAYS_IN_400_YEARS
    day = datetime.date.fromordinal(number - cycles * DAYS_IN_400_YEARS)
    return day.year + 400 * cycles, day.month, day.day


def year_of_day(number: int) -> int:
    """Return the year that a day lies in."""
    return parts_of(number)[0]


def first_day(year: int) -> int:
    """Return the first day of a year."""
    before = year - 1
    return 365 * before + before // 4 - before // 100 + before // 400 + 1


def last_day(year: int) -> int:
    """Return the last day of a year."""
    return first_day(year + 1) - 1


def days_of_months(year: int, month: int, last_year: int, last_month: int) -> tuple[int, int]:
    """Return the first day of one month and the last day of another.

    >>> [iso_of(day) for day in days_of_months(2024, 1, 2024, 2)]
    ['2024-01-01', '2024-02-29']
    """
    after = (last_year, last_month + 1, 1) if last_month < 12 else (last_year + 1, 1, 1)
    return number_of(year, month, 1), number_of(*after) - 1


def iso_of(number: int) -> str:
    """Return a day as ISO 8601 writes it, which counts the years before the year 1 from 0.

    >>> iso_of(1), iso_of(0)
    ('0001-01-01', '0000-12-31')
    """
    year, month, day = parts_of(number)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


def calendar_date(number: int) -> datetime.date:
    """Return the day of a number as programs want it that know the years 1 to 9999 only.

    A day beyond these is the nearest of them.
    """
    most = datetime.date.max.toordinal()
    return datetime.date.fromordinal(min(max(number, 1), most))


def weekdays_of(number: int) -> tuple[int, ...]:
    """Return the weekdays that a day of that name has been, in the new calendar and in the old.

    >>> weekdays_of(number_of(1066, 10, 14)), weekdays_of(number_of(2024, 5, 20))
    ((5,), (0,))
    """
    parts = parts_of(number)
    new, old = _weekday(*parts, is_old=False), _weekday(*parts, is_old=True)
    if number < NEW_CALENDAR:
        return (old,)
    return (new, old) if number <= LAST_OLD_DAY else (new,)


def _weekday(year: int, month: int, day: int, *, is_old: bool) -> int:
    """Return the weekday of a day of one calendar, from 0 for Monday."""
    past = day - 28 if is_old and (month, day) == (2, 29) else 0  # 29 February 1500
    behind = _days_behind(year, month) if is_old else 0
    return (number_of(year, month, day - past) + past + behind + 6) % 7


def _days_behind(year: int, month: int) -> int:
    """Return how many days the old calendar lies behind the new one: 10 in 1600, 13 in 1917."""
    century = (year if month > 2 else year - 1) // 100
    return century - century // 4 - 2


def usual_as_of(date: Date | None, of_source: Date | None, of_bank: Date | None) -> Date | None:
    """Return the date as of which a fact is known that does not say so itself.

    What was on a day or in a month is told as of then. What was in a year or a century long before
    its source is known as of that: "as of 79" would say that nobody has looked since.
    """
    known = of_source or of_bank
    is_of_years = date and date.precision not in ("day", "month", "season", "range")
    return known if date and known and is_of_years and date.is_before(known) else date or known
