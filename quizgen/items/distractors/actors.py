"""Other actors, of whom the bank knows that they stood elsewhere."""

from collections.abc import Iterator

from quizgen.items.candidate import Answers, Candidate
from quizgen.items.siblings import Siblings
from quizgen.model import Date, Fact, Position
from quizgen.phrase import name_with_office
from quizgen.rules.dis_4 import class_of
from quizgen.rules.known import Known


def actors(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return who held the position, and who held another."""
    claim = fact.claim
    assert isinstance(claim, Position)
    return Answers(
        _actor(claim.actor, fact.as_of, known, fact),
        _others(fact, known, siblings),
        _agreeing(fact, known, siblings),
    )


def _agreeing(fact: Fact, known: Known, siblings: Siblings) -> Iterator[Candidate]:
    """Yield others who stood there on that very day."""
    own = fact.claim
    assert isinstance(own, Position)
    rank = class_of(known.bank.people[own.actor], fact.as_of)
    for other in siblings.of(fact, "position"):
        its = other.claim
        assert isinstance(its, Position)
        comparable = class_of(known.bank.people[its.actor], fact.as_of) == rank
        together = (its.question, its.stance) == (own.question, own.stance)
        if together and comparable and other.as_of == fact.as_of:
            yield _actor(its.actor, fact.as_of, known, other)


def _others(fact: Fact, known: Known, siblings: Siblings) -> Iterator[Candidate]:
    own = fact.claim
    assert isinstance(own, Position)
    rank = class_of(known.bank.people[own.actor], fact.as_of)
    for other in siblings.of(fact, "position"):
        its = other.claim
        assert isinstance(its, Position)
        comparable = class_of(known.bank.people[its.actor], fact.as_of) == rank
        if its.question == own.question and its.stance != own.stance and comparable:
            yield _actor(its.actor, fact.as_of, known, other)


def _actor(person_id: str, date: Date, known: Known, sibling: Fact | None = None) -> Candidate:
    person = known.bank.people[person_id]
    slots = {"actor": person.name, "actor_with_office": name_with_office(person, date)}
    return Candidate(f"actor:{person_id}", slots, sibling)
