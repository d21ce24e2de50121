"""When two texts say the same, for all that they are written otherwise.

A wrong option that is the key but for its case, a hyphen or an article is no wrong option. What a
reader may take for another answer stays apart: `A+` and `A-`, `f(x)` and `f’(x)`, `2` and `20`.
"""

import re
import unicodedata
from collections.abc import Callable

from quizgen.judge.texts import STRAIGHT_MARKS, folded
from quizgen.language.words import Language

RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
LETTER = r"[^\W\d_]"
# Each begins with the sign that it looks for, and sees what is before it afterwards: so a text
# that has no such sign is passed over at once.
IN_WORD_APOSTROPHE = re.compile(
    rf"'(?:(?<={LETTER}')(?={LETTER}{{1,2}}(?![\w(]))|(?<=^{LETTER}')(?={LETTER}))"
)
SINGLE_QUOTED = re.compile(r"'(?<!\w')([^']*)'(?!\w)")
DOUBLE_MARK = re.compile(r'[«»„‟‹›"](?<!\d")')
JOINING_HYPHEN = re.compile(
    rf"-(?:(?<=[^\W_]{{2}}-)(?={LETTER})|(?<=[^\W_]-)(?={LETTER}{{2}})|(?<={LETTER}-)(?=\d))"
)
"""Not that of `x-y`, which is a sum."""
FREE_BRACKET = re.compile(r"[()\[\]](?:(?<=[(\[])(?<!\w.)|(?<=[)\]])(?!\w))")
STOP = re.compile(r"[.,;:!?…¿¡·](?:(?<!\d.)|(?<=[.,;:?…])(?!\d))")
DIGIT = re.compile(r"\d")
DECIMALS = re.compile(r"(?<![\d.])(\d+\.\d*?)0+(?!\d)(?!\.\d)")
SPACE = re.compile(r" (?:(?<!\d )|(?!\d))")
ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
NUMERAL_LETTERS = frozenset(NUMERALS)
BETWEEN_PARTS = re.compile(r" ?[;/|] ?|, | or ")
"""What divides the answers of a list: Rome; Papal States."""
LONG_WORD = 5
"""Letters of a word of which another that has one letter otherwise is most often the same word."""
NARROWED_BY = 2
"""So many words more still say the same thing more narrowly; with others it is another thing."""
LETTERS = ("l", "c", "d", "m")
"""Numerals that alone are rather a letter: Vitamin C."""


class _Once(dict[str, str]):
    """What a function makes of texts, each looked at once."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> str:
        made = self[text] = self._make(text)
        return made


class Sameness:
    """Tells by the words of a language what says the same; each text is looked at once."""

    def __init__(self, language: Language) -> None:
        """Gather the language's words that say the same: digits for a count, km for kilometres."""
        self._language = language
        self._alike = {word: str(number) for number, word in enumerate(language.counts)}
        self._alike |= {word: group[0] for group in language.alike for word in group}
        thousands = re.escape(language.thousands.casefold())
        self._thousands = re.compile(rf"(?<=\d)(?:{thousands}| )(?=\d{{3}}(?!\d))")
        self._decimal = re.compile(rf"(?<=\d){re.escape(language.decimal)}(?=\d)")
        self._found = _Once(self._bare)
        self._parts: dict[str, frozenset[str]] = {}
        self._further = _Once(lambda word: self._say(word, is_first=False))
        """What words say that stand further in a text: the same few again and again."""

    def bare(self, text: str) -> str:
        """Return a text without what is trifling in how it is written, to be held against another.

        Case, marks, spaces, hyphens, an article in front, and how a number or a unit is written.
        """
        return self._found[text]

    def _bare(self, text: str) -> str:
        words = text if text.isascii() else _plain_signs(text)
        words = " ".join(words.casefold().replace("&", " & ").split())
        if DIGIT.search(words):
            words = self._plain_numbers(words)
        # Most texts lack most signs, and to look for one is quicker than to take it away.
        if "'" in words:
            words = IN_WORD_APOSTROPHE.sub("", words)
        words = DOUBLE_MARK.sub("", words)
        if "-" in words:
            words = JOINING_HYPHEN.sub("", words)
        words = STOP.sub("", FREE_BRACKET.sub("", words))
        if "'" in words:
            words = SINGLE_QUOTED.sub(r"\1", words)
        first, *further = self._words(words) or [""]
        said = " ".join((self._say(first, is_first=True), *map(self._further.__getitem__, further)))
        bare = SPACE.sub("", said) if DIGIT.search(said) else said.replace(" ", "")
        return bare or folded(text)

    def _say(self, word: str, *, is_first: bool) -> str:
        """Return a word, or what stands for all that say the same."""
        if alike := self._alike.get(word):
            return alike
        return _arabic(word, is_first=is_first) if NUMERAL_LETTERS.issuperset(word) else word

    def _words(self, text: str) -> list[str]:
        """Return the words of a folded text, without an article in front."""
        words = text.split()
        while len(words) > 1 and words[0] in self._language.first_words:
            del words[0]
        return words

    def _plain_numbers(self, words: str) -> str:
        """Return numbers with a point alone, and no noughts behind it that add nothing.

        A text that means a place, `1.2.3`, has more than one.
        """
        words = self._thousands.sub("", words)
        if self._language.decimal != ".":
            words = self._decimal.sub(".", words)
        return DECIMALS.sub(lambda number: number[1].rstrip("."), words)

    def asks_the_same(self, stem: str, other: str) -> bool:
        """Tell whether two questions say the same, whichever article stands in them."""
        one, two = (
            " ".join(word for word in words.split() if word not in self._language.first_words)
            for words in map(folded, (stem, other))
        )
        return self.bare(one) == self.bare(two)

    def parts_of(self, text: str) -> frozenset[str]:
        """Return what a text lists, bare: Rome and the Papal States."""
        found = self._parts.get(text)
        if found is None:
            parts = filter(None, (part.strip() for part in BETWEEN_PARTS.split(text)))
            found = self._parts[text] = frozenset(map(self.bare, parts))
        return found

    def is_part(self, text: str, other: str) -> bool:
        """Tell whether one of two texts lists some of what the other does.

        Whoever was born in Rome, Papal States, was born in Rome: neither is wrong where the other
        is right.
        """
        one, two = self.parts_of(text), self.parts_of(other)
        return (len(one) > 1 or len(two) > 1) and (one <= two or two <= one)

    def is_spelled_nearly_as(self, text: str, other: str) -> bool:
        """Tell whether two names of several words differ by one letter of a long one.

        A table that has Jöns Jacob Berzelius and Jöns Jakob Berzelius means one man.
        """
        one, two = (self._words(folded(words)) for words in (text, other))
        unlike = [pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]]
        if len(one) != len(two) or len(one) < 2 or len(unlike) != 1:
            return False
        ((short, long),) = (sorted(pair, key=len) for pair in unlike)
        if len(short) < LONG_WORD or not (short + long).isalpha():
            return False
        same = next(
            (n for n, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]),
            len(short),
        )
        return same > 0 and (
            short[same:] == long[same + 1 :]
            or (len(short) == len(long) and short[same + 1 :] == long[same + 1 :])
        )

    def is_too_near(self, text: str, other: str) -> bool:
        """Tell whether two answers are too near for one to be offered as wrong beside the other.

        They differ in accents alone, one lists a part of the other, or is the other more narrowly:
        May 2024 and 30 May 2024, Russia and western Russia, Serbia and Serbia and Montenegro.
        """
        if self.is_part(text, other) or self.is_spelled_nearly_as(text, other):
            return True
        short, long = sorted(
            (self._words(folded(words).rstrip(".")) for words in (text, other)), key=len
        )
        if 0 < len(long) - len(short) <= NARROWED_BY and short:
            return short in (long[: len(short)], long[-len(short) :])
        one, two = (self.bare(without_accents(words)) for words in (text, other))
        return one == two


def _plain_signs(text: str) -> str:
    """Return a text with straight marks, raised figures as powers, and no signs that nobody sees.

    >>> _plain_signs("10³ m² of “gold”")
    '10^3 m^2 of "gold"'
    """
    words = RAISED.sub(lambda raised: f"^{unicodedata.normalize('NFKC', raised[0])}", text)
    words = unicodedata.normalize("NFKC", words).translate(STRAIGHT_MARKS).replace("−", "-")
    if words.isascii():
        return words
    return "".join(sign for sign in words if unicodedata.category(sign) != "Cf")


def _arabic(word: str, *, is_first: bool) -> str:
    """Return a Roman number in our digits, any other word as it is.

    >>> _arabic("xiv", is_first=False), _arabic("i", is_first=True), _arabic("ivy", is_first=False)
    ('14', 'i', 'ivy')
    """
    if not ROMAN.fullmatch(word) or (len(word) == 1 and (is_first or word in LETTERS)):
        return word
    values = [NUMERALS[letter] for letter in word]
    following = [*values[1:], 0]
    return str(
        sum(
            -value if value < after else value
            for value, after in zip(values, following, strict=True)
        )
    )


def without_accents(text: str) -> str:
    """Return a text without the marks on its letters.

    >>> without_accents("Zürich")
    'Zurich'
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", "".join(sign for sign in apart if not unicodedata.combining(sign))
    )
