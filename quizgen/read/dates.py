"""The dates of a bank: days, months, seasons and years in figures, and all others as people write.

Nearly all dates of most banks are of the first sort, which is read here; only who has another
waits for the forms of `written_dates`.
"""

import re
from functools import lru_cache

from quizgen.bank.dates import (
    SEASONS,
    Date,
    days_of_months,
    first_day,
    last_day,
    number_of,
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

FORMS = (
    "2024-05-30, 2024-05, 2024-spring, 2024, 196 BCE, 1960s, 9th century, 1914-1918, c. 1200,"
    " before 1066 or 2024-09-22/2024-09-30"
)

_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}

_YEAR = r"-?[0-9]{4}"
IN_FIGURES = re.compile(
    rf"(?P<year>{_YEAR})(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?|-(?P<season>[a-z]+))?"
)


class DateError(ValueError):
    """A text is no date; its words complete "date '2024-02-30' ..."."""


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Date:
    """Return the date that a text stands for; raise DateError where it is none.

    The name of a calendar may stand behind it, as in "1917-10-25 julian".

    >>> parse_date("2024-02").text, parse_date("49 BC") == parse_date("-0048")
    ('2024-02', True)
    """
    form = IN_FIGURES.fullmatch(text)
    if form and not is_short_range(form):
        return _parse_iso(text, form)
    from quizgen.read.written_dates import parse_written

    return parse_written(text)


def is_short_range(form: re.Match[str]) -> bool:
    """Tell whether what looks like a month is the last of some years: no month has the 45."""
    if form["month"] is None or form["day"] is not None or form["year"].startswith("-"):
        return False
    return int(form["month"]) > max(12, int(form["year"]) % 100)


def parse_in_figures(text: str) -> Date | None:
    """Return a day, month, season or year in figures; None for a text of another form.

    Raises DateError for one that does not exist.
    """
    form = IN_FIGURES.fullmatch(text)
    return _parse_iso(text, form) if form and not is_short_range(form) else None


def _parse_iso(text: str, form: re.Match[str]) -> Date:
    year, month, day, season = int(form["year"]), form["month"], form["day"], form["season"]
    if season is not None and season not in SEASONS:
        raise DateError("is not a date")
    try:
        if day is not None:
            only = number_of(year, int(month), int(day))
            return Date(text, "day", only, only, (year, int(month), int(day)))
        if month is not None:
            days = days_of_months(year, int(month), year, int(month))
            return Date(text, "month", *days, (year, int(month)))
    except ValueError:
        raise DateError("does not exist") from None
    if season == "winter":  # it may mean the year's first winter or its last
        return Date(text, "season", *days_of_months(year, 1, year + 1, 2), (year, 4))
    if season is not None:
        first, last = _SEASON_MONTHS[season]
        written = year, SEASONS.index(season) + 1
        return Date(text, "season", *days_of_months(year, first, year, last), written)
    return Date(text, "year", first_day(year), last_day(year), (year,))
