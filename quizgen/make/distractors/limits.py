"""What other positions on the issue are limited to in the same aspect."""

from quizgen.bank.facts import Fact, Position
from quizgen.judge.subject import Subject
from quizgen.language.variables import limit_variables
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeLimit


def limits(fact: Fact, aspect: str, subject: Subject) -> Answers | None:
    """Return a position's limit in one aspect, and those of others; None if it states none."""
    claim = fact.claim
    if not isinstance(claim, Position) or aspect not in claim.scope:
        return None
    wrong = (
        _limit(other, aspect, subject)
        for other in subject.siblings.of(fact, "position")
        if isinstance(other.claim, Position)
        and other.claim.issue == claim.issue
        and aspect in other.claim.scope
    )
    return Answers(_limit(fact, aspect, subject), wrong)


def _limit(fact: Fact, aspect: str, subject: Subject) -> Candidate:
    assert isinstance(fact.claim, Position)
    slots = limit_variables(fact.claim, aspect, subject.bank)
    return Candidate(SomeLimit(fact.id, aspect), slots, fact)
