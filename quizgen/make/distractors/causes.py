"""Other reasons: those that sources give for something else."""

from collections.abc import Iterator

from quizgen.bank.facts import Cause, Fact
from quizgen.judge.siblings import may_stand_by
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate, curated
from quizgen.order import shuffled
from quizgen.quiz.meaning import SomeCause

FEWEST_WRITTEN = 2
"""Who wrote so many wrong reasons wants no others: those were written for this question."""


def causes(fact: Fact, subject: Subject) -> Answers | None:
    """Return the reason that the source gives for a fact, and reasons of others.

    What was written for this question comes first, then reasons of its own source: who has read the
    text remembers them, and must tell which belongs where. None where the source gives no reason.
    """
    if not fact.because_of:
        return None
    written = tuple(curated(fact.because_of[0].distractors, "cause"))
    wrong = written if len(written) >= FEWEST_WRITTEN else (*written, *_others(fact, subject))
    return Answers(_reason(fact, fact.because_of[0]), wrong)


def _others(fact: Fact, subject: Subject) -> Iterator[Candidate]:
    explained = shuffled(subject.explained, fact.id, lambda other: other.id)
    for other in sorted(explained, key=lambda other: other.source != fact.source):
        if other.id != fact.id and may_stand_by(other, fact):
            for cause in other.because_of:
                yield _reason(other, cause, other)


def _reason(fact: Fact, cause: Cause, sibling: Fact | None = None) -> Candidate:
    slots = {"cause": cause.cause}
    return Candidate(SomeCause(fact.id, cause.cause), slots, sibling)
