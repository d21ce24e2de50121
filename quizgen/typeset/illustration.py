"""A picture among words: its place on the page, and until it is drawn there, what it shows."""

from collections.abc import Sequence

from quizgen.content import Picture
from quizgen.figure.shapes import Rect
from quizgen.typeset.column import Column, Flow
from quizgen.typeset.ink import Block, Sketch
from quizgen.typeset.setting import Line, TextStyle, place_lines, plain, set_lines, widest_word
from quizgen.typeset.tagging import Element, pdf_string

PIXEL = 25.4 / 96
"""How large a pixel is printed at most: as large as browsers show it."""
INSET = 2.4
"""Between a frame and the words in it."""
CREDIT_GAP = 1.2
"""Between a picture and its credit. All in millimetres."""
LEAST_CREDIT = 3
"""How many lines of a credit stand by its picture at least."""


def set_picture(picture: Picture, column: Column, outer: Element) -> Flow:
    """Set a picture and the first lines of its credit, in small print, never to be parted."""
    m, small = column.m, column.m.styles.label
    top = m.ascent(m.styles.body) - m.styles.body.cap_height
    figure = outer.add("Figure", f"/Alt{pdf_string(picture.alt)}")
    block = Block()
    block.add(_draw(picture, column, figure), top)
    credit = set_lines(picture.credit, small, column.width, outer.add("P"))
    if credit:
        first = block.height + CREDIT_GAP * m.unit + m.ascent(small)
        glyphs, last = place_lines(credit, column.left, first, small.leading)
        block.inks += glyphs
        lows = (first + row * small.leading + m.descent(small) for row in range(len(credit) - 1))
        block.cuts += [*lows][LEAST_CREDIT - 1 :]
        block.height = last + m.descent(small)
    block.cuts.append(block.height)
    return Flow(block, block.height)


def size_of(picture: Picture, column: Column) -> tuple[float, float]:
    """Return the width and the height of a picture in its column, its proportions kept.

    Pixels are not enlarged; a drawing is as large as it may be.
    """
    width, height = max(picture.width, 1), max(picture.height, 1)
    scale = min(column.width / width, column.picture_height / height)
    if picture.kind != "svg":
        scale = min(scale, PIXEL * column.m.unit)
    return scale * width, scale * height


def _draw(picture: Picture, column: Column, figure: Element) -> Block:
    """Draw a frame in the place of a picture whose bytes are not at hand, its words in it.

    A frame too small for them grows; what would make it higher than a picture may be is left to
    the alternative text, which has it all.
    """
    m, style = column.m, column.m.styles.label
    inset = INSET * m.unit
    width, height = size_of(picture, column)
    lines = set_lines(picture.alt, style, max(width - 2 * inset, style.size), figure)
    is_narrow = widest_word(plain(picture.alt), style) > width - 2 * inset
    if is_narrow or _height_of(lines, style, inset) > height:
        width = column.width
        lines = set_lines(picture.alt, style, width - 2 * inset, figure)
        room = column.picture_height - _height_of((), style, inset)
        most = max(int(room / style.leading), 1)
        if len(lines) > most:
            lines[most - 1 :] = set_lines("…", style, width, figure)
        height = max(height, _height_of(lines, style, inset))
    outline = Rect(x=0.0, y=0.0, width=width, height=height, stroke=m.theme.stroke_rule)
    sketch = Sketch(column.left, 0.0, width, height, (outline,), figure)
    glyphs, _ = place_lines(lines, column.left + inset, inset + style.cap_height, style.leading)
    return Block(height=height, inks=[sketch, *glyphs])


def _height_of(lines: Sequence[Line], style: TextStyle, inset: float) -> float:
    """Return how high a frame around lines is."""
    return (len(lines) - 1) * style.leading + style.cap_height + 2 * inset
