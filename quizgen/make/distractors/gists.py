"""What other people said, of those who might have said the same as this speaker."""

from collections.abc import Iterator

from quizgen.bank.facts import Claim, Fact, Statement
from quizgen.judge.plausible import likely_lenders, surname_of
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains
from quizgen.make.candidate import Answers, Candidate
from quizgen.order import shuffled
from quizgen.quiz.meaning import SomeFact


def gists(fact: Fact, subject: Subject) -> Answers | None:
    """Return what was said, and what others said, but for what they said of this speaker."""
    if not isinstance(fact.claim, Statement):
        return None
    wrong = _of_others(fact, fact.claim, subject)
    return Answers(_said(fact), wrong, _more(fact, fact.claim, subject))


def _of_others(fact: Fact, claim: Statement, subject: Subject) -> Iterator[Candidate]:
    speaker = subject.bank.people[claim.speaker]
    name = "" if speaker.kind == "person" else surname_of(speaker)  # of a person it is asked there
    lenders = likely_lenders(fact, subject)  # not looked for before somebody wants one
    if _is_author(claim, subject):
        # What one text says is taken for what another does, not for a minister's words.
        lenders.sort(key=lambda other: not _is_author(other.claim, subject))
    for other in lenders:
        assert isinstance(other.claim, Statement)
        if other.claim.gist and not (name and contains(other.claim.gist, name)):
            yield _said(other)


def _is_author(claim: Claim, subject: Subject) -> bool:
    """Tell whether what is said is the point of a text, and not of somebody it reports on."""
    return isinstance(claim, Statement) and subject.bank.people[claim.speaker].class_ == "author"


def _more(fact: Fact, claim: Statement, subject: Subject) -> Iterator[Candidate]:
    """Yield what else the speaker said on that day by the same source, which the stem names."""
    beside = (
        other
        for other in subject.statements_of[claim.speaker]
        if other.date == claim.date and other.source == fact.source
        if other.id != fact.id and not other.retired
        if isinstance(other.claim, Statement) and other.claim.gist
    )
    yield from map(_said, shuffled(beside, fact.id, lambda statement: statement.id))


def _said(fact: Fact) -> Candidate:
    assert isinstance(fact.claim, Statement)
    return Candidate(SomeFact(fact.id), {"gist": fact.claim.gist}, fact)
