"""Other dates that are as exact: of other events first, then of statements, then computed."""

from collections.abc import Iterator
from itertools import chain

from quizgen.bank.dates import (
    Date,
    about,
    date_of_century,
    date_of_day,
    date_of_decade,
    date_of_month,
    date_of_year,
    date_of_years,
)
from quizgen.bank.facts import Fact
from quizgen.judge.distances import DAYS_NEAR, are_told_apart, is_within_reach, years_apart
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date, say_on_date
from quizgen.make.candidate import Answers, Candidate
from quizgen.order import shuffled
from quizgen.quiz.meaning import SomeDate

OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
"""How far a computed date lies off: in weeks for a day, in months for a month, and for years in
steps that grow with their age."""
DAYS_A_WEEK = 7


def dates(fact: Fact, subject: Subject) -> Answers | None:
    """Return when it was, and when it might have been, each date far enough from the others.

    None for what has no date, and for a date of which only one end is known: what comes before it
    may be as true.
    """
    right = fact.dated
    if right is None or right.is_open:
        return None

    def others() -> Iterator[Candidate]:
        kept = [right]
        for date, sibling in _found(right, fact, subject):
            if all(are_told_apart(date, other) for other in kept):
                kept.append(date)
                yield _as_candidate(date, subject, sibling)

    return Answers(_as_candidate(right, subject), others())


def _found(right: Date, fact: Fact, subject: Subject) -> Iterator[tuple[Date, Fact | None]]:
    """Yield dates of siblings, then computed ones; of days and months first those that are near.

    One of long before or after is told by its year alone: nobody has a war begin two years late.
    """
    siblings, computed = [*_siblings(right, fact, subject)], [*_computed(right, fact, subject)]
    if right.precision not in ("day", "month"):
        return chain(siblings, computed)
    return chain.from_iterable(
        [found for found in group if (abs(found[0].first - right.first) <= DAYS_NEAR) is is_near]
        for is_near in (True, False)
        for group in (siblings, computed)
    )


def _siblings(right: Date, fact: Fact, subject: Subject) -> Iterator[tuple[Date, Fact | None]]:
    siblings = subject.siblings
    for other in chain(siblings.of(fact, "event"), siblings.of(fact, "statement")):
        is_told = other.date_basis != "external"  # else it is crossed out by looking into the texts
        if not is_told or other.dated is None or other.dated.grain != right.grain:
            continue
        if is_within_reach(other.dated, right):
            yield other.dated, other


def _computed(right: Date, fact: Fact, subject: Subject) -> Iterator[tuple[Date, Fact | None]]:
    first, last = subject.window(right)
    for step in shuffled(OFFSETS, fact.id, str):
        date = _later(right, step)
        if date and first <= date.first <= date.last <= last:
            yield date, None


def _as_candidate(date: Date, subject: Subject, sibling: Fact | None = None) -> Candidate:
    slots = {
        "date": say_date(date, subject.language),
        "on_date": say_on_date(date, subject.language),
    }
    return Candidate(SomeDate(date), slots, sibling)


def _later(date: Date, step: int) -> Date | None:
    """Return a date so many weeks later, or months, or steps of years, as exact as it is.

    None for dates of other precision, and for years of another era, by which the key would be told.
    """
    if date.precision == "day":
        return date_of_day(date.first + DAYS_A_WEEK * step)
    if date.precision == "month":
        month = date.written[0] * 12 + date.written[1] - 1 + step
        return date_of_month(month // 12, month % 12 + 1)
    years = years_apart(date)
    if years is None:
        return None
    shifted = _shifted(date, years * step)
    return about(shifted) if shifted and date.is_about else shifted


def _shifted(date: Date, years: int) -> Date | None:
    """Return a year, decade, century or range so many years later, if that is of the same era."""
    if date.ends:
        first, last = (_shifted(end, years) for end in date.ends)
        return date_of_years(first, last) if first and last else None
    (number,) = date.written
    match date.precision:
        case "decade":
            return date_of_decade(number + years) if number * (number + years) > 0 else None
        case "century":
            later = number + years // 100
            return date_of_century(later) if number * later > 0 else None
        case _:
            return date_of_year(number + years) if (number > 0) == (number + years > 0) else None
