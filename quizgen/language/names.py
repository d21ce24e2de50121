"""Names as a table has them -> as they stand in a sentence: the Nile, the lion.

A table says "Nile" and "Lion" and leaves the article and the small letter to whoever reads it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from quizgen.language.words import Language

_IS_NAME_ALONE = re.compile(
    r" (?:\d+|[IVX]+)(?: \(.*\))?$| and the |^\w+[’']s |[;/]|^(?:La|Le|Les|El|Los|Las|Il|Der|Das) "
)
"""What has a number for a name has no article, nor what brings one, or somebody whose it is:
rib 12, World War II, La Plata, Dunmore’s War."""


NO_ARTICLE = "none"
"""Under it stand names that end as others do that have an article: Western Sahara."""
_HAS_MORE = re.compile(r"(?P<head>\w.*?),? (?:and|at|for|from|in|of|on|to|with|–|-) ")
_TURNED = re.compile(r"(?P<rest>.+), (?P<first>\w+)")
_BRACKETS = re.compile(r" \([^()]*\)$")
_YEAR_BEFORE = re.compile(r"^\d{4} ")


def name_in_sentence(name: str, article: str, is_common: bool, language: Language) -> str:
    """Return a name as it stands in a sentence.

    `article` is "the" where all names of a table have one, "names" where only those do that always
    have one, and empty where each is printed as it stands.
    """
    turned = _TURNED.fullmatch(name)
    if turned and turned["first"].casefold() in language.first_words:  # Pleiades, The
        name = f"{turned['first']} {turned['rest']}"
    if is_common:
        name = _as_common(name, language)
    first, _, rest = name.partition(" ")
    if not article:
        return name
    if rest and first.casefold() in language.first_words:
        return f"{first.casefold()} {rest}"
    if _IS_NAME_ALONE.search(name):
        return name
    if article != "names":
        return name if _is_alone(name, language) else f"{article} {name}"
    bare = _BRACKETS.sub(
        "", _YEAR_BEFORE.sub("", name)
    )  # the 1842 retreat from Kabul, the 1871 Battle of Bapaume
    for own, names in language.name_articles.items():
        if own == NO_ARTICLE:
            if _names(names).fullmatch(bare):
                return name
        elif _names(names).fullmatch(bare) or (_YEAR_BEFORE.match(name) and bare[:1].islower()):
            return f"{own} {name}"
    return name


def agreeing(pattern: str, subject: str, things: str, language: Language) -> str:
    """Return a pattern whose verb goes with its subject: the Galápagos Islands are in Ecuador.

    Whoever words a column thinks of one thing, and the table has a group of islands, too. `things`
    are what the rows are: country.
    """
    if things in language.singular_things or not is_several(subject, language):
        return pattern
    for verb in language.subject_verbs:
        pattern = re.sub(rf"^(\{{subject\}} ){verb.one}\b", rf"\g<1>{verb.many}", pattern)
        pattern = re.sub(rf"\b{verb.one}( \{{subject\}}(?!’))", rf"{verb.many}\g<1>", pattern)
    return pattern


def is_several(name: str, language: Language) -> bool:
    """Tell whether a name is one of several things; not "a temple in the Wudang Mountains".

    The Historic Monuments of Kyoto are, by what stands before the first "of".
    """
    name = _BRACKETS.sub("", name)
    more = _HAS_MORE.match(name)
    return bool(_words(language.plural_names).search(more["head"] if more else name))


def _is_alone(name: str, language: Language) -> bool:
    """Tell whether a noun does without an article where one stands for all of its kind."""
    return name[:1].islower() and bool(_words(language.names_alone).search(name))


def _as_common(noun: str, language: Language) -> str:
    """Return a common noun with a small letter, unless a capital belongs to its first word.

    A capital further on makes a name of it, Great Dane, but for signs: Vitamin B12.
    """
    before, _, more = noun.partition(" ")
    is_name = any(word != word.lower() and word != word.upper() for word in more.split())
    if not before.istitle() or is_name or any(map(str.isdigit, before)):  # the bone T11
        return noun
    if more and _words(language.capital_adjectives).search(before):
        return noun
    return noun[:1].lower() + noun[1:]


@lru_cache(maxsize=16)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds names that are one of a list, or end with it, or begin with it (…).

    What begins with "Centre of" may have words before it: Historic Centre of Bruges.
    """
    begins = "|".join(
        (r"(?:(?:[A-Z][\w’'-]*|and) )*" if each.endswith(" of …") else "")
        + re.escape(each.removesuffix("…"))
        for each in names
        if each.endswith("…")
    )
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
