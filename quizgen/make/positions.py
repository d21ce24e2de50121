"""Who else took a position on an issue, and how an actor stands as an answer."""

from collections.abc import Iterator

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Position
from quizgen.judge.offices import class_of
from quizgen.judge.subject import Subject
from quizgen.language.people import name_with_office
from quizgen.make.candidate import Candidate
from quizgen.quiz.meaning import SomeActor


def comparable(fact: Fact, claim: Position, subject: Subject) -> tuple[Fact, ...]:
    """Return positions on the same issue of actors of the same class of office."""

    def found() -> Iterator[Fact]:
        people = subject.bank.people
        class_ = class_of(people[claim.actor], fact.as_of)
        for other in subject.siblings.of(fact, "position"):
            position = other.claim
            assert isinstance(position, Position)
            is_alike = class_of(people[position.actor], fact.as_of) == class_
            if position.issue == claim.issue and is_alike:
                yield other

    return tuple(found())


def actor_of(holder: Fact, date: Date | None, subject: Subject, aspect: str = "") -> Candidate:
    """Return the holder of a position as an answer, named with the office held on a day."""
    assert isinstance(holder.claim, Position)
    person = subject.bank.people[holder.claim.actor]
    slots = {"actor": person.name, "actor_with_office": name_with_office(person, date)}
    return Candidate(SomeActor(holder.claim.actor, aspect), slots, holder)
