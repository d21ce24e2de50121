"""The font that answers are shown in: all of Western Europe, for nobody knows what will be typed.

The fonts of a page hold the letters of that page under numbers of their own. Where a viewer sets
what is typed it must find each letter under its usual number, in WinAnsiEncoding. Signs beyond
it are shown in a font of the viewer's.
"""

from collections.abc import Mapping
from struct import iter_unpack, pack
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFStream, PDFStreamFilterZCompress
from reportlab.pdfbase.ttfonts import TTFontMaker

from quizgen.typeset.lines import TextStyle
from quizgen.typeset.tagging import add_object, number_of

FIRST, LAST = 32, 255
"""The numbers of letters."""
UNUSED = "•"
"""What a number stands for that no letter has, says PDF."""
NONSYMBOLIC = 1 << 5
STEM = 80
"""How thick stems are, for viewers that must do without the font."""
ASCENT = 0.75
"""The part of a line's height that is above its baseline, as on our pages."""
LAST_SEGMENT = 0xFFFF


def add_answer_font(document: Any, name: str, style: TextStyle) -> int:
    """Add the face of a text as the font of fields to a document; return its object number.

    Viewers set lines as far apart as it says that letters go up and down: like those of the text.
    """
    codes = (bytes([code]) for code in range(FIRST, LAST + 1))
    letters = [ord(code.decode("cp1252", "ignore").strip("\x7f") or UNUSED) for code in codes]
    file = style.plain.font.face
    height = 1000 * style.leading / style.size
    known = sorted({*letters} & {*file.charToGlyph})
    glyphs: dict[int, int] = {}
    numbers = {
        letter: glyphs.setdefault(file.charToGlyph[letter], len(glyphs) + 1) for letter in known
    }
    program = _with_unicode(file.makeSubset(known), numbers)
    stream = PDFStream(content=program, filters=[PDFStreamFilterZCompress()])
    stream.dictionary["Length1"] = len(program)
    document.Reference(stream, f"{name} program")
    called = file.name.decode("ascii")
    box = " ".join(f"{edge:g}" for edge in file.bbox)
    add_object(
        document,
        f"{name} descriptor",
        f"<</Type/FontDescriptor/FontName/{called}/Flags {NONSYMBOLIC}/FontBBox[{box}]"
        f"/ItalicAngle {file.italicAngle:g}/Ascent {ASCENT * height:.0f}"
        f"/Descent {(ASCENT - 1) * height:.0f}"
        f"/CapHeight {file.capHeight:g}/StemV {STEM}"
        f"/FontFile2 {number_of(document, f'{name} program')} 0 R>>",
    )
    widths = " ".join(f"{file.charWidths.get(letter, file.defaultWidth):g}" for letter in letters)
    add_object(
        document,
        name,
        f"<</Type/Font/Subtype/TrueType/BaseFont/{called}/Encoding/WinAnsiEncoding"
        f"/FirstChar {FIRST}/LastChar {LAST}/Widths[{widths}]"
        f"/FontDescriptor {number_of(document, f'{name} descriptor')} 0 R>>",
    )
    return number_of(document, name)


def _with_unicode(program: bytes, numbers: Mapping[int, int]) -> bytes:
    """Return a font whose glyphs are found by their letters in Unicode, in ascending order."""
    maker = TTFontMaker()
    count = int.from_bytes(program[4:6], "big")
    for tag, _, start, length in iter_unpack(">4sLLL", program[12 : 12 + 16 * count]):
        maker.add(tag.decode("ascii"), program[start : start + length])
    maker.add("cmap", _cmap(numbers))
    font: bytes = maker.makeStream()
    return font


def _cmap(numbers: Mapping[int, int]) -> bytes:
    """Return the table of a font from letters to glyphs: format 4, a segment for each letter."""
    segments = [
        *((letter, number - letter) for letter, number in numbers.items()),
        (LAST_SEGMENT, 1),
    ]
    count = len(segments)
    power = count.bit_length() - 1
    search = 2 << power
    letters = [letter for letter, _ in segments]
    deltas = [delta % 0x10000 for _, delta in segments]
    table = pack(
        f">7H{count}HH{3 * count}H",
        *(4, 16 + 8 * count, 0, 2 * count, search, power, 2 * count - search),
        *letters,
        0,
        *letters,
        *deltas,
        *[0] * count,
    )
    return pack(">HHHHL", 0, 1, 3, 1, 12) + table
