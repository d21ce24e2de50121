"""The text of a source, indexed once: where words stand in it, whatever signs they are set in."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import accumulate

from quizgen.values import dataclass

WIDEST_WRAPPED = 100
"""A text none of whose lines is wider has its lines wrapped: its paragraphs end at blank lines.
In every other text they end with their line."""

_LIKENESS = 0.5
"""A passage less like the words that were looked for is no help."""
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
    origins: tuple[int, ...]
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
        place = within.find(words) if words else -1
        while place >= 0:
            if _is_whole(within, place, place + len(words)):
                yield place
            place = within.find(words, place + 1)

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
        return tuple(
            Place(number, start, start + len(wanted))
            for number, paragraph in enumerate(self.paragraphs)
            for start in paragraph.finds(wanted, ignore_case=ignore_case)
        )

    def nearest(self, words: str) -> str:
        """Return the passage most like some words, as printed where it differs; or nothing."""
        wanted = _WORD.findall(comparable(words))
        best, likeness = "", _LIKENESS
        for paragraph in self.paragraphs:
            for window in _windows(paragraph, wanted):
                found = [paragraph.comparable[start:end] for start, end in window]
                matcher = SequenceMatcher(None, wanted, found, autojunk=False)
                letters = SequenceMatcher(None, " ".join(wanted), " ".join(found), autojunk=False)
                ratio = (matcher.ratio() + letters.ratio()) / 2
                if ratio > likeness:
                    best, likeness = _differing(paragraph, window, matcher), ratio
        return best


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


def _folded(printed: str) -> tuple[str, tuple[int, ...]]:
    made: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(printed):
        for sign in unicodedata.normalize("NFKC", character.translate(_SIGNS)):
            is_space = sign.isspace()
            if is_space and made and made[-1] == " ":
                continue
            made.append(" " if is_space else sign)
            origins.append(place)
    return "".join(made), tuple(origins)


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
