"""Which facts an item's wrong answers are taken from."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from quizgen.bank.facts import Fact, Kind
from quizgen.order import rank_of
from quizgen.rules.known import Known

WINDOW = 60
"""How many siblings are looked at for one item: enough to choose from, few enough to stay
linear."""


class Siblings:
    """The facts of a bank in rings, one a kind, in the order of their hashes.

    What is looked at for a fact is the part of the ring that begins at the fact's own hash. So
    one more fact in the bank changes few items, and the work for one fact does not grow with the
    bank.
    """

    def __init__(self, known: Known) -> None:
        """Lay out the rings."""
        self._found: dict[tuple[str, Kind], Sequence[Fact]] = {}
        self._rings = {
            kind: sorted(((rank_of(kind, fact.id), fact) for fact in facts), key=itemgetter(0))
            for kind, facts in known.by_kind.items()
        }

    def of(self, fact: Fact, kind: Kind) -> Sequence[Fact]:
        """Return facts of a kind, those with most tags in common first, else as in the ring."""
        if (fact.id, kind) not in self._found:
            self._found[fact.id, kind] = self._look_round(fact, kind)
        return self._found[fact.id, kind]

    def _look_round(self, fact: Fact, kind: Kind) -> Sequence[Fact]:
        ring = self._rings.get(kind, [])
        start = bisect_left(ring, rank_of(kind, fact.id), key=itemgetter(0))
        window = [ring[(start + step) % len(ring)][1] for step in range(min(WINDOW, len(ring)))]
        others = [other for other in window if other.id != fact.id and _may_stand_by(other, fact)]
        tags = {*fact.tags}
        return sorted(others, key=lambda other: -len(tags.intersection(other.tags)))


def _may_stand_by(other: Fact, fact: Fact) -> bool:
    """Tell whether a fact may be named beside another: death and suffering only among their own."""
    return other.sensitivity != "high" or fact.sensitivity == "high"
