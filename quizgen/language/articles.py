"""Articles of languages that are learnt: what may stand before a noun of a list of words."""

from quizgen.ids import base_of

_ARTICLES = {
    "ca": "el la els les un una",
    "cy": "y yr",
    "da": "en et",
    "de": "der die das ein eine",
    "el": "ο η το οι τα ένας μία ένα",
    "en": "the a an",
    "es": "el la los las un una",
    "fr": "le la les un une des",
    "ga": "an na",
    "hu": "a az egy",
    "it": "il lo la i gli le un uno una",
    "nl": "de het een",
    "no": "en ei et",
    "pt": "o a os as um uma",
    "sv": "en ett",
}
_ELIDED = {"ca": ("l’",), "fr": ("l’",), "it": ("l’", "un’")}

_SHORT = 3
"""Letters of a word that tells of what sort the next one is: "to" in English, "se" in French."""


def has_article(words: str, language: str) -> bool:
    """Tell whether a word of a language, by its tag, stands there with its article.

    >>> has_article("der Hund", "de"), has_article("l'eau", "fr-CA"), has_article("Hund", "de")
    (True, True, False)
    """
    tag, folded = base_of(language), words.casefold().replace("'", "’")
    first, _, noun = folded.partition(" ")
    return (bool(noun) and first in _ARTICLES.get(tag, "").split()) or folded.startswith(
        _ELIDED.get(tag, ("\0",))
    )


def looks_of_word(words: str, language: str) -> str:
    """Return what the looks of a word tell of its sort: its article, or a short word before it.

    Beside "to sleep" nobody takes "bread" for a verb, nor "fast" for a noun beside "der Hund".

    >>> looks_of_word("der Hund", "de"), looks_of_word("to sleep", "en")
    ('article', 'to')
    >>> looks_of_word("fast", "en")
    ''
    """
    if language and has_article(words, language):
        return "article"
    first, _, rest = words.partition(" ")
    return first.casefold() if rest and len(first) <= _SHORT and first.isalpha() else ""
