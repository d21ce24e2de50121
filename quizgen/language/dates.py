"""Dates in words, as precise as they are known."""

from collections.abc import Iterator
from typing import assert_never

from quizgen.bank.dates import (
    SEASONS,
    Date,
    century_of,
    date_of_century,
    date_of_decade,
    year_of_day,
)
from quizgen.language.words import Language

NO_BREAK = "\u00a0"
FEWEST_IN_GROUPS = 10_000
"""From this year on the digits stand in groups: 40,000 BCE."""
FEWEST_ALONE = 100
"""Before this year two years need their era: 30–33 may be days."""
SMALL_YEARS = 1000
"""A year before this one may be written with its era: AD 79."""


def say_date(date: Date | None, language: Language) -> str:
    """Return a date as printed, with no-break spaces: "30 May 2024", "196 BCE", "c. 1200".

    Nothing where none is known.
    """
    if date is None:
        return ""
    words = _say(date, language)
    return language.about.format(date=words).replace(" ", NO_BREAK) if date.is_about else words


def say_date_in_text(date: Date | None, language: Language) -> str:
    """Return a date as the subject or object of a sentence has it: "the 9th century"."""
    if date is None:
        return ""
    if date.precision == "century" and not date.is_about and _has_name(date, language):
        return language.the_century.format(date=say_date(date, language)).replace(" ", NO_BREAK)
    return say_date(date, language)


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

    Nothing too where the language does not say how, and before the common era.
    """
    match date.precision, date.written:
        case "day", (year, month, day) if year > 0:
            return language.day_in_figures.format(day=day, month=month, year=year)
        case "month", (year, month) if year > 0:
            return language.month_in_figures.format(month=month, year=year)
        case _:
            return ""


def say_month(date: Date, language: Language) -> str:
    """Return the month and year of a day or month; else nothing."""
    if date.precision not in ("day", "month"):
        return ""
    return _in_era(_month(date, language), _is_bce(date), language).replace(" ", NO_BREAK)


def say_on_date(date: Date | None, language: Language) -> str:
    """Return a date as it stands in a sentence: "on 30 May 2024", "around 1200"; or nothing."""
    if date is None:
        return ""
    match date.precision:
        case "day":
            return language.on_day.format(date=say_date(date, language))
        case "range":
            return language.between.format(date=say_date(date, language))
        case "years":
            pattern = language.about_from_to if date.is_about else language.from_to
            if _has_named_ends(date, language):
                first, last = (say_date_in_text(end, language) for end in date.ends)
                return pattern.format(first=first, last=last)
            return _of_two_years(date.ends[0].year, date.ends[1].year, pattern, language)
        case "before" | "after":
            return say_date(date, language)
        case "by":
            return language.by_then.format(date=say_date_in_text(date.ends[0], language))
        case "since":
            return language.since_then.format(date=say_date_in_text(date.ends[0], language))
        case "month" | "season" | "year" | "decade" | "century":
            if date.is_about:
                return language.around.format(date=_in_text(date, language))
            if date.precision in ("decade", "century") and not _has_name(date, language):
                return _of_two_years(*_years_of(date), language.from_to, language)
            return language.in_period.format(date=say_date_in_text(date, language))
        case _ as unreachable:
            assert_never(unreachable)


def say_nth_century(date: Date, language: Language) -> str:
    """Return which century of the common era a year lies in, without that word: "15th"."""
    century = century_of(date)
    number = century.written[0] if century else 0
    return language.ordinals[number - 1] if 0 < number <= len(language.ordinals) else ""


def say_otherwise(date: Date, language: Language) -> tuple[str, ...]:
    """Return other ways in which a pupil may write a date: "196 BC", "AD 79", "1914 to 1918"."""
    said = say_date(date, language)
    forms = (form.replace(NO_BREAK, " ") for form in _other_forms(date, language))
    return tuple(dict.fromkeys(form for form in forms if form != said.replace(NO_BREAK, " ")))


def _other_forms(date: Date, language: Language) -> Iterator[str]:
    words = _say(date, language)
    if date.is_about:
        yield from (form.format(date=words) for form in language.also_about)
    if date.precision == "years" and not _has_named_ends(date, language):
        first, last = date.ends[0].year, date.ends[1].year
        for pattern in language.also_range:
            yield _of_two_years(first, last, pattern, language)
        if last <= 0:
            for pattern in (language.year_range, *language.also_range):
                years = pattern.format(first=_number(first, language), last=_number(last, language))
                yield from (form.format(date=years) for form in language.also_bce)
    match date.precision, date.written:
        case "year" | "decade" | "century", (number, *_) if number <= 0:
            bare = _without_era(date, language)
            yield from (form.format(date=bare) for form in language.also_bce)
        case "decade", (number, *_) if _has_name(date, language):
            yield from (form.format(year=number) for form in language.also_decade)
        case "year", (year,) if year < SMALL_YEARS:
            yield from (form.format(date=year) for form in language.also_ce)


# --------------------------------------------------------------------------- parts


def _say(date: Date, language: Language) -> str:
    """Return a date as printed, as if it were no matter whether it is only about then."""
    match date.precision:
        case "day" | "month" | "season" | "year" | "decade" | "century":
            return _in_era(_without_era(date, language), _is_bce(date), language)
        case "range":
            return _days(date, language)
        case "years" if _has_named_ends(date, language):
            first, last = (say_date(end, language) for end in date.ends)
            return language.date_range.format(first=first, last=last)
        case "years":
            first_year, last_year = (end.year for end in date.ends)
            return _of_two_years(first_year, last_year, language.year_range, language)
        case "before" | "after" | "by" | "since":
            patterns = {"before": language.before, "after": language.after, "by": language.by}
            pattern = patterns.get(date.precision, language.since)
            return pattern.format(date=say_date_in_text(date.ends[0], language))
        case _ as unreachable:
            assert_never(unreachable)


def _in_text(date: Date, language: Language) -> str:
    """Return what stands behind "around": a year, a decade, or a century with its article."""
    words = _say(date, language)
    if date.precision == "century" and _has_name(date, language):
        return language.the_century.format(date=words).replace(" ", NO_BREAK)
    return words


def _without_era(date: Date, language: Language) -> str:
    """Return a day, month, season, year, decade or century without the name of its era."""
    match date.precision:
        case "day":
            words = _day(date, language)
        case "month":
            words = _month(date, language)
        case "season":
            year, season = date.written
            name = language.seasons[SEASONS[season - 1]]
            words = language.season.format(season=name, year=_number(year, language))
        case "decade" if _has_name(date, language):
            words = language.decade.format(year=abs(date.written[0]))
        case "century" if _has_name(date, language):
            words = language.century.format(nth=language.ordinals[abs(date.written[0]) - 1])
        case "decade" | "century":
            first, last = (_number(year, language) for year in _years_of(date))
            words = language.year_range.format(first=first, last=last)
        case _:
            words = language.year.format(year=_number(date.written[0], language))
    return words.replace(" ", NO_BREAK)


def _day(date: Date, language: Language) -> str:
    """Return a day as written: the 29 February of an old calendar is kept as the day before."""
    year, month, day = date.written
    name = language.months[month - 1]
    return language.day.format(day=day, month=name, year=_number(year, language))


def _month(date: Date, language: Language) -> str:
    year, month = date.written[:2]
    return language.month.format(month=language.months[month - 1], year=_number(year, language))


def _days(date: Date, language: Language) -> str:
    """Return days or months from one to another."""
    first, last = date.ends
    if first.precision != "day" or first.written[:2] != last.written[:2]:
        begin, end = (say_date(end, language) for end in date.ends)
        return language.date_range.format(first=begin, last=end)
    year, month, _ = first.written
    words = language.day_range.format(
        first=first.written[2],
        last=last.written[2],
        month=language.months[month - 1],
        year=_number(year, language),
    )
    return _in_era(words.replace(" ", NO_BREAK), _is_bce(last), language)


def _is_bce(date: Date) -> bool:
    """Tell whether it lies before the common era; years alone are counted from 0 backwards."""
    return date.written[0] <= 0


def _in_era(words: str, is_bce: bool, language: Language) -> str:
    return language.bce.format(date=words).replace(" ", NO_BREAK) if is_bce else words


def _number(year: int, language: Language) -> str:
    """Return the number of a year within its era."""
    number = year if year > 0 else 1 - year
    return f"{number:,}".replace(",", language.thousands if number >= FEWEST_IN_GROUPS else "")


def _has_name(date: Date, language: Language) -> bool:
    """Tell whether a decade or century has a name; "the 1900s" may be ten years or a hundred."""
    match date.precision:
        case "century":
            return abs(date.written[0]) <= len(language.ordinals)
        case "decade":
            return date.written[0] % 100 != 0
        case _:
            return False


def _has_named_ends(date: Date, language: Language) -> bool:
    """Tell whether a range is one of decades or centuries that have names."""
    return all(_has_name(end, language) for end in date.ends)


def _years_of(date: Date) -> tuple[int, int]:
    """Return the first and the last year of a decade or century, counted astronomically."""
    (number,) = date.written
    exact = date_of_decade(number) if date.precision == "decade" else date_of_century(number)
    return year_of_day(exact.first), year_of_day(exact.last)


def _of_two_years(first: int, last: int, pattern: str, language: Language) -> str:
    """Return years from one to another, with the era once if they share it."""
    words = [_number(year, language) for year in (first, last)]
    if first <= 0 < last:
        words = [language.bce.format(date=words[0]), language.ce.format(date=words[1])]
    words = [word.replace(" ", NO_BREAK) for word in words]
    said = pattern.format(first=words[0], last=words[1])
    if 0 < first < FEWEST_ALONE:
        return language.ce.format(date=said).replace(" ", NO_BREAK)
    return _in_era(said, last <= 0, language)
