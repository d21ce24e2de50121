"""Other terms of the bank."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Term
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeWords


def terms(fact: Fact, subject: Subject) -> Answers | None:
    """Return the term, and others it might be."""
    if not isinstance(fact.claim, Term):
        return None
    return Answers(_term(fact.claim), _others(fact, fact.claim, subject))


def _others(fact: Fact, claim: Term, subject: Subject) -> Iterator[Candidate]:
    for other in subject.siblings.of(fact, "term"):
        term = other.claim
        assert isinstance(term, Term)
        if claim.class_ == term.class_ and term.relation == claim.relation:
            yield _term(term, other)


def _term(term: Term, sibling: Fact | None = None) -> Candidate:
    return Candidate(SomeWords(term.term), {"term": term.term}, sibling)
