"""Texts as the HTML of a note's field: text is never markup, only the styles of its runs are."""

import re
import unicodedata

from quizgen.content import Text, plain
from quizgen.language.wording import parts_of

SPACE = re.compile(r"[\t\n\r]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
MARKUP = re.compile(r'[&<>"\[{]')
"""What HTML, and Anki in `[sound:…]`, `[latex]` and `{{…}}`, would take for more than text."""
IN_CLOZE = {ord(mark): f"&#{ord(mark)};" for mark in "}:"}
"""What would end a cloze, or begin its hint."""
ELEMENTS = {"bold": "b", "italic": "i"}


def as_html(text: Text) -> str:
    """Return a text as a field of a note. Text is never markup: only the styles of its runs are.

    >>> from quizgen.content import Run
    >>> as_html((Run("a < b, "), Run("[sound:x.mp3]", "bold")))
    'a &#60; b, <b>&#91;sound:x.mp3]</b>'
    """
    return _html(text).strip()


def as_cloze(text: Text, hidden: Text) -> str:
    """Return a text as Anki hides it: the same words in each of its blanks.

    >>> from quizgen.content import Run
    >>> from quizgen.language.wording import BLANK
    >>> as_cloze((Run(f"It flew at {BLANK}."),), (Run("12:30"),))
    'It flew at {{c1::12&#58;30}}.'
    """
    gap = f"{{{{c1::{escape(plain(hidden)).translate(IN_CLOZE)}}}}}"
    return gap.join(map(_html, parts_of(text))).strip()


def escape(words: str) -> str:
    """Return words as HTML that shows them as they stand, and that Anki leaves as it is."""
    return MARKUP.sub(_as_number, tidy(words))


def tidy(words: str) -> str:
    """Return words in NFC, as Anki keeps them, without the characters that part its fields."""
    normal = unicodedata.normalize("NFC", words)
    if not CONTROL.search(normal):
        return normal
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", SPACE.sub(" ", normal))


def _as_number(mark: re.Match[str]) -> str:
    return f"&#{ord(mark[0])};"


def _html(text: Text) -> str:
    return "".join(
        [
            _element(
                ELEMENTS.get(run.style, "span" if run.lang else ""), run.lang, escape(run.text)
            )
            for run in text
        ]
    )


def _element(name: str, lang: str, content: str) -> str:
    attribute = f' lang="{escape(lang)}"' if lang else ""
    return f"<{name}{attribute}>{content}</{name}>" if name else content
