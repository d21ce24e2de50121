"""DIS-1: wrong options are real answers to other questions before they are invented (Haladyna).

Where the bank has nothing comparable, numbers and dates may be computed; such options say so.
"""

from collections.abc import Iterator
from decimal import Decimal

from quizgen.bank.facts import Fact, Quantity
from quizgen.content import plain
from quizgen.quiz.item import Item, Option
from quizgen.rules.known import Known
from quizgen.rules.parts import options_of, rest_of, split
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.thresholds import APART, REAL_SHARE, WITHIN_FACTOR


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find an item that invents where it could take what is real, or that does not say why."""
    _, distractors = split(options_of(item))
    computed = [option for option in distractors if option.is_computed]
    real = len(distractors) - len(computed)
    if computed and real < min(REAL_SHARE * len(distractors), _comparable(item, computed, known)):
        message = f"{len(computed)} of {len(distractors)} distractors are invented"
        yield Finding(message, "take what is true of something comparable")
    for option in distractors:
        if not plain(option.why_wrong):
            yield Finding(f"nothing says why '{plain(option.text)}' is wrong", "write `why_wrong`")


def _comparable(item: Item, computed: list[Option], known: Known) -> int:
    """Return how many real answers the bank has that could stand in place of invented ones."""
    fact = known.facts[item.facts[0]]
    if isinstance(fact.claim, Quantity):
        values: set[Decimal | None] = set()
        for quantity in _like(fact, fact.claim, known):
            values.add(quantity.value)
            if len(values) >= len(computed):  # there are enough; a large bank has many more
                break
        return len(values)
    return known.dates_of_length[len(rest_of(computed[0]))]


def _like(fact: Fact, own: Quantity, known: Known) -> Iterator[Quantity]:
    """Yield quantities of the same sort whose values are plausible and not too near."""
    for other in known.quantities_like.get((own.class_, own.attribute, own.unit), ()):
        its = other.claim
        if not isinstance(its, Quantity) or own.value is None or its.value is None:
            continue
        apart = abs(its.value - own.value) >= abs(own.value) * APART
        near = abs(own.value) / WITHIN_FACTOR <= abs(its.value) <= abs(own.value) * WITHIN_FACTOR
        if apart and near and its.subject != own.subject and other.id not in fact.also_right:
            yield its


DIS_1 = ItemRule("DIS-1", "W", "half of the distractors are true of something else", check)
