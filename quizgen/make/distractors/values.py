"""Other numbers: those the bank's author wrote, those of siblings, then those of the same grain."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from quizgen.bank.facts import Fact, Quantity
from quizgen.language.quantities import say_bare, say_in_sentence, say_quantity
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.siblings import Siblings
from quizgen.rules.dis_2 import grain_of
from quizgen.rules.known import Known
from quizgen.rules.thresholds import APART, WITHIN_FACTOR

FACTORS = tuple(map(Decimal, ("0.7", "1.4", "0.5", "2", "0.35", "2.8", "0.25", "4")))
"""What a computed number is of the key, the nearest first: within a fifth and five times, at least
15 % apart (DIS-2)."""
ENOUGH = 3
"""So many numbers by the bank's author need none beside them."""


def values(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return the right number, and others it might have been."""
    claim = fact.claim
    assert isinstance(claim, Quantity)
    assert claim.value is not None  # the wording's condition has seen to it
    written = list(_written(fact, claim, known))
    wrong = chain(
        _siblings(fact, claim, known, siblings),
        (_measured(claim, number, known) for number in computed(claim.value)),
    )
    found = written if len(written) >= ENOUGH else [*written, *apart(claim.value, wrong, written)]
    return Answers(
        _measured(claim, claim.value, known), found if is_inside(claim.value, found) else []
    )


def is_inside(key: Decimal, wrong: list[Candidate]) -> bool:
    """Tell whether there are numbers on both sides of the key; else its rank would give it away."""
    return len({Decimal(str(candidate.sort_key[0])) < key for candidate in wrong}) > 1


def _written(fact: Fact, claim: Quantity, known: Known) -> Iterator[Candidate]:
    for wrong in fact.distractors:
        candidate = _measured(claim, Decimal(wrong.text), known)
        yield replace(candidate, why_wrong=wrong.why_wrong)


def _siblings(fact: Fact, claim: Quantity, known: Known, siblings: Siblings) -> Iterator[Candidate]:
    for other in siblings.of(fact, "quantity"):
        its = other.claim
        assert isinstance(its, Quantity)
        alike = (its.class_, its.attribute, its.unit) == (claim.class_, claim.attribute, claim.unit)
        if alike and its.value is not None and its.subject != claim.subject:
            yield _measured(claim, its.value, known, other)


def computed(key: Decimal) -> Iterator[Decimal]:
    """Yield numbers of the key's grain."""
    for factor in FACTORS:
        number = _of_same_grain(key, factor)
        if number > 0 and number != key:
            yield number


def apart(
    key: Decimal, wrong: Iterator[Candidate], beside: Iterable[Candidate] = ()
) -> Iterator[Candidate]:
    """Yield the wrong numbers that are far enough from the key and from one another (DIS-2)."""
    kept = [key, *(Decimal(str(candidate.sort_key[0])) for candidate in beside)]
    least = max(key * APART, grain_of(key))
    for candidate in wrong:
        number = Decimal(str(candidate.sort_key[0]))
        plausible = key / WITHIN_FACTOR <= number <= key * WITHIN_FACTOR
        if plausible and all(abs(number - other) >= least for other in kept):
            kept.append(number)
            yield candidate


def _measured(
    claim: Quantity, number: Decimal, known: Known, sibling: Fact | None = None
) -> Candidate:
    units = known.units
    other = replace(claim, value=number, printed="")
    words = say_in_sentence(other, units, known.language)
    slots = {
        "value": say_quantity(other, units, known.language),
        "bare_value": say_bare(other, units, known.language),
        "value_in_sentence": words,
        "says": claim.says.format(value=words),
    }
    return Candidate(f"number:{number} {claim.unit}", slots, sibling, "", (number,))


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
