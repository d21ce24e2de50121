"""The numbers in an English text, in digits and in words."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from quizgen.values import dataclass

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_WORDS = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "dozen": 12,
}
_ANY = "|".join((*_WORDS, *_SCALES))
_IN_WORDS = re.compile(rf"\b(?:a )?(?:{_ANY})(?:(?:-| and | )(?:{_ANY}))*\b", re.IGNORECASE)
_IN_DIGITS = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?![\d])|(?<!\d)(?<!\d[.,])\d+(?:\.\d+)?"
)
_RANKED = re.compile(rf"\b({'|'.join(_ORDINALS)})-[a-z]+", re.IGNORECASE)
_SCALED = re.compile(rf"[ -]({'|'.join(_SCALES)})\b", re.IGNORECASE)

_UNITS = {
    "km": r"km|kilomet",
    "m": r"m\b|met(?:re|er)",
    "mile": r"mi\b|mile",
    "kg": r"kg|kilo(?:gram|s)",
    "t": r"t\b|ton",
    "kt": r"kt|kiloton",
    "percent": r"%|per ?cent",
    "year": "year",
    "month": "month",
    "day": "day",
    "usd": r"dollar",
    "million-usd": r"million",
    "billion-usd": r"billion",
    "to-1": r"to[ -](?:1|one)\b|:1\b",
}
"""What follows a number in the units that everybody writes alike."""


@dataclass(frozen=True)
class Number:
    """A number where it stands in a text."""

    value: Decimal
    start: int
    end: int
    words: str
    is_rank: bool = False
    """Whether it is the first part of "second-largest"."""


@lru_cache(maxsize=2048)
def numbers_in(text: str) -> tuple[Number, ...]:
    """Return every number of a text; one of which two readings are possible, twice.

    >>> [str(number.value) for number in numbers_in("seventy-one, 1,500 and $60 billion")]
    ['71', '1500', '60', '60000000000']
    """
    return tuple(sorted(_found(text), key=lambda number: (number.start, number.value)))


def is_in_unit(number: Number, text: str, unit: str) -> bool:
    """Tell whether a number is followed by its unit; units of a bank's own are not known."""
    pattern = _UNITS.get(unit)
    if pattern is None:
        return True
    if "usd" in unit and unit != "usd" and "$" not in text[max(number.start - 2, 0) : number.start]:
        return re.match(rf"[ -]?(?:{pattern})\b.{{0,12}}dollar", text[number.end :]) is not None
    if unit == "usd" and text[number.start - 1 : number.start] == "$":
        return True
    return re.match(rf"[ -]?(?:{pattern})", text[number.end :], re.IGNORECASE) is not None


def _found(text: str) -> Iterator[Number]:
    for match in _IN_DIGITS.finditer(text):
        digits = match[0]
        yield from _scaled(Decimal(digits.replace(",", "").replace(" ", "")), match, text)
        if " " in digits:  # "1 500", or two numbers beside each other
            for part in re.finditer(r"[\d.]+", digits):
                start = match.start() + part.start()
                yield Number(Decimal(part[0]), start, start + len(part[0]), part[0])
    for match in _IN_WORDS.finditer(text):
        value = _value(re.findall("[a-z]+", match[0].casefold()))
        if value is not None:
            yield Number(Decimal(value), match.start(), match.end(), match[0])
    for match in _RANKED.finditer(text):
        rank = _ORDINALS.index(match[1].casefold()) + 1
        yield Number(Decimal(rank), match.start(), match.end(1), match[0], is_rank=True)


def _scaled(value: Decimal, match: re.Match[str], text: str) -> Iterator[Number]:
    """Yield a number, and with the scale that follows it: 60 and 60 billion."""
    yield Number(value, match.start(), match.end(), match[0])
    if scale := _SCALED.match(text, match.end()):
        whole = value * _SCALES[scale[1].casefold()]
        yield Number(whole, match.start(), scale.end(), text[match.start() : scale.end()])


def _value(words: list[str]) -> int | None:
    """Return what number words come to; None if they are but a scale ("hundreds", "billion")."""
    if words[0] in _SCALES:
        return None
    total = current = 0
    for word in words:
        if word in _WORDS and not (word == "dozen" and current):
            current += _WORDS[word]
        elif word == "dozen":
            current *= 12
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
    return total + current
