"""Markdown as other programs keep texts in -> the words that a bank holds.

Emphasis, links and marks of code go without a word, as from HTML; pictures are handed on. What a
backslash stands before is itself.
"""

import re
from html import unescape

from quizgen.imports.file_text import clean
from quizgen.imports.html_words import Image, Words, plain_words

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^\s)>]*)>?[^)]*\)(?:\{[^}]*\})?")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\([^)\s]*(?:\s[^)]*)?\)")
_EMPHASIS = (
    re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"),
    re.compile(r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)"),
    re.compile(r"\*(?=[^\s*])(.+?)(?<=[^\s*])\*"),
    re.compile(r"(?<!\w)_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)"),
)
_TAG = re.compile(r"</?(?:b|i|em|strong|u|code|sub|sup|br|span|p|div)\s*/?>", re.IGNORECASE)
_MATH = re.compile(r"(?<![\\\w$])\$(?=[^\s$])[^$\n]*[^\s$\\]\$(?![\w$])|\$\$.+?\$\$", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LONGEST = 20_000
"""In characters."""
_HELD = 0xE100
"""Where signs that stand for themselves are kept while the others are looked for."""


def words_of_markdown(text: str) -> Words:
    r"""Return the words of some Markdown.

    >>> words_of_markdown("It *is* **so**, 2 \\* 3.\n\nSee [there](http://x.org).").paragraphs
    ('It is so, 2 * 3.', 'See there.')
    """
    if len(text) > _LONGEST:  # which nobody typed, and looking for pairs of signs would take long
        return plain_words(text)
    images: list[Image] = []

    def image(found: re.Match[str]) -> str:
        images.append(Image(found[2], clean(_back(found[1]))))
        return ""

    held = _ESCAPED.sub(lambda sign: _hold(sign[1]), text)
    held = _CODE.sub(lambda code: _hold(code[2].strip()), held)
    held = _LINK.sub(r"\1", _IMAGE.sub(image, held))
    for pattern in _EMPHASIS:
        held = pattern.sub(r"\1", held)
    held = unescape(_TAG.sub("", held))
    parts = (clean(_back(part)) for part in _BLANK_LINE.split(held))
    return Words(tuple(part for part in parts if part), tuple(images))


def has_math(text: str) -> bool:
    """Tell whether a formula is written out in some Markdown, as TeX has it.

    >>> has_math("What is $x^2$?"), has_math("It costs $5 or $6.")
    (True, False)
    """
    if len(text) > _LONGEST or "$" not in text:
        return False
    return _MATH.search(text) is not None


def _hold(words: str) -> str:
    return "".join(chr(_HELD + ord(sign)) if sign.isascii() else sign for sign in words)


def _back(words: str) -> str:
    return "".join(
        chr(ord(sign) - _HELD) if _HELD <= ord(sign) < _HELD + 128 else sign for sign in words
    )
