"""The smaller thing in the place of the greater one: which of the two is which."""

from quizgen.bank.facts import Fact, Quantity
from quizgen.judge.subject import Subject
from quizgen.language.quantities import say_compared
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeThing


def swapped(fact: Fact, subject: Subject) -> Answers | None:
    """Return a thing and the next smaller one, then the two the other way round.

    None where there is no smaller thing to compare it with.
    """
    smaller = subject.next_smaller.get(fact.id)
    match fact.claim, smaller and smaller.claim:
        case Quantity() as greater, Quantity() as less:
            slots = {
                "subject": less.subject,
                "smaller_subject": greater.subject,
                "measured": say_compared(less)["measured"],
                "that_of_smaller": say_compared(greater)["that_of"],
            }
        case _:
            return None
    assert smaller is not None
    key = Candidate(SomeThing(fact.id), {})
    return Answers(key, [Candidate(SomeThing(smaller.id), slots, smaller)], facts=(smaller,))
