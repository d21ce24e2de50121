"""Other dates of the same precision: of other events first, then of statements, then computed."""

import datetime
from collections.abc import Iterator
from itertools import chain

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact
from quizgen.language.dates import say_date, say_on_date
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.siblings import Siblings
from quizgen.order import shuffled
from quizgen.rules.known import Known
from quizgen.rules.thresholds import DAYS_APART

STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
"""How far a computed date lies off, in weeks for a day and in months for a month."""


def dates(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return when it was, and when it might have been."""
    own = fact.dated
    wrong = chain(_siblings(fact, own, known, siblings), _computed(fact, own, known))
    return Answers(_dated(own, known), _apart(own, wrong))


def _siblings(fact: Fact, own: Date, known: Known, siblings: Siblings) -> Iterator[Candidate]:
    for other in chain(siblings.of(fact, "event"), siblings.of(fact, "statement")):
        if other.dated.precision == own.precision:
            yield _dated(other.dated, known, other)


def _computed(fact: Fact, own: Date, known: Known) -> Iterator[Candidate]:
    first, last = known.window
    for step in shuffled(STEPS, fact.id, str):
        date = _moved(own, step)
        if date and first <= date.first <= date.last <= last:
            yield _dated(date, known)


def _apart(own: Date, wrong: Iterator[Candidate]) -> Iterator[Candidate]:
    """Leave out dates too near to the key or to one that came before."""
    kept = [own.first.toordinal()]
    for candidate in wrong:
        day = int(str(candidate.sort_key[0]))
        if all(abs(day - other) >= DAYS_APART for other in kept):
            kept.append(day)
            yield candidate


def _dated(date: Date, known: Known, sibling: Fact | None = None) -> Candidate:
    slots = {
        "date": say_date(date, known.language),
        "on_date": say_on_date(date, known.language),
    }
    return Candidate(f"date:{date.text}", slots, sibling, "", (date.first.toordinal(),))


def _moved(date: Date, step: int) -> Date | None:
    """Return a day or month so many weeks or months later, if there is such a one."""
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
