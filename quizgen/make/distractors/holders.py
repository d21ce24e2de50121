"""Other actors, of whom the bank knows that they stood elsewhere or set another limit."""

from collections.abc import Mapping

from quizgen.bank.facts import Fact, Position
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers
from quizgen.make.positions import actor_of, comparable


def holders(fact: Fact, aspect: str, subject: Subject) -> Answers | None:
    """Return whose limit it was, and comparable actors, most of them with a limit of their own."""
    claim = fact.claim
    if not isinstance(claim, Position) or aspect not in claim.scope:
        return None
    others = sorted(comparable(fact, claim, subject), key=lambda other: aspect not in _scope(other))
    wrong = (actor_of(other, fact.as_of, subject, aspect) for other in others)
    return Answers(actor_of(fact, fact.as_of, subject, aspect), wrong)


def _scope(fact: Fact) -> Mapping[str, str]:
    assert isinstance(fact.claim, Position)
    return fact.claim.scope
