"""Other meanings: those the bank's author wrote, then those of other terms.

What another abbreviation stands for is no temptation where the letters give it away: nobody takes
NATO for the European Union. But Fe might stand for anything.
"""

from collections.abc import Iterator
from itertools import chain

from quizgen.bank.facts import Fact, Term
from quizgen.judge.subject import Subject
from quizgen.language.variables import (
    are_of_one_sort,
    ends_alike,
    is_same_word,
    is_spelled_by,
    said_meaning,
)
from quizgen.make.candidate import Answers, Candidate, curated
from quizgen.quiz.meaning import SomeWords


def meanings(fact: Fact, subject: Subject) -> Answers | None:
    """Return what a term means, and what it might mean."""
    if not isinstance(fact.claim, Term):
        return None
    wrong = chain(curated(fact.distractors, "meaning"), _others(fact, fact.claim, subject))
    return Answers(_meaning(fact.claim, subject), wrong)


def _others(fact: Fact, claim: Term, subject: Subject) -> Iterator[Candidate]:
    found = [
        (other, other.claim)
        for other in subject.siblings.of(fact, "term")
        if isinstance(other.claim, Term) and _may_be_taken_for(other.claim, claim)
    ]
    if claim.relation == "translates":  # a verb beside verbs, a question beside questions
        found.sort(
            key=lambda pair: (
                not are_of_one_sort(claim, pair[1]),
                not ends_alike(claim.meaning, pair[1].meaning),
            )
        )
    if claim.relation == "stands-for":  # what its letters might mean tempts most
        initial = claim.term[:1].casefold()
        found.sort(
            key=lambda pair: (
                not is_spelled_by(claim.term, pair[1].meaning),
                not pair[1].meaning.casefold().startswith(initial),
            )
        )
    for other, term in found:
        yield _meaning(term, subject, other)


def _may_be_taken_for(other: Term, claim: Term) -> bool:
    """Tell whether what another term means might be what this one does."""
    if claim.class_ != other.class_ or claim.languages != other.languages:
        return False
    if claim.relation == "translates" and is_same_word(other):
        return False  # nobody takes Malta for what Schottland means
    if "stands-for" not in (claim.relation, other.relation):
        return True
    if claim.relation != other.relation:
        return False
    return is_spelled_by(claim.term, other.meaning) or not is_spelled_by(claim.term, claim.meaning)


def _meaning(term: Term, subject: Subject, sibling: Fact | None = None) -> Candidate:
    said = said_meaning(term, subject.bank)
    return Candidate(SomeWords(term.meaning), {"meaning": said}, sibling)
