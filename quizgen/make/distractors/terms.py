"""Other terms of the bank."""

from collections.abc import Iterator

from quizgen.bank.facts import Claim, Fact, Term
from quizgen.judge.subject import Subject
from quizgen.language.variables import (
    are_of_one_sort,
    ends_alike,
    is_same_word,
    is_spelled_by,
    said_term,
)
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeWords


def terms(fact: Fact, subject: Subject) -> Answers | None:
    """Return the term, and others it might be."""
    if not isinstance(fact.claim, Term):
        return None
    return Answers(_term(fact.claim, subject), _others(fact, fact.claim, subject))


def _others(fact: Fact, claim: Term, subject: Subject) -> Iterator[Candidate]:
    meanings: set[str] = set()  # of two terms for one thing neither could be right: each once
    siblings = subject.siblings.of(fact, "term")
    if claim.relation == "translates":  # alike in sign and article, so that neither tells anything
        siblings = sorted(
            siblings,
            key=lambda other: (
                not (isinstance(other.claim, Term) and are_of_one_sort(claim, other.claim)),
                not _looks_alike(other.claim, claim),
            ),
        )
    for other in siblings:
        term = other.claim
        assert isinstance(term, Term)
        meaning = subject.bare(term.meaning)
        if _may_be_taken_for(term, claim) and meaning not in meanings:
            meanings.add(meaning)
            yield _term(term, subject, other)


def _looks_alike(other: Claim, claim: Term) -> bool:
    """Tell whether two terms end alike, and begin with one article, as die Kuh and die Ziege do.

    What stands in a phrase of its own, Guten Morgen!, has no article.
    """
    if not isinstance(other, Term) or not ends_alike(claim.term, other.term):
        return False
    first, *rest = claim.term.split()
    return len(rest) != 1 or not claim.term[-1:].isalnum() or other.term.split()[0] == first


def _may_be_taken_for(other: Term, claim: Term) -> bool:
    """Tell whether another term might be asked for: of an abbreviation, if its letters fit."""
    sort = (claim.class_, claim.relation, claim.languages)
    if (other.class_, other.relation, other.languages) != sort:
        return False
    if claim.relation == "translates" and is_same_word(other):
        return False
    is_told_by_letters = claim.relation == "stands-for" and is_spelled_by(claim.term, claim.meaning)
    return not is_told_by_letters or is_spelled_by(other.term, claim.meaning)


def _term(term: Term, subject: Subject, sibling: Fact | None = None) -> Candidate:
    said = said_term(term, subject.bank)
    return Candidate(SomeWords(term.term), {"term": said}, sibling)
