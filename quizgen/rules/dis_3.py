"""DIS-3: wrong dates are as exact as the key, within the topic's time, and no near misses."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from quizgen.bank.facts import Event, Fact, Statement
from quizgen.content import plain
from quizgen.quiz.item import Item, Option
from quizgen.quiz.items import Items
from quizgen.rules.dis_2 import uneven_ranks
from quizgen.rules.known import Known
from quizgen.rules.parts import options_of, rest_of, split
from quizgen.rules.rule import BankRule, Finding, ItemRule
from quizgen.rules.texts import WORD, content_words, likeness
from quizgen.rules.thresholds import DAYS_APART, SAME_DEED

DAY = 10
"""Letters of a day as a bank writes it: 2024-05-30."""


def check_item(item: Item, known: Known) -> Iterator[Finding]:
    """Find dates too near, too far, of another precision, or right of another such deed."""
    options = options_of(item, "date")
    keys, distractors = split(options)
    if not keys or not all(option.sort_key for option in options):
        return
    if len({len(rest_of(option)) for option in options}) > 1:
        yield Finding("the dates are not all as exact as the key")
    for one, other in combinations(options, 2):
        if rest_of(one) == rest_of(other) or _are_near(one, other):
            yield Finding(f"'{plain(one.text)}' and '{plain(other.text)}' are too near")
    first, last = known.window
    fact = known.facts[item.facts[0]]
    for option in distractors:
        day, text = _day(option), plain(option.text)
        if day > known.bank.as_of.last:
            yield Finding(f"'{text}' lies after the bank's as_of")
        elif not first <= day <= last:
            yield Finding(f"'{text}' lies outside the topic's time")
        for deed in _like_deeds(fact, rest_of(option), known):
            yield Finding(f"on '{text}' the same happened too, by '{deed}'", "use `also_right`")
    yield from _betrayed(keys[0], distractors)


def check_ranks(items: Items, known: Known) -> Iterator[Finding]:
    """Find a bank whose dates are right too often or too seldom at one rank."""
    yield from uneven_ranks(items.items, "date")


def _are_near(one: Option, other: Option) -> bool:
    exact = len(rest_of(one)) == len(rest_of(other)) == DAY
    return exact and abs(_day(one) - _day(other)).days < DAYS_APART


def _like_deeds(fact: Fact, date: str, known: Known) -> Iterator[str]:
    """Yield facts in which on a date the same actor did, or said, much the same."""
    own, words = _deed(fact), known.stop_words
    for other in known.dated.get(date, ()):
        actor, deed = _deed(other)
        alike = likeness(content_words(deed, words), content_words(own[1], words)) >= SAME_DEED
        is_comparable = other.kind == fact.kind and actor == own[0] and other.id != fact.id
        if is_comparable and alike and not _are_told_apart(deed, own[1]):
            yield other.id


def _are_told_apart(one: str, other: str) -> bool:
    """Tell whether each names what the other does not: another flight, winner, opponent.

    >>> _are_told_apart("Apollo 11 landed", "Apollo 15 landed")
    True
    """
    own, its = _names(one), _names(other)
    return bool(own - its and its - own)


def _names(text: str) -> set[str]:
    """Return the numbers of a text, and its words with a capital."""
    return {word for word in WORD.findall(text) if word[0].isupper() or word.isdigit()}


def _deed(fact: Fact) -> tuple[str, str]:
    match fact.claim:
        case Event(actor=actor, what=what):
            return actor, what
        case Statement(speaker=speaker, about=about):
            return speaker, about
        case _:
            return "", ""


def _betrayed(key: Option, distractors: tuple[Option, ...]) -> Iterator[Finding]:
    """Find a trait that every distractor has and the key has not."""
    for what, trait in TRAITS.items():
        others = {trait(option) for option in distractors}
        if len(others) == 1 < len(distractors) and trait(key) not in others:
            message = f"the key '{plain(key.text)}' is told from all others by {what}"
            yield Finding(message, "take another date", "W")


def _day(option: Option) -> datetime.date:
    return datetime.date.fromordinal(int(option.sort_key[0]))


TRAITS: Mapping[str, Callable[[Option], object]] = {
    "its year": lambda option: _day(option).year,
    "its month": lambda option: (_day(option).year, _day(option).month),
    "being at a weekend or not": lambda option: (
        len(rest_of(option)) == DAY and _day(option).weekday() >= 5
    ),
}
"""What may tell a date from others -> how it is told."""

DIS_3_ITEM = ItemRule("DIS-3", "E", "wrong dates are of the key's kind", check_item)
DIS_3_BANK = BankRule("DIS-3", "W", "the rank of right dates tells nothing", check_ranks)
