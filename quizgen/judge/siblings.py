"""Which facts an item's wrong answers are taken from."""

from collections.abc import Iterator, Mapping, Sequence

from quizgen.bank.facts import Fact, Kind, Property, Quantity
from quizgen.order import Ring

WINDOW = 60
"""How many siblings are looked at for one item: enough to choose from, few enough to stay
linear."""


class Siblings:
    """The facts of a bank in rings, one a kind or property, in the order of their hashes.

    What is looked at for a fact is the part of the ring that begins at the fact's own hash. So
    one more fact in the bank changes few items, and the work for one fact does not grow with the
    bank.
    """

    def __init__(self, by_kind: Mapping[Kind, Sequence[Fact]]) -> None:
        """Lay out the rings."""
        self._found: dict[tuple[str, Kind], Sequence[Fact]] = {}
        self._rings = {
            kind: Ring(facts, kind, lambda fact: fact.id) for kind, facts in _by_ring(by_kind)
        }
        self._measured: dict[tuple[str, str], Ring[Fact]] = {
            sort: Ring(facts, "quantity", lambda fact: fact.id)
            for sort, facts in _by_measure(by_kind.get("quantity", ())).items()
        }

    def of(self, fact: Fact, kind: Kind) -> Sequence[Fact]:
        """Return facts of a kind, those with most tags in common first, else as in the ring."""
        if (fact.id, kind) not in self._found:
            claim = fact.claim
            alike = claim.property if isinstance(claim, Property) and kind == fact.kind else ""
            ring = self._rings.get(f"{kind}/{alike}" if alike else kind)
            self._found[fact.id, kind] = _near(fact, ring)
        return self._found[fact.id, kind]

    def measured_alike(self, fact: Fact) -> Sequence[Fact]:
        """Return quantities of the class and attribute of one, in the same order.

        In a table of many columns, few of those that stand near in the ring of all are of its own.
        """
        assert isinstance(fact.claim, Quantity)
        return _near(fact, self._measured.get((fact.claim.class_, fact.claim.attribute)))


def _near(fact: Fact, ring: Ring[Fact] | None) -> Sequence[Fact]:
    # A fact that is in the ring itself takes one of the places that are looked at.
    near = ring.from_(fact.id, WINDOW) if ring else ()
    tags = {*fact.tags}
    return sorted(
        (other for other in near if other.id != fact.id and may_stand_by(other, fact)),
        key=lambda other: -len(tags.intersection(other.tags)),
    )


def may_stand_by(other: Fact, fact: Fact) -> bool:
    """Tell whether a fact may be named beside another: death and suffering only among their own."""
    return other.sensitivity != "high" or fact.sensitivity == "high"


def _by_measure(facts: Sequence[Fact]) -> Mapping[tuple[str, str], Sequence[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        assert isinstance(fact.claim, Quantity)
        found.setdefault((fact.claim.class_, fact.claim.attribute), []).append(fact)
    return found


def _by_ring(by_kind: Mapping[Kind, Sequence[Fact]]) -> Iterator[tuple[str, Sequence[Fact]]]:
    """Yield the facts of each ring: of a kind, and of each property, since no two mix."""
    for kind, facts in by_kind.items():
        if kind != "property":
            yield kind, facts
            continue
        of_property: dict[str, list[Fact]] = {}
        for fact in facts:
            assert isinstance(fact.claim, Property)
            of_property.setdefault(f"{kind}/{fact.claim.property}", []).append(fact)
        yield from of_property.items()
