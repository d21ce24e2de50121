"""Quantities that are drawn beside each other, so that one can be read off a scale."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizgen.bank.facts import Fact, Quantity
from quizgen.figure.charts import grain_of, scale_of
from quizgen.order import rank_of
from quizgen.quiz.figures import Scale
from quizgen.rules.known import Known

MOST_BARS = 5
LEAST_BARS = 2
GRAINS_TO_READ = 5
"""What is read off a scale is at least so many grains: of less, too great a part is a guess."""


class Scales:
    """Every scale of a bank that numbers can be read off: few facts each, all of one source."""

    def __init__(self, known: Known) -> None:
        """Draw the scales up."""
        groups: defaultdict[object, list[Fact]] = defaultdict(list)
        for fact in known.by_kind.get("quantity", ()):
            claim = fact.claim
            if isinstance(claim, Quantity) and _is_plain(claim):
                key = (fact.source, fact.sensitivity, claim.class_, claim.attribute, claim.unit)
                groups[key].append(fact)
        self._of = {
            fact.id: scale
            for group in groups.values()
            for facts, scale in _scales(group, known)
            for fact in facts
        }

    def of(self, fact: Fact) -> Scale | None:
        """Return the scale that a fact's number can be read off, if there is one."""
        scale, claim = self._of.get(fact.id), fact.claim
        assert isinstance(claim, Quantity)
        is_legible = scale and claim.value and claim.value >= GRAINS_TO_READ * grain_of(scale)
        return scale if is_legible else None


def _is_plain(quantity: Quantity) -> bool:
    is_number = quantity.value is not None and quantity.value > 0
    return is_number and quantity.qualifier in ("exact", "about")


def _scales(group: Sequence[Fact], known: Known) -> Iterator[tuple[Sequence[Fact], Scale]]:
    """Yield scales of a few facts of a group, by sorted hash, none the same as another."""
    apart: list[Fact] = []
    linked: set[str] = set()
    subjects: set[str] = set()
    for fact in sorted(group, key=lambda fact: rank_of("scale", fact.id)):
        assert isinstance(fact.claim, Quantity)
        if fact.id not in linked and fact.claim.subject not in subjects:
            apart.append(fact)
            linked.update(fact.also_right)
            subjects.add(fact.claim.subject)
    units = known.units
    for start in range(0, len(apart), MOST_BARS):
        facts = apart[start : start + MOST_BARS]
        if len(facts) >= LEAST_BARS:
            yield facts, scale_of(facts, units, known.language)
