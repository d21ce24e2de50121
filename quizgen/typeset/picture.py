"""A picture of a question: how large it is on the page, and what stands for one that is missing."""

from collections.abc import Sequence

from quizgen.content import Picture
from quizgen.figure.shapes import Rect
from quizgen.typeset.column import Column, Flow
from quizgen.typeset.ink import Block, Image, Sketch
from quizgen.typeset.lines import TextLine, TextStyle, as_text, place_lines, set_lines, widest_word
from quizgen.typeset.measures import MM
from quizgen.typeset.tagging import Element

PIXEL_MM = 25.4 / 96
"""How large a pixel is printed at most: as large as browsers show it."""
HEIGHTS = {"small": 1 / 10, "medium": 1 / 5, "large": 1 / 3}
"""The part of a page's height that a picture of each size may take."""
INSET_MM = 2.4
"""Between a frame and the words in it."""
CREDIT_GAP_MM = 1.2
"""Between a picture and its credit."""
LEAST_CREDIT = 3
"""How many lines of a credit stand by its picture at least."""


def set_picture(
    picture: Picture, column: Column, outer: Element, *, with_credit: bool = True
) -> Flow:
    """Set a picture and the first lines of its credit, in small print, never to be parted.

    Without its credit, that stands elsewhere on the page.
    """
    m, small = column.m, column.m.styles.label
    top = m.ascent(m.styles.body) - m.styles.body.cap_height
    block = Block()
    block.add(draw_picture(picture, column, outer.figure(picture.alt)), top)
    owed = picture.credit if picture.owes_credit and with_credit else ""
    credit = set_lines(owed, small, column.width, outer.add("P"))
    if credit:
        first = block.height + CREDIT_GAP_MM * m.mm + m.ascent(small)
        glyphs, last = place_lines(credit, column.left, first, small.leading)
        block.inks += glyphs
        lows = (first + row * small.leading + m.descent(small) for row in range(len(credit) - 1))
        block.cuts += [*lows][LEAST_CREDIT - 1 :]
        block.height = last + m.descent(small)
    block.cuts.append(block.height)
    return Flow(block, block.height)


def size_of(picture: Picture, column: Column) -> tuple[float, float]:
    """Return the width and the height of a picture in its column, its proportions kept.

    Pixels are not enlarged; a drawing is as large as it may be. In large print all are larger.
    """
    m = column.m
    width, height = max(picture.width, 1), max(picture.height, 1)
    highest = HEIGHTS[picture.size] * (m.bottom - m.top) * m.mm / MM
    scale = min(column.width / width, column.picture_height / height, highest / height)
    if picture.kind != "svg":
        scale = min(scale, PIXEL_MM * column.m.mm)
    return scale * width, scale * height


def draw_picture(picture: Picture, column: Column, figure: Element) -> Block:
    """Draw a picture; in the place of one whose bytes are not at hand a frame, its words in it.

    A frame too small for them grows; what would make it higher than a picture may be is left to
    the alternative text, which has it all.
    """
    m, style = column.m, column.m.styles.label
    inset = INSET_MM * m.mm
    width, height = size_of(picture, column)
    if picture.fetch is not None:
        image = Image(column.left, 0.0, width, height, picture, figure)
        return Block(height=height, inks=[image])
    lines = set_lines(picture.alt, style, max(width - 2 * inset, style.size), figure)
    is_narrow = widest_word(as_text(picture.alt), style) > width - 2 * inset
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


def _height_of(lines: Sequence[TextLine], style: TextStyle, inset: float) -> float:
    """Return how high a frame around lines is."""
    return (len(lines) - 1) * style.leading + style.cap_height + 2 * inset
