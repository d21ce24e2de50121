"""Dates as the cells of a column have them: what one cell leaves open, all of them may decide.

No single cell tells whether 3/4/1378 is a day of March or of April, nor whether -753 counts from a
year 0. A column that has 31/12/1378 in it, or -31, tells it of all its cells. What even the column
leaves open is not guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from quizgen.bank.dates import Date
from quizgen.read.characters import as_it_looks
from quizgen.read.date_hints import date_hint, date_in_words
from quizgen.read.dates import DateError, parse_date
from quizgen.values import dataclass

DateOrder = Literal["", "day-first", "month-first"]
Minus = Literal["", "bce", "iso"]

_IN_NUMBERS = re.compile(
    r"(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})"
    r"(?:[T ]\d{1,2}:\d\d.*)?",
    re.ASCII,
)
"""31/12/1378, perhaps with the time of day that a spreadsheet puts behind it."""
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?", re.ASCII
)
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})[./-](?P<year>\d{4})", re.ASCII)
_MINUS = re.compile(r"(?<![\d.-])-(?P<year>\d{1,6})(?![\d.])(?!-\d\d-\d\d)", re.ASCII)
_BARE_END = re.compile(r"(?:(?<= BCE)| BCE ?)(?: ?(?:-|/|to) ?)(\d{1,4})$", re.ASCII)
_ISO_MONTH = re.compile(r"\d\d(?P<short>\d\d)-(?P<behind>\d\d)", re.ASCII)
"""1902-05: a month, or the years from 1902 to 1905."""
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_OF_OLD = re.compile(r"(?<!\d)[1-9]\d\d(?!\d)|^-\d|(?i:\d ?b\.? ?c)")
"""What only years of long ago have: three digits, a minus, or an era."""
_SMALL = re.compile(r"[1-9]\d{0,2} ?(?:-|/|to) ?[1-9]\d{0,2}", re.ASCII)
_PART = re.compile(
    r"(?:the )?(?:(?:very )?(?:early|mid|middle|late|end|beginning|start|turn)"
    r"|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:half|third|quarter))"
    r"(?:[ -](?:part )?(?:of )?(?:the )?)(?P<whole>[1-9].*)",
    re.IGNORECASE,
)
"""What is in a part of a century or of ten years; those are what is known of it here."""
_WHOLE_YEARS = re.compile(r"(-?\d{1,6})(?: ?[-/] ?(-?\d{1,6}))?", re.ASCII)
LEAST_LONG_AGO = 100
"""A minus before smaller numbers alone may be that of a temperature. Ours."""


@dataclass(frozen=True)
class DateForm:
    """How the cells of a column write their dates."""

    order: DateOrder = ""
    """Which comes first in 3/4/1378; empty where that is not known."""
    minus: Minus = ""
    """What a minus before a year means; empty for what it does in banks."""
    has_short_ranges: bool = False
    """Whether a cell names years as 1914-18 does, so that 1902-05 need be no month."""
    is_ancient: bool = False
    """Whether its years have no four digits, so that 54-68 is no part of another century."""


def form_of(cells: Iterable[str]) -> DateForm:
    """Return how cells write dates, as far as they tell for certain; a minus is taken as people do.

    >>> form_of(["03/04/1378", "31/12/1378"]).order, form_of(["03/04/1378"]).order
    ('day-first', '')
    >>> form_of(["-753", "14"]).minus, form_of(["-0752", "0014"]).minus
    ('bce', 'iso')
    """
    texts = [as_it_looks(cell) for cell in cells]
    numbers = [form for text in texts if (form := _IN_NUMBERS.fullmatch(text))]
    day_first = sum(int(form["first"]) > 12 for form in numbers)
    month_first = sum(int(form["second"]) > 12 for form in numbers)
    order: DateOrder = "day-first" if day_first > month_first else "month-first"
    years = [form["year"] for text in texts for form in _MINUS.finditer(text)]
    padded = [year for year in years if len(year) == 4 and year.startswith("0")]
    return DateForm(
        order=order if day_first != month_first else "",
        minus="" if not years else "iso" if padded else "bce",
        has_short_ranges=any(map(_is_short_range, texts)),
        is_ancient=not any(map(_FOUR_DIGITS.search, texts)) and any(map(_OF_OLD.search, texts)),
    )


def lacks_order(cells: Iterable[str]) -> str:
    """Return a cell that names a day in numbers whose order none of the cells tells; else "".

    >>> lacks_order(["03/04/1378", "5/5/1453"]), lacks_order(["03/04/1378", "31/12/1378"])
    ('03/04/1378', '')
    """
    cells = [*cells]
    if form_of(cells).order:
        return ""
    numbers = ((cell, _IN_NUMBERS.fullmatch(as_it_looks(cell))) for cell in cells)
    return next((cell for cell, form in numbers if form and form["first"] != form["second"]), "")


def may_be_years(cells: Iterable[str]) -> bool:
    """Tell whether whole numbers and ranges of them may be years: one is at least a hundred off.

    >>> may_be_years(["-753", "14"]), may_be_years(["-40", "12"]), may_be_years(["-99.5", "753"])
    (True, False, False)
    """
    found = [_WHOLE_YEARS.fullmatch(as_it_looks(cell)) for cell in cells]
    numbers = [abs(int(part)) for form in found if form for part in form.groups() if part]
    return all(found) and max(numbers, default=0) >= LEAST_LONG_AGO


def whole_of(text: str) -> str:
    """Return the century or decade of which a date names a part; empty for another.

    >>> whole_of("late 12th century"), whole_of("second half of the 1450s"), whole_of("1450")
    ('12th century', '1450s', '')
    """
    form = _PART.fullmatch(as_it_looks(text))
    if form is None:
        return ""
    try:
        date = parse_date(form["whole"])
    except DateError:
        return ""
    return form["whole"] if date.precision in ("decade", "century") else ""


def parse_cell(text: str, form: DateForm) -> Date:
    """Return the date of a cell; raise DateError where it is none, or might be two.

    >>> parse_cell("31/12/1378", DateForm("day-first")).text
    '1378-12-31'
    >>> parse_cell("-753", DateForm(minus="bce")).text, parse_cell("1939-45", DateForm()).text
    ('753 BCE', '1939-45')
    """
    if form.has_short_ranges and _may_be_short_range(text):
        raise DateError("may be a month or years")
    plain = as_it_looks(text)
    if form.minus == "bce" and _MINUS.search(plain):
        plain = text = _with_eras(plain)
    try:
        return parse_date(text)
    except DateError:
        return _parse_other(plain, form)


def _parse_other(plain: str, form: DateForm) -> Date:
    """Return the date of a cell in a form that no bank has."""
    if whole := whole_of(plain):
        plain = whole
    if form.is_ancient and _SMALL.fullmatch(plain):
        plain = f"{plain} CE"
    if found := _IN_NUMBERS.fullmatch(plain):
        plain = _day_of(found, form.order)
    elif found := _YEAR_FIRST.fullmatch(plain):
        plain = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    elif found := _MONTH_FIRST.fullmatch(plain):
        plain = f"{found['year']}-{int(found['month']):02}"
    try:
        return parse_date(plain)
    except DateError:
        if date := date_in_words(plain):
            return replace(date, text=plain)
        raise


def hint_of(text: str, form: DateForm) -> str:
    """Return what to write instead of a cell that is no date, or to say of its column."""
    plain = as_it_looks(text)
    if form.has_short_ranges and _may_be_short_range(text):
        first, last = plain[:4], f"{plain[:2]}{plain[5:]}"
        return f"write {first}-{last} for the years, or the month in letters"
    hint = date_hint(text)
    if not form.order and _IN_NUMBERS.fullmatch(plain):
        return f"{hint}; or say of the column date_order: day-first, or month-first"
    if not form.minus and _MINUS.search(plain):
        return f"{hint}; or say minus: bce of the column, where -49 is 49 BCE"
    return hint


def _day_of(form: re.Match[str], order: DateOrder) -> str:
    first, second = int(form["first"]), int(form["second"])
    if not order and first != second:
        raise DateError("does not say whether the day or the month comes first")
    month, day = (first, second) if order == "month-first" else (second, first)
    return f"{form['year']}-{month:02}-{day:02}"


def _with_eras(text: str) -> str:
    """Return a text whose years have an era instead of a minus.

    >>> _with_eras("-49 - -44"), _with_eras("-27-14"), _with_eras("c. -500")
    ('49 BCE - 44 BCE', '27 BCE-14 CE', 'c. 500 BCE')
    """
    said = _MINUS.sub(lambda form: f"{int(form['year'])} BCE", text)
    return _BARE_END.sub(lambda form: f"{form[0]} CE", said)


def _is_short_range(text: str) -> bool:
    """Tell whether a text names years by two digits of the last: 1939-45. No month has the 45."""
    form = _ISO_MONTH.fullmatch(text)
    return form is not None and int(form["behind"]) > max(12, int(form["short"]))


def _may_be_short_range(text: str) -> bool:
    form = _ISO_MONTH.fullmatch(text)
    return form is not None and int(form["short"]) < int(form["behind"]) <= 12
