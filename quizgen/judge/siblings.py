"""Which facts an item's wrong answers are taken from."""

from collections.abc import Mapping, Sequence

from quizgen.bank.facts import Fact, Kind
from quizgen.order import Ring

WINDOW = 60
"""How many siblings are looked at for one item: enough to choose from, few enough to stay
linear."""


class Siblings:
    """The facts of a bank in rings, one a kind, in the order of their hashes.

    What is looked at for a fact is the part of the ring that begins at the fact's own hash. So
    one more fact in the bank changes few items, and the work for one fact does not grow with the
    bank.
    """

    def __init__(self, by_kind: Mapping[Kind, Sequence[Fact]]) -> None:
        """Lay out the rings."""
        self._found: dict[tuple[str, Kind], Sequence[Fact]] = {}
        self._rings = {
            kind: Ring(facts, kind, lambda fact: fact.id) for kind, facts in by_kind.items()
        }

    def of(self, fact: Fact, kind: Kind) -> Sequence[Fact]:
        """Return facts of a kind, those with most tags in common first, else as in the ring."""
        if (fact.id, kind) not in self._found:
            ring = self._rings.get(kind)
            # A fact that is in the ring itself takes one of the places that are looked at.
            near = ring.from_(fact.id, WINDOW) if ring else ()
            tags = {*fact.tags}
            self._found[fact.id, kind] = sorted(
                (other for other in near if other.id != fact.id and may_stand_by(other, fact)),
                key=lambda other: -len(tags.intersection(other.tags)),
            )
        return self._found[fact.id, kind]


def may_stand_by(other: Fact, fact: Fact) -> bool:
    """Tell whether a fact may be named beside another: death and suffering only among their own."""
    return other.sensitivity != "high" or fact.sensitivity == "high"
