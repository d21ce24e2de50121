"""Other meanings: those the bank's author wrote, then those of other terms.

What another abbreviation stands for is no temptation, since its initials give it away.
"""

from collections.abc import Iterator
from itertools import chain

from quizgen.bank.facts import Fact, Term
from quizgen.make.candidate import Answers, Candidate, curated
from quizgen.make.siblings import Siblings
from quizgen.rules.known import Known


def meanings(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return what a term means, and what it might mean."""
    return Answers(_meaning(fact), chain(curated(fact, "meaning"), _others(fact, siblings)))


def _others(fact: Fact, siblings: Siblings) -> Iterator[Candidate]:
    own = fact.claim
    assert isinstance(own, Term)
    for other in siblings.of(fact, "term"):
        assert isinstance(other.claim, Term)
        is_alike = own.class_ == other.claim.class_
        if is_alike and "stands-for" not in (own.relation, other.claim.relation):
            yield _meaning(other, other)


def _meaning(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Term)
    return Candidate(f"text:{fact.claim.meaning}", {"meaning": fact.claim.meaning}, sibling)
