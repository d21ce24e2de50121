"""What a bank holds, counted: what its author wants to see before writing more."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.facts import SENSITIVITIES
from quizgen.make.sets import ItemSet
from quizgen.quiz.offer import Offer
from quizgen.values import dataclass


@dataclass(frozen=True)
class Coverage:
    """Counts of facts and items, and the facts that want a look."""

    facts: Mapping[str, Mapping[str, int]]
    """What is counted by (kind, source, tag ...) -> value -> facts."""
    items: Mapping[str, int]
    """Items of one fact each, by type."""
    sets: Mapping[str, int]
    """Facts that matching and ordering can draw from, by type."""
    unused: tuple[str, ...]
    """Ids of the facts that no wording can use."""
    retired: tuple[str, ...]
    """Ids of the facts that are no longer used."""
    overdue: tuple[str, ...]
    """Ids of the facts that were to be looked at again before today."""

    @property
    def as_data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "facts": {name: dict(counts) for name, counts in self.facts.items()},
            "items": dict(self.items),
            "sets": dict(self.sets),
            "unused": [*self.unused],
            "retired": [*self.retired],
            "overdue": [*self.overdue],
        }

    @property
    def tables(self) -> Iterator[str]:
        """Yield the counts in aligned columns, one table for each thing that is counted by."""
        tables = {f"facts by {name}": counts for name, counts in self.facts.items()}
        tables |= {"items by type": self.items, "facts in sets, by type": self.sets}
        width = max((len(value) for counts in tables.values() for value in counts), default=0)
        for title, counts in tables.items():
            yield ""
            yield f"  {title}"
            for value, number in counts.items():
                yield f"    {value:{width}}  {number:>4}"

    @property
    def findings(self) -> Iterator[str]:
        """Yield a line for each list of facts that want a look."""
        for title, ids in (
            ("no wording can use", self.unused),
            ("past review_by", self.overdue),
            ("retired", self.retired),
        ):
            if ids:
                yield f"  {title}: {', '.join(ids)}"


def cover(bank: Bank, offer: Offer, sets: Iterable[ItemSet], today: datetime.date) -> Coverage:
    """Count the facts of a bank and what can be asked about them."""
    live = [fact for fact in bank.facts if not fact.retired]
    counts: dict[str, Mapping[str, int]] = {
        "kind": Counter(fact.kind for fact in live),
        "source": Counter(fact.source or "(none)" for fact in live),
        "tag": Counter(tag for fact in live for tag in fact.tags or ["(none)"]),
        "camp": Counter(bank.camp_of(fact) or "(none)" for fact in live),
        "status": Counter(fact.status for fact in live),
        "level": Counter(str(fact.level) for fact in live),
        "sensitivity": Counter(fact.sensitivity for fact in live),
    }
    orders: dict[str, list[str]] = {
        "source": [*bank.sources, "(none)"],
        "camp": [*bank.camps, "(none)"],
        "sensitivity": [*SENSITIVITIES],
    }
    asked = {fact_id for item in offer.items for fact_id in item.facts} | {*offer.in_sets}
    in_sets: Counter[str] = Counter(each.plan.wording.type for each in sets for _ in each.members)
    return Coverage(
        facts={name: _ordered(found, orders.get(name, [])) for name, found in counts.items()},
        items=_ordered(Counter(item.type for item in offer.items), []),
        sets=_ordered(in_sets, []),
        unused=tuple(fact.id for fact in live if fact.id not in asked),
        retired=tuple(fact.id for fact in bank.facts if fact.retired),
        overdue=tuple(
            fact.id for fact in live if fact.review_by and fact.review_by.last < today.toordinal()
        ),
    )


def _ordered(counts: Mapping[str, int], order: list[str]) -> Mapping[str, int]:
    """Return counts in a given order with its zeros, the rest by how many and by name."""
    rest = sorted(counts.keys() - {*order}, key=lambda value: (-counts[value], value))
    first = [value for value in order if value in counts or value != "(none)"]
    return {value: counts.get(value, 0) for value in (*first, *rest)}
