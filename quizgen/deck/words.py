"""What counts as a word where cards are measured and compared."""

import re

WORD = re.compile(r"[^\W_]+(?:[-’'.,][^\W_]+)*")


def count_words(text: str) -> int:
    """Return how many words a text has; a number with its separators is one.

    >>> count_words("As of 28 May, 1,500.5 km – who’s there?")
    8
    """
    return len(WORD.findall(text))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, as fronts are compared.

    >>> sorted(words_of("As of 28 May, who?"))
    ['28', 'as', 'may', 'of', 'who']
    """
    return frozenset(WORD.findall(text.casefold()))
