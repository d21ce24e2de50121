"""The dates and weekdays of a fact: printed in its source, counted from there, or explained."""

import re
from collections.abc import Iterator

from quizgen.bank.dates import Date, parts_of, weekdays_of
from quizgen.bank.facts import Fact, Position
from quizgen.errors import quoted
from quizgen.prove.case import TEXTS, Case, near, words_at
from quizgen.prove.outcome import Outcome, proved, wrong
from quizgen.prove.source_text import comparable, quoted_in
from quizgen.prove.text_dates import Said, printed_dates, relative_dates, say_date_of
from quizgen.read.dates import WEEKDAYS

_COUNTED = re.compile(
    r"\b(?:counted from|(?:in|of) an? (?:\w+ )?(?:report|newsletter|essay|text|article|analysis)"
    r"(?: printed)?(?: of| on)?)\b"
)
FEWEST_MARKED = 1000
"""From here on a number of four digits is read as a year wherever it stands."""
_NEAR = 15
"""The date from which something is counted follows at once, or after a weekday."""
_WAS_A = re.compile(rf" was (?:itself )?a ({'|'.join(WEEKDAYS)})\b")
_BESIDE = re.compile(rf"\b({'|'.join(WEEKDAYS)}),? (?:the )?$")


def prove_dates(case: Case) -> Iterator[Outcome]:
    """Hold the dates of a fact against its source, and the explanation of how they were found."""
    yield from _worked_out(case)
    yield from _dates(case)
    for key in TEXTS:
        for said in printed_dates(comparable(words_at(case.fact.claim, key)), case.source_date):
            yield _date_in_words(case, key, said)


def prove_reach(case: Case) -> Iterator[Outcome]:
    """Find what came after the text, and so cannot be told by it."""
    of_all = [case.fact.source, *(also.source for also in case.fact.also_in)]
    latest = max(
        (date for name in of_all if (date := case.bank.sources[name].date)),
        key=lambda date: date.last,
    )
    for key, date in _dates_of(case.fact):
        if key != "until" and latest.is_before(date):
            days = say_date_of(latest)
            message = f"{key} {date.text} is later than the source, which is of {days}"
            yield wrong("dates", (key,), message, "check the date, or name a later source")


def prove_weekdays(case: Case) -> Iterator[Outcome]:
    """Look for the stated weekday, and hold each weekday beside a date against it."""
    weekday = case.fact.weekday
    if weekday:
        is_here = any(True for part in case.passages for _ in part.finds(weekday))
        date = next(date for _, date in _dates_of(case.fact))
        counted = [said for said in case.counted if said.proves(date)]
        if is_here or (counted and case.text.find(weekday)):
            yield proved("weekdays")
        else:
            message = f"weekday {weekday} is not in the paragraph of 'at'"
            stated = [day for day in WEEKDAYS for part in case.passages if day in part.comparable]
            hint = f"it has {', '.join(stated)}" if stated else "delete the line"
            yield wrong("weekdays", ("weekday",), message, hint)
    for key in ("worked_out", "note"):
        outside = re.sub(r'"[^"]*"', '""', comparable(getattr(case.fact, key)))
        yield from _weekdays_beside_dates(case, outside, key)


def _dates(case: Case) -> Iterator[Outcome]:
    for key, date in _dates_of(case.fact):
        if (key == "as_of" or case.is_own_view()) and _is_as_of_source(case, date):
            yield proved("dates")
        elif case.is_own_view():
            message = f"{key} {date.text} is not the date of the text, in which its author speaks"
            hint = f"the text is of {say_date_of(case.source_date)}"
            yield wrong("dates", (key,), message, hint)
        elif key == "until":
            yield _until(case, date)
        elif not case.source_date.is_before(date):
            yield _date(case, key, date)


def _date(case: Case, key: str, date: Date) -> Outcome:
    days = say_date_of(date)
    matching = [said for said in case.printed if said.proves(date)]
    for said in matching:
        stated = said.weekday
        names = [WEEKDAYS[number] for number in date.weekdays]
        if stated and names and stated not in names:
            right = " or a ".join(names)
            message = f"the text says {stated}, {said.words}, but {days} was a {right}"
            hint = "keep only the month, and say why in worked_out"
            return wrong("dates", (key,), message, hint)
    if matching or any(said.proves(date) for said in case.counted) or _has_year(case, date):
        return proved("dates")
    if case.counted and not any(said.touches(date) for said in case.counted):
        said = case.counted[0]
        message = f"{quoted(said.words)} is {said.meaning}, and {key} is {days}"
        hint = f"counted from {say_date_of(case.source_date)}; mend {key} or worked_out"
        return wrong("dates", (key,), message, hint)
    exact = [
        said for said in case.counted if said.is_printed or case.source_date.precision == "day"
    ]
    if exact:
        said = exact[0]
        message = f"{key} {date.text} says more than {quoted(said.words)}: {said.meaning}"
        return wrong("dates", (key,), message, "keep only the precision that holds")
    if _is_printed_on_text(case, date):
        return proved("dates")
    if not case.explained:
        message = f"{key} {date.text} is not in the paragraph of 'at'"
        return wrong("dates", (key,), message, _hint_of_date(case, date))
    if case.named and not any(said.touches(date) for said in case.named):
        message = f"{key} {date.text} fits no date of worked_out: "
        message += ", ".join(dict.fromkeys(said.meaning for said in case.named))
        return wrong("dates", (key,), message, f"mend {key} or worked_out")
    return case.rests(f"{key} {date.text}", "dates", (key,))


def _has_year(case: Case, date: Date) -> bool:
    """Tell whether the paragraph has the number of an early year, which nothing marks as one."""
    if date.precision != "year" or not 0 < date.written[0] < FEWEST_MARKED:
        return False
    number = re.compile(rf"(?<![\d,.$£€-]){date.written[0]}(?![\d%]|[,.]\d)")
    return any(number.search(part.comparable) for part in case.passages)


def _until(case: Case, date: Date) -> Outcome:
    """Look for an end; a later text may tell it, so it need not be counted from this one."""
    if any(said.proves(date) for said in (*case.printed, *case.counted)):
        return proved("dates")
    if case.explained:
        return case.rests(f"until {date.text}", "dates", ("until",))
    message = f"until {date.text} is not in the paragraph of 'at'"
    return wrong("dates", ("until",), message, "say in worked_out how it was found")


def _is_as_of_source(case: Case, date: Date) -> bool:
    """Tell whether a date is the text's own, or a longer time around it."""
    source_date = case.source_date
    return date.first <= source_date.first and source_date.last <= date.last


def _is_printed_on_text(case: Case, date: Date) -> bool:
    """Tell whether a date is the text's own, which it prints."""
    source_date = case.source_date
    is_own = case.source.date_basis == "printed" and date.text == source_date.text
    return is_own and bool(case.explained)


def _hint_of_date(case: Case, date: Date) -> str:
    source_date = case.source_date
    for part in case.passages:
        for said in relative_dates(part.comparable, source_date):
            if said.proves(date):
                words = f"worked_out: '\"{said.words}\", counted from {say_date_of(source_date)}'"
                return f"if that is how it was found, add {words}"
            if said.candidates:
                return f"{quoted(said.words)} in it is {said.meaning}"
    if case.printed:
        return f"it has {quoted(case.printed[0].words)}"
    return "say in worked_out how it was found"


def _date_in_words(case: Case, key: str, said: Said) -> Outcome:
    (first, last), *_ = said.candidates
    date = Date(said.words, "range", first, last)
    fact_dates = [date for _, date in _dates_of(case.fact)]
    if any(
        known.first >= first and known.last <= last for known in (*fact_dates, case.source_date)
    ):
        return proved("dates")
    if any(printed.proves(date) for printed in (*case.printed, *case.counted)):
        return proved("dates")
    if case.explained:
        return case.rests(f"{quoted(said.words)} in {key}", "dates", (key,))
    message = f"{quoted(said.words)} in {key} is not in the paragraph of 'at'"
    return wrong("dates", (key,), message, _hint_of_date(case, date))


def _worked_out(case: Case) -> Iterator[Outcome]:
    """Hold the words that an explanation quotes, and its own dates, against the source."""
    for words in quoted_in(case.fact.worked_out):
        if not case.text.find(words, ignore_case=True):
            message = f"worked_out quotes {quoted(words)}, which the text does not have"
            hint = near(case.text, words) or "quote the words from which you counted"
            yield wrong("quotations", ("worked_out",), message, hint)
    for match in _COUNTED.finditer(case.unquoted):
        dates = printed_dates(case.unquoted[match.end() :], case.source_date)
        if dates and dates[0].start <= _NEAR and not dates[0].touches(case.source_date):
            days = say_date_of(case.source_date)
            message = f"worked_out counts from {dates[0].words}, but the source is of {days}"
            yield wrong("dates", ("worked_out",), message, "count from the source's date")
    for words in case.quoted_words:
        yield from _weekday_in_brackets(case, words)


def _weekday_in_brackets(case: Case, words: str) -> Iterator[Outcome]:
    """Find a weekday in brackets that does not fit, as in "yesterday (Tuesday)"."""
    match = re.fullmatch(rf"(.+?) \(({'|'.join(WEEKDAYS)})\)", words)
    said = relative_dates(match[1], case.source_date) if match else ()
    days = [day for counted in said for day, last in counted.candidates if day == last]
    if (
        match
        and days
        and all(WEEKDAYS[number] != match[2] for day in days for number in weekdays_of(day))
    ):
        message = f"{quoted(match[1])} is {said[0].meaning}, which was no {match[2]}"
        yield wrong("weekdays", ("worked_out",), message, "check the source's date")


def _weekdays_beside_dates(case: Case, text: str, key: str) -> Iterator[Outcome]:
    for said in printed_dates(text, case.source_date):
        (first, last), *_ = said.candidates
        stated = _stated_weekday(text, said)
        is_old_leap_day = "29" in said.words and parts_of(first)[2] == 28  # kept as the day before
        if not stated or first != last or is_old_leap_day:
            continue
        if stated in (names := [WEEKDAYS[number] for number in weekdays_of(first)]):
            yield proved("weekdays")
        else:
            was = " or a ".join(names)
            message = f"{key} says that {said.words} was a {stated}; it was a {was}"
            yield wrong("weekdays", (key,), message, "check the date and the weekday")


def _stated_weekday(text: str, said: Said) -> str:
    before = _BESIDE.search(text[: said.start])
    after = _WAS_A.match(text, said.start + len(said.words))
    match = before or after
    return match[1] if match else ""


def _dates_of(fact: Fact) -> Iterator[tuple[str, Date]]:
    """Yield the dates that a fact asserts; what it leaves out is not asserted."""
    if fact.date is not None:
        yield "date", fact.date
    if fact.as_of and fact.as_of != fact.date:
        yield "as_of", fact.as_of
    if isinstance(fact.claim, Position) and fact.claim.until is not None:
        yield "until", fact.claim.until
