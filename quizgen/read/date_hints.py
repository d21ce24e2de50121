"""Dates in another form -> how a bank has them, or that it cannot; told to whoever wrote them.

Only who has made a slip, or imports a table, waits for this module.
"""

import datetime
import re

from quizgen.read.characters import as_it_looks
from quizgen.read.dates import FORMS, SEASONS, DateError, parse_date

_OTHER_ORDER = re.compile(
    r"(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-](?P<last>\d{4})"
    r"|(?P<year>\d{4})[./-](?P<month>\d{1,2})(?:[./-](?P<day>\d{1,2}))?"
    r"|(?P<year8>\d{4})(?P<month8>\d\d)(?P<day8>\d\d)|(?P<month6>\d{1,2})[./-](?P<year6>\d{4})",
    re.ASCII,
)
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d\d.*$")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?)?(?P<month>[a-z]{3,9})"
    r"(?: (?P<day2>\d{1,2})(?:st|nd|rd|th)?)? (?P<year>\d{3,4})"
)
_ERA = re.compile(r"(?i)^a\.?d\.? (?=\d)|(?<=\d) (?:a\.?d\.?|c\.?e\.?)$")
_NO_CENTURY = re.compile(r"\d{1,2}[./-](?:\d{1,2}|[a-z]{3})[./-]\d{2}", re.ASCII)
_A_MONTH = f"(?:{'|'.join(month[:3] for month in _MONTHS)})[a-z]*"
_NO_YEAR = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?\.? {_A_MONTH}|{_A_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
)
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun) "
)


def likely_dates(text: str) -> tuple[str, ...]:
    """Return the dates that a text in another form may mean, written as a bank writes them.

    >>> likely_dates("5.6.2024"), likely_dates("30/05/2024"), likely_dates("2024-5-3")
    (('2024-06-05', '2024-05-06'), ('2024-05-30',), ('2024-05-03',))
    >>> likely_dates("Tuesday, 18 February 1930"), likely_dates("Spring 2024"), likely_dates("987")
    (('1930-02-18',), ('2024-spring',), ('0987',))
    """
    plain = _TIME_OF_DAY.sub("", _ERA.sub("", as_it_looks(text)))
    if form := _OTHER_ORDER.fullmatch(plain):
        readings = _readings(form)
    else:
        readings = _in_words(plain.lower().replace(",", " ").replace(".", " "))
    dates = ("-".join(reading) for reading in readings)
    found = dict.fromkeys((*dates, *_range_of(plain), plain, *_serial_day(plain)))
    return tuple(date for date in found if _exists(date))


def _readings(form: re.Match[str]) -> list[tuple[str, ...]]:
    """Return year, month and day in the orders in which a date in numbers may have them."""
    if form["year8"]:
        return [(form["year8"], form["month8"], form["day8"])]
    if form["year6"]:
        return [(form["year6"], f"{int(form['month6']):02}")]
    if form["year"]:
        parts = [form["month"], *filter(None, [form["day"]])]
        return [(form["year"], *(f"{int(part):02}" for part in parts))]
    first, second = (f"{int(form[name]):02}" for name in ("first", "second"))
    return [(form["last"], second, first), (form["last"], first, second)]


def _in_words(text: str) -> list[tuple[str, ...]]:
    """Return the parts of a date whose month or season is a word, or of a year alone."""
    text = _WEEKDAY.sub("", " ".join(text.split()))
    text = re.sub(r"^(\d{4})[ -]([a-z]{3}.*)$", r"\2 \1", text)
    text = re.sub("^(?:early|mid|late)[ -]", "", text)
    if re.fullmatch(r"\d{1,3}", text):
        return [(f"{int(text):04}",)]
    form = _IN_WORDS.fullmatch(text)
    if form is None:
        return []
    year = f"{int(form['year']):04}"
    days = [f"{int(day):02}" for day in (form["day"], form["day2"]) if day]
    name = {"fall": "autumn"}.get(form["month"], form["month"])
    if name in {*SEASONS, "winter"}:
        return [] if days else [(year, name)]
    months = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    if name == "sept":
        months = [9]
    return [(year, f"{months[0]:02}", *days)] if len(months) == 1 and len(days) < 2 else []


def _range_of(text: str) -> list[str]:
    """Return the days from one date to another, where each may be written in some form."""
    begin, slash, end = re.sub(" (?:to|-|until) ", "/", text).partition("/")
    ends = [likely_dates(part.strip()) for part in (begin, end)] if slash and "/" not in end else []
    if len(begin) < 3 or not ends or not all(ends):
        return []
    first, last = (parse_date(dates[0]) for dates in ends)
    return [f"{first.first.isoformat()}/{last.last.isoformat()}"]


def _serial_day(text: str) -> list[str]:
    """Return the day that a spreadsheet means by a number of five digits."""
    if not re.fullmatch(r"[234]\d{4}", text, re.ASCII):
        return []
    return [(datetime.date(1899, 12, 30) + datetime.timedelta(int(text))).isoformat()]


_IN_A_TEXT = "say it in the words of a fact, such as the meaning of a term"
_BEFORE_1 = re.compile(
    r"-\d{1,4}(?:-\d\d)*|.*\b(?:bce?|b\.? ?c\.?(?: ?e\.?)?|v\. ?chr\.?|av\. ?j\.?-?c\.?)", re.ASCII
)
_UNSURE = re.compile(
    r"(?:c\.?|ca\.?|circa|about|around|approx\.?|roughly|before|after|by|until|since|[~≈<>]) ?\d.*"
    r"|\d.*[?~]",
    re.ASCII,
)
_YEARS = re.compile(r"(?P<first>\d{3,4}) ?(?:-|/|to|until) ?(?P<last>\d{1,4})", re.ASCII)
_DECADE = re.compile(r"(?:the )?(?:early |mid-?|late )?(?P<decade>\d{3})0'?s", re.ASCII)
_CENTURY = re.compile(
    r"(?:the )?(?:early |mid-?|late )?(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]c(?:entury|\.)?",
    re.ASCII,
)


def date_hint(text: str) -> str:
    """Return how to write a date that is in another form, or what to do if it cannot be written.

    >>> date_hint("1914–1918")
    'years from one to another are written in days: 1914-01-01/1918-12-31'
    >>> date_hint("987")
    'a year has four digits: write 0987, which is printed 987'
    """
    looks = _ERA.sub("", as_it_looks(text))
    if re.fullmatch(r"\d{1,3}", looks, re.ASCII) and int(looks):
        return f"a year has four digits: write {int(looks):04}, which is printed {int(looks)}"
    if re.fullmatch("0+", looks):
        return "there was no year 0: the first is written 0001, and printed 1"
    if likely := likely_dates(text):
        return f"write {' or '.join(likely)}"
    said = looks.lower()
    if _BEFORE_1.fullmatch(said):
        return f"years before the year 1 cannot be dates yet: {_IN_A_TEXT}"
    if _UNSURE.fullmatch(said):
        return f"a date that is not known for sure cannot be written yet: {_IN_A_TEXT}"
    if _NO_CENTURY.fullmatch(said):
        return "write the year first, with four digits: 1930-02-18"
    if _NO_YEAR.fullmatch(said):
        return "add the year, and write it first: 1930-02-18"
    if years := _years_in(said):
        begin, end = years
        days = f"{begin:04}-01-01/{end:04}-12-31"
        return f"years from one to another are written in days: {days}"
    return f"write {FORMS}"


def _years_in(text: str) -> tuple[int, int] | None:
    """Return the first and the last of the years that a text names together."""
    if form := _YEARS.fullmatch(text):
        first, last = form["first"], form["last"]
        if len(last) < len(first):  # 1914-18
            last = first[: -len(last)] + last
        return (int(first), int(last)) if 0 < int(first) < int(last) else None
    if form := _DECADE.fullmatch(text):
        decade = int(form["decade"]) * 10
        return (decade, decade + 9) if decade else None
    if (form := _CENTURY.fullmatch(text)) and int(form["number"]):
        century = int(form["number"]) * 100
        return century - 99, century
    return None


def _exists(date: str) -> bool:
    try:
        return bool(parse_date(date))
    except DateError:
        return False
