"""Things beside values of one another: one pair is right, the others have changed places."""

from collections.abc import Iterator
from itertools import pairwise

from quizgen.bank.facts import Fact, Property
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomePair


def pairs(fact: Fact, subject: Subject) -> Answers | None:
    """Return a thing with its own value, and other things each with that of the next.

    No thing and no value stands in two of them, so that nothing is crossed out for that.
    """
    claim = fact.claim
    if not isinstance(claim, Property) or claim.dates or len(claim.value) != 1:
        return None
    return Answers(_pair(fact, fact, subject), _mixed(fact, subject))


def _mixed(fact: Fact, subject: Subject) -> Iterator[Candidate]:
    """Yield pairs of things and values of others, as near to what is asked as there are."""
    taken = {*_names(fact, subject)}
    apart: list[Fact] = []
    for other in subject.siblings.of(fact, "property"):
        names = _names(other, subject)
        if len(names) == 2 and taken.isdisjoint(names):
            taken.update(names)
            apart.append(other)
    for thing, holder in pairwise(apart):
        yield _pair(thing, holder, subject, thing)


def _names(fact: Fact, subject: Subject) -> tuple[str, ...]:
    """Return the names of a thing and its values, bare."""
    assert isinstance(fact.claim, Property)
    values = subject.properties.printed(fact)
    return tuple(map(subject.bare, (fact.claim.subject, *values)))


def _pair(thing: Fact, holder: Fact, subject: Subject, sibling: Fact | None = None) -> Candidate:
    claim, of_holder = thing.claim, holder.claim
    assert isinstance(claim, Property)
    assert isinstance(of_holder, Property)
    slots = {"subject": claim.subject, "value": subject.properties.printed(holder)[0]}
    return Candidate(SomePair(thing.id, of_holder.value[0]), slots, sibling)
