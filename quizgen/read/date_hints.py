"""Dates in another form -> how a bank has them, or that it cannot; told to whoever wrote them.

Only who has made a slip, or imports a table, waits for this module.
"""

import datetime
import re
from functools import lru_cache

from quizgen.bank.dates import SEASONS, Date, date_of_century, iso_of
from quizgen.read.characters import as_it_looks
from quizgen.read.dates import FORMS, DateError, parse_date

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
    r"(?: (?P<day2>\d{1,2})(?:st|nd|rd|th)?)? (?P<year>\d{2,4})"
)
_IN_BCE = re.compile(r"(?i)(.*\d) ?(?:b\.? ?c\.?(?: ?e\.?)?)")
_ERA = re.compile(r"(?i)^a\.?d\.? (?=\d)|(?<=\d) (?:a\.?d\.?|c\.?e\.?)$")
_NO_CENTURY = re.compile(r"\d{1,2}[./-](?:\d{1,2}|[a-z]{3})[./-]\d{2}", re.ASCII)
_A_MONTH = f"(?:{'|'.join(month[:3] for month in _MONTHS)})[a-z]*"
_NO_YEAR = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?\.? {_A_MONTH}|{_A_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
)
_MONTH_IN_WORDS = re.compile(rf"(?i)\b{_A_MONTH}\b")
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun) "
)


def likely_dates(text: str) -> tuple[str, ...]:
    """Return the dates that a text in another form may mean, written as a bank writes them.

    >>> likely_dates("5.6.2024"), likely_dates("30/05/2024"), likely_dates("2024-5-3")
    (('2024-06-05', '2024-05-06'), ('2024-05-30',), ('2024-05-03',))
    >>> likely_dates("Tuesday, 18 February 1930"), likely_dates("Spring 2024")
    (('1930-02-18',), ('2024-spring',))
    >>> likely_dates("15 March 44 BC")
    ('44-03-15 BCE',)
    """
    if before := _IN_BCE.fullmatch(as_it_looks(text)):
        dated = likely_dates(before[1])
        # a month needs four digits before it: 44-03 BCE may be years
        forms = ((f"{date.lstrip('0')} BCE", f"{date} BCE") for date in dated)
        return tuple(next(filter(_exists, pair)) for pair in forms if any(map(_exists, pair)))
    plain = _TIME_OF_DAY.sub("", _ERA.sub("", as_it_looks(text)))
    if form := _OTHER_ORDER.fullmatch(plain):
        readings = _readings(form)
    else:
        readings = _in_words(plain.lower().replace(",", " ").replace(".", " "))
    dates = ("-".join(reading) for reading in readings)
    found = dict.fromkeys((*dates, *_range_of(plain), plain, *_serial_day(plain)))
    return tuple(date for date in found if _exists(date))


@lru_cache(maxsize=4096)
def date_in_words(text: str) -> Date | None:
    """Return a date whose month is a word, which can be read in one way alone; else None.

    A bank has it in figures, but tables come from elsewhere.

    >>> [date_in_words(text) is not None for text in ("22 February 1732", "Feb 1732", "2/3/1732")]
    [True, True, False]
    """
    if not _MONTH_IN_WORDS.search(text):
        return None
    likely = likely_dates(text)
    return parse_date(likely[0]) if len(likely) == 1 else None


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
    return [f"{iso_of(first.first)}/{iso_of(last.last)}"]


def _serial_day(text: str) -> list[str]:
    """Return the day that a spreadsheet means by a number of five digits."""
    if not re.fullmatch(r"[234]\d{4}", text, re.ASCII):
        return []
    return [(datetime.date(1899, 12, 30) + datetime.timedelta(int(text))).isoformat()]


_MILLIONS = re.compile(
    r"[~≈]?(?:c\.? ?)?[\d.,]+ ?(?:b|bn|billion|m|million|k|thousand|bya|mya|kya)\b.*", re.ASCII
)
_MINUS = re.compile(r"-(\d{1,6})", re.ASCII)
_SHORTENED = re.compile(r"(?P<begin>\d{1,2})(?P<first>\d\d)-(?P<last>\d\d)", re.ASCII)
_SMALL_YEARS = re.compile(
    r"(?P<about>[~≈] ?|ca?\.? ?)?(?P<first>[1-9]\d?) ?[-/] ?(?P<last>[1-9]\d{1,2})", re.ASCII
)
_HUNDRED = re.compile(r"(?:the )?(?P<hundred>\d{1,2})00'?s", re.ASCII)
_TENS = re.compile(r"(?:the )?'?(?P<tens>[1-9])0'?s", re.ASCII)
_PART = re.compile(r"(?:the )?(?:early|mid|middle|late)[ -](?:of )?(?:the )?(?P<rest>\d.*)")
_MILLENNIUM = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th) millennium(?P<bce> b.*)?", re.ASCII)
_ONE_ERA = re.compile(r"(?P<first>\d+) ?b[. c]*(?:e\.?)? ?(?:-|/|to) ?(?P<last>\d+)", re.ASCII)
_UNTIL = re.compile(r"(?:until|till|up to|no later than|at the latest) (?P<rest>.*\d.*)")


def date_hint(text: str) -> str:
    """Return how to write a date that is in another form, or what to do if it cannot be written.

    >>> date_hint("1900s")
    'write 190X for ten years, 20th century or 1900-1999 for a hundred'
    >>> date_hint("-49")
    'write 49 BCE; ISO 8601 counts from a year 0, and writes it -0048'
    """
    looks = _ERA.sub("", as_it_looks(text))
    said = looks.lower()
    if re.fullmatch("0+", looks):
        return "there was no year 0: write 1 BCE, or 1 for the year after it"
    if (form := _MINUS.fullmatch(said)) and (year := int(form[1])):
        written = f"{'-' if year > 1 else ''}{year - 1:04}"
        return f"write {year} BCE; ISO 8601 counts from a year 0, and writes it {written}"
    if form := _SHORTENED.fullmatch(said):
        years = f"{form['begin']}{form['first']}-{form['begin']}{form['last']}"
        if _exists(years):
            return f"write {years}"
    if likely := likely_dates(text):
        return f"write {' or '.join(likely)}"
    if (form := _SMALL_YEARS.fullmatch(said)) and int(form["first"]) < int(form["last"]):
        return f"write {'c. ' if form['about'] else ''}{form['first']}-{form['last']} CE"
    if _MILLIONS.fullmatch(said):
        return "so long ago is no date here: tell it as a quantity, in years"
    if (form := _HUNDRED.fullmatch(said)) and (hundred := int(form["hundred"])):
        ten = f"{hundred:02}0X"
        years = f"{hundred}00-{hundred}99"
        century = date_of_century(hundred + 1).text
        return f"write {ten} for ten years, {century} or {years} for a hundred"
    if form := _TENS.fullmatch(said):
        return f"write 19{form['tens']}0s"
    if form := _MILLENNIUM.fullmatch(said):
        number = int(form[1])
        years = (
            f"{number}000-{number - 1 or ''}{'001' if number > 1 else '1'} BCE"
            if form["bce"]
            else f"{number - 1 or ''}{'001' if number > 1 else '1'}-{number}000"
        )
        return f"write the years from one to another: {years}"
    if form := _ONE_ERA.fullmatch(said):
        first, last = form["first"], form["last"]
        return f"write {first} BCE-{last} CE or {first}-{last} BCE"
    for pattern, before in ((_PART, ""), (_UNTIL, "by ")):
        if (form := pattern.fullmatch(said)) and _exists(date := f"{before}{form['rest']}"):
            return f"write {date.replace('bce', 'BCE')}, or years from one to another: 850-900"
    if said.startswith(("before ", "after ")):
        return "write before or after and a day, a month, a year, a decade or a century"
    if _NO_CENTURY.fullmatch(said):
        return "write the year first, with four digits: 1930-02-18"
    if _NO_YEAR.fullmatch(said):
        return "add the year, and write it first: 1930-02-18"
    return f"write {FORMS}"


def _exists(date: str) -> bool:
    try:
        return bool(parse_date(date))
    except DateError:
        return False
