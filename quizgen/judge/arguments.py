"""Claims and what is said against them, as `counters` of a bank's facts tell.

Who speaks against a claim stands on the other side of it; who speaks against that one, on the
claim's own. So a chain of answers has two sides, and nobody's view of the debate is needed to tell
who is on which. Where a chain comes back to a fact from both sides, its sides tell nothing.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from functools import cached_property

from quizgen.bank.facts import Counter, Fact
from quizgen.values import dataclass


@dataclass(frozen=True)
class Reply:
    """What is said against a claim, and on what the two differ."""

    fact: Fact
    point: str


class Arguments:
    """The claims of a bank and the replies to them; what is retired says nothing."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Look up who speaks against whom."""
        self._facts = {fact.id: fact for fact in facts if not fact.retired}

    @cached_property
    def replies_of(self) -> Mapping[str, tuple[Reply, ...]]:
        """Claim id -> what is said against it, in the order of the bank."""
        found: defaultdict[str, list[Reply]] = defaultdict(list)
        for fact, counter in self._counters():
            found[counter.fact].append(Reply(fact, counter.point))
        return {claim: tuple(replies) for claim, replies in found.items()}

    def _counters(self) -> Iterable[tuple[Fact, Counter]]:
        return (
            (fact, counter)
            for fact in self._facts.values()
            for counter in fact.counters
            if counter.fact in self._facts
        )

    @cached_property
    def _sides(self) -> Mapping[str, tuple[str, frozenset[int]]]:
        """Fact id -> the chain that it stands in, and on which side of that, 0 or 1, or both."""
        beside: defaultdict[str, list[str]] = defaultdict(list)
        for fact, counter in self._counters():
            beside[fact.id].append(counter.fact)
            beside[counter.fact].append(fact.id)
        sides: dict[str, tuple[str, frozenset[int]]] = {}
        for start in beside:
            if start in sides:
                continue
            found: dict[str, set[int]] = {start: {0}}
            open_ends = deque([(start, 0)])
            while open_ends:
                fact_id, side = open_ends.popleft()
                for other in beside[fact_id]:
                    if 1 - side not in found.setdefault(other, set()):
                        found[other].add(1 - side)
                        open_ends.append((other, 1 - side))
            sides |= {fact_id: (start, frozenset(held)) for fact_id, held in found.items()}
        return sides

    def are_on_one_side(self, fact_id: str, other: str) -> bool:
        """Tell whether two facts stand on the same side of one chain, and of no other."""
        one, two = self._sides.get(fact_id), self._sides.get(other)
        return one is not None and one == two and len(one[1]) == 1

    def may_be_opposed(self, fact_id: str, other: str) -> bool:
        """Tell whether two facts stand in one chain, and not surely on the same side of it."""
        one, two = self._sides.get(fact_id), self._sides.get(other)
        is_one_chain = one is not None and two is not None and one[0] == two[0]
        return is_one_chain and not self.are_on_one_side(fact_id, other)

    @property
    def of_chains(self) -> tuple[Fact, ...]:
        """Every fact that speaks against one or is spoken against, in the order of the bank."""
        return tuple(fact for fact in self._facts.values() if fact.id in self._sides)
