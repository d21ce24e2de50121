"""What other positions on the issue are limited to in the same aspect."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from quizgen.bank.facts import Fact, Position
from quizgen.judge.subject import Subject
from quizgen.language.variables import limit_variables, main_aspect
from quizgen.make.candidate import Answers, Candidate, curated
from quizgen.quiz.meaning import SomeLimit


def limits(fact: Fact, aspect: str, subject: Subject) -> Answers | None:
    """Return a position's limit in one aspect, and those of others; None if it states none.

    What the bank's author wrote comes first; it is about the limit that a card asks for.
    """
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
    written = _written(fact, claim, aspect, subject)
    return Answers(_limit(fact, aspect, subject), chain(written, wrong))


def _written(fact: Fact, claim: Position, aspect: str, subject: Subject) -> Iterator[Candidate]:
    if aspect != main_aspect(claim, subject.bank):
        return
    for wrong in curated(fact.distractors, "limit"):
        as_if = replace(claim, scope={**claim.scope, aspect: str(wrong.slots["limit"])})
        yield replace(wrong, slots=limit_variables(as_if, aspect, subject.bank))


def _limit(fact: Fact, aspect: str, subject: Subject) -> Candidate:
    assert isinstance(fact.claim, Position)
    slots = limit_variables(fact.claim, aspect, subject.bank)
    return Candidate(SomeLimit(fact.id, aspect), slots, fact)
