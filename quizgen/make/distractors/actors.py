"""Other actors, of whom the bank knows that they stood elsewhere."""

from quizgen.bank.facts import Fact, Position
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers
from quizgen.make.positions import actor_of, comparable


def actors(fact: Fact, subject: Subject) -> Answers | None:
    """Return who held the position, who stood there too on that day, and who held another.

    Who held one that goes with it is no wrong answer, and is left for the judge to refuse.
    """
    claim = fact.claim
    if not isinstance(claim, Position):
        return None
    others = comparable(fact, claim, subject)
    agreeing = (
        actor_of(other, fact.as_of, subject)
        for other in others
        if isinstance(other.claim, Position)
        and other.claim.stance == claim.stance
        and other.as_of == fact.as_of
    )
    wrong = (
        actor_of(other, fact.as_of, subject)
        for other in others
        if isinstance(other.claim, Position) and other.claim.stance != claim.stance
    )
    return Answers(actor_of(fact, fact.as_of, subject), wrong, agreeing)
