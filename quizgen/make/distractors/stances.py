"""The other stances on the same question, each as a sibling actor held it."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Position
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.siblings import Siblings
from quizgen.rules.known import Known


def stances(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return the stance held, and the question's other stances."""
    claim = fact.claim
    assert isinstance(claim, Position)
    return Answers(_stance(claim.question, claim.stance, known), _others(fact, known, siblings))


def _others(fact: Fact, known: Known, siblings: Siblings) -> Iterator[Candidate]:
    own = fact.claim
    assert isinstance(own, Position)
    held: dict[str, Fact] = {}
    for other in siblings.of(fact, "position"):
        its = other.claim
        assert isinstance(its, Position)
        if its.question == own.question and its.actor != own.actor:
            held.setdefault(its.stance, other)
    for stance in known.bank.questions[own.question].stances:
        if stance != own.stance:
            yield _stance(own.question, stance, known, held.get(stance))


def _stance(question: str, stance: str, known: Known, sibling: Fact | None = None) -> Candidate:
    slots = {"stance": known.bank.questions[question].stances[stance]}
    return Candidate(f"stance:{stance}", slots, sibling)
