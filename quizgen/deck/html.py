"""The content of a note's field -> Anki's HTML for it. Text is never markup, only its styles are.

The one place where a note's content becomes HTML. It lies below the writers because an edition is
sealed by the same HTML: it is what a learner's Anki compares.
"""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from quizgen.bank.pictures import WHOLE, Part
from quizgen.content import Picture, Run, Text
from quizgen.deck.content import FieldContent, Gap, Masks
from quizgen.figure import CARD, lay_out, write_svg
from quizgen.quiz.figures import Figure, Map
from quizgen.quiz.walk import told_by

FIELD_SEPARATOR = "\x1f"
"""Between the fields of a note, as Anki stores them."""
SPACE = re.compile(r"[\t\n\r]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
IN_CLOZE = {ord(mark): f"&#{ord(mark)};" for mark in "}:"}
"""What would end a cloze, or begin its hint."""
TAGS = {"plain": ("", ""), "bold": ("<b>", "</b>"), "italic": ("<i>", "</i>")}


def as_html(content: FieldContent) -> str:
    """Return a tidy content as a field of a note.

    >>> as_html((Run("a < b, "), Run("[sound:x.mp3]", "bold")))
    'a &#60; b, <b>&#91;sound:x.mp3]</b>'
    >>> as_html((Run("It flew at "), Gap("12:30"), Run(".")))
    'It flew at {{c1::12&#58;30}}.'
    >>> as_html((Gap("12:30", "a time"),))
    '{{c1::12&#58;30::a time}}'
    """
    html = ""
    for part in content:
        if isinstance(part, Run):
            opened, closed = _tags(part) if part.lang else TAGS[part.style]
            html += opened + escape(part.text) + closed
        elif isinstance(part, Gap):
            said = [_in_cloze(words) for words in (part.words, part.hint) if words]
            if not part.words:  # an empty gap says its hint all the same
                said = ["", *said]
            html += f"{{{{c{part.number}::{'::'.join(said)}}}}}"
        elif isinstance(part, Picture):
            html += _img(part)
        elif isinstance(part, Masks):
            html += "<br>".join(_mask(number, covered) for number, covered in part.parts)
        else:
            html += _svg(part)
    return html.strip()


def _in_cloze(words: str) -> str:
    return escape(words).translate(IN_CLOZE)


def _mask(number: int, part: Part) -> str:
    """Return what covers a part, as Anki's own editor of image occlusions writes it.

    While one part is asked for, all are covered (`oi`), since one often tells the next.
    """
    left, top, width, height = (length / WHOLE for length in part.box)
    if part.rectangle:
        shape, more = "rect", {"width": width, "height": height}
    elif part.ellipse:
        shape, more = "ellipse", {"rx": width / 2, "ry": height / 2}
    else:
        shape, more = "polygon", {}
    said = [f"{key}={_share(share)}" for key, share in {"left": left, "top": top, **more}.items()]
    if part.polygon:
        corners = [",".join(_share(length / WHOLE) for length in corner) for corner in part.outline]
        said.append(f"points={' '.join(corners)}")
    return f"{{{{c{number}::image-occlusion:{':'.join((shape, *said, 'oi=1'))}}}}}"


def _share(share: float) -> str:
    """Return a share of a picture's width or height.

    >>> _share(0.62), _share(1), _share(0)
    ('0.62', '1', '0')
    """
    return f"{share:.4f}".rstrip("0").rstrip(".")


def _tags(run: Run) -> tuple[str, str]:
    """Return the tags of a run in another language than the card's."""
    name = {"plain": "span", "bold": "b", "italic": "i"}[run.style]
    return f'<{name} lang="{escape(run.lang)}">', f"</{name}>"


def _img(picture: Picture) -> str:
    """Return a picture that lies among the media of its deck."""
    return f'<img src="{picture.file_name}" alt="{escape(tidy_words(picture.alt))}">'


@lru_cache(maxsize=4096)
def _svg(figure: Figure) -> str:
    """Return a drawing; it is laid out once for the seal of its note and for the package."""
    told = figure.alt if isinstance(figure, Map) else "; ".join(told_by(figure))
    svg = write_svg(lay_out(figure, CARD), figure.caption, told)
    return svg.replace(FIELD_SEPARATOR, "\N{REPLACEMENT CHARACTER}")


def escape(words: str) -> str:
    """Return words as HTML that shows them as they stand, and that Anki leaves as it is.

    It would take `[sound:…]`, `[latex]` and `{{…}}` for more than text. Looking for each mark by
    itself is twice as fast as one pattern, and this is half of the work of writing a deck.
    """
    if "&" in words:  # first, since the others are written with it
        words = words.replace("&", "&#38;")
    if "<" in words:
        words = words.replace("<", "&#60;")
    if ">" in words:
        words = words.replace(">", "&#62;")
    if '"' in words:
        words = words.replace('"', "&#34;")
    if "[" in words:
        words = words.replace("[", "&#91;")
    if "{" in words:
        words = words.replace("{", "&#123;")
    return words


def tidy_text(text: Text) -> Text:
    """Return a text whose words Anki keeps as they are: see `tidy_words`."""
    said = [tidy_words(run.text) for run in text]
    if said == [run.text for run in text]:
        return text
    return tuple(replace(run, text=words) for words, run in zip(said, text, strict=True))


def tidy_words(words: str) -> str:
    """Return words in NFC, as Anki keeps them, without the characters that part its fields."""
    if words.isascii() and words.isprintable():
        return words
    normal = unicodedata.normalize("NFC", words)
    if not CONTROL.search(normal):
        return normal
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", SPACE.sub(" ", normal))
