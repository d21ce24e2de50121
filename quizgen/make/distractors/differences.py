"""Other differences between two sizes: the smaller one, then numbers of the same grain."""

from decimal import Decimal
from itertools import chain

from quizgen.bank.facts import Fact, Quantity
from quizgen.judge.distances import difference_of
from quizgen.judge.subject import Subject
from quizgen.language.quantities import in_form_of, places_of, say_value
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.numbers import apart, computed, is_inside
from quizgen.quiz.meaning import SomeDifference


def differences(fact: Fact, subject: Subject) -> Answers | None:
    """Return by how much a thing exceeds the next smaller one, and by how much it might.

    What comes out if one only half reads the question comes first: one of the two sizes; beside
    both of them the right one could be worked out. None where there is no smaller thing to
    compare it with, and of bare numbers, such as atomic numbers, which nobody subtracts.
    """
    smaller = subject.next_smaller.get(fact.id)
    match fact.claim, smaller and smaller.claim:
        case Quantity(value=Decimal() as size, unit=unit), Quantity(value=Decimal() as less):
            right = difference_of(size, less)
        case _:
            return None
    if not subject.units[unit].name:
        return None

    def difference(number: Decimal, sibling: Fact | None = None) -> Candidate:
        slots = {"difference": say_value(number, subject.units[unit], subject.language)}
        return Candidate(SomeDifference(number, unit), slots, sibling)

    assert smaller is not None
    slips = [
        difference(number, sibling)
        for number, sibling in ((less, smaller), (size, fact))
        if places_of(number) == places_of(right)  # else its decimals show that it is none
    ]
    slip = next(iter(apart(right, slips)), None)
    most = subject.bounds(fact.claim)[1]
    if less >= 0:  # of two lengths none differs by more than the longer one; how much colder may
        most = size if most is None else min(size, most)
    made_up = (difference(in_form_of(right, number)) for number in computed(right, (None, most)))
    wrong = list(apart(right, chain([slip] if slip else [], made_up)))
    is_sound = is_inside(right, wrong, (None, most))
    return Answers(difference(right), wrong if is_sound else [], facts=(smaller,))
