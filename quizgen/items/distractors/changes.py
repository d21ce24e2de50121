"""Other ways in which a position might have changed: from and to the question's other stances."""

from collections.abc import Iterator
from itertools import permutations

from quizgen.items.candidate import Answers, Candidate
from quizgen.items.siblings import Siblings
from quizgen.model import Fact, Position
from quizgen.order import shuffled
from quizgen.phrase import earlier_position
from quizgen.rules.known import Known


def changes(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return how the position changed, and how it might have: the other way round first."""
    now, earlier = fact.claim, earlier_position(fact, known.bank)
    if earlier is None:
        raise ValueError(f"the position '{fact.id}' has no earlier one")  # the condition sees to it
    then = earlier.claim
    assert isinstance(now, Position)
    assert isinstance(then, Position)
    key = _change(then.stance, now.stance, now.question, known)
    return Answers(key, _others(fact.id, then, now, known), facts=(earlier,))


def _others(seed: str, then: Position, now: Position, known: Known) -> Iterator[Candidate]:
    yield _change(now.stance, then.stance, now.question, known)
    stances = known.bank.questions[now.question].stances
    for pair in shuffled(permutations(stances, 2), seed, "/".join):
        halves = (pair[0] == then.stance) + (pair[1] == now.stance)
        if halves == 1 and pair != (now.stance, then.stance):
            yield _change(*pair, now.question, known)


def _change(then: str, now: str, question: str, known: Known) -> Candidate:
    words = known.bank.questions[question].stances
    slots = {"earlier_stance": words[then], "stance": words[now]}
    return Candidate(f"text:{then} {now}", slots)
