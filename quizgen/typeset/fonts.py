"""The fonts of a page: which of them has a character, and how wide a word is in it."""

import struct
import unicodedata
from functools import cached_property, lru_cache
from math import fsum
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.ttfonts import TTFError

from quizgen.typeset.font_file import FontFile

FONTS = Path(__file__).parents[1] / "fonts"

RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})

_SHAPED_SCRIPTS = """
    BALINESE BENGALI BOPOMOFO BUGINESE CHAM CJK DEVANAGARI FULLWIDTH GUJARATI GURMUKHI HALFWIDTH
    HANGUL HIRAGANA IDEOGRAPHIC JAVANESE KANNADA KATAKANA KATAKANA-HIRAGANA KHMER LAO MALAYALAM
    MEETEI MONGOLIAN MYANMAR ORIYA SINHALA SUNDANESE TAI TAMIL TELUGU THAI TIBETAN YI
"""
NEEDS_SHAPING = frozenset(_SHAPED_SCRIPTS.split())
"""First words of the names of characters whose script needs shaping or its own line breaking."""

NEEDED_TABLES = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
"""What a font has for each letter that is drawn: which glyph, its outline, its width."""


class UnprintableError(Exception):
    """A character that cannot be set; `why` is what to tell the person who wrote it."""

    def __init__(self, character: str, why: str) -> None:
        self.character = character
        self.why = why
        super().__init__(f"{character!r}: {why}")


class BrokenFontError(Exception):
    """A font file that is none, or lacks what a page needs; `why` is what it lacks."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        self.why = why
        super().__init__(f"{name!r}: {why}")


class Face:
    """One font file; opened when a word is first measured in it."""

    def __init__(self, name: str, symbols: str) -> None:
        self.name = name
        self.symbols = symbols
        """The name of the face for characters that this one lacks."""

    @cached_property
    def font(self) -> FontFile:
        """The parsed file. Its subset belongs to one document at a time, and so to one output."""
        try:
            data = (FONTS / f"{self.name}.ttf").read_bytes()
            font = FontFile(f"quizgen-{self.name}", data)
        except OSError as error:
            raise BrokenFontError(self.name, error.strerror or str(error)) from error
        except (
            TTFError,
            struct.error,
            LookupError,
            ValueError,
            TypeError,
            AssertionError,
        ) as error:
            raise BrokenFontError(self.name, "it is no TrueType font, or a broken one") from error
        if missing := [table for table in NEEDED_TABLES if table not in font.face.table]:
            raise BrokenFontError(self.name, f"it has no table {missing[0]}")
        if ord(" ") not in font.face.charToGlyph:
            raise BrokenFontError(self.name, "it has no space")
        return font

    @cached_property
    def widths(self) -> dict[str, float]:
        """Character -> its width as a part of the font size.

        ReportLab cannot say which character a glyph beyond U+FFFF stands for, so there are none.
        Nor are there accents by themselves: each belongs on the letter before it, where only the
        font's own anchors could place it, and set one after the other it hangs over the next.
        """
        face = self.font.face
        return {
            character: face.charWidths[code] / 1000
            for code in face.charToGlyph
            if 32 <= code <= 0xFFFF and not is_mark(character := chr(code))
        }

    @cached_property
    def cap_height(self) -> float:
        """The height of its capitals as a part of the font size."""
        return float(self.font.face.capHeight / 1000)

    @cached_property
    def space(self) -> float:
        """The width of a word space as a part of the font size."""
        return self.widths[" "]


class FaceRun(NamedTuple):
    """Characters that one face can draw."""

    face: Face
    text: str
    width: float
    """As a part of the font size."""


@lru_cache(maxsize=64)
def load_face(name: str, symbols: str) -> Face:
    """Return the face of that name, the same one each time."""
    return Face(name, symbols)


def has_font(name: str) -> bool:
    """Tell whether a font of that name is shipped."""
    return name in {path.stem for path in FONTS.glob("*.ttf")}


@lru_cache(maxsize=1 << 14)
def measure(face: Face, text: str) -> float | None:
    """Return the width of text as a part of the font size; None if the face lacks a character."""
    try:
        return fsum(map(face.widths.__getitem__, text))
    except KeyError:
        return None


@lru_cache(maxsize=1 << 14)
def split_by_face(face: Face, text: str) -> tuple[FaceRun, ...]:
    """Split text where the face must change, to the symbols' face and back.

    Raises UnprintableError for a character that neither has.
    """
    width = measure(face, text)
    if width is not None:
        return (FaceRun(face, text, width),)
    runs: list[FaceRun] = []
    for character in text:
        chosen = _face_for(face, character)
        width = chosen.widths[character]
        if runs and runs[-1].face is chosen:
            last = runs.pop()
            runs.append(FaceRun(chosen, last.text + character, last.width + width))
        else:
            runs.append(FaceRun(chosen, character, width))
    return tuple(runs)


def is_mark(character: str) -> bool:
    """Tell whether a character is an accent or the like, set on the letter before it."""
    return unicodedata.category(character)[0] == "M"


def _face_for(face: Face, character: str) -> Face:
    if character in face.widths:
        return face
    script = unicodedata.name(character, "").split(" ")[0]
    if unicodedata.bidirectional(character) in RIGHT_TO_LEFT:
        raise UnprintableError(character, "scripts that run from right to left cannot be set yet")
    if script in NEEDS_SHAPING:
        raise UnprintableError(character, "this script cannot be set yet")
    if is_mark(character):
        raise UnprintableError(character, "no accent can be placed on this letter yet")
    fallback = load_face(face.symbols, face.symbols)
    if character not in fallback.widths:
        raise UnprintableError(character, "no font has this character")
    return fallback
