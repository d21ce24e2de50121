"""Other ways in which a position might have changed: from and to the issue's other stances."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Position
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.order import shuffled
from quizgen.quiz.meaning import SomeChange


def changes(fact: Fact, subject: Subject) -> Answers | None:
    """Return how the position changed, and how it might have: the other way round first.

    Only what stands apart from the truth is taken: an ally would never have asked for its own aid.
    Wrong changes share halves with one another as often as with the key, so that it does not stand
    out as what they have in common. None for a position that did not change.
    """
    earlier = subject.earlier_position(fact)
    match fact.claim, earlier and earlier.claim:
        case Position(stance=now) as claim, Position(stance=then):
            issue = subject.bank.issues[claim.issue]
            words = issue.stances
        case _:
            return None
    thirds = shuffled((stance for stance in words if stance not in (then, now)), fact.id, str)

    def change(earlier_stance: str, stance: str, slip: str = "") -> Candidate:
        slots = {"earlier_stance": words[earlier_stance], "stance": words[stance], "slip": slip}
        return Candidate(SomeChange(earlier_stance, stance), slots)

    def others() -> Iterator[Candidate]:
        yield change(now, then, "reversed")
        for third in thirds:
            if issue.are_apart(third, now):
                yield change(then, third, "later")
            if issue.are_apart(third, then):
                yield change(third, then, "both")

    assert earlier is not None
    return Answers(change(then, now), others(), facts=(earlier,))
