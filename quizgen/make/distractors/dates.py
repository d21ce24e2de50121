"""Other dates that are as exact: of other events first, then of statements, then computed."""

from collections.abc import Iterator
from itertools import chain

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact
from quizgen.judge.distances import is_near, is_within_reach
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date, say_on_date
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.near_dates import computed_dates, told_apart
from quizgen.quiz.meaning import SomeDate


def dates(fact: Fact, subject: Subject) -> Answers | None:
    """Return when it was, and when it might have been, each date far enough from the others.

    None for what has no date, and for a date of which only one end is known: what comes before it
    may be as true.
    """
    right = fact.dated
    if right is None or right.is_open:
        return None

    found = told_apart(right, _found(right, fact, subject), fact.id)
    wrong = (_as_candidate(date, subject, sibling) for date, sibling in found)
    return Answers(_as_candidate(right, subject), wrong)


def _found(right: Date, fact: Fact, subject: Subject) -> Iterator[tuple[Date, Fact | None]]:
    """Yield dates of siblings, then computed ones; of days and months first those that are near.

    One of long before or after is told by its year alone: nobody has a war begin two years late.
    """
    siblings = [*_siblings(right, fact, subject)]
    computed = [*computed_dates(right, fact.id, subject)]
    if right.precision not in ("day", "month"):
        return chain(siblings, computed)
    return chain.from_iterable(
        [found for found in group if is_near(found[0], right) is has_to_be_near]
        for has_to_be_near in (True, False)
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


def _as_candidate(date: Date, subject: Subject, sibling: Fact | None = None) -> Candidate:
    slots = {
        "date": say_date(date, subject.language),
        "on_date": say_on_date(date, subject.language),
    }
    return Candidate(SomeDate(date), slots, sibling)
