"""The dates in an English text: those that it prints, and those that count from its own date."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product

from quizgen.bank.dates import (
    Date,
    about,
    days_of_months,
    first_day,
    last_day,
    number_of,
    parts_of,
    weekdays_of,
    year_of_day,
)
from quizgen.prove.text_numbers import numbers_in
from quizgen.read.dates import WEEKDAYS, DateError, parse_date
from quizgen.values import dataclass

Days = tuple[int, int]
"""The numbers of the first and the last day that some words may mean."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(f"{month}|{month[:3]}(?:t|r|e|y|\\.)?\\.?(?![a-z])" for month in MONTHS)
_YEAR = r"(?:1[0-9]|20)\d\d"
_NTH = r"(?:st|nd|rd|th)?"
_BCE = r"B\.?C\.?(?:E\.?)?(?!\w)"
_YEAR_OF = rf"(?:\d{{1,4}}(?= ?{_BCE})|{_YEAR})"
"""The year of a day or month; whether it is one before the common era stands behind it."""
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first"),
)
_PRINTED = re.compile(
    rf"\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"
    rf"|\b(?:(?P<from>\d\d?){_NTH}(?: ?- ?| to | and ))?(?P<day>\d\d?){_NTH}(?: of)?"
    rf" (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR_OF}))?(?!\w)"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d\d?){_NTH}(?:(?: ?- ?| to )(?P<to2>\d\d?){_NTH})?"
    rf"(?![\d:]| ?{_BCE})(?:,? (?P<year2>{_YEAR_OF}))?"
    rf"|(?:\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -](?:in )?)?"
    rf"\b(?P<month3>{_MONTH})(?:(?: of|,)? (?P<year3>{_YEAR_OF}))?(?!\w)"
    rf"|\b(?P<season>{'|'.join(_SEASONS)})(?: of|,)? (?P<year4>{_YEAR})\b"
    rf"|(?<![\d,.$-])(?P<year5>{_YEAR})(?![\d,.]\d|-[a-z]|s\b)"
)
_ERA = r"(?: ?(?P<era>B\.? ?C\.? ?E\.?|B\.? ?C\.?|C\.E\.?|CE\b|A\.? ?D\.?)(?![A-Za-z]))"
_LONG_AGO = re.compile(
    r"(?P<about>\b(?:c\.|ca\.|circa|about|around|approximately) ?)?(?:"
    rf"\b(?:(?P<nth>[1-9]\d?)(?:st|nd|rd|th)|(?P<ordinal>{'|'.join(ORDINALS)}))[ -]century\b{_ERA}?"
    rf"|\b(?P<decade>[1-9]\d{{1,2}}0)s\b{_ERA.replace('era', 'era2')}?"
    rf"|(?P<era3>\b(?:A\.?D\.?|C\.?E\.?) )(?P<ad>[1-9]\d{{0,3}})\b"
    r"|\b(?P<from>[1-9]\d{0,2},\d{3}|[1-9]\d{0,4})(?: ?[-–] ?(?P<to>\d{1,5}))?"
    rf"{_ERA.replace('era', 'era4')}"
    r"|(?<![\d,.$-])\b(?P<first>[1-9]\d{3})[-–](?P<last>\d\d|\d{4})\b(?![-–\d])"
    r"|(?P<in>\b(?:[Ii]n|[Bb]y|[Uu]ntil|[Ss]ince|[Aa]fter|[Bb]efore|[Ff]rom) )(?P<year>[1-9]\d\d)"
    r"(?=[;,.)]|$| (?:and|when|after|the|by|as)\b))",
    re.IGNORECASE,
)
"""Dates as histories write them: with an era, a century, a decade, from year to year, and years of
three digits, which are none where they count something."""
_ERA_BEHIND = re.compile(rf" ?{_BCE}")
_AMBIGUOUS = re.compile(
    r"\b(?:in|since|until|by|of|from|to|and|last|this|between|before|after) $", re.IGNORECASE
)
"""What stands before "May" or "March" where they are months."""
_STATED = re.compile(rf"\b({_WEEKDAY})(?: (?:morning|afternoon|evening|night))?,? (?:the )?$")
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


@dataclass(frozen=True)
class Said:
    """Words that mean a date."""

    words: str
    candidates: tuple[Days, ...]
    """What they may mean."""
    start: int
    weekday: str = ""
    """The weekday that is stated beside a printed date."""
    is_printed: bool = False
    """Whether they are a date of their own, counted from none."""

    def proves(self, date: Date) -> bool:
        """Tell whether the words may mean a day or days within a date."""
        return any(date.first <= first and last <= date.last for first, last in self.candidates)

    def touches(self, date: Date) -> bool:
        """Tell whether what the words may mean and a date have a day in common."""
        return any(first <= date.last and date.first <= last for first, last in self.candidates)

    @property
    def meaning(self) -> str:
        """Return what the words mean, for messages."""
        return " or ".join(say_days(days) for days in self.candidates)


@lru_cache(maxsize=2048)
def printed_dates(text: str, counted_from: Date) -> tuple[Said, ...]:
    """Return the dates printed in a text; a year left out is the latest not after its own date."""
    matches = [*_PRINTED.finditer(text)]
    of_days = {  # 44 BC behind a day of it is no date of its own
        place
        for match in matches
        if _ERA_BEHIND.match(text, match.end()) and not match["year5"]
        for place in range(*match.span())
    }
    long_ago = [
        said
        for match in _LONG_AGO.finditer(text)
        if (said := _long_ago(match)) and said.start not in of_days
    ]
    taken = {
        place for said in long_ago for place in range(said.start, said.start + len(said.words))
    }
    found = (_printed(match, text, counted_from) for match in matches if match.start() not in taken)
    both = [*long_ago, *(said for said in found if said is not None)]
    return tuple(sorted(both, key=lambda said: said.start))


@lru_cache(maxsize=2048)
def relative_dates(text: str, counted_from: Date) -> tuple[Said, ...]:
    """Return the dates that a text tells by counting from its own: "yesterday", "last month"."""
    base = counted_from.first, counted_from.last
    found: list[Said] = []
    taken: set[int] = set()
    for pattern, count in _RELATIVE:
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                days = tuple(_within_reach(count(base, match), counted_from))
                found.append(Said(match[0], days, match.start()))
    return tuple(sorted(found, key=lambda said: said.start))


def say_days(days: Days) -> str:
    """Return some days in words.

    >>> say_days(days_of_months(2024, 5, 2024, 5)), say_days((first_day(-195), last_day(-195)))
    ('May 2024', '196 BCE')
    """
    (year, month, day), (last_year, last_month, last_day_) = map(parts_of, days)
    end = f"{MONTHS[last_month - 1]} {_say_year(last_year)}"
    if days[0] == days[1]:
        return f"{day} {end}"
    if days == _whole_month(year, month):
        return end
    if days == (first_day(year), last_day(last_year)):
        return " to ".join(dict.fromkeys(map(_say_year, (year, last_year))))
    start = str(day)
    if (year, month) != (last_year, last_month):
        start += f" {MONTHS[month - 1]} {_say_year(year)}"
    return f"{start} to {last_day_} {end}"


def _say_year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BCE"


def say_date_of(date: Date) -> str:
    """Return a bank's date in words."""
    return say_days((date.first, date.last))


# --------------------------------------------------------------------------- printed dates


def _printed(match: re.Match[str], text: str, counted_from: Date) -> Said | None:
    part = match.groupdict()
    name = part["month"] or part["month2"] or part["month3"]
    if _is_no_month(match, text):
        return None
    year = next((int(part[key]) for key in ("year", "year2", "year3") if part[key]), None)
    if year and _ERA_BEHIND.match(text, match.end()):
        year = 1 - year
    try:
        if part["iso"]:
            day = number_of(*map(int, part["iso"].split("-")))
            days = day, day
        elif part["season"]:
            days = _season(part["season"], int(part["year4"]))
        elif part["year5"]:
            days = first_day(int(part["year5"])), last_day(int(part["year5"]))
        else:
            days = _latest(part, _month_number(name), year, counted_from)
    except ValueError:  # 31 June
        return None
    stated = _STATED.search(text[: match.start()])
    return Said(match[0], (days,), match.start(), stated[1] if stated else "", is_printed=True)


def _long_ago(match: re.Match[str]) -> Said | None:
    """Return what a date of a history means, None if it is none."""
    part = match.groupdict()
    era = next((part[key] for key in ("era", "era2", "era3", "era4") if part[key]), "")
    before = " BCE" if era.upper().startswith("B") else ""
    if part["nth"] or part["ordinal"]:
        nth = part["nth"] or ORDINALS.index(part["ordinal"].lower()) + 1
        written = f"{nth}th century{before}"
    elif part["decade"]:
        written = f"{part['decade']}s{before}"
    elif part["first"] or part["to"]:
        first, last = (part["first"], part["last"]) if part["first"] else (part["from"], part["to"])
        written = f"{first}-{last if before else _whole(first, last)}{before}"
    else:
        written = f"{part['ad'] or part['from'] or part['year']}{before}"
    try:
        date = parse_date(written)
    except DateError:  # from 1990 to 12
        return None
    date = about(date) if part["about"] and not date.ends else date
    words = match[0].removeprefix(part["in"] or "")
    start = match.end() - len(words)
    return Said(words, ((date.first, date.last),), start, is_printed=True)


def _whole(first: str, last: str) -> str:
    """Return the last year of a range, of which the second half alone may be written.

    >>> _whole("1861", "65"), _whole("1914", "1918")
    ('1865', '1918')
    """
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _is_no_month(match: re.Match[str], text: str) -> bool:
    """Tell whether "May" or "March" is a verb."""
    lone = match["month3"] in {"May", "March", "Mar"} and not match["part"] and not match["year3"]
    return lone and not _AMBIGUOUS.search(text[: match.start()])


def _latest(part: dict[str, str | None], month: int, year: int | None, counted_from: Date) -> Days:
    """Return the days of a date, in the latest year that is not after the text's own."""
    this_year = year_of_day(counted_from.last)
    days = _in_year(part, month, this_year if year is None else year)
    if year is None and days[0] > counted_from.last:
        days = _in_year(part, month, this_year - 1)
    return days


def _in_year(part: dict[str, str | None], month: int, year: int) -> Days:
    if third := part["part"]:
        return _third(_whole_month(year, month), third.casefold())
    day = part["day"] or part["day2"]
    if day is None:
        return _whole_month(year, month)
    first = part["from"] or day
    last = part["to2"] or day
    return number_of(year, month, int(first)), number_of(year, month, int(last))


def _season(name: str, year: int) -> Days:
    month = _SEASONS[name]
    if name == "winter":  # it may mean the year's first winter or its last
        return days_of_months(year, 1, year + 1, 2)
    return days_of_months(year, month, year, month + 2)


def _month_number(name: str | None) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month[:3] == str(name)[:3])


def _third(month: Days, part: str) -> Days:
    """Return the ten days or so that "early", "mid" or "late" leaves of a month."""
    (first, last), (low, high) = month, _THIRDS[part]
    return first + low - 1, min(first + high - 1, last)


def _whole_month(year: int, month: int) -> Days:
    return days_of_months(year, month, year, month)


# --------------------------------------------------------------------------- counted dates

Count = Callable[[Days, re.Match[str]], Iterator[Days]]


def _within_reach(found: Iterator[Days], counted_from: Date) -> Iterator[Days]:
    """Leave out what lies after the text's own date, and end there what does not."""
    for first, last in found:
        if first <= counted_from.last:
            yield first, min(last, counted_from.last)


def _days_back(days: int) -> Count:
    def count(base: Days, match: re.Match[str]) -> Iterator[Days]:
        yield base[0] - days, base[1] - days

    return count


def _recent(days: int) -> Count:
    def count(base: Days, match: re.Match[str]) -> Iterator[Days]:
        yield base[0] - days, base[1]

    return count


def _week(weeks_back: int) -> Count:
    """Count a week from Monday; from Sunday, for texts that reckon so, it is another candidate."""

    def count(base: Days, match: re.Match[str]) -> Iterator[Days]:
        for weekday, offset in product(weekdays_of(base[0]), (0, 1)):
            start = base[0] - ((weekday + offset) % 7 + 7 * weeks_back)
            yield start, start + 6 + base[1] - base[0]

    return count


def _month(months_back: int) -> Count:
    def count(base: Days, match: re.Match[str]) -> Iterator[Days]:
        first, last = (_months_before(day, months_back) for day in base)
        part = match.groupdict().get("part")
        yield _third(first, part.casefold()) if part and first == last else (first[0], last[1])

    return count


def _year_back(years: int) -> Count:
    def count(base: Days, match: re.Match[str]) -> Iterator[Days]:
        first, last = map(year_of_day, base)
        yield first_day(first - years), last_day(last - years)

    return count


def _ago(base: Days, match: re.Match[str]) -> Iterator[Days]:
    """Count days back to the day, weeks to the week, and months to the month."""
    number = 1 if match["n"] in {"a", "one"} else int(numbers_in(match["n"])[0].value)
    if match["unit"] == "day":
        yield from _days_back(number)(base, match)
    elif match["unit"] == "week":
        yield from _week(number)(base, match)
    elif match["unit"] == "month":
        yield _months_before(base[0], number)[0], _months_before(base[1], number)[1]
    else:
        yield from _year_back(number)(base, match)


def _weekday(base: Days, match: re.Match[str]) -> Iterator[Days]:
    """Count to the last such day, and on such a day also to itself; "last" may skip a week."""
    if base[0] != base[1]:
        yield base[0] - 7, base[1]
        return
    is_last = (match["how"] or "").casefold() == "last"
    for weekday in weekdays_of(base[0]):
        back = (weekday - WEEKDAYS.index(match["weekday"])) % 7
        for days in [back, back + 7] if back == 0 or is_last else [back]:
            if days or not is_last:
                day = base[0] - days
                yield day, day


def _months_before(day: int, months: int) -> Days:
    year, month, _ = parts_of(day)
    whole = year * 12 + month - 1 - months
    return _whole_month(whole // 12, whole % 12 + 1)


_RELATIVE: tuple[tuple[re.Pattern[str], Count], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), count)
    for pattern, count in (
        ("the day before yesterday", _days_back(2)),
        ("yesterday|last night", _days_back(1)),
        ("today|tonight|this (?:morning|afternoon|evening)", _days_back(0)),
        (r"(?P<n>an?|[a-z]+|\d+) (?P<unit>day|week|month|year)s? ago", _ago),
        ("last week", _week(1)),
        ("(?:earlier )?this week", _week(0)),
        ("(?:in )?(?:the )?(?:recent|last few|past few) days", _recent(14)),
        ("(?:in )?(?:the )?(?:recent|last few|past few) weeks", _recent(60)),
        ("(?:(?P<part>early|mid|late)[ -])?last month", _month(1)),
        ("(?:earlier )?this month", _month(0)),
        ("last year", _year_back(1)),
        ("(?:earlier )?this year", _year_back(0)),
        (rf"(?:(?P<how>last|on|late|early) )?(?P<weekday>{_WEEKDAY})", _weekday),
    )
)
