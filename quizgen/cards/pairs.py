"""Which two facts are learned side by side, because each is easily taken for the other."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from quizgen.bank.bank import Issue
from quizgen.bank.dates import LONG_AGO
from quizgen.bank.facts import Fact, Position, Quantity
from quizgen.deck.words import words_of
from quizgen.judge.cards import SAME_FRONT
from quizgen.judge.texts import folded, likeness

ALL_PAIRS = 5
"""Up to so many facts of a group each is compared with each. A larger group is a table: nobody
takes the number of hydrogen for that of lead, but things whose names are alike are mixed up."""
ALIKE = 0.75
"""As alike as Slovakia and Slovenia, from 0 to 1."""


def pairs_to_compare(
    facts: Sequence[Fact], issues: Mapping[str, Issue]
) -> Iterator[tuple[Fact, Fact]]:
    """Yield pairs of one actor's positions on an issue, and of quantities asked for alike."""
    groups: defaultdict[Hashable, list[Fact]] = defaultdict(list)
    seen: set[Hashable] = set()
    for fact in facts:
        if not fact.retired and (group := _group_of(fact)):
            held = _held(fact)
            if held is None or held not in seen:
                groups[group].append(fact)
            seen.add(held)
    for members in groups.values():
        for first, second in _pairs(members):
            if _are_alike(first, second, issues):
                earlier, later = sorted(
                    (first, second), key=lambda fact: (_known_from(fact), fact.id)
                )
                yield earlier, later


def _known_from(fact: Fact) -> int:
    return fact.as_of.first if fact.as_of else LONG_AGO


def _group_of(fact: Fact) -> Hashable:
    match fact.claim:
        case Quantity() as quantity:
            return quantity.class_, quantity.attribute, quantity.unit
        case Position() as position:
            return position.actor, position.issue
        case _:
            return None


def _held(fact: Fact) -> Hashable:
    """Return what an actor did when: of several limits of one decision the first stands for it."""
    match fact.claim:
        case Position() as position:
            return (
                position.actor,
                position.issue,
                position.stance,
                fact.held_on.text,
                position.condition,
            )
        case _:
            return None


def _pairs(members: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    if len(members) <= ALL_PAIRS:
        yield from combinations(members, 2)
        return
    # Names that are alike begin alike: beside one another they are found in linear time.
    by_name = sorted((_name_of(fact), fact.id, fact) for fact in members)
    for (name, _, fact), (next_name, _, following) in pairwise(by_name):
        if SequenceMatcher(None, name, next_name).ratio() >= ALIKE:
            yield fact, following


def _name_of(fact: Fact) -> str:
    return folded(fact.claim.subject) if isinstance(fact.claim, Quantity) else fact.id


def _are_alike(first: Fact, second: Fact, issues: Mapping[str, Issue]) -> bool:
    """Tell whether two facts are asked for in nearly the same words and answered otherwise.

    Two positions of which both may hold at once, such as two limits of one decision, are not told
    apart but learned together.
    """
    match first.claim, second.claim:
        case Quantity() as quantity, Quantity() as other_quantity:
            asked = (words_of(folded(each.asks)) for each in (quantity, other_quantity))
            return _value(quantity) != _value(other_quantity) and likeness(*asked) >= SAME_FRONT
        case Position() as position, Position() as later:
            issue = issues[position.issue]
            is_same = position.stance == later.stance
            return issue.are_apart(position.stance, later.stance) or (
                is_same and position.condition != later.condition
            )
        case _:
            return False


def _value(quantity: Quantity) -> Hashable:
    return quantity.value, quantity.low, quantity.high, quantity.printed
