"""Content in a column: paragraphs, pictures, tables and lists below each other.

Words alone, the plain case, are lines of whoever asks; this is for what has blocks.
"""

from itertools import pairwise
from typing import assert_never

from quizgen.content import Block as Part
from quizgen.content import Content, Listing, Paragraph, Picture, Table, Text, blocks_of
from quizgen.typeset.column import Column, Flow
from quizgen.typeset.ink import Block
from quizgen.typeset.lines import has_words, place_lines, set_line, set_lines, set_nothing
from quizgen.typeset.picture import set_picture
from quizgen.typeset.table import set_table
from quizgen.typeset.tagging import LIST_OF_BULLETS, LIST_OF_NUMBERS, Element

PARAGRAPH_GAP_MM = 2.8
"""Above a paragraph, from the descenders of what stands there: more than between its lines."""
LISTING_GAP_MM = 1.8
"""Above a list, from its paragraph."""
FRAME_GAP_MM = 3.0
"""Above and below a picture or a table."""
ENTRY_GAP_MM = 0.4
"""Between the entries of a list, more than between lines."""
MARK_GAP_MM = 1.8
"""Between a number or a bullet and its entry."""
LONG_ENTRY = 8
"""From so many lines on an entry may be cut."""


def set_content(
    content: Content, column: Column, outer: Element, *, with_credits: bool = True
) -> Flow:
    """Set the blocks of a content below each other, in a block that may be cut between lines.

    Without the credits of its pictures, these stand elsewhere on the page.
    """
    m = column.m
    block = Block()
    baseline = m.ascent(m.styles.body)
    blocks = [part for part in blocks_of(content) if not _is_empty(part)]
    gaps = [0.0, *(_gap_mm(*pair) * m.mm for pair in pairwise(blocks))]
    for gap, part in zip(gaps, blocks, strict=False):
        flow = _set_part(part, column, outer, with_credits)
        top = block.height + gap
        if top:
            block.cuts = [*(cut for cut in block.cuts if cut < block.height), top]
        block.add(flow.block, top)
        baseline = top + flow.baseline
    block.height = max(block.height, baseline)
    return Flow(block, baseline)


def _gap_mm(above: Part, below: Part) -> float:
    """Return how far two blocks stand apart."""
    if isinstance(above, Picture | Table) or isinstance(below, Picture | Table):
        return FRAME_GAP_MM
    return LISTING_GAP_MM if isinstance(below, Listing) else PARAGRAPH_GAP_MM


def _is_empty(part: Part) -> bool:
    """Tell whether a block has nothing to set, and so no gap around it either."""
    match part:
        case Paragraph(runs=runs):
            return not has_words(runs)
        case Table(rows=rows, caption=caption):
            return not any(rows) and not has_words(caption)
        case Listing(entries=entries):
            return not entries
        case Picture():
            return False
        case _ as unreachable:
            assert_never(unreachable)


def _set_part(part: Part, column: Column, outer: Element, with_credits: bool) -> Flow:
    match part:
        case Paragraph(runs=runs):
            return _set_paragraph(runs, column, outer.add("P"))
        case Picture():
            return set_picture(part, column, outer, with_credit=with_credits)
        case Table(rows=rows, caption=caption) if not any(rows):
            return _set_paragraph(caption, column, outer.add("P"))
        case Table():
            return set_table(part, column, outer)
        case Listing():
            return _set_listing(part, column, outer)
        case _ as unreachable:
            assert_never(unreachable)


def _set_paragraph(runs: Text, column: Column, element: Element) -> Flow:
    """Set a paragraph, which may be cut between any two of its lines."""
    m, style = column.m, column.m.styles.body
    first = m.ascent(style)
    lines = set_lines(runs, style, column.width, element)
    glyphs, last = place_lines(lines, column.left, first, style.leading)
    cuts = [first + row * style.leading + m.descent(style) for row in range(len(lines))]
    return Flow(Block(height=last + m.descent(style), inks=[*glyphs], cuts=cuts), last)


def _set_listing(listing: Listing, column: Column, outer: Element) -> Flow:
    """Set a list: numbers end, and bullets stand, where the entries' indent begins."""
    m, style = column.m, column.m.styles.body
    count = len(listing.entries)
    marks = [f"{place}." if listing.is_numbered else "•" for place in range(1, count + 1)]
    mark_width = max(set_line(mark, style).width for mark in marks)
    inner = column.inset(mark_width + MARK_GAP_MM * m.mm)
    element = outer.add("L", LIST_OF_NUMBERS if listing.is_numbered else LIST_OF_BULLETS)
    block = Block()
    baseline = 0.0
    for place, (mark, entry) in enumerate(zip(marks, listing.entries, strict=True)):
        between_lines = style.leading - m.ascent(style) - m.descent(style)
        top = block.height + (between_lines + ENTRY_GAP_MM * m.mm if place else 0.0)
        item = element.add("LI")
        line = set_line(mark, style, item.add("Lbl")).with_space()
        baseline = top + m.ascent(style)
        block.inks += line.at(column.left + mark_width - line.width, baseline)
        body = item.add("LBody")
        flow = _set_paragraph(entry, inner, body)
        if not flow.block.inks:
            block.inks += set_nothing(style, body).at(inner.left, baseline)
        if len(flow.block.cuts) < LONG_ENTRY:
            flow.block.cuts = flow.block.cuts[-1:]
        block.add(flow.block, top)
        baseline = max(baseline, top + flow.baseline)
        block.height = baseline + m.descent(style)
    return Flow(block, baseline)
