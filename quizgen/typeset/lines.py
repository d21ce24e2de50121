"""Text becomes set lines: words measured, joined and broken, never hyphenated."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import fsum
from typing import NamedTuple

from quizgen.content import Run, Text
from quizgen.typeset.fonts import Face, FaceRun, measure, split_by_face
from quizgen.typeset.ink import Glyphs
from quizgen.typeset.tagging import Element

SPACES = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
_UNSEEN = "\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
INVISIBLE = re.compile(f"[{_UNSEEN}]")
"""Soft hyphens, joiners, what selects a sign's look: hints, which we do not need."""
OPENS = re.compile(r"[“‘«„‹(\[]+…?")
CLINGS = re.compile(r"[…–—]")
"""What no line may start with."""
BREAKS_AFTER = "-–—/"
"""Where a word that is wider than its column is best broken."""
SHORT_WORD = 1 / 3
"""The part of a column's width that a word needs to stand alone on the last of several lines."""
SHORT_LINE = 1 / 7
"""The same of several words."""


class TextStyle(NamedTuple):
    """The faces of a text, and its size and leading in points."""

    plain: Face
    bold: Face
    italic: Face
    size: float
    leading: float

    @property
    def cap_height(self) -> float:
        """The height of capitals in points."""
        return self.plain.cap_height * self.size

    def face(self, run: Run) -> Face:
        """Return the face of a run."""
        if run.style == "plain":
            return self.plain
        return self.bold if run.style == "bold" else self.italic


class TextLine(NamedTuple):
    """Words set on one line: glyphs with x from its start and y 0 at its baseline."""

    glyphs: tuple[Glyphs, ...]
    width: float

    def at(self, x: float, y: float) -> Iterator[Glyphs]:
        """Yield the glyphs where they stand once the line starts at x, with its baseline at y."""
        for glyphs in self.glyphs:
            yield glyphs._replace(x=glyphs.x + x, y=y)

    def spoken_as(self, element: Element | None) -> "TextLine":
        """Return the line with all of it read as part of one element."""
        return TextLine(tuple([Glyphs(*glyphs[:5], element) for glyphs in self.glyphs]), self.width)

    def with_space(self) -> "TextLine":
        """Return the line with a space behind it, lest a reader aloud runs it into the next."""
        if not self.glyphs:
            return self
        last = self.glyphs[-1]
        if not last.text:
            space = last._replace(x=self.width, text=" ", element=_around(last.element))
            return TextLine((*self.glyphs, space), self.width)
        return TextLine((*self.glyphs[:-1], last._replace(text=last.text + " ")), self.width)


class InlineBlank(NamedTuple):
    """Room to write within a line, set as glyphs without text."""

    width: float
    """In points."""
    element: Element | None
    """How it is spoken."""


def tidy(text: str) -> str:
    r"""Return text composed (NFC), without invisible hints and with single spaces.

    >>> tidy("Kyi\u0308v  and\nLviv ")
    'Kyïv and Lviv'
    """
    if not text.isascii():
        text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return SPACES.sub(" ", text).strip(" ")


def as_text(text: str) -> Text:
    """Return words as a text in one plain run."""
    return (Run(text),)


def has_words(text: Text) -> bool:
    """Tell whether a text has more than spaces."""
    return any(tidy(run.text) for run in text)


def set_lines(
    text: Sequence[Run | InlineBlank] | str,
    style: TextStyle,
    width: float,
    element: Element | None = None,
) -> list[TextLine]:
    """Break text into lines no wider than width; an empty text gives no line.

    There are as few lines as can be. Where the last of them would be one short word, it gets others
    from the line above.

    Raises UnprintableError for a character that no font has.
    """
    if isinstance(text, str):
        text = as_text(text)
    only = text[0] if len(text) == 1 else None
    if isinstance(only, Run) and not only.lang:
        line = _set_whole(tidy(only.text), style.face(only), style.size, width, element)
        if line:
            return [line] if line.width else []
    if all(isinstance(run, Run) and not run.lang for run in text):
        return [line.spoken_as(element) for line in _broken(tuple(text), style, width)]
    return _break(text, style, width, element)


@lru_cache(maxsize=4096)
def _broken(text: Text, style: TextStyle, width: float) -> Sequence[TextLine]:
    """Return a text's lines, the same for every version of a form and for its closer setting."""
    return tuple(_break(text, style, width, None))


def _break(
    text: Sequence[Run | InlineBlank], style: TextStyle, width: float, element: Element | None
) -> list[TextLine]:
    setter = _Setter(style, width)
    for words in _words(text, style, element):
        setter.add(words)
    return setter.finish()


def set_line(
    text: Sequence[Run | InlineBlank] | str, style: TextStyle, element: Element | None = None
) -> TextLine:
    """Set text on one line, however wide."""
    lines = set_lines(text, style, float("inf"), element)
    return lines[0] if lines else TextLine((), 0.0)


def shortened(text: str, style: TextStyle, width: float, most: int = 1) -> str:
    """Return what fits on so many lines; three dots stand for the words that do not."""
    text = tidy(text)
    if len(set_lines(text, style, width)) <= most:
        return text

    def lines_of(length: int) -> int:
        return len(set_lines(f"{text[:length]} …", style, width))

    kept = text[: bisect_right(range(len(text)), most, key=lines_of) - 1]
    kept = kept.rpartition(" ")[0] or kept
    return f"{kept.rstrip(' ,;:·–—')} …"


def set_right(
    text: Text | str, style: TextStyle, right: float, y: float, element: Element | None
) -> list[Glyphs]:
    """Set a line that ends at `right`."""
    line = set_line(text, style, element)
    return list(line.at(right - line.width, y))


def set_nothing(style: TextStyle, element: Element) -> TextLine:
    """Return a line for an empty cell: without any ink the cell would not be in the table."""
    return TextLine((Glyphs(0.0, 0.0, style.plain, style.size, " ", element),), 0.0)


def widest_word(text: Text, style: TextStyle) -> float:
    """Return the width of the widest part of a text that no line is broken in."""
    words = _words(text, style, None)
    return style.size * max((fsum(part.run.width for part in word) for word in words), default=0.0)


def place_lines(
    lines: Iterable[TextLine], x: float, baseline: float, leading: float
) -> tuple[list[Glyphs], float]:
    """Place lines below each other; return their glyphs and the last baseline."""
    glyphs: list[Glyphs] = []
    y = baseline - leading
    for line in lines:
        y += leading
        glyphs.extend(line.at(x, y))
    return glyphs, y


def _set_whole(
    text: str, face: Face, size: float, width: float, element: Element | None
) -> TextLine | None:
    """Set the common case, all on one line in one face, or give up."""
    em = measure(face, text)
    if em is None or em * size > width:
        return None
    return TextLine((Glyphs(0.0, 0.0, face, size, text, element),), em * size)


class _Part(NamedTuple):
    """Characters of one face within a word."""

    run: FaceRun
    element: Element | None


_Word = list[_Part]


def _are_one(part: _Part, next_part: _Part) -> bool:
    """Tell whether two parts can be drawn at once."""
    is_alike = part.run.face is next_part.run.face and part.element is next_part.element
    return is_alike and bool(part.run.text and next_part.run.text)


def _around(element: Element | None) -> Element | None:
    """Return the element that a blank stands in."""
    return element.parent if element else None


class _Piece(NamedTuple):
    """A run's part of a word; a blank has a width and no text."""

    text: str
    face: Face
    element: Element | None
    blank: float = 0.0
    """In points."""


def _words(
    text: Sequence[Run | InlineBlank], style: TextStyle, element: Element | None
) -> Iterator[_Word]:
    """Yield the parts of text between which a line may break."""
    pending: list[_Piece] = []
    is_open = False
    for run in text:
        for place, piece in enumerate(_pieces(run, style, element)):
            if place:
                is_open = False
            if not piece.text and not piece.blank:
                continue
            if pending and not is_open:
                if _clings(pending[-1].text, piece.text):
                    pending.append(_Piece(" ", piece.face, element))
                else:
                    yield _shape(pending, style)
                    pending = []
            pending.append(piece)
            is_open = True
    if pending:
        yield _shape(pending, style)


def _pieces(run: Run | InlineBlank, style: TextStyle, element: Element | None) -> Iterator[_Piece]:
    """Yield what spaces part in a run; one that starts or ends with a space has an empty piece."""
    if isinstance(run, InlineBlank):
        yield _Piece("", style.plain, run.element, run.width)
        return
    owner = element.span_of(run.lang) if run.lang and element else element
    face = style.face(run)
    for word in SPACES.split(_composed(run.text)):
        yield _Piece(word, face, owner)


def _composed(text: str) -> str:
    return text if text.isascii() else INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def _clings(before: str, word: str) -> bool:
    """Tell whether no line may end between two words: "29 May", "“ …", "… –"."""
    is_number = len(before) < 3 and before.isdecimal() and word[:1].isalpha()
    return is_number or bool(CLINGS.match(word) or OPENS.fullmatch(before.lstrip()))


def _shape(pieces: list[_Piece], style: TextStyle) -> _Word:
    return [
        _Part(run, piece.element)
        for piece in pieces
        for run in (
            split_by_face(piece.face, piece.text)
            if piece.text
            else (FaceRun(piece.face, "", piece.blank / style.size),)
        )
    ]


class _Row(NamedTuple):
    """Words that stand on one line."""

    words: list[_Word]
    goes_on: bool
    """Whether it ends at a space, and not within a word that is too wide."""


class _Setter:
    """Fills lines word by word."""

    def __init__(self, style: TextStyle, width: float) -> None:
        self.style = style
        self.width = width
        self.rows: list[_Row] = []
        self.words: list[_Word] = []
        self.x = 0.0

    def add(self, word: _Word) -> None:
        size = self.style.size
        width = size * fsum(part.run.width for part in word)
        if self.words:
            space = self.words[-1][-1].run.face.space * size
            if self.x + space + width <= self.width:
                self.words.append(word)
                self.x += space + width
                return
            self._end_row(goes_on=True)
        if width > self.width:
            *heads, word = _fragments(word, self.width / size)
            for head in heads:
                self.words.append(head)
                self._end_row(goes_on=False)
            width = size * fsum(part.run.width for part in word)
        self.words.append(word)
        self.x = width

    def _end_row(self, *, goes_on: bool) -> None:
        self.rows.append(_Row(self.words, goes_on))
        self.words = []
        self.x = 0.0

    def finish(self) -> list[TextLine]:
        if self.words:
            if self.rows and self.rows[-1].goes_on:
                self._fill_up_last()
            self._end_row(goes_on=False)
        return [_set_row(row, self.style.size) for row in self.rows]

    def _fill_up_last(self) -> None:
        """Take words down to a last line that would be one short word, or hardly more."""
        before, last, size = self.rows[-1].words, self.words, self.style.size
        left = _width_of(before, size)
        while len(before) > 1 and self._is_runt():
            moved = _width_of(before[-1:], size) + before[-1][-1].run.face.space * size
            left -= _width_of(before[-1:], size) + before[-2][-1].run.face.space * size
            if self.x + moved > min(left, self.width):
                return
            last.insert(0, before.pop())
            self.x += moved

    def _is_runt(self) -> bool:
        """Tell whether the last line is so short that it looks as if it had been lost there."""
        return self.x < (SHORT_WORD if len(self.words) == 1 else SHORT_LINE) * self.width


def _width_of(words: Sequence[_Word], size: float) -> float:
    """Return the width of words on one line."""
    spaces = fsum(word[-1].run.face.space for word in words[:-1])
    return size * (spaces + fsum(part.run.width for word in words for part in word))


def _set_row(row: _Row, size: float) -> TextLine:
    """Set words on a line; one that goes on ends in a space, so that its last word stays apart."""
    parts: _Word = []
    for word in row.words:
        if parts:
            last = parts[-1]
            owner = last.element if last.run.text else _around(last.element)
            space = FaceRun(last.run.face, " ", last.run.face.space)
            _extend(parts, [_Part(space, owner)])
        _extend(parts, word)
    glyphs = []
    x = 0.0
    for run, element in parts:
        glyphs.append(Glyphs(x, 0.0, run.face, size, run.text, element))
        x += run.width * size
    line = TextLine(tuple(glyphs), x)
    return line.with_space() if row.goes_on else line


def _extend(parts: _Word, word: _Word) -> None:
    """Add parts to a line, as one with its last part where the two can be drawn at once."""
    for part in word:
        last = parts[-1] if parts else None
        if last and _are_one(last, part):
            run = FaceRun(
                part.run.face,
                last.run.text + part.run.text,
                last.run.width + part.run.width,
            )
            parts[-1] = _Part(run, part.element)
        else:
            parts.append(part)


def _fragments(word: _Word, width: float) -> list[_Word]:
    """Cut a word that is too wide, after a dash if there is one, and never before an accent."""
    letters = [(letter, part) for part in word for letter in part.run.text or [""]]
    fragments: list[_Word] = []
    start = dash = 0
    used = 0.0
    for place, (letter, part) in enumerate(letters):
        used += _width(letter, part)
        if used > width and place > start and not unicodedata.combining(letter or " "):
            cut = dash or place
            fragments.append(_joined(letters[start:cut]))
            start, dash = cut, 0
            used = fsum(_width(letter, part) for letter, part in letters[cut : place + 1])
        if letter and letter in BREAKS_AFTER:
            dash = place + 1
    fragments.append(_joined(letters[start:]))
    return fragments


def _width(letter: str, part: _Part) -> float:
    return part.run.face.widths[letter] if letter else part.run.width


def _joined(letters: list[tuple[str, _Part]]) -> _Word:
    word: _Word = []
    for letter, part in letters:
        face = part.run.face
        width = _width(letter, part)
        last = word[-1] if word else None
        if last and _are_one(last, part):
            word[-1] = _Part(
                FaceRun(face, last.run.text + letter, last.run.width + width), part.element
            )
        else:
            word.append(_Part(FaceRun(face, letter, width), part.element))
    return word
