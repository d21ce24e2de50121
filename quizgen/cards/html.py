"""What stands in a note -> the HTML of Anki's field. Text is never markup, only its styles are.

The one place where a note's content becomes HTML. It lies below the writers because an edition is
sealed by the same HTML: it is what a learner's Anki compares.
"""

import re
import unicodedata
from functools import lru_cache
from typing import assert_never

from quizgen.content import Run
from quizgen.deck.notes import Content, Gap
from quizgen.figure import CARD, lay_out, write_svg
from quizgen.quiz.figures import Figure, Scale, Timeline
from quizgen.rules.texts import told_by

SPACE = re.compile(r"[\t\n\r]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
MARKUP = re.compile(r'[&<>"\[{]')
"""What HTML, and Anki in `[sound:…]`, `[latex]` and `{{…}}`, would take for more than text."""
IN_CLOZE = {ord(mark): f"&#{ord(mark)};" for mark in "}:"}
"""What would end a cloze, or begin its hint."""
ELEMENTS = {"bold": "b", "italic": "i"}


def as_html(content: Content) -> str:
    """Return a content as a field of a note.

    >>> as_html((Run("a < b, "), Run("[sound:x.mp3]", "bold")))
    'a &#60; b, <b>&#91;sound:x.mp3]</b>'
    >>> as_html((Run("It flew at "), Gap("12:30"), Run(".")))
    'It flew at {{c1::12&#58;30}}.'
    """
    return "".join([_html(part) for part in content]).strip()


def _html(part: Run | Gap | Figure) -> str:
    match part:
        case Run():
            words = escape(part.text)
            name = ELEMENTS.get(part.style, "span" if part.lang else "")
            attribute = f' lang="{escape(part.lang)}"' if part.lang else ""
            return f"<{name}{attribute}>{words}</{name}>" if name else words
        case Gap():
            return f"{{{{c1::{escape(part.words).translate(IN_CLOZE)}}}}}"
        case Timeline() | Scale():
            return _svg(part)
        case _:
            assert_never(part)


@lru_cache(maxsize=4096)
def _svg(figure: Figure) -> str:
    """Return a drawing; it is laid out once for the seal of its note and for the package."""
    svg = write_svg(lay_out(figure, CARD), figure.caption, "; ".join(told_by(figure)))
    return tidy(svg)


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
