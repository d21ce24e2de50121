"""Other dates of the same precision: of other events first, then of statements, then computed."""

import datetime
from collections.abc import Iterator
from itertools import chain

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact
from quizgen.judge.distances import DAYS_APART
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date, say_on_date
from quizgen.make.candidate import Answers, Candidate
from quizgen.order import shuffled
from quizgen.quiz.meaning import SomeDate

OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
"""How far a computed date lies off, in weeks for a day and in months for a month."""


def dates(fact: Fact, subject: Subject) -> Answers | None:
    """Return when it was, and when it might have been, each date far enough from the others.

    None for what has no date.
    """
    if (right := fact.dated) is None:
        return None

    def others() -> Iterator[Candidate]:
        kept = [right.first]
        for date, sibling in _found(right, fact, subject):
            if all(abs((date.first - other).days) >= DAYS_APART for other in kept):
                kept.append(date.first)
                yield _as_candidate(date, subject, sibling)

    return Answers(_as_candidate(right, subject), others())


def _found(right: Date, fact: Fact, subject: Subject) -> Iterator[tuple[Date, Fact | None]]:
    """Yield dates of siblings, then computed ones.

    Where all siblings are of other years, the key would be told by its year alone: then a computed
    date, of the key's own year if there is room, comes in front.
    """
    siblings, computed = [*_siblings(right, fact, subject)], _computed(right, fact, subject)
    year = right.first.year
    if siblings and all(date.first.year != year for date, _ in siblings):
        own = sorted(computed, key=lambda found: found[0].first.year != year)
        return chain(own[:1], siblings, own[1:])
    return chain(siblings, computed)


def _siblings(right: Date, fact: Fact, subject: Subject) -> Iterator[tuple[Date, Fact | None]]:
    siblings = subject.siblings
    for other in chain(siblings.of(fact, "event"), siblings.of(fact, "statement")):
        is_told = other.date_basis != "external"  # else it is crossed out by looking into the texts
        if is_told and other.dated and other.dated.precision == right.precision:
            yield other.dated, other


def _computed(right: Date, fact: Fact, subject: Subject) -> Iterator[tuple[Date, Fact | None]]:
    first, last = subject.window
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
    """Return the day so many weeks later, or the month so many months later.

    None for dates of other precision, and where the calendar ends.
    """
    try:
        if date.precision == "day":
            day = date.first + datetime.timedelta(weeks=step)
            return Date(day.isoformat(), "day", day, day)
        if date.precision == "month":
            month = date.first.year * 12 + date.first.month - 1 + step
            first = datetime.date(month // 12, month % 12 + 1, 1)
            after = datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1)
            last = after - datetime.timedelta(days=1)
            return Date(first.isoformat().removesuffix("-01"), "month", first, last)
    except (OverflowError, ValueError):  # the calendar begins with the year 1 and ends with 9999
        pass
    return None
