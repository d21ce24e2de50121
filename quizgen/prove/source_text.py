"""The text of a source, indexed once: where words stand in it, whatever signs they are set in."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from heapq import nsmallest
from itertools import accumulate

from quizgen.values import dataclass

WIDEST_WRAPPED = 100
"""A text none of whose lines is wider has its lines wrapped: its paragraphs end at blank lines.
In every other text they end with their line."""

_LIKENESS = 0.5
"""A passage less like the words that were looked for is no help."""
_MOST_PARAGRAPHS = 200
"""Paragraphs of a long text in which such a passage is looked for."""
_MOST_COMPARED = 8
"""Stretches of a paragraph that are compared letter by letter."""
_CONTEXT = 5
"""Words that a hint shows on either side of a difference."""

_SIGNS = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼ`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]),  # seen by nobody
}
_WORD = re.compile(r"[$]?\w+(?:[-'.,]\w+)*")
_WRAPPED_WORD = re.compile(r"(?<=\w)(?:\u00ad|(?<=[^\W\d_])[-‐])$")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it is printed, and in a form in which two texts can be compared."""

    printed: str
    comparable: str
    """With straight quotation marks, plain hyphens and single spaces."""
    origins: Sequence[int]
    """For each character of `plain`, its place in `printed`."""

    @cached_property
    def undotted(self) -> str:
        """`plain` with its abbreviations spelt alike: US for U.S."""
        return without_dots(self.comparable)

    def shown(self, start: int, end: int) -> str:
        """Return a stretch of `plain` as it is printed."""
        return " ".join(self.printed[self.origins[start] : self.origins[end - 1] + 1].split())

    def finds(self, words: str, *, ignore_case: bool = False) -> Iterator[int]:
        """Yield where plain words stand, as whole words."""
        within, words = (
            (self.comparable.casefold(), words.casefold())
            if ignore_case
            else (self.comparable, words)
        )
        return _places_in(within, words)

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether a stretch of `plain` stands within one pair of quotation marks."""
        return any(first <= start and end <= last for first, last in _quotations(self.comparable))


@dataclass(frozen=True)
class Place:
    """Where words stand in a text."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class SourceText:
    """A text in paragraphs."""

    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def of(cls, text: str) -> "SourceText":
        """Index a text."""
        lines = unicodedata.normalize("NFC", text).splitlines()
        is_wrapped = all(len(line) <= WIDEST_WRAPPED for line in lines)
        blocks = _unwrapped(lines) if is_wrapped else lines
        return cls(tuple(_paragraph(block) for block in blocks if block.strip()))

    def find(self, words: str, *, ignore_case: bool = False) -> tuple[Place, ...]:
        """Return each place where words stand, whatever their signs."""
        wanted = comparable(words)
        text, starts = self._caseless if ignore_case else self._whole
        places = []
        for place in _places_in(text, wanted.casefold() if ignore_case else wanted):
            number = bisect_right(starts, place) - 1
            start = place - starts[number]
            places.append(Place(number, start, start + len(wanted)))
        return tuple(places)

    @cached_property
    def _whole(self) -> tuple[str, Sequence[int]]:
        """All paragraphs as one text, in which looking is quick, and where each begins there."""
        return _joined([paragraph.comparable for paragraph in self.paragraphs])

    @cached_property
    def _caseless(self) -> tuple[str, Sequence[int]]:
        """The same in lower case."""
        return _joined([paragraph.comparable.casefold() for paragraph in self.paragraphs])

    def nearest(self, words: str) -> str:
        """Return the passage most like some words, as printed where it differs; or nothing."""
        wanted = _WORD.findall(comparable(words))
        best, likeness = "", _LIKENESS
        for paragraph in self._sharing_words_with(wanted):
            for window in _windows(paragraph, wanted):
                found = [paragraph.comparable[start:end] for start, end in window]
                matcher = SequenceMatcher(None, wanted, found, autojunk=False)
                letters = SequenceMatcher(None, " ".join(wanted), " ".join(found), autojunk=False)
                ratio = (matcher.ratio() + letters.ratio()) / 2
                if ratio > likeness:
                    best, likeness = _differing(paragraph, window, matcher), ratio
        return best

    def _sharing_words_with(self, wanted: list[str]) -> Iterator[Paragraph]:
        """Yield the paragraphs that have most of some words, in their order."""
        counts = Counter(number for word in {*wanted} for number in self._by_word.get(word, ()))
        most = nsmallest(_MOST_PARAGRAPHS, counts, key=lambda number: (-counts[number], number))
        yield from (self.paragraphs[number] for number in sorted(most))

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the paragraphs that have a word."""
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        for number, paragraph in enumerate(self.paragraphs):
            for word in dict.fromkeys(_WORD.findall(paragraph.comparable)):
                places[word].append(number)
        return places


@lru_cache(maxsize=4096)
def comparable(words: str) -> str:
    """Return words with straight quotation marks, one kind of dash and single spaces.

    >>> comparable("a “200‑mile‑range”  variant")
    'a "200-mile-range" variant'
    """
    if words.isascii():
        return " ".join(words.translate(_SIGNS).split())
    return _folded(unicodedata.normalize("NFC", words))[0].strip()


def without_dots(words: str) -> str:
    """Return words with their abbreviations spelt alike.

    >>> without_dots("a U.S. official")
    'a US official'
    """
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), words)


def bare(name: str) -> str:
    """Return a name without its article.

    >>> bare("the Pentagon")
    'Pentagon'
    """
    return re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE)


def quoted_in(words: str) -> tuple[str, ...]:
    """Return what stands between double quotation marks.

    >>> quoted_in('"yesterday" beside “yesterday (Tuesday)”, counted from 29 May 2024')
    ('yesterday', 'yesterday (Tuesday)')
    """
    return tuple(_QUOTED.findall(comparable(words)))


def _folded(printed: str) -> tuple[str, Sequence[int]]:
    """Return a text as it is compared, and where each of its characters is printed."""
    signs = [*map(_folded_sign, printed)]
    text = "".join(signs)
    if len(text) == len(printed) and "  " not in text and "" not in signs:
        return text, range(len(text))  # nearly every paragraph, and nothing to keep for each letter
    made: list[str] = []
    origins = array("L")
    for place, characters in enumerate(signs):
        for sign in characters:
            if sign != " " or not made or made[-1] != " ":
                made.append(sign)
                origins.append(place)
    return "".join(made), origins


@cache
def _folded_sign(character: str) -> str:
    """Return a character as it is compared, with whatever space for a space."""
    signs = unicodedata.normalize("NFKC", character.translate(_SIGNS))
    return "".join(" " if sign.isspace() else sign for sign in signs)


def _paragraph(printed: str) -> Paragraph:
    return Paragraph(printed, *_folded(printed))


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """Yield the paragraphs of a wrapped text, each on one line."""
    block = ""
    for line in [*lines, ""]:
        if not line.strip():
            yield block
            block = ""
        elif _WRAPPED_WORD.search(block):  # the hyphen stays, unless it was a soft one
            block = block.removesuffix("\u00ad") + line.strip()
        else:
            block = f"{block} {line.strip()}".strip()


def _joined(parts: Sequence[str]) -> tuple[str, Sequence[int]]:
    """Return texts one below the other, and where each begins."""
    return "\n".join(parts), [*accumulate((len(part) + 1 for part in parts), initial=0)]


def _places_in(text: str, words: str) -> Iterator[int]:
    """Yield where words stand in a text, as whole words."""
    place = text.find(words) if words else -1
    while place >= 0:
        if _is_whole(text, place, place + len(words)):
            yield place
        place = text.find(words, place + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit goes on before or after a stretch."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between quotation marks; one that is left open runs to the end.

    Whether a mark opens or closes is told by what stands before it, since printed texts use
    opening marks to close. A single mark before a letter is taken for an apostrophe.
    """
    for mark in "\"'":
        opened = -1
        for place, sign in enumerate(text):
            if sign != mark:
                continue
            before, after = text[place - 1 : place], text[place + 1 : place + 2]
            if opened < 0 and (not before or before in " ([-\"'") and after.strip():
                opened = place + 1
            elif opened >= 0 and not (mark == "'" and after.isalnum()):
                yield opened, place
                opened = -1
        if opened >= 0 and mark == '"':
            yield opened, len(text)


Window = list[tuple[int, int]]


def _windows(paragraph: Paragraph, wanted: list[str]) -> Iterator[Window]:
    """Yield the stretches of a paragraph that share most words with those looked for."""
    places = [match.span() for match in _WORD.finditer(paragraph.comparable)]
    known = {*wanted}
    sums = [0, *accumulate(paragraph.comparable[start:end] in known for start, end in places)]
    length = min(len(wanted), len(places))
    shares = [sums[start + length] - sums[start] for start in range(len(places) - length + 1)]
    best = [start for start, share in enumerate(shares) if share and share == max(shares)]
    for start in best[:_MOST_COMPARED]:
        yield places[start : start + length]


def _differing(paragraph: Paragraph, window: Window, matcher: "SequenceMatcher[str]") -> str:
    """Return a passage from some words before its first difference to some after its last."""
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    first = max(min(changes[0][3], len(window) - 1) - _CONTEXT, 0) if changes else 0
    last = min(changes[-1][4] + _CONTEXT, len(window)) if changes else len(window)
    return paragraph.shown(window[first][0], window[last - 1][1])
