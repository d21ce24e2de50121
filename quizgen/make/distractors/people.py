"""Other speakers: of the same class of office, in office on that date, who said other things."""

from collections.abc import Iterator

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Statement
from quizgen.language.people import name_with_office
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.siblings import Siblings
from quizgen.rules.dis_4 import class_of
from quizgen.rules.known import Known


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
