"""Other actors, of whom the bank knows that they stood elsewhere."""

from collections.abc import Iterator

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Position
from quizgen.judge.offices import class_of
from quizgen.judge.subject import Subject
from quizgen.language.people import name_with_office
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeActor


def actors(fact: Fact, subject: Subject) -> Answers | None:
    """Return who held the position, who stood there too on that day, and who held another."""
    if not isinstance(fact.claim, Position):
        return None
    agreeing = (
        _actor(other, fact.as_of, subject)
        for other, agrees in _comparable(fact, fact.claim, subject)
        if agrees and other.as_of == fact.as_of
    )
    others = (
        _actor(other, fact.as_of, subject)
        for other, agrees in _comparable(fact, fact.claim, subject)
        if not agrees
    )
    return Answers(_actor(fact, fact.as_of, subject), others, agreeing)


def _comparable(fact: Fact, claim: Position, subject: Subject) -> Iterator[tuple[Fact, bool]]:
    """Yield positions of comparable actors on the same issue, and whether they are the same."""
    people = subject.bank.people
    class_ = class_of(people[claim.actor], fact.as_of)
    for other in subject.siblings.of(fact, "position"):
        position = other.claim
        assert isinstance(position, Position)
        is_alike = class_of(people[position.actor], fact.as_of) == class_
        if position.issue == claim.issue and is_alike:
            yield other, position.stance == claim.stance


def _actor(holder: Fact, date: Date, subject: Subject) -> Candidate:
    assert isinstance(holder.claim, Position)
    person = subject.bank.people[holder.claim.actor]
    slots = {"actor": person.name, "actor_with_office": name_with_office(person, date)}
    return Candidate(SomeActor(holder.claim.actor), slots, holder)
