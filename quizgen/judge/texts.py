"""How texts are compared: the same but for case, spaces and the shape of quotation marks."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quizgen.content import Content, plain

QUOTED = re.compile(r"“([^”]*)”")
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
STRAIGHT_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"}
)


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return a text as it is compared with others.

    >>> folded("Kharkiv’s  30\u00a0km")
    "kharkiv's 30 km"
    """
    normal = unicodedata.normalize("NFKC", text).translate(STRAIGHT_MARKS).casefold()
    return " ".join(normal.split())


@lru_cache(maxsize=65536)
def content_words(text: str, stop_words: frozenset[str]) -> frozenset[str]:
    """Return the words of a text that carry meaning, without their endings."""
    words = (word for word in WORD.findall(folded(text)) if word not in stop_words)
    return frozenset(_stem(word) for word in words)


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as `contains` divides them, each once.

    Whatever a text contains has no word that the text has not.

    >>> words_of("Its range: 30\u00a0km, its weight 30 t")
    ('its', 'range', '30', 'km', 'weight', 't')
    """
    return tuple(dict.fromkeys(re.findall(r"\w+", folded(text))))


def contains(text: str, part: str) -> bool:
    """Tell whether `part` occurs in `text` as whole words.

    >>> contains("The range is 130 km.", "30 km"), contains("It is 30\u00a0km off.", "30 km")
    (False, True)
    """
    whole, words = folded(text), folded(part)
    start = whole.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not _is_in_word(whole[start - 1 : start]) and not _is_in_word(whole[end : end + 1]):
            return True
        start = whole.find(words, start + 1)
    return False


def found_in(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of some words or regular expressions occur in a text, as whole words.

    A text is looked through as it is compared: in lower case, with straight quotation marks.

    >>> found_in("It is not so; NOT at all!", ("never", "not"))
    ('not', 'not')
    >>> found_in("Was it right?", ("was (it|he)",))
    ('was it',)
    """
    if not words:
        return ()
    return tuple(match[0] for match in _any_of(words).finditer(folded(text)))


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    start, end = r"(?:(?<!\w)|(?=\W))", r"(?:(?!\w)|(?<=\W))"  # no word goes on across either
    return re.compile(f"{start}(?:{'|'.join(words)}){end}", re.IGNORECASE)


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks.

    >>> unquoted("“Not yet.” Who said so?")
    '… Who said so?'
    """
    return QUOTED.sub("…", text)


def _is_in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def likeness(words: frozenset[str], others: frozenset[str]) -> float:
    """Return the Jaccard likeness of two sets of words, 0 to 1."""
    both = len(words & others)
    return both / (len(words) + len(others) - both) if words or others else 0.0


def quotations_in(content: Content) -> Iterator[str]:
    """Yield what stands in double quotation marks."""
    return iter(QUOTED.findall(plain(content)))


def as_quoted(text: str) -> str:
    """Return words as quotations are compared: marks within one are printed as single ones.

    >>> as_quoted("She sang “Blue Boat” twice")
    "she sang 'blue boat' twice"
    """
    return folded(text).replace('"', "'")


def _stem(word: str) -> str:
    for ending in ("'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


_LEAST_COPIED = 4
"""Fewer words may well be the only ones for it."""


def is_copied(gist: str, quote: Sequence[str]) -> bool:
    """Tell whether a gist has the words of a quotation, all of them in their order.

    >>> is_copied("we came, we saw", ["We came; we saw!"]), is_copied("so be it", ["So be it"])
    (True, False)
    """
    words = re.findall(r"\w+", folded(gist))
    return len(words) >= _LEAST_COPIED and words == re.findall(r"\w+", folded(" ".join(quote)))
