"""Other speakers: of the same class of office, in office on that date, who said other things."""

from collections.abc import Iterator

from quizgen.items.candidate import Answers, Candidate
from quizgen.items.siblings import Siblings
from quizgen.model import Date, Fact, Person, Statement
from quizgen.phrase import name_with_office, office_at
from quizgen.rules.known import Known

LEADERS = "head"
"""Heads of state and of government are one class."""


def people(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return who said it, and others who might have."""
    claim = fact.claim
    assert isinstance(claim, Statement)
    return Answers(
        _speaker(claim.speaker, claim.date, known), _others(fact, claim, known, siblings)
    )


def _others(fact: Fact, claim: Statement, known: Known, siblings: Siblings) -> Iterator[Candidate]:
    rank = class_of(known.bank.people[claim.speaker], claim.date)
    for other in siblings.of(fact, "statement"):
        assert isinstance(other.claim, Statement)
        speaker = other.claim.speaker
        if speaker != claim.speaker and class_of(known.bank.people[speaker], claim.date) == rank:
            yield _speaker(speaker, claim.date, known, other)


def _speaker(person_id: str, date: Date, known: Known, sibling: Fact | None = None) -> Candidate:
    person = known.bank.people[person_id]
    slots = {"speaker": person.name, "speaker_with_office": name_with_office(person, date)}
    return Candidate(f"person:{person_id}", slots, sibling)


def class_of(person: Person, date: Date) -> str | None:
    """Return the class of office in which two people are comparable; None when out of office."""
    office = office_at(person, date)
    class_ = office.class_ if office else person.class_
    return LEADERS if class_ in ("head-of-state", "head-of-government") else class_
