"""Other terms of the bank."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Term
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.siblings import Siblings
from quizgen.rules.known import Known


def terms(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return the term, and others it might be."""
    return Answers(_term(fact), _others(fact, siblings))


def _others(fact: Fact, siblings: Siblings) -> Iterator[Candidate]:
    own = fact.claim
    assert isinstance(own, Term)
    for other in siblings.of(fact, "term"):
        assert isinstance(other.claim, Term)
        is_alike = own.class_ == other.claim.class_
        if is_alike and other.claim.relation == own.relation:
            yield _term(other, other)


def _term(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Term)
    return Candidate(f"text:{fact.claim.term}", {"term": fact.claim.term}, sibling)
