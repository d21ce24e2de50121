"""Other ways in which a position might have changed: from and to the question's other stances."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Position
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.earlier import earlier_position
from quizgen.make.siblings import Siblings
from quizgen.order import shuffled
from quizgen.rules.known import Known


def changes(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return how the position changed, and how it might have: the other way round first."""
    now, earlier = fact.claim, earlier_position(fact, known)
    if earlier is None:
        raise ValueError(f"the position '{fact.id}' has no earlier one")  # the condition sees to it
    then = earlier.claim
    assert isinstance(now, Position)
    assert isinstance(then, Position)
    key = _change(then.stance, now.stance, now.question, known)
    return Answers(key, _others(fact.id, then, now, known), facts=(earlier,))


def _others(seed: str, then: Position, now: Position, known: Known) -> Iterator[Candidate]:
    """Yield the change reversed, then changes from and to a third stance.

    They share halves with one another as often as with the key, so that it does not stand out as
    what they have in common.
    """
    yield _change(now.stance, then.stance, now.question, known)
    stances = known.bank.questions[now.question].stances
    thirds = [stance for stance in stances if stance not in (then.stance, now.stance)]
    for third in shuffled(thirds, seed, str):
        yield _change(then.stance, third, now.question, known)
        yield _change(third, then.stance, now.question, known)


def _change(then: str, now: str, question: str, known: Known) -> Candidate:
    words = known.bank.questions[question].stances
    slots = {"earlier_stance": words[then], "stance": words[now]}
    return Candidate(f"text:{then} {now}", slots)
