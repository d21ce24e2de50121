"""Other speakers: of the same class of office, in office on that date, who said other things."""

from collections.abc import Iterator

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Statement
from quizgen.judge.offices import class_of
from quizgen.judge.plausible import may_be_its_speaker
from quizgen.judge.subject import Subject
from quizgen.language.people import name_with_office
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeSpeaker


def people(fact: Fact, subject: Subject) -> Answers | None:
    """Return who said it, and others who might have."""
    claim = fact.claim
    if not isinstance(claim, Statement):
        return None
    return Answers(_speaker(claim.speaker, claim.date, subject), _others(fact, claim, subject))


def _others(fact: Fact, claim: Statement, subject: Subject) -> Iterator[Candidate]:
    known = subject.bank.people
    class_ = class_of(known[claim.speaker], claim.date)
    seen = {claim.speaker}
    for other in subject.siblings.of(fact, "statement"):
        assert isinstance(other.claim, Statement)
        speaker = other.claim.speaker
        if speaker not in seen:
            seen.add(speaker)
            is_comparable = class_of(known[speaker], claim.date) == class_
            if is_comparable and may_be_its_speaker(speaker, fact, subject):
                yield _speaker(speaker, claim.date, subject, other)


def _speaker(
    person_id: str, date: Date | None, subject: Subject, sibling: Fact | None = None
) -> Candidate:
    person = subject.bank.people[person_id]
    slots = {"speaker": person.name, "speaker_with_office": name_with_office(person, date)}
    return Candidate(SomeSpeaker(person_id), slots, sibling)
