"""What ids and names of files look like, and what to propose in place of one that is none."""

import re

ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
ID_PATTERN = f"^{ID.pattern}$"
"""The same for schemas, which look for a pattern anywhere in a text."""
LONGEST_ID = 80
"""In characters."""


LANGUAGE_TAG = re.compile("[a-z]{2,8}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""What PDF readers and browsers take for a language: de, pt-BR, sr-Latn-RS, es-419."""


def slug_of(words: str) -> str:
    """Return words as an id of any length; empty if they hold no letter from a to z and no digit.

    >>> slug_of("Long Rivers (1)")
    'long-rivers-1'
    """
    return "-".join(re.findall("[a-z0-9]+", words.lower()))


def id_hint(found: str) -> str:
    """Return a hint for a text that is no id: what one looks like, and what was likely meant.

    >>> id_hint("Long Rivers")
    'lower-case letters, digits and single hyphens, at most 80: long-rivers'
    """
    slug = slug_of(found)[:LONGEST_ID].strip("-")
    form = f"lower-case letters, digits and single hyphens, at most {LONGEST_ID}"
    return f"{form}: {slug}" if slug and slug != found else form
