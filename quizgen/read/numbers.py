"""Numbers as people print them -> what a bank has in their place, told to whoever wrote them.

A bank has digits and a point before the fraction. Anything else could be read in two ways in some
country, so it is refused, with the very thing to write. Only who has made a slip waits for this
module.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from quizgen.read.characters import as_it_looks

MOST_DIGITS = 30

_DIGITS = "digits, with a point before the fraction: 1500 or 0.5"
_NUMBER = r"[-+]?(?:\d[\d.,_ ]*\d|\d)(?:\.(?!\d))?|[-+]?\.\d+"
_POWER = re.compile(rf"({_NUMBER}) ?(?:e|[x×*·⋅] ?10 ?(?:\^|\*\*)?) ?\(?([-+]?\d{{1,3}})\)?")
_FRACTION = re.compile(r"(-?)(?:(\d{1,6})[ -])?(\d{1,6}) ?[/⁄] ?(\d{1,6})")
_RANGE = re.compile(rf"(?:from |between )?({_NUMBER}) ?(?:-|to|and|\.\.\.?|…) ?({_NUMBER})")
_HEDGED = re.compile(rf"(.*?) ?({_NUMBER}) ?(\+|or (?:more|so|less))?")
_QUALIFIERS = {
    words: qualifier
    for qualifier, listed in (
        ("about", ("about", "around", "approximately", "approx", "approx.", "roughly", "circa")),
        ("about", ("c.", "ca.", "ca", "c", "~", "≈", "nearly", "almost", "some")),
        ("over", ("over", ">", "more than", "above")),
        ("at-least", ("at least", "≥", ">=", "minimum", "min.")),
        ("at-most", ("at most", "≤", "<=", "maximum", "max.")),
        ("up-to", ("up to",)),
    )
    for words in listed
}
_BEHIND = {"+": "at-least", "or more": "at-least", "or so": "about", "or less": "at-most"}
_SCALES = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "k": 3,
    "m": 6,
    "bn": 9,
    "mn": 6,
}
_SIGNS = {"%": "percent", "$": "usd", "us$": "usd"}
_FOOTNOTE = re.compile(r"(?<=\d) ?(?:\*+|†|‡|\[\w{1,3}\]|\(\d\))$")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def number_hint(found: str) -> str:
    """Return how to write a number that is in another form, or what to do with words.

    >>> number_hint("12.756,0"), number_hint("1/4"), number_hint("about 40")
    ('write 12756.0', 'write 0.25', 'write 40, with qualifier: about')
    """
    text = _FOOTNOTE.sub("", _spelt(found))
    for read in _READERS:
        if hint := read(text):
            return hint
    if not re.search(r"\d", text):
        return (
            "where there is no number leave the fact out,"
            " or write the source's words under printed in place of it"
        )
    return _DIGITS


def _spelt(found: str) -> str:
    """Return a number in plain digits and signs, with powers and fractions written out."""
    raised = re.sub("[⁰¹²³⁴-⁹⁻⁺]+", lambda match: "^" + match[0].translate(_SUPERSCRIPTS), found)
    parted = re.sub("[¼-¾⅐-⅞]", lambda match: f" {unicodedata.normalize('NFKC', match[0])}", raised)
    looks = as_it_looks(parted).lower()
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in looks)


def _plain(text: str) -> str:
    """Return a number without marks of thousands, or nothing if it is none.

    >>> [_plain(text) for text in ("12,104,000", "12.756,0", "6 792", "2,5", ".5", "007", "+3")]
    ['12104000', '12756.0', '6792', '2.5', '0.5', '7', '3']
    """
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text.removeprefix("+"))
    digits = digits.strip().replace("_", "")
    digits = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", digits)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d+", digits):
        digits = digits.replace(",", ".")
    if not re.fullmatch(r"\d+\.?|\d*\.\d+", digits):
        return ""
    whole, _, fraction = digits.partition(".")
    number = f"{whole.lstrip('0') or '0'}.{fraction}".rstrip(".")
    return sign + number if max(len(whole), len(fraction)) <= MOST_DIGITS else ""


def _of_marks(text: str) -> str:
    """Tell of marks of thousands, a comma before the fraction, and signs."""
    number = _plain(text)
    if not number:
        return ""
    if re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", text):
        return f"write {number}, or {text.replace(',', '.')} if the comma begins a fraction"
    if re.fullmatch(r"-?\d+,\d+", text):
        return f"write {number}: a point before the fraction"
    return f"write {number}"


def _of_power(text: str) -> str:
    text = re.sub(r"^10 ?\^", "1e", text)
    form = _POWER.fullmatch(text)
    number = _plain(form[1]) if form else ""
    if not form or not number:
        return ""
    digits = format(Decimal(number).scaleb(int(form[2])), "f")
    whole, _, fraction = digits.lstrip("-").partition(".")
    unit = f"{number} and a unit of your own with × 10^{int(form[2])} in it"
    if max(len(whole), len(fraction)) > MOST_DIGITS:
        return f"write {unit}"
    return f"write {digits}, or {unit}"


def _of_fraction(text: str) -> str:
    form = _FRACTION.fullmatch(text)
    if form is None or not int(form[4]):
        return ""
    tenths = int(form[4])
    for prime in (2, 5):
        while tenths % prime == 0:
            tenths //= prime
    if tenths != 1 and int(form[3]) % tenths:
        return "write the source's words under printed, and no value"
    number = int(form[2] or 0) + Decimal(int(form[3])) / int(form[4])
    return f"write {form[1]}{number:f}"


def _of_range(text: str) -> str:
    form = _RANGE.fullmatch(text)
    low, high = (_plain(form[1]), _plain(form[2])) if form else ("", "")
    is_range = low and high and Decimal(low) < Decimal(high)
    return f"write low: {low} and high: {high}, and no value" if is_range else ""


def _of_words(text: str) -> str:
    """Tell of words, signs and units before and behind a number."""
    for sign, unit in _SIGNS.items():
        bare = text.removeprefix(sign).removesuffix(sign).strip()
        if bare != text and (number := _plain(bare)):
            return f"write {number}, with unit: {unit}"
    form = _HEDGED.fullmatch(text)
    if form and (number := _plain(form[2])):
        qualifier = _QUALIFIERS.get(form[1].strip()) or _BEHIND.get(form[3] or "")
        if qualifier and not (form[1].strip() and form[3]):
            return f"write {number}, with qualifier: {qualifier}"
    if less := re.fullmatch(rf"(?:<|less than|under|below|fewer than) ?({_NUMBER})", text):
        return f"write {_plain(less[1])}; its qualifier is at-most if the source may mean that too"
    power = re.fullmatch(r"(.*\^ ?[-+]?\d+|.*\de[-+]?\d+) ?([^\W\d].*)", text)
    if power and (hint := _of_power(power[1])):
        return f"{hint}; what it counts is its unit"
    behind = re.fullmatch(rf"({_NUMBER}) ?([^\W\d_].*|[°±%€£¥$].*)", text)
    if text.startswith("0x") or behind is None or not (number := _plain(behind[1])):
        return ""
    word, _, rest = behind[2].partition(" ")
    if word in _SCALES and (len(word) > 2 or not rest):
        scaled = format(Decimal(number).scaleb(_SCALES[word]), "f")
        return f"write {scaled}" + ("; what it counts is its unit" if rest else "")
    if word.startswith("±"):
        return f"write {number}, with qualifier: about"
    return f"write {number}: what it counts is its unit"


_READERS: tuple[Callable[[str], str], ...] = (
    _of_marks, _of_power, _of_fraction, _of_range, _of_words,
)  # fmt: skip
