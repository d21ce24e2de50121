"""The largest of things that one source measures alike, among those it clearly exceeds."""

from decimal import Decimal

from quizgen.bank.facts import Fact, Quantity
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.siblings import Siblings
from quizgen.rules.known import Known
from quizgen.rules.thresholds import APART

OTHERS = 3


def largest(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return the thing itself, and smaller ones; none if another is as large or nearly so."""
    own = fact.claim
    assert isinstance(own, Quantity)
    assert own.value is not None  # the wording's condition has seen to it
    alike = [other for other in siblings.of(fact, "quantity") if _is_alike(other, fact)]
    smaller = [other for other in alike if _value(other) <= own.value * (1 - APART)]
    chosen = smaller[:OTHERS] if len(smaller) == len(alike) else []
    wrong = [_thing(other, other) for other in chosen]
    return Answers(_thing(fact), wrong, facts=tuple(chosen))


def _is_alike(other: Fact, fact: Fact) -> bool:
    its, own = other.claim, fact.claim
    return (
        isinstance(its, Quantity)
        and isinstance(own, Quantity)
        and other.source == fact.source
        and its.value is not None
        and its.qualifier == own.qualifier == "exact"
        and (its.class_, its.attribute, its.unit) == (own.class_, own.attribute, own.unit)
    )


def _value(fact: Fact) -> Decimal:
    assert isinstance(fact.claim, Quantity)
    return fact.claim.value or Decimal(0)


def _thing(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Quantity)
    return Candidate(f"size:{fact.id}", {"subject": fact.claim.subject}, sibling)
