"""Other things that have the property, though not this value."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Property
from quizgen.judge.properties import THING
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeOwner


def subjects(fact: Fact, subject: Subject) -> Answers | None:
    """Return what has a value, others that might, and others that have it too."""
    if not isinstance(fact.claim, Property):
        return None
    owners = subject.properties.owners_after(fact)
    # Each group is asked for from the side of the first of its facts.
    also = (_thing(other, other) for other in owners if other.id > fact.id)
    return Answers(_thing(fact), _others(fact, subject), also)


def _others(fact: Fact, subject: Subject) -> Iterator[Candidate]:
    found = subject.siblings.of(fact, "property")
    if subject.properties.is_told_by_initial(fact, found, THING):
        return
    for other in subject.properties.likeliest(found, fact, THING):
        yield _thing(other, other)


def _thing(fact: Fact, sibling: Fact | None = None) -> Candidate:
    claim = fact.claim
    assert isinstance(claim, Property)
    means = SomeOwner(claim.property, claim.subject)
    return Candidate(means, {"subject": claim.subject}, sibling)
