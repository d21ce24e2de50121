"""Dates in words, as precise as they are known."""

from quizgen.bank.dates import Date
from quizgen.language.words import Language

NO_BREAK = "\u00a0"


def say_date(date: Date | None, language: Language) -> str:
    """Return a date as printed, with no-break spaces: "30 May 2024", "May 2024", "spring 2024".

    Nothing where none is known.
    """
    if date is None:
        return ""
    match date.precision:
        case "day":
            words = _day(date, language)
        case "month":
            words = _month(date, language)
        case "year":
            words = language.year.format(year=date.first.year)
        case "season":
            season = language.seasons[date.text.partition("-")[2]]
            words = language.season.format(season=season, year=date.first.year)
        case "range":
            return _range(date, language)
    return words.replace(" ", NO_BREAK)


def say_with_weekday(date: Date | None, language: Language) -> str:
    """Return a date with its day of the week where it is a day, and was one: "Monday 20 May 2024".

    A day of the years in which two calendars were in use has two weekdays, and so none is said.
    """
    said = say_date(date, language)
    if date is None or len(date.weekdays) != 1:
        return said
    weekday = language.weekdays[date.weekdays[0]]
    return language.day_with_weekday.format(weekday=weekday, date=said).replace(" ", NO_BREAK)


def say_in_figures(date: Date, language: Language) -> str:
    """Return a day or a month in figures, as pupils write it: "30/5/2024", "5/2024"; else nothing.

    Nothing too where the language does not say how.
    """
    figures = {"day": date.first.day, "month": date.first.month, "year": date.first.year}
    match date.precision:
        case "day":
            figures["day"] = _day_of_month(date.text)
            return language.day_in_figures.format(**figures)
        case "month":
            return language.month_in_figures.format(**figures)
        case _:
            return ""


def say_month(date: Date, language: Language) -> str:
    """Return the month and year of a day or month; else nothing."""
    is_within = date.precision in ("day", "month")
    return _month(date, language).replace(" ", NO_BREAK) if is_within else ""


def say_on_date(date: Date | None, language: Language) -> str:
    """Return a date as it stands in a sentence: "on 30 May 2024", "in May 2024"; or nothing."""
    if date is None:
        return ""
    match date.precision:
        case "day":
            pattern = language.on_day
        case "month" | "year" | "season":
            pattern = language.in_period
        case "range":
            pattern = language.between
    return pattern.format(date=say_date(date, language))


def _day(date: Date, language: Language) -> str:
    month = language.months[date.first.month - 1]
    return language.day.format(day=_day_of_month(date.text), month=month, year=date.first.year)


def _day_of_month(text: str) -> int:
    """Return the day as written: the 29 February of an old calendar is kept as the day before."""
    return int(text[-2:])


def _month(date: Date, language: Language) -> str:
    month = language.months[date.first.month - 1]
    return language.month.format(month=month, year=date.first.year)


def _range(date: Date, language: Language) -> str:
    first, last = date.first, date.last
    begin, _, end = date.text.partition("/")
    if (first.year, first.month) != (last.year, last.month):
        ends = [
            Date(text, "day", day, day)  # each end is a day of its own
            for text, day in ((begin, first), (end, last))
        ]
        words = [say_date(end, language) for end in ends]
        return language.date_range.format(first=words[0], last=words[1])
    month = language.months[first.month - 1]
    return language.day_range.format(
        first=_day_of_month(begin), last=_day_of_month(end), month=month, year=first.year
    ).replace(" ", NO_BREAK)
