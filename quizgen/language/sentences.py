"""How a sentence begins and ends, and the joints between a wording and what is put into it.

A wording's own words and the values that stand between them are written by different people. Where
they meet, one may bring a sign that the other has too: the full stop of "the U.S." and that of the
sentence. Such joints are mended here and nothing else is: within a value its author's words stay.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from string import Formatter

STYLE_MARKS = "\x02\x03\x05"
"""What a wording's emphasis is until it becomes a style, and what the name of a source begins with
until it becomes a run of its own; a joint is looked at through them."""
CLOSERS = "”’»›\"'"
"""Quotation marks that may stand behind the last sign of a sentence."""
ENDS = ".!?…:。！？։।؟۔"
"""Signs behind which no full stop is added."""
_ABBREVIATIONS = """
    Ave Bros Co Corp Dept Dr Inc Jr Ltd Mr Mrs Ms Mt No Rd Sr St Univ Vol
    al approx ca dept etc esp govt ibid inc incl ltd pp vol vols vs
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Abbreviations with one full stop; one with several, such as U.S., is known by these."""
OF_AN_ABBREVIATION = r"\w{1,3}"
"""What stands before each of several full stops: U.S., a.m., Ph.D."""
LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
"""Two or three letters in one sign: a capital takes them apart."""
ARABIC_ARTICLES = frozenset(["al", "an", "ar", "as", "ash", "at", "ath", "ad", "az", "el", "ul"])
"""In Latin letters: with a hyphen and a capital behind it, one begins a name, as in al-Qaeda."""

WITHOUT_VOWELS = frozenset(["cs", "sk", "sl", "hr", "sr", "bs", "mk", "bg"])
"""Languages in which a word may do without a vowel; in others one without is an abbreviation."""

_CONSONANTS = re.compile("[bcdfghj-np-tv-xz]+")
_BEFORE_WORD = re.compile(rf"[(\[¿¡{STYLE_MARKS}]*")
_WORD = re.compile(r"\S+")
_AFTER_WORD = f".,;:!?…)]{CLOSERS}{STYLE_MARKS}"
_PLURAL = re.compile(r"(?<=\w{3})\((?:s|es|en|n|e)$")
_HYPHENS = re.compile("[-‐‑–—…]")
_SEVERAL_STOPS = re.compile(rf"(?:^|[^\w.])(?:{OF_AN_ABBREVIATION}\.){{2,}}$")
_LETTERS = re.compile(r"[A-Z](?:[A-Z]|[\d.-]|$)")
"""What begins an abbreviation that is read letter by letter: MP, F-16, X-ray."""
_BEYOND = f"[{re.escape(CLOSERS)}{STYLE_MARKS}]*"
_ENDED = re.compile(rf"[{ENDS}]{_BEYOND}$")
_ENDED_IN_BRACKETS = re.compile(
    rf"(?:^|[{ENDS}]{_BEYOND} )[{STYLE_MARKS}]*\([^()]*[{ENDS}]{_BEYOND}\)[{STYLE_MARKS}]*$"
)
_FULL_STOP = re.compile(rf"(?<=[^.])\.({_BEYOND})$")
_FIRST_SIGN = re.compile(rf"({_BEYOND})([.,;:?!])(?=$|[\s)\]{re.escape(CLOSERS)}{STYLE_MARKS}])")
_OPEN_DATE = re.compile(rf",\u00a0\d{{1,4}}[{STYLE_MARKS}]*$")
"""The end of a date whose year stands behind a comma, as in America: another one closes it."""
_GOES_ON = re.compile(rf"^([{STYLE_MARKS}]*) (?=\w)")
_LAST_SIGN = re.compile(rf"([.,;:?!]){_BEYOND}$")


class AsWritten(str):
    """Words whose first letter is never raised, as their author wants it: kg, bell hooks."""

    __slots__ = ()


# ------------------------------------------------------------------------------------- its start


def begin(text: str, language: str = "") -> str:
    """Return a text with a capital at its start, where the word is then the same word.

    What has a capital, a digit, a dot, a slash or a bracket further in is a name or a sign. Words
    in quotation marks are somebody's own. Neither changes, nor does what begins with no letter.

    >>> begin("the bridge"), begin("pH of water"), begin("https://example.org"), begin("ijs", "nl")
    ('The bridge', 'pH of water', 'https://example.org', 'IJs')
    """
    opening = _BEFORE_WORD.match(text)
    start = opening.end() if opening else 0
    word = _WORD.match(text, start)
    tag = language.partition("-")[0].casefold()
    if word is None or isinstance(text, AsWritten):
        return text
    if unicodedata.category(text[start]) != "Ll" or _is_sign(word[0], tag):
        return text
    length = 2 if tag == "nl" and text.startswith("ij", start) else 1
    return text[:start] + _raised(text[start : start + length], tag) + text[start + length :]


def _is_sign(word: str, tag: str) -> bool:
    """Tell whether a word keeps its small first letter wherever it stands."""
    bare = word.rstrip(_AFTER_WORD)
    if len(bare) == 1 and word.startswith(f"{bare}."):
        return True  # c. 1200, e. e. cummings
    head, *rest = _HYPHENS.split(_PLURAL.sub("", bare))
    if rest and rest[0][:1].isupper() and (len(head) == 1 or head in ARABIC_ARTICLES):
        return True  # t-SNE, al-Qaeda; but anti-American has a plain word before its hyphen
    if len(head) > 1 and _CONSONANTS.fullmatch(head) and tag not in WITHOUT_VOWELS:
        return True  # kg, df
    if bare.isalpha() and bare[1:].islower():
        return False  # as nearly all words
    return not all(map(_is_small, head[1:])) or not all(
        letter.isalnum() or _is_small(letter) for part in rest for letter in part
    )


def _is_small(letter: str) -> bool:
    """Tell whether a letter, accent or apostrophe may stand in a plain word in lower case."""
    is_letter = letter.isalpha() and not letter.isupper() and not letter.istitle()
    return is_letter or letter in "’'ʼ" or unicodedata.category(letter) in ("Mn", "Mc", "Cf")


def _raised(letter: str, tag: str) -> str:
    """Return a letter as a capital, if its script begins sentences with one.

    Not every one can be raised: ß would be two letters, the Greek capital of a micro sign is no
    micro sign, and what phonetics writes has capitals that nobody means.
    """
    if letter == "i" and tag in ("tr", "az"):
        return "İ"
    capital = letter.upper() if len(letter) > 1 else letter.title()
    if letter in LIGATURES:
        return capital
    is_one = len(capital) == len(letter) and _script(capital) == _script(letter)
    is_phonetic = _script(letter) == "LATIN" and (
        0x024F < ord(capital[0]) < 0x1E00 or ord(capital[0]) > 0x1EFF
    )
    return capital if is_one and not is_phonetic else letter


def _script(letter: str) -> str:
    return unicodedata.name(letter[0], "").partition(" ")[0]


# --------------------------------------------------------------------------------------- its end


def end(text: str) -> str:
    """Return a text with a full stop, unless it ends a sentence already.

    >>> [end(text) for text in ("the U.S.", "he asked “Why?”", "opened (at 9 a.m.)", "so it was,")]
    ['the U.S.', 'he asked “Why?”', 'opened (at 9 a.m.).', 'so it was.']
    """
    bare = text.rstrip()
    return text if not bare or _has_ended(bare) else f"{bare.removesuffix(',')}."


def _has_ended(text: str) -> bool:
    return bool(_ENDED.search(text) or _ENDED_IN_BRACKETS.search(text))


def open_end(text: str) -> str:
    """Return a sentence without its full stop, so that it can go on; an abbreviation keeps its own.

    >>> open_end("It flew."), open_end("It reached the U.S."), open_end("Wood, iron etc.")
    ('It flew', 'It reached the U.S.', 'Wood, iron etc.')
    """
    return text if is_abbreviation(text) else _FULL_STOP.sub(r"\1", text)


def is_abbreviation(text: str) -> bool:
    """Tell whether the full stop at the end of a text belongs to its last word."""
    bare = text.rstrip(f" {CLOSERS}{STYLE_MARKS}")
    if not bare.endswith("."):
        return False
    last = re.split(r"[\W_]+", bare[:-1])[-1]
    return last in ABBREVIATIONS or bool(_SEVERAL_STOPS.search(bare))


# ---------------------------------------------------------------------------------- its articles


def is_name(words: str, articles: Collection[str]) -> bool:
    """Tell whether words are a name rather than a common noun, by their first letter.

    >>> is_name("the Pentagon", ("the",)), is_name("glide bomb", ("the",))
    (True, False)
    """
    first, _, rest = words.partition(" ")
    return (rest if rest and first.casefold() in articles else words)[:1].isupper()


def with_article(noun: str, articles: Mapping[str, str]) -> str:
    """Return a noun with the article that fits how it begins, if the language has such articles.

    >>> with_article("area", {"an": "[aeiou]", "a": "."}), with_article("area", {})
    ('an area', 'area')
    """
    article = article_of(noun, articles)
    return f"{article} {noun}" if article else noun


def article_of(noun: str, articles: Mapping[str, str]) -> str:
    """Return the first article whose pattern fits how a noun begins; empty for none.

    A pattern meets small letters, but for abbreviations, which keep their capitals: these are read
    letter by letter, and so it is an MP and a member.
    """
    bare = noun.lstrip(f"([‘“„«{STYLE_MARKS}\"'")
    start = bare if _LETTERS.match(bare) else bare.casefold()
    return next((each for each, pattern in articles.items() if re.match(pattern, start)), "")


# ------------------------------------------------------------------------------------ its joints


def fill(pattern: str, **values: object) -> str:
    """Return a pattern with its slots filled in, and the joints mended.

    >>> fill("{letter} {why}.", letter="A", why="is the capital of the U.S.")
    'A is the capital of the U.S.'
    """
    parts: list[str] = []
    for words, slot, _, _ in Formatter().parse(pattern):
        parts += (words, "" if slot is None else str(values[slot]))
    return join(parts)


def join(parts: Iterable[str]) -> str:
    """Return parts as one text, with one sign where two would meet, and quotations in quotations.

    >>> join(["It reached ", "the U.S.", "."]), join(["Who wrote ", "“Why?”", "?"])
    ('It reached the U.S.', 'Who wrote “Why?”')
    >>> join(["“", "She sang “Blue Boat” twice", "” Who said so?"])
    '“She sang ‘Blue Boat’ twice” Who said so?'
    """
    said = ""
    for part in parts:
        if part:
            said = _joined(said, part) if said else part
    return said


def _joined(said: str, part: str) -> str:
    if "“" in said:
        part = _quoted_within(part, said.count("“") - said.count("”"))
    if _OPEN_DATE.search(said):
        part = _GOES_ON.sub(r"\1, ", part)
    found = _FIRST_SIGN.match(part)
    if not found:
        return said + part
    last = _LAST_SIGN.search(said)
    before, sign = last[1] if last else "", found[2]
    bare = said.rstrip(STYLE_MARKS)
    if before == "," and bare.endswith(","):
        return said[: len(bare) - 1] + said[len(bare) :] + part
    if _has_ended(said) if sign == "." else before == sign:
        part = part[: found.start(2)] + part[found.end(2) :]
    return said + part


def _quoted_within(part: str, depth: int) -> str:
    """Return what stands in open quotation marks: its own are single ones, and those within double.

    The mark that closes the open ones stays, and so does all that follows it.
    """
    if depth < 1 or not any(mark in part for mark in '“”"'):
        return part
    signs: list[str] = []
    inner: list[str] = []
    for place, sign in enumerate(part):
        before, after = part[place - 1 : place], part[place + 1 : place + 2]
        is_opening = sign == "“" or (sign == '"' and not before.strip("([ ") and after.strip())
        if is_opening or (sign == "‘" and inner):
            signs.append("‘" if len(inner) % 2 == 0 else "“")
            inner.append(sign)
        elif inner and (sign in '”"' if inner[-1] != "‘" else sign == "’" and not after.isalpha()):
            inner.pop()
            signs.append("’" if len(inner) % 2 == 0 else "”")
        elif sign == "”":
            return "".join(signs) + part[place:]
        else:
            signs.append(sign)
    return "".join(signs)
