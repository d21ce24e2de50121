"""What items that stand on one form tell of one another, in a time that grows with their number.

Held one against the other, a thousand items are half a million pairs. Yet an item can give away
only an answer of which it has every word. So texts and answers lie by their words, and only those
are compared that can have anything in common: what is found is the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from quizgen.bank.facts import Event, Fact, Position, Statement
from quizgen.judge.clues import (
    NEAR_STEM,
    KeyLengths,
    answers_of,
    folded_key,
    gives_away,
    nearness,
    telling_texts,
    tells,
)
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains, words_of
from quizgen.quiz.item import Item

T = TypeVar("T")


class Texts(Generic[T]):
    """Texts with what they belong to, found by a phrase that stands in them."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._all: list[tuple[str, T]] = []
        self._by_word: dict[str, list[tuple[str, T]]] = {}

    def add(self, text: str, owner: T) -> None:
        """Add a text."""
        entry = (text, owner)
        self._all.append(entry)
        for word in words_of(text):
            self._by_word.setdefault(word, []).append(entry)

    def holding(self, phrase: str) -> Iterator[tuple[str, T]]:
        """Yield each text with the phrase in it, and what it belongs to."""
        found = [self._by_word.get(word, []) for word in words_of(phrase)] or [self._all]
        yield from (entry for entry in min(found, key=len) if contains(entry[0], phrase))


class Phrases(Generic[T]):
    """Phrases with what they belong to, found by a text in which they stand."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._wordless: list[tuple[str, T]] = []
        self._by_word: defaultdict[str, list[tuple[str, T]]] = defaultdict(list)

    def add(self, phrase: str, owner: T) -> None:
        """Add a phrase, to be looked for where its rarest word stands."""
        words = words_of(phrase)
        rarest = min(words, key=lambda word: (len(self._by_word[word]), word), default=None)
        of_word = self._wordless if rarest is None else self._by_word[rarest]
        of_word.append((phrase, owner))

    def in_(self, text: str) -> Iterator[T]:
        """Yield what has a phrase that stands in the text, phrase by phrase."""
        entries = [*self._wordless]
        for word in words_of(text):
            if word in self._by_word:
                entries += self._by_word[word]
        yield from (owner for phrase, owner in entries if contains(text, phrase))


class Together:
    """Items of one form as they are put together: whether one more may join them."""

    def __init__(self, subject: Subject, around: Iterable[str] = ()) -> None:
        """Begin a form, of which stands what is `around` its items."""
        self.subject = subject
        self.facts: set[str] = set()
        """The facts that are asked about."""
        self._linked: set[str] = set()
        self._moments: set[tuple[str, str]] = set()
        self._by_key: defaultdict[str, list[Item]] = defaultdict(list)
        self._texts: Texts[Item | None] = Texts()
        self._answers: Phrases[Item] = Phrases()
        self._lengths = KeyLengths()
        for text in dict.fromkeys(around):
            self._texts.add(text, None)

    def add(self, item: Item) -> None:
        """Add an item, whether it may join or not."""
        facts = [self.subject.facts[fact_id] for fact_id in item.facts]
        self.facts |= {fact.id for fact in facts}
        self._linked |= linked(facts)
        self._moments |= {moment for fact in facts for moment in moments_of(fact)}
        self._by_key[folded_key(item)].append(item)
        for text in telling_texts(item):
            self._texts.add(text, item)
        for answer in answers_of(item):
            self._answers.add(answer, item)
        self._lengths.add(item)

    def is_free(self, item: Item) -> bool:
        """Tell whether an item may join: no fact twice, no cue, no likeness."""
        return not (
            self._shares_a_fact(item)
            or any(self._is_near(item, other) for other in self._by_key.get(folded_key(item), ()))
            or self._is_told(item)
            or self._tells(item)
            or self._lengths.told_with(item)
        )

    def is_at_taken_place(self, item: Item) -> bool:
        """Tell whether none of an item's facts is asked about, but one is told in the same place.

        A source that has the same `at` for all facts would let a form have one item.
        """
        places = (place_of(self.subject.facts[fact_id]) for fact_id in item.facts)
        return self.facts.isdisjoint(item.facts) and not self._moments.isdisjoint(places)

    def _shares_a_fact(self, item: Item) -> bool:
        facts = [self.subject.facts[fact_id] for fact_id in item.facts]
        return not (
            self._linked.isdisjoint(item.facts)
            and self.facts.isdisjoint(linked(facts))
            and self._moments.isdisjoint(moment for fact in facts for moment in moments_of(fact))
        )

    def _is_near(self, item: Item, other: Item) -> bool:
        return nearness(item, other, self.subject) >= NEAR_STEM

    def _is_told(self, item: Item) -> bool:
        """Tell whether something that stands there gives the item's answer away."""
        return any(
            tells(text, item, self.subject)
            if giver is None
            else gives_away(giver, item, self.subject)
            for answer in answers_of(item)
            for text, giver in self._texts.holding(answer)
        )

    def _tells(self, item: Item) -> bool:
        """Tell whether an item gives away the answer of one that stands there."""
        askers = (asker for text in telling_texts(item) for asker in self._answers.in_(text))
        return any(gives_away(item, asker, self.subject) for asker in askers)


def pairs_that_tell(items: Sequence[Item], subject: Subject) -> Iterator[tuple[Item, Item]]:
    """Yield each item with another one whose answer it gives away, in their order."""
    answers: Phrases[int] = Phrases()
    for place, item in enumerate(items):
        for answer in answers_of(item):
            answers.add(answer, place)
    for place, giver in enumerate(items):
        found = {other for text in telling_texts(giver) for other in answers.in_(text)} - {place}
        for other in sorted(found):
            if gives_away(giver, items[other], subject):
                yield giver, items[other]


def linked(facts: Iterable[Fact]) -> set[str]:
    """Return the ids of facts, and of what they say is right too or has taken their place."""
    return {
        link for fact in facts for link in (fact.id, *fact.also_right, fact.superseded_by) if link
    }


def place_of(fact: Fact) -> tuple[str, str]:
    """Return where a fact stands: its source, and the passage there."""
    return fact.source, fact.at


def moments_of(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield what a fact tells of: a passage of a source, and what somebody did on a day.

    Two facts that share one of these tell of one another.
    """
    yield place_of(fact)
    match fact.claim:
        case Statement(speaker=person, date=date) | Event(actor=person, date=date):
            people, day = [person], date
        case Position(actor=person, for_=government):
            people, day = [person, government], fact.as_of
        case _:
            return
    if day.precision == "day":
        yield from ((person, day.text) for person in people if person)
