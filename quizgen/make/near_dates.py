"""Dates near the right one: computed, kept apart from one another, and on both sides of it."""

from collections.abc import Iterable, Iterator, Sequence

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
from quizgen.judge.distances import are_told_apart, years_apart
from quizgen.judge.subject import Subject
from quizgen.order import hash_under, shuffled

OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
"""How far a computed date lies off: in weeks for a day, in months for a month, and for years in
steps that grow with their age."""
DAYS_A_WEEK = 7
DISTRACTORS = 3
"""How many wrong dates an item has."""

Found = tuple[Date, Fact | None]
"""A date, and the fact that it is true of; None for a computed one."""


def computed_dates(right: Date, seed: str, subject: Subject) -> Iterator[Found]:
    """Yield dates that are as exact as the right one, within the time of the bank (DIS-3)."""
    first, last = subject.window(right)
    for step in shuffled(OFFSETS, seed, str):
        date = _later(right, step)
        if date and first <= date.first <= date.last <= last:
            yield date, None


def told_apart(right: Date, found: Iterable[Found], seed: str) -> Iterator[Found]:
    """Yield the dates that lie far enough from the right one and from one another (DIS-3).

    Of years, those that are made up are put on both sides of the right one by a drawn number: with
    the likeliest alone, the key would hardly ever be the first or the last.
    """
    kept = [right]
    apart: list[Found] = []
    for date, fact in found:
        if all(are_told_apart(date, other) for other in kept):
            kept.append(date)
            apart.append((date, fact))
            if years_apart(right) is None:
                yield date, fact
    if years_apart(right) is not None:
        yield from _on_both_sides(right, apart, seed)


def _on_both_sides(right: Date, found: Sequence[Found], seed: str) -> Iterator[Found]:
    """Yield dates that are true of something, then such as bring the key to a drawn rank."""
    true = [each for each in found if each[1]]
    made_up = [each for each in found if not each[1]]
    wanted = hash_under("rank", seed)[0] % (DISTRACTORS + 1)
    missing = max(wanted - sum(date.is_before(right) for date, _ in true[:DISTRACTORS]), 0)
    before = [each for each in made_up if each[0].is_before(right)]
    after = [each for each in made_up if right.is_before(each[0])]
    yield from (*true, *before[:missing], *after, *before[missing:])


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
