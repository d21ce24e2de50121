"""Other numbers: of siblings with the same attribute and unit first, then of the same grain."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from quizgen.items.candidate import Answers, Candidate
from quizgen.items.siblings import Siblings
from quizgen.model import Fact, Quantity
from quizgen.order import drawn
from quizgen.phrase import say_bare, say_quantity
from quizgen.rules.known import Known
from quizgen.rules.thresholds import APART, WITHIN_FACTOR

FACTORS = tuple(map(Decimal, ("0.25", "0.35", "0.5", "0.7", "1.4", "2", "2.8", "4")))
"""What a computed number is of the key: within a fifth and five times, at least 15 % apart
(DIS-2)."""
BELOW = 4
"""How many of the factors lie below the key."""


def values(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return the right number, and others it might have been."""
    claim = fact.claim
    assert isinstance(claim, Quantity)
    assert claim.value is not None  # the wording's condition has seen to it
    wrong = chain(_siblings(fact, claim, known, siblings), _computed(fact, claim, known))
    return Answers(_measured(claim, claim.value, known), _apart(claim.value, wrong))


def _siblings(fact: Fact, claim: Quantity, known: Known, siblings: Siblings) -> Iterator[Candidate]:
    for other in siblings.of(fact, "quantity"):
        its = other.claim
        assert isinstance(its, Quantity)
        alike = (its.class_, its.attribute, its.unit) == (claim.class_, claim.attribute, claim.unit)
        if alike and its.value is not None and its.subject != claim.subject:
            yield _measured(claim, its.value, known, other)


def _computed(fact: Fact, claim: Quantity, known: Known) -> Iterator[Candidate]:
    """Yield numbers of the key's grain, so many below it that its rank is drawn evenly."""
    assert claim.value is not None
    below, above = FACTORS[:BELOW], FACTORS[BELOW:]
    lower = drawn(f"{fact.id}/rank", BELOW)
    nearest_below, nearest_above = reversed(below), iter(above)
    order = [*(next(nearest_below) for _ in range(lower)), *nearest_above]
    for factor in order:
        number = _of_same_grain(claim.value, factor)
        if number > 0 and number != claim.value:
            yield _measured(claim, number, known)


def _apart(key: Decimal, wrong: Iterator[Candidate]) -> Iterator[Candidate]:
    kept = [key]
    for candidate in wrong:
        number = Decimal(str(candidate.sort_key[0]))
        plausible = key / WITHIN_FACTOR <= number <= key * WITHIN_FACTOR
        if plausible and all(abs(number - other) >= key * APART for other in kept):
            kept.append(number)
            yield candidate


def _measured(
    claim: Quantity, number: Decimal, known: Known, sibling: Fact | None = None
) -> Candidate:
    units = {**known.language.units, **known.bank.units}
    other = replace(claim, value=number, printed="")
    words = say_quantity(other, units, known.language)
    slots = {
        "value": words,
        "bare_value": say_bare(other, units, known.language),
        "says": claim.says.format(value=words),
    }
    return Candidate(f"number:{number} {claim.unit}", slots, sibling, "", (number,))


def _of_same_grain(key: Decimal, factor: Decimal) -> Decimal:
    """Return the product, as round as the key is.

    >>> [str(_of_same_grain(Decimal(key), Decimal("1.4"))) for key in ("300", "245", "60.2")]
    ['400', '345', '84.3']
    """
    exponent = key.normalize().as_tuple().exponent
    grain = Decimal(1).scaleb(int(exponent))
    if key >= 100 * grain and key % (5 * grain) == 0:
        grain *= 5
    return (key * factor / grain).quantize(Decimal(1)) * grain + Decimal(0)
