"""Texts and phrases, each found by the other through the words that both must have."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

from quizgen.judge.texts import contains, words_of

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
        rarest = min(words, key=lambda word: (len(self._by_word.get(word, ())), word), default=None)
        of_word = self._wordless if rarest is None else self._by_word[rarest]
        of_word.append((phrase, owner))

    def in_(self, text: str) -> Iterator[T]:
        """Yield what has a phrase that stands in the text, phrase by phrase."""
        entries = [*self._wordless]
        for word in words_of(text):
            if word in self._by_word:
                entries += self._by_word[word]
        yield from (owner for phrase, owner in entries if contains(text, phrase))
