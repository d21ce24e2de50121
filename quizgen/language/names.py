"""Names as a table has them -> as they stand in a sentence: the Nile, the lion.

A table says "Nile" and "Lion" and leaves the article and the small letter to whoever reads it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from quizgen.language.words import Language


def name_in_sentence(name: str, article: str, is_common: bool, language: Language) -> str:
    """Return a name as it stands in a sentence.

    `article` is "the" where all names of a table have one, "names" where only those do that always
    have one, and empty where each is printed as it stands.
    """
    if is_common:
        name = _as_common(name, language)
    first, _, rest = name.partition(" ")
    if not article:
        return name
    if rest and first.casefold() in language.first_words:
        return f"{first.casefold()} {rest}"
    if article != "names":
        return name if _is_alone(name, language) else f"{article} {name}"
    for own, names in language.name_articles.items():
        if _names(names).fullmatch(name):
            return f"{own} {name}"
    return name


def _is_alone(name: str, language: Language) -> bool:
    """Tell whether a noun does without an article where one stands for all of its kind."""
    return name[:1].islower() and bool(_words(language.names_alone).search(name))


def _as_common(noun: str, language: Language) -> str:
    """Return a common noun with a small letter, unless a capital belongs to its first word.

    A capital further on makes a name of it, Great Dane, but for signs: Vitamin B12.
    """
    before, _, more = noun.partition(" ")
    is_name = any(word != word.lower() and word != word.upper() for word in more.split())
    if not before.istitle() or is_name:
        return noun
    if more and _words(language.capital_adjectives).search(before):
        return noun
    return noun[:1].lower() + noun[1:]


@lru_cache(maxsize=16)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds names that are one of a list, or end with it, or begin with it (…)."""
    begins = "|".join(re.escape(each.removesuffix("…")) for each in names if each.endswith("…"))
    ends = "|".join(re.escape(each) for each in names if not each.endswith("…"))
    return re.compile(rf"(?:{begins or '(?!)'}).+|(?:.+ )?(?:{ends or '(?!)'})")


@lru_cache(maxsize=16)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a text whose end is one of some words, or has one of some endings (-)."""
    return re.compile(f"(?:{'|'.join(_forms(words)) or '(?!)'})$")


def _forms(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        bare = word.removeprefix("-")
        yield re.escape(bare) if bare != word else rf"(?<!\w){re.escape(bare)}"
