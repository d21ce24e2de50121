"""Fonts as ReportLab embeds them, opened in a fraction of its time.

It takes each number of a font by a call of its own: twenty thousand for the four fonts of a sheet,
as long as all else that is done for a page. Here each table is read at once.
"""

from collections.abc import Callable
from io import BytesIO
from itertools import repeat
from struct import pack, unpack_from
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import TTEncoding, TTFont, TTFontFace

US_ENGLISH, POSTSCRIPT_NAME = 0x409, 6
"""In which language a name is, and which of a font's names."""


class _Face(TTFontFace):
    """The tables of a TrueType file."""

    _ttf_data: bytes
    _pdfScale: Callable[[int], float]  # noqa: N815

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803
        """Read what a font tells of itself, and by `charInfo` its glyphs, which are many."""
        super().extractInfo(charInfo=0)
        if charInfo and not self._read_glyphs():
            super().extractInfo(charInfo=1)

    def get_table(self, tag: str) -> bytes:
        """Return a table as it goes into a file: of all that a font is called its name alone.

        The rest is its makers and its licence, which would take a tenth of each sheet.
        """
        if tag != "name":
            start, length = self.get_table_pos(tag)
            return self._ttf_data[start : start + length]
        name: bytes = self.name.decode().encode("utf-16-be")
        return pack(">9H", 0, 1, 18, 3, 1, US_ENGLISH, POSTSCRIPT_NAME, len(name), 0) + name

    def _read_glyphs(self) -> bool:
        """Read which glyph a letter has, how wide it is and where it lies; False in other forms."""
        data = self._ttf_data
        long_offsets, format = unpack_from(">HH", data, self._start_of("head") + 50)
        letters = self._letters()
        if format or long_offsets > 1 or not letters:
            return False
        (measured,) = unpack_from(">H", data, self._start_of("hhea") + 34)
        bearings, at = self.numGlyphs - measured, self._start_of("hmtx")
        pairs = unpack_from(f">{2 * measured}H", data, at)
        rest = unpack_from(f">{bearings}H", data, at + 4 * measured)
        widths = [*map(self._pdfScale, pairs[::2])]
        self.hmetrics = [*zip(pairs[::2], pairs[1::2], strict=True)]
        self.hmetrics += zip(repeat(widths[-1], bearings), rest, strict=True)
        widths += [widths[-1]] * bearings
        at = self._start_of("loca")
        sign = "L" if long_offsets else "H"
        places = unpack_from(f">{self.numGlyphs + 1}{sign}", data, at)
        self.glyphPos = [*places] if long_offsets else [2 * place for place in places]
        self.charToGlyph = letters
        self.charWidths = {
            code: widths[glyph] for code, glyph in letters.items() if glyph < self.numGlyphs
        }
        self.defaultWidth = widths[0]
        for table in (self.charToGlyph, self.charWidths):
            table[0xA0] = table[0x20]
        return True

    def _letters(self) -> dict[int, int]:
        """Return the glyph of each letter, if they are told in stretches of the whole of Unicode.

        Of several tables ReportLab takes the last one that is of Unicode, and so do we. Without a
        space there is none either: nothing can be set without it.
        """
        data, start = self._ttf_data, self._start_of("cmap")
        (count,) = unpack_from(">H", data, start + 2)
        records = (unpack_from(">HHL", data, start + 4 + 8 * place) for place in range(count))
        tables = [
            start + offset
            for platform, encoding, offset in records
            if platform == 3 or (platform == 0 and encoding != 5)
        ]
        letters: dict[int, int] = {}
        if tables and unpack_from(">H", data, tables[-1]) == (12,):
            (stretches,) = unpack_from(">L", data, tables[-1] + 12)
            numbers = unpack_from(f">{3 * stretches}L", data, tables[-1] + 16)
            for first, last, glyph in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
                codes = range(first, last + 1)
                letters.update(zip(codes, range(glyph, glyph + len(codes)), strict=True))
        return letters if 0x20 in letters else {}

    def _start_of(self, table: str) -> int:
        start: int = self.get_table_pos(table)[0]
        return start


class FontFile(TTFont):
    """A font that ReportLab can draw with and embed; no script that needs shaping is set in it."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open the bytes of a file under a name; raises what ReportLab raises for a broken one."""
        self.fontName = name
        self.face = _Face(BytesIO(data))
        self.encoding = TTEncoding()
        self.state: Any = WeakKeyDictionary()
        self._asciiReadable = False
        self.shapable = False
