"""Other actors, of whom the bank knows that they stood elsewhere."""

from collections.abc import Iterator

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Position
from quizgen.language.people import name_with_office
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.siblings import Siblings
from quizgen.rules.dis_4 import class_of
from quizgen.rules.known import Known


def actors(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return who held the position, and who held another."""
    return Answers(
        _actor(fact, fact.as_of, known),
        _others(fact, known, siblings),
        _agreeing(fact, known, siblings),
    )


def _agreeing(fact: Fact, known: Known, siblings: Siblings) -> Iterator[Candidate]:
    """Yield others who stood there on that very day."""
    for other, agrees in _comparable(fact, known, siblings):
        if agrees and other.as_of == fact.as_of:
            yield _actor(other, fact.as_of, known)


def _others(fact: Fact, known: Known, siblings: Siblings) -> Iterator[Candidate]:
    for other, agrees in _comparable(fact, known, siblings):
        if not agrees:
            yield _actor(other, fact.as_of, known)


def _comparable(fact: Fact, known: Known, siblings: Siblings) -> Iterator[tuple[Fact, bool]]:
    """Yield positions of comparable actors on the same question, and whether they are the same."""
    own = fact.claim
    assert isinstance(own, Position)
    rank = class_of(known.bank.people[own.actor], fact.as_of)
    for other in siblings.of(fact, "position"):
        its = other.claim
        assert isinstance(its, Position)
        is_alike = class_of(known.bank.people[its.actor], fact.as_of) == rank
        if its.question == own.question and is_alike:
            yield other, its.stance == own.stance


def _actor(holder: Fact, date: Date, known: Known) -> Candidate:
    assert isinstance(holder.claim, Position)
    person = known.bank.people[holder.claim.actor]
    slots = {"actor": person.name, "actor_with_office": name_with_office(person, date)}
    return Candidate(f"actor:{holder.claim.actor}", slots, holder)
