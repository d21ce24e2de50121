"""Whose claims are asked about: what is controversial comes from several sides.

Beutelsbach Consensus, and Oxfam on controversial issues. Settled facts need no second side, and
what has no camp counts for none.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from quizgen.bank.facts import Fact
from quizgen.judge.subject import Subject
from quizgen.quiz.item import Item

ENOUGH_CLAIMS = 6
"""FORM-5: from so many claims and positions on, a form shows more than one side. Ours."""

CAMPS = 3
"""FORM-5: so many sides speak, if the bank has as many (Beutelsbach: what is controversial stays
controversial). Ours."""

ONE_CAMP = 0.5
"""FORM-5: no side has more than this share of the claims and positions. Ours."""


def camps_of(items: Iterable[Item], subject: Subject) -> tuple[str, ...]:
    """Return whose side each claim or position is that items ask about."""
    facts = (subject.facts[fact_id] for item in items for fact_id in item.facts)
    return tuple(camps_of_facts(facts, subject))


def camps_of_facts(facts: Iterable[Fact], subject: Subject) -> Iterator[str]:
    """Yield the side of each claim or position among facts."""
    for fact in facts:
        if fact.kind in ("statement", "position") and fact.status != "settled":
            yield from filter(None, [subject.bank.camp_of(fact)])


def fewest_camps(subject: Subject) -> int:
    """Return how many sides a form with enough claims must show."""
    return min(CAMPS, len(subject.bank.camps))


def leans(camps: Mapping[str, int], subject: Subject) -> bool:
    """Tell whether a form with so many claims of each side shows too few, or one above all others.

    One that is still being put together leans as soon as a side has so many that the rest of the
    first six could not outweigh it.
    """
    counts = Counter(camps)
    total, most = counts.total(), max(counts.values(), default=0)
    if total >= ENOUGH_CLAIMS and len(counts) < fewest_camps(subject):
        return True
    return most > ONE_CAMP * max(total, ENOUGH_CLAIMS)
