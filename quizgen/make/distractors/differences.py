"""Other differences between two sizes: either size, their sum, then numbers of the same grain."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from quizgen.bank.facts import Fact, Quantity
from quizgen.language.quantities import say_value
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.distractors.values import apart, computed, is_inside
from quizgen.make.siblings import Siblings
from quizgen.rules.known import Known


def differences(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return by how much a thing exceeds the next smaller one, and by how much it might."""
    smaller = known.next_smaller[fact.id]  # the wording's condition has seen to it
    own, its = fact.claim, smaller.claim
    assert isinstance(own, Quantity)
    assert isinstance(its, Quantity)
    assert own.value is not None
    assert its.value is not None
    right = own.value - its.value
    key = _difference(right, own, known)
    wrong = list(apart(right, chain(_slips(fact, smaller, known), _made_up(right, own, known))))
    return Answers(key, wrong if is_inside(right, wrong) else [], facts=(smaller,))


def _slips(fact: Fact, smaller: Fact, known: Known) -> Iterator[Candidate]:
    """Yield what comes out if one only half reads the question: one of the two sizes."""
    for one in (smaller, fact):
        assert isinstance(one.claim, Quantity)
        assert one.claim.value is not None
        yield _difference(one.claim.value, one.claim, known, one)


def _made_up(right: Decimal, own: Quantity, known: Known) -> Iterator[Candidate]:
    return (_difference(number, own, known) for number in computed(right))


def _difference(
    number: Decimal, claim: Quantity, known: Known, sibling: Fact | None = None
) -> Candidate:
    units = known.units
    slots = {"difference": say_value(number, units[claim.unit], known.language)}
    return Candidate(f"difference:{number} {claim.unit}", slots, sibling, "", (number,))
