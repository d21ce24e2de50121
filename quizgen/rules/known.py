"""What the bank holds, looked up by what a rule asks for."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from quizgen.bank.bank import Bank, Unit
from quizgen.bank.dates import Date
from quizgen.bank.facts import Event, Fact, Kind, Position, Quantity, Statement, Term
from quizgen.language.quantities import units_of
from quizgen.language.words import Language
from quizgen.rules.texts import folded
from quizgen.rules.thresholds import APART, LEAST_MARGIN_DAYS, WINDOW_MARGIN
from quizgen.values import dataclass


@dataclass(frozen=True)
class Known:
    """A bank with its language, and the ways into it; each is worked out once, when first used."""

    bank: Bank
    language: Language
    today: Date | None = None
    """Set by `check` alone: what is built never depends on the clock."""

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """Words that carry no meaning of their own."""
        return frozenset(self.language.stop_words)

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Every unit by its key: the language's, and the bank's, which win."""
        return units_of(self.bank, self.language)

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact by its id."""
        return {fact.id: fact for fact in self.bank.facts}

    @cached_property
    def by_kind(self) -> Mapping[Kind, tuple[Fact, ...]]:
        """Facts in use, by kind: what siblings are taken from."""
        return _grouped((fact.kind, fact) for fact in self.bank.facts if fact.is_current)

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[Fact, ...]]:
        """Statements by their speaker."""
        return _grouped(
            (fact.claim.speaker, fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Statement)
        )

    @cached_property
    def kept_apart(self) -> Mapping[str, frozenset[str]]:
        """For a fact, those never set against it as right and wrong: `not_beside`, both ways."""
        pairs = {
            (fact.id, other)
            for fact in self.bank.facts
            for named in fact.not_beside
            for other in (
                [named]
                if named in self.facts
                else [it.id for it in self.statements_of.get(named, ())]
            )
        }
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            groups[one].add(other)
            groups[other].add(one)
        return {fact_id: frozenset(others) for fact_id, others in groups.items()}

    @cached_property
    def dated(self) -> Mapping[str, tuple[Fact, ...]]:
        """Events and statements by their date, as the bank writes it."""
        return _grouped(
            (fact.claim.date.text, fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Event | Statement)
        )

    @cached_property
    def dates_of_length(self) -> Counter[int]:
        """How many dates of each length there are: 10 letters for a day, 7 for a month."""
        return Counter(map(len, self.dated))

    @cached_property
    def time(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day on which something happened or was said."""
        claims = (fact.claim for fact in self.bank.facts)
        dates = [claim.date for claim in claims if isinstance(claim, Event | Statement)]
        dates = dates or [self.bank.as_of]
        return min(date.first for date in dates), max(date.last for date in dates)

    @cached_property
    def window(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day that a wrong date may be, as DIS-3 has it."""
        first, last = self.time
        margin = max(int((last - first).days * WINDOW_MARGIN), LEAST_MARGIN_DAYS)
        earliest = max(first.toordinal() - margin, 1)  # there is no day before the year 1
        latest = min(last.toordinal() + margin, self.bank.as_of.last.toordinal())
        return datetime.date.fromordinal(earliest), datetime.date.fromordinal(latest)

    @cached_property
    def quotations(self) -> frozenset[str]:
        """Every quotation of the bank, joined as it is printed and folded as rules compare."""
        return frozenset(
            folded(" … ".join(fact.claim.quote))
            for fact in self.bank.facts
            if isinstance(fact.claim, Statement) and fact.claim.quote
        )

    @cached_property
    def positions_of(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """Positions by actor and question."""
        return _grouped(
            ((fact.claim.actor, fact.claim.question), fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Position)
        )

    @cached_property
    def quantities_of(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """Quantities by subject and attribute."""
        return _grouped(
            ((fact.claim.subject, fact.claim.attribute), fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Quantity)
        )

    @cached_property
    def quantities_like(self) -> Mapping[tuple[str, str, str], tuple[Fact, ...]]:
        """Quantities by their class, attribute and unit."""
        return _grouped(
            ((fact.claim.class_, fact.claim.attribute, fact.claim.unit), fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Quantity)
        )

    @cached_property
    def next_smaller(self) -> Mapping[str, Fact]:
        """For a quantity, the next smaller thing that its source measures alike, clearly smaller.

        Only plain values are compared: "at least" and "over" say nothing of a difference.
        """
        measured = [
            ((fact.source, claim.class_, claim.attribute, claim.unit), claim.value, fact)
            for fact in self.by_kind.get("quantity", ())
            if isinstance(claim := fact.claim, Quantity)
            and claim.value is not None
            and claim.qualifier == "exact"
            and not claim.by
        ]
        measured.sort(key=lambda it: (*it[:2], it[2].id))
        return {
            larger[2].id: smaller[2]
            for smaller, larger in pairwise(measured)
            if smaller[0] == larger[0] and larger[1] - smaller[1] >= larger[1] * APART
        }

    @cached_property
    def terms_of(self) -> Mapping[str, tuple[Fact, ...]]:
        """Terms by the term, in lower case."""
        return _grouped(
            (fact.claim.term.casefold(), fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Term)
        )


K = TypeVar("K")


def _grouped(pairs: Iterable[tuple[K, Fact]]) -> Mapping[K, tuple[Fact, ...]]:
    groups: defaultdict[K, list[Fact]] = defaultdict(list)
    for key, fact in pairs:
        groups[key].append(fact)
    return {key: tuple(facts) for key, facts in groups.items()}
