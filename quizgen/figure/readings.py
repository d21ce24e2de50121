"""Quantities that are drawn beside each other, so that one can be read off a scale."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from quizgen.bank.bank import Unit
from quizgen.bank.facts import Fact, Quantity
from quizgen.figure.charts import scale_grain, scale_of
from quizgen.language.words import Language
from quizgen.order import hash_under
from quizgen.quiz.figures import Scale

MOST_BARS = 5
LEAST_BARS = 2
MOST_TIMES = 100
"""A bar that is shorter than the longest by more than so many times is not seen."""
GRAINS_TO_READ = 5
"""What is read off a scale is at least so many grains: of less, too great a part is a guess."""


def scales_to_read(
    facts: Iterable[Fact], units: Mapping[str, Unit], language: Language
) -> Mapping[str, Scale]:
    """Return fact id -> the scale that its number can be read off.

    A scale holds a few facts of one source, alike in what they measure.
    """
    groups: defaultdict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        claim = fact.claim
        if not isinstance(claim, Quantity) or claim.qualifier not in ("exact", "about"):
            continue
        if claim.value is not None and claim.value > 0:
            key = (fact.source, fact.sensitivity, claim.class_, claim.attribute, claim.unit)
            groups[key].append(fact)
    found: dict[str, Scale] = {}
    for group in groups.values():
        for together in (few for part in _comparable(group) for few in _together(part)):
            scale = scale_of(together, units, language)
            legible = GRAINS_TO_READ * scale_grain(scale)
            found |= {fact.id: scale for fact in together if _size(fact) >= legible}
    return found


def _comparable(group: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Yield the facts of a group that can be seen side by side: Mars is nothing beside Jupiter."""
    rest = group
    while rest:
        least = max(map(_size, rest)) / MOST_TIMES
        yield [fact for fact in rest if _size(fact) >= least]
        rest = [fact for fact in rest if _size(fact) < least]


def _size(fact: Fact) -> Decimal:
    assert isinstance(fact.claim, Quantity)
    return fact.claim.value or Decimal(0)


def _together(group: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Yield a few facts of a group at a time, by sorted hash, no two that say the same.

    Each time about as many: of seven, five would leave a figure of two.
    """
    apart: list[Fact] = []
    linked: set[str] = set()
    subjects: set[str] = set()
    for fact in sorted(group, key=lambda fact: hash_under("scale", fact.id)):
        assert isinstance(fact.claim, Quantity)
        if fact.id not in linked and fact.claim.subject not in subjects:
            apart.append(fact)
            linked.update(fact.also_right)
            subjects.add(fact.claim.subject)
    groups = -(-len(apart) // MOST_BARS)
    ends = [len(apart) * number // groups for number in range(1, groups + 1)] if groups else []
    for start, end in pairwise([0, *ends]):
        if end - start >= LEAST_BARS:
            yield apart[start:end]
