"""The other stances on the same issue, each as a sibling actor held it."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Position
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeStance


def stances(fact: Fact, subject: Subject) -> Answers | None:
    """Return the stance held, and the issue's other stances."""
    claim = fact.claim
    if not isinstance(claim, Position):
        return None
    return Answers(_stance(claim, claim.stance, subject), _others(fact, claim, subject))


def _others(fact: Fact, claim: Position, subject: Subject) -> Iterator[Candidate]:
    held: dict[str, Fact] = {}
    for other in subject.siblings.of(fact, "position"):
        position = other.claim
        assert isinstance(position, Position)
        if position.issue == claim.issue:
            is_own = position.actor == claim.actor  # of another day, which explains it best
            held = (
                {position.stance: other, **held} if not is_own else {**held, position.stance: other}
            )
    for stance in subject.bank.issues[claim.issue].stances:
        if stance != claim.stance:
            yield _stance(claim, stance, subject, held.get(stance))


def _stance(
    claim: Position, stance: str, subject: Subject, sibling: Fact | None = None
) -> Candidate:
    slots = {"stance": subject.bank.issues[claim.issue].stances[stance]}
    return Candidate(SomeStance(stance), slots, sibling)
