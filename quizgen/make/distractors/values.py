"""Other numbers: those the bank's author wrote, those of siblings, then those of the same grain."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from quizgen.bank.facts import Fact, Quantity
from quizgen.judge.distances import APART, WITHIN_FACTOR, grain_of
from quizgen.judge.subject import Subject
from quizgen.language.quantities import say_bare, say_in_sentence, say_quantity
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeNumber, rank_of

FACTORS = tuple(map(Decimal, ("0.7", "1.4", "0.5", "2", "0.35", "2.8", "0.25", "4")))
"""What a computed number is of the key, the nearest first: within a fifth and five times, at least
15 % apart (DIS-2)."""
ENOUGH = 3
"""So many numbers by the bank's author need none beside them."""


def values(fact: Fact, subject: Subject) -> Answers | None:
    """Return the right number, and others it might have been; None where there is no number."""
    claim = fact.claim
    if not isinstance(claim, Quantity) or claim.value is None:
        return None
    written = [
        replace(_measured(claim, Decimal(wrong.text), subject), why_wrong=wrong.why_wrong)
        for wrong in fact.distractors
    ]
    found = written
    if len(written) < ENOUGH:
        made_up = (_measured(claim, number, subject) for number in computed(claim.value))
        others = chain(_siblings(fact, claim, subject), made_up)
        found = [*written, *apart(claim.value, others, written)]
    key = _measured(claim, claim.value, subject)
    return Answers(key, found if is_inside(claim.value, found) else [])


def is_inside(key: Decimal, wrong: Sequence[Candidate]) -> bool:
    """Tell whether there are numbers on both sides of the key; else its rank would give it away."""
    return len({_number(candidate) < key for candidate in wrong}) > 1


def _siblings(fact: Fact, claim: Quantity, subject: Subject) -> Iterator[Candidate]:
    sort = (claim.class_, claim.attribute, claim.unit)
    for other in subject.siblings.of(fact, "quantity"):
        quantity = other.claim
        assert isinstance(quantity, Quantity)
        is_alike = (quantity.class_, quantity.attribute, quantity.unit) == sort
        if is_alike and quantity.value is not None and quantity.subject != claim.subject:
            yield _measured(claim, quantity.value, subject, other)


def computed(key: Decimal) -> Iterator[Decimal]:
    """Yield numbers of the key's grain."""
    for factor in FACTORS:
        number = _of_same_grain(key, factor)
        if number > 0 and number != key:
            yield number


def apart(
    key: Decimal, wrong: Iterable[Candidate], beside: Iterable[Candidate] = ()
) -> Iterator[Candidate]:
    """Yield the wrong numbers that are far enough from the key and from one another (DIS-2)."""
    kept = [key, *map(_number, beside)]
    least = max(key * APART, grain_of(key))
    for candidate in wrong:
        number = _number(candidate)
        is_plausible = key / WITHIN_FACTOR <= number <= key * WITHIN_FACTOR
        if is_plausible and all(abs(number - other) >= least for other in kept):
            kept.append(number)
            yield candidate


def _number(candidate: Candidate) -> Decimal:
    number = rank_of(candidate.means)
    assert number is not None
    return number


def _measured(
    claim: Quantity, number: Decimal, subject: Subject, sibling: Fact | None = None
) -> Candidate:
    units, language = subject.units, subject.language
    other = replace(claim, value=number, printed="")
    words = say_in_sentence(other, units, language)
    slots = {
        "value": say_quantity(other, units, language),
        "bare_value": say_bare(other, units, language),
        "value_in_sentence": words,
        "says": claim.says.format(value=words),
    }
    return Candidate(SomeNumber(number, claim.unit), slots, sibling)


def _of_same_grain(key: Decimal, factor: Decimal) -> Decimal:
    """Return the product, as round as the key is and no rounder.

    >>> def near(key): return [str(_of_same_grain(Decimal(key), f)) for f in FACTORS[:4]]
    >>> near("300"), near("245")
    (['200', '400', '200', '600'], ['175', '345', '125', '495'])
    >>> near("150"), near("10")
    (['110', '210', '80', '310'], ['10', '10', '0', '20'])
    """
    grain = grain_of(key)
    ends_in_five = key >= 100 * grain and key % (5 * grain) == 0
    step = 5 * grain if ends_in_five else grain
    number = (key * factor / step).quantize(Decimal(1)) * step
    is_rounder = number % (10 * grain) == 0 and key > 9 * grain
    return number + step + Decimal(0) if is_rounder else number + Decimal(0)
