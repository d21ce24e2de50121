"""The largest of things that one source measures alike, among those it clearly exceeds."""

from decimal import Decimal

from quizgen.bank.facts import Fact, Quantity
from quizgen.judge.distances import APART
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeThing

OTHERS = 3


def largest(fact: Fact, subject: Subject) -> Answers | None:
    """Return the thing itself, and smaller ones; none if another is as large or nearly so."""
    claim = fact.claim
    if not isinstance(claim, Quantity) or claim.value is None:
        return None
    if subject.is_measured_otherwise(fact, claim):
        return None  # by which of its sizes it is the largest nobody could know
    alike = [
        (other, value)
        for other in subject.siblings.of(fact, "quantity")
        if other.source == fact.source and (value := _comparable_value(other, claim)) is not None
    ]
    smaller = [other for other, value in alike if value <= claim.value * (1 - APART)]
    chosen = smaller[:OTHERS] if len(smaller) == len(alike) else []
    return Answers(_thing(fact), [_thing(other, other) for other in chosen], facts=tuple(chosen))


def _comparable_value(other: Fact, claim: Quantity) -> Decimal | None:
    """Return the size of a thing that is measured exactly as another is."""
    match other.claim:
        case Quantity(qualifier="exact") as quantity if claim.qualifier == "exact":
            sort = (quantity.class_, quantity.attribute, quantity.unit)
            return quantity.value if sort == (claim.class_, claim.attribute, claim.unit) else None
        case _:
            return None


def _thing(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Quantity)
    return Candidate(SomeThing(fact.id), {"subject": fact.claim.subject}, sibling)
