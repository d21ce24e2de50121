"""Other events, each on a day of its own."""

from quizgen.bank.facts import Event, Fact
from quizgen.judge.distances import DAYS_NEAR, years_apart
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeFact


def events(fact: Fact, subject: Subject) -> Answers | None:
    """Return what happened, and what happened at other times."""
    if not isinstance(fact.claim, Event):
        return None
    siblings = [other for other in subject.siblings.of(fact, "event") if other.status == "settled"]
    date = fact.claim.date
    years = {other.date.year for other in siblings if other.date}
    if len(years) == 1 and date.year not in years:
        return None  # the year in the stem would rule out all of them
    if years_apart(date):  # a year in the stem rules out what was in quite another age
        siblings.sort(key=lambda other: abs(other.date.year - date.year) if other.date else 0)
    else:  # what happened long before or after is crossed out by its year alone
        siblings.sort(key=lambda other: abs(_first_day(other) - date.first) > DAYS_NEAR)
    wrong = (_happened(other, other) for other in siblings)
    return Answers(_happened(fact), wrong)


def _first_day(event: Fact) -> int:
    assert event.date
    return event.date.first


def _happened(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Event)
    claim = fact.claim
    slots = {"what": claim.what, "short": claim.short, "is_heading": claim.heading}
    return Candidate(SomeFact(fact.id), slots, sibling)
