"""Other meanings: those the bank's author wrote, then those of other terms.

What another abbreviation stands for is no temptation, since its initials give it away.
"""

from collections.abc import Iterator
from itertools import chain

from quizgen.bank.facts import Fact, Term
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate, curated
from quizgen.quiz.meaning import SomeWords


def meanings(fact: Fact, subject: Subject) -> Answers | None:
    """Return what a term means, and what it might mean."""
    if not isinstance(fact.claim, Term):
        return None
    wrong = chain(curated(fact, "meaning"), _others(fact, fact.claim, subject))
    return Answers(_meaning(fact.claim), wrong)


def _others(fact: Fact, claim: Term, subject: Subject) -> Iterator[Candidate]:
    for other in subject.siblings.of(fact, "term"):
        term = other.claim
        assert isinstance(term, Term)
        if claim.class_ == term.class_ and "stands-for" not in (claim.relation, term.relation):
            yield _meaning(term, other)


def _meaning(term: Term, sibling: Fact | None = None) -> Candidate:
    return Candidate(SomeWords(term.meaning), {"meaning": term.meaning}, sibling)
