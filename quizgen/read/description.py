"""The text of a deck's page -> its paragraphs, or what is wrong with its letters."""

import re

from quizgen.deck.description import PageText
from quizgen.errors import TemplateError
from quizgen.read.characters import decode, where_in

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
"""Lines without an empty one between them."""


def read_description(text: str | bytes, path: str) -> tuple[PageText, ...]:
    """Return the paragraphs of a deck's page, which empty lines part.

    Raises TemplateError for a text that is not UTF-8, or holds what none may.
    """
    decoded, problems = decode(text, path)
    if decoded is None or problems:
        raise TemplateError(problems)
    lines = decoded.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(
        PageText(found[0], where_in(lines, found.start(), path))
        for found in _PARAGRAPH.finditer(lines)
    )
