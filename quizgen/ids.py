"""What ids look like, what to propose in place of one that is none, and ids that are hashes."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
ID_PATTERN = f"^{ID.pattern}$"
"""The same for schemas, which look for a pattern anywhere in a text."""
LONGEST_ID = 80
"""In characters."""


LANGUAGE_TAG = re.compile("[a-z]{2,8}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""What PDF readers and browsers take for a language: de, pt-BR, sr-Latn-RS, es-419."""


def tags_for(language: str) -> tuple[str, ...]:
    """Return the tags whose words a reader of a language can read: its own, then without region.

    No script is dropped: who reads zh-Hant need not read zh. What is no tag has none, so that a tag
    is always safe as the name of a folder.

    >>> tags_for("de-CH"), tags_for("sr-Latn-RS"), tags_for("de"), tags_for("../de")
    (('de-CH', 'de'), ('sr-Latn-RS', 'sr-Latn'), ('de',), ())
    """
    if not (match := LANGUAGE_TAG.fullmatch(language)):
        return ()
    return tuple(dict.fromkeys((language, language.removesuffix(match[2] or ""))))


def base_of(language: str) -> str:
    """Return a language's tag without its region, by which its readers need no other templates.

    >>> base_of("en-GB"), base_of("sr-Latn-RS")
    ('en', 'sr-Latn')
    """
    return (tags_for(language) or (language,))[-1]


_SPELLED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i"}
)
"""Letters that no accent can be taken from."""


def slug_of(words: str) -> str:
    """Return words as an id of any length; empty if they hold no letter from a to z and no digit.

    >>> slug_of("Long Rivers (1)"), slug_of("Käse, groß"), slug_of("сыр")
    ('long-rivers-1', 'kase-gross', '')
    """
    letters = words.casefold()
    if not letters.isascii():
        bare = unicodedata.normalize("NFKD", letters.translate(_SPELLED))
        letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return "-".join(re.findall("[a-z0-9]+", letters))


def id_hint(found: str) -> str:
    """Return a hint for a text that is no id: what one looks like, and what was likely meant.

    >>> id_hint("Long Rivers")
    'lower-case letters, digits and single hyphens, at most 80: long-rivers'
    """
    slug = slug_of(found)[:LONGEST_ID].strip("-")
    form = f"lower-case letters, digits and single hyphens, at most {LONGEST_ID}"
    return f"{form}: {slug}" if slug and slug != found else form


def seal_of(*texts: str) -> str:
    """Return a hash by which a change of any text is noticed."""
    return sha256("\n".join(texts).encode()).hexdigest()[:16]


def set_id_of(wording_id: str, fact_ids: Iterable[str]) -> str:
    """Return the id of an item that a wording makes of several facts, in whatever order they come.

    >>> set_id_of("in-order", ["titov", "gagarin"])
    'in-order/e49f16248303'
    """
    return f"{wording_id}/{sha256(chr(0).join(sorted(fact_ids)).encode()).hexdigest()[:12]}"
