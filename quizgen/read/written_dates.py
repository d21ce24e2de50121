"""Dates as people write them: eras, decades, centuries, ranges, about, before and after.

And as ISO 8601-2 writes what is not known for sure: 1984~, 196X, ../1945.
"""

import datetime
import re
from dataclasses import replace

from quizgen.bank.dates import (
    CALENDARS,
    FAR_OFF,
    LONG_AGO,
    Date,
    Precision,
    about,
    date_of_century,
    date_of_decade,
    date_of_month,
    date_of_year,
    date_of_years,
    in_calendar,
    number_of,
)
from quizgen.read.dates import IN_FIGURES, DateError, parse_in_figures

_BCE = r"b\.? ?c\.?(?: ?e\.?)?"
_CE = r"c\.? ?e\.?|a\.? ?d\.?"
_ERA = rf"(?: ?(?P<bce>{_BCE})| ?(?:{_CE}))?"
_A_YEAR = re.compile(
    rf"(?:(?P<ad>a\.? ?d\.?) ?)?(?P<year>[1-9]\d{{0,2}},\d{{3}}|[1-9]\d{{0,5}}|\d{{4}})"
    rf"(?P<rest>(?:(?:-\d\d){{2}}|(?<=\d{{4}})-\d\d)(?= ?b))?{_ERA}",
    re.ASCII,
)
_A_DECADE = re.compile(rf"(?:the )?(?P<decade>[1-9]\d{{0,2}})0['’]?s{_ERA}", re.ASCII)
_MASKED = re.compile(r"(?P<decade>\d{3})x|(?P<hundred>\d\d)xx", re.ASCII)
_NTH = r"(?:the )?(?P<number>[1-9]\d{0,2})(?:st|nd|rd|th)"
_A_CENTURY = re.compile(rf"{_NTH}[ -]c(?:ent(?:\.|ury|uries)|\.)?{_ERA}", re.ASCII)
_ABOUT = re.compile(r"(?:circa|ca?\.?|about|around|approximately|approx\.?|roughly|[~≈]) ?")
_UNSURE = "~?%"
"""With which ISO 8601-2 marks a date that is not known for sure."""
_ONE_END: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (re.compile(r"before (.+)"), "before"),
    (re.compile(r"after (.+)"), "after"),
    (re.compile(r"(?:by |(?:\.\.)?/)(.+)"), "by"),
    (re.compile(r"since (.+)|(.+)(?:/(?:\.\.)?| or later)"), "since"),
)
_DASHED = re.compile(r"([^-/]+?) ?(?:-| to ) ?([^-/]+)")
_SHORTENED = re.compile(
    r"(?<!\d)(\d{1,2})(\d\d)(?:[–—](\d\d)|-(1[3-9]|[2-9]\d)(?![-\d]))(?!\d)", re.ASCII
)
"""1914–18: with a dash, or so that it is no month."""
_ERA_OF_BOTH = re.compile(rf" ?(?:{_BCE}|{_CE})$")
_BARE = re.compile(rf"[1-9][\d,]*|{_NTH}(?:[ -]c[a-z.]*)?", re.ASCII)
"""What takes the era that stands at the end of a range."""
_OF_CENTURIES = re.compile(r"(?:st|nd|rd|th)([ -]c[a-z.]*)")
_OF_A_CALENDAR = re.compile(r"(.+) (julian|gregorian)")
_ALIKE = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\u00a0": " "})
"""Signs that stand for a hyphen or a space in a date."""

_ERA_SEEN = r"(?: ?[Bb]\.? ?[Cc]\.?(?: ?[Ee]\.?)?| ?[Cc]\.? ?[Ee]\.?| ?[Aa]\.? ?[Dd]\.?)"
_ONE_SEEN = (
    r"(?:-?[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?|-(?:spring|summer|autumn"
    r"|winter))?"
    rf"|(?:[Aa]\.? ?[Dd]\.? ?)?(?:[1-9][0-9]{{0,2}},[0-9]{{3}}|[1-9][0-9]{{0,5}}|[0-9]{{4}})"
    rf"(?:(?:-[0-9]{{2}}){{1,2}}{_ERA_SEEN}|{_ERA_SEEN}?)"
    rf"|(?:[Tt][Hh][Ee] +)?[1-9][0-9]{{0,2}}0['’]?[Ss]{_ERA_SEEN}?"
    r"|(?:[Tt][Hh][Ee] +)?[1-9][0-9]{0,2}(?:[Ss][Tt]|[Nn][Dd]|[RrTt][DdHh])"
    rf"(?:[ -–—]+[Cc][A-Za-z.]*{_ERA_SEEN}?)?"
    r"|[0-9]{2}(?:[0-9]|[Xx])[Xx])[~?%]*"
)
_BEFORE_SEEN = (
    r"(?:[Cc](?:a|irca)?\.?|[Aa]bout|[Aa]round|[Aa]pprox(?:\.|imately)?|[Rr]oughly|[Bb]efore"
    r"|[Aa]fter|[Bb]y|[Ss]ince|[~≈]|\.\.(?=/)|)"
)
DATE_PATTERN = (
    rf"^ *{_BEFORE_SEEN} *(?:/|{_ONE_SEEN})?"
    rf"(?: *(?:/| [Tt][Oo] ) *(?:\.\.|{_ONE_SEEN})?"
    rf"| *[-–—−‐‑] *(?:[0-9]{{3}}|[0-9]+{_ERA_SEEN}|[0-9]+[A-Za-z]|[Tt]|[Aa])[^/\n]*"
    r"|[–—][0-9]{2}|-(?:1[3-9]|[2-9][0-9]))?"
    r"(?: [Oo][Rr] [Ll][Aa][Tt][Ee][Rr]| julian| gregorian)* *$"
)
"""What every date matches, and some of what is none too: for editors, which know no more."""

MOST_CENTURY = 100


def parse_written(text: str) -> Date:
    """Return a date as people write it; raise DateError for a text that is none."""
    if form := _OF_A_CALENDAR.fullmatch(text):
        return _in_calendar(parse_in_figures(form[1]) or parse_written(form[1]), form[2])
    words = _SHORTENED.sub(_in_full, text).translate(_ALIKE).lower()
    date = _parse_words(" ".join(words.split()))
    return replace(date, text=text)


def _in_full(form: re.Match[str]) -> str:
    """Return years whose last has two digits with all of them."""
    century, first, behind_dash, behind_hyphen = form.groups()
    return f"{century}{first}-{century}{behind_dash or behind_hyphen}"


def _in_calendar(date: Date, name: str) -> Date:
    calendar = next(each for each in CALENDARS if each == name)
    if date.precision not in ("day", "range"):
        raise DateError("is of a calendar, and only days are")
    return in_calendar(replace(date, text=f"{date.text} {name}"), calendar)


def _parse_words(text: str) -> Date:
    """Return a date of any form but the commonest, from a text in small letters."""
    for pattern, precision in _ONE_END:
        if form := pattern.fullmatch(text):
            return _with_one_end(precision, _parse_closed(next(filter(None, form.groups()))))
    return _parse_closed(text)


def _with_one_end(precision: Precision, end: Date) -> Date:
    """Return the time before or after a date."""
    if end.ends or end.is_about:
        raise DateError("has an end that is not one day, month, year, decade or century")
    match precision:
        case "before":
            days = LONG_AGO, end.first - 1
        case "after":
            days = end.last + 1, FAR_OFF
        case "by":
            days = LONG_AGO, end.last
        case _:
            days = end.first, FAR_OFF
    return Date("", precision, *days, ends=(end,))


def _parse_closed(text: str) -> Date:
    """Return a date with a beginning and an end, perhaps one that is only about then."""
    if form := _ABOUT.match(text):
        return _about(_parse_range(text[form.end() :]) or _single(text[form.end() :]))
    return _parse_range(text) or _marked(text)


def _marked(text: str) -> Date:
    """Return one date, which ISO 8601-2 may mark as one that is only about then."""
    plain = text.rstrip(_UNSURE)
    return _single(text) if plain == text else _about(_single(plain))


def _about(date: Date) -> Date:
    if date.precision not in ("year", "decade", "century", "years") or date.is_about:
        raise DateError("is about a day or a month, and only years can be told so")
    return about(date)


def _parse_range(text: str) -> Date | None:
    """Return the time from one date to another; None for a text that does not name two."""
    begin, slash, end = (part.strip() for part in text.partition("/"))
    if not slash:
        form = None if _is_single(text) else _DASHED.fullmatch(text)
        if form is None:
            return None
        begin, end = form.groups()
    if (centuries := _OF_CENTURIES.search(end)) and not _OF_CENTURIES.search(begin):
        begin += centuries[1]
    if (era := _ERA_OF_BOTH.search(end)) and _BARE.fullmatch(begin):
        begin += era[0]
    if re.fullmatch(r"\d{1,2}", begin):  # 9/1815 is a month
        raise DateError("is not a date")
    first, last = _marked(begin), _marked(end)
    if re.search(rf"{_BCE}$", begin) and not era and _BARE.fullmatch(end):
        raise DateError("has an era at its beginning alone")
    if first.precision != last.precision or first.precision == "season":
        raise DateError("is a range whose ends are not equally exact")
    if (last.first, last.written) <= (first.first, first.written):
        raise DateError("ends before it begins")
    if first.precision in ("day", "month"):
        return Date("", "range", first.first, last.last, ends=(first, last))
    if first.is_about or last.is_about:
        return about(date_of_years(*map(_parse_exactly, (begin, end))))
    return date_of_years(first, last)


def _parse_exactly(text: str) -> Date:
    return _single(text.rstrip(_UNSURE))


def _is_single(text: str) -> bool:
    """Tell whether a text with hyphens is one date: a day, or a day before the common era."""
    return any(form.fullmatch(text) for form in (IN_FIGURES, _A_YEAR, _A_CENTURY))


def _single(text: str) -> Date:
    """Return one day, month, season, year, decade or century."""
    if date := parse_in_figures(text):
        return date
    if form := _A_YEAR.fullmatch(text):
        return _parse_year(text, form)
    if form := _A_DECADE.fullmatch(text):
        decade = int(form["decade"]) * 10
        if decade < 100 and text.endswith("s"):  # the 60s are those of a century that goes unsaid
            raise DateError("is not a date")
        if decade % 100 == 0:
            raise DateError("may be ten years or a hundred")
        return date_of_decade(-decade if form["bce"] else decade)
    if (form := _A_CENTURY.fullmatch(text)) and int(form["number"]) <= MOST_CENTURY:
        return date_of_century(-int(form["number"]) if form["bce"] else int(form["number"]))
    if (form := _MASKED.fullmatch(text)) and int(form["decade"] or form["hundred"]):
        if form["decade"]:
            return date_of_decade(int(form["decade"]) * 10)
        hundred = int(form["hundred"]) * 100
        return date_of_years(date_of_year(hundred), date_of_year(hundred + 99))
    raise DateError("is not a date")


def _parse_year(text: str, form: re.Match[str]) -> Date:
    """Return a year of an era, or a day or month of one before the common era."""
    number, rest, is_bce = int(form["year"].replace(",", "")), form["rest"], bool(form["bce"])
    if number == 0:
        raise DateError("does not exist")
    if (form["ad"] and is_bce) or (not is_bce and number > datetime.MAXYEAR):
        raise DateError("is not a date")
    year = 1 - number if is_bce else number
    if not rest:
        return date_of_year(year)
    month, *days = map(int, rest[1:].split("-"))
    try:
        if not days:
            return date_of_month(year, month)
        only = number_of(year, month, days[0])
    except ValueError:
        raise DateError("does not exist") from None
    return Date(text, "day", only, only, (year, month, days[0]))
