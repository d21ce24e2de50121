"""The dates of a bank: a day, month, year, season or range of days."""

import calendar
import datetime
import re
from functools import lru_cache

from quizgen.bank.dates import Date, day_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

FORMS = "2024-05-30, 2024-05, 2024, 2024-spring or 2024-09-22/2024-09-30"

DATE_PATTERN = (
    r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?|-(spring|summer|autumn|winter))?$"
    r"|^[0-9]{4}-[01][0-9]-[0-3][0-9]/[0-9]{4}-[01][0-9]-[0-3][0-9]$"
)
"""What every date matches, and some days that do not exist too."""

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|-(?P<season>[a-z]+))?", re.ASCII
)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}


class DateError(ValueError):
    """A text is no date; its words complete "date '2024-02-30' ..."."""


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Date:
    """Return the date that a text stands for; raise DateError where it is none.

    >>> parse_date("2024-02").last
    datetime.date(2024, 2, 29)
    """
    begin, slash, end = text.partition("/")
    if not slash:
        return _parse_simple(text)
    first, last = _parse_simple(begin), _parse_simple(end)
    if first.precision != "day" or last.precision != "day":
        raise DateError("is not a range of days")
    if (last.first, end) <= (first.first, begin):
        raise DateError("ends before it begins")
    return Date(text, "range", first.first, last.last)


def _parse_simple(text: str) -> Date:
    form = _FORM.fullmatch(text)
    if form is None or not (form["season"] in {None, "winter"} or form["season"] in SEASONS):
        raise DateError("is not a date")
    try:
        return _dated(text, int(form["year"]), form["month"], form["day"], form["season"])
    except ValueError:
        raise DateError("does not exist") from None


def _dated(text: str, year: int, month: str | None, day: str | None, season: str | None) -> Date:
    if day is not None and month is not None:
        only = day_of(year, int(month), int(day))
        return Date(text, "day", only, only)
    if month is not None:
        return Date(text, "month", *_months(year, int(month), year, int(month)))
    if season == "winter":  # it may mean the year's first winter or its last
        return Date(text, "season", *_months(year, 1, year + 1, 2))
    if season is not None:
        first, last = SEASONS[season]
        return Date(text, "season", *_months(year, first, year, last))
    return Date(text, "year", *_months(year, 1, year, 12))


def _months(
    year: int, month: int, last_year: int, last_month: int
) -> tuple[datetime.date, datetime.date]:
    """Return the first day of one month and the last day of another."""
    first = datetime.date(year, month, 1)
    days = calendar.monthrange(last_year, last_month)[1]
    return first, datetime.date(last_year, last_month, days)
