"""Which facts can be asked the other way round: from the answer to what it answers (CARD-4)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import assert_never

from quizgen.bank.bank import Bank
from quizgen.bank.dates import Date
from quizgen.bank.facts import Event, Fact, Position, Property, Quantity, Statement, Term
from quizgen.judge.sameness import Sameness

LONGEST_RANGE = 1200
"""How many days a range may take that stands in the way of asking for what was on one of them."""


def facts_with_their_answer_alone(bank: Bank, sameness: Sameness) -> frozenset[str]:
    """Return the ids of facts that alone answer what their reverse card asks (CARD-4).

    The one thing in a note that other facts decide. When a later fact shares a day, a meaning or
    an occasion, a card that was fair becomes a riddle with two answers. It is safer for learners
    that the card goes from both notes, with the notes' text left as it was, than that one right
    answer is marked wrong. A learner who has the card reads that it is no longer asked; only the
    notes that share the answer are touched. Facts that are left out of the deck count, so that
    its text does not hang on how it was built. Retired ones do not: nobody is asked for them any
    more, and a retired fact and its successor do not stand in each other's way.
    """
    sharing = _answering(bank, sameness)
    return frozenset(
        fact.id
        for fact in bank.facts
        if len(asked := list(_asked_back(fact, sameness))) == 1
        and sharing[asked[0]] <= {fact.id, fact.superseded_by}
    )


def answering_too(
    facts: Iterable[Fact], bank: Bank, sameness: Sameness
) -> Mapping[str, tuple[str, ...]]:
    """Return, for each fact, which others answer what its reverse card asks, all by id."""
    sharing = _answering(bank, sameness)
    found: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        others = {other for question in _asked_back(fact, sameness) for other in sharing[question]}
        found[fact.id] = tuple(sorted(others - {fact.id, fact.superseded_by}))
    return found


def _answering(bank: Bank, sameness: Sameness) -> Mapping[Hashable, set[str]]:
    """Return which facts answer each question that is asked the other way round."""
    sharing: dict[Hashable, set[str]] = defaultdict(set)
    for fact in bank.facts:
        if not fact.retired:
            for question in (*_asked_back(fact, sameness), *_asked_of_parts(fact, sameness)):
                sharing[question].add(fact.id)
    return sharing


def _asked_of_parts(fact: Fact, sameness: Sameness) -> Iterator[Hashable]:
    """Yield what is asked of others that a fact answers too: who was born in Rome, Italy, in Rome.

    Who is asked for all of it need not think of those of whom a part is told.
    """
    claim = fact.claim
    match claim:
        case Property():
            yield from (
                (fact.kind, claim.property, part)
                for value in claim.value
                for part in sameness.parts_of(value)
            )
        case Term():
            yield from ((fact.kind, part) for part in sameness.parts_of(claim.meaning))
        case _:
            return


def _asked_back(fact: Fact, sameness: Sameness) -> Iterator[Hashable]:
    """Yield what a reverse card of the fact would ask; of an event every day that it took."""
    match fact.claim:
        case Statement() as statement:
            about = sameness.bare(statement.about)
            yield fact.kind, statement.speaker, statement.date, about
        case Event() as event:
            yield from ((fact.kind, day) for day in _days(event.date))
        case Quantity() as quantity:
            yield fact.kind, sameness.bare(quantity.says), quantity.value, quantity.printed
        case Position() as position:
            yield fact.kind, position.issue, position.stance
        case Term() as term:
            yield fact.kind, sameness.bare(term.meaning)
        case Property() as claim:
            yield from (
                (fact.kind, claim.property, value) for value in map(sameness.bare, claim.value)
            )
        case _ as unreachable:
            assert_never(unreachable)


def _days(date: Date) -> Iterator[object]:
    """Yield the days of a day or range; months, seasons and years are too wide to be asked for.

    So is a range of several years, which a bank may have written in days.
    """
    if date.precision in ("day", "range") and date.last - date.first <= LONGEST_RANGE:
        yield from range(date.first, date.last + 1)
