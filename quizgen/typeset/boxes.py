"""Items that are answered in boxes, with a letter or a number: matching, ordering."""

from quizgen.content import Content, Run, Table, Text, is_text
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.item import Matching, Ordering
from quizgen.typeset.bank import PANEL_MM, set_bank_above, set_bank_beside
from quizgen.typeset.column import Column
from quizgen.typeset.content import set_content
from quizgen.typeset.fields import letter_to_write, rank_to_write
from quizgen.typeset.ink import Block, Box
from quizgen.typeset.lines import place_lines, set_line, set_lines
from quizgen.typeset.shapes import (
    STEM_GAP_MM,
    ItemFrame,
    column_of,
    draw_mark_box,
    first_centre,
    has_stem,
    set_above,
    start_item,
)
from quizgen.typeset.table import ToFill, set_table
from quizgen.typeset.tagging import Element

PREMISE_GAP_MM = 1.1
PICTURE_GAP_MM = 2.6
"""Between two pictures to be matched."""
EVENT_GAP_MM = 1.3
PREMISE_PICTURE = 1 / 9
"""The part of a page's height that a picture to be matched may take: there may be eight of them."""
LEAST_BESIDE_BANK_MM = 70
"""Premises narrower than this, are not set beside a bank but below it."""
ROOM_FOR_HEADING_MM = 20
"""What a section's heading may need above a matching item."""


def set_matching(
    frame: ItemFrame,
    numbered: NumberedItem,
    matching: Matching,
    listing: Element,
    outer: Element,
) -> Block:
    """Set premises with their boxes, and the bank of answers at their right or above them."""
    m = frame.m
    grid = matching.grid_in(numbered.prompt)
    if grid:
        return _set_grid(frame, numbered, matching, grid, outer)
    block = set_above(frame, numbered.prompt, outer)
    top = block.height
    beside = _set_beside(frame, numbered, matching, listing, outer)
    if beside and top + beside.height <= m.bottom - m.top - ROOM_FOR_HEADING_MM * m.mm:
        block.add(beside, top)
    else:
        block.add(set_bank_above(matching, m, frame.right, outer), top)
        premises = _set_premises(frame, numbered, matching, listing, frame.right)
        block.add(premises, block.height + m.theme.item_gap)
    return block


def _set_grid(
    frame: ItemFrame, numbered: NumberedItem, matching: Matching, grid: Table, outer: Element
) -> Block:
    """Set a table whose empty cells are the premises, and below it the bank of answers."""
    m = frame.m
    place = numbered.prompt.index(grid)
    block = set_above(frame, numbered.prompt[:place], outer)
    draw_mark_box(frame, block, numbered.points, outer.add("P"))
    to_fill = ToFill(frame, numbered.number, len(matching.responses))
    flow = set_table(grid, column_of(m, m.left, frame.right), outer, to_fill)
    block.add(flow.block, block.height)
    below = set_above(frame, numbered.prompt[place + 1 :], outer)
    block.add(below, block.height + m.theme.item_gap)
    block.add(set_bank_above(matching, m, frame.right, outer), block.height)
    return block


def _set_beside(
    frame: ItemFrame,
    numbered: NumberedItem,
    matching: Matching,
    listing: Element,
    outer: Element,
) -> Block | None:
    """Set premises with the bank at their right, never to be cut; None if there is no room."""
    m = frame.m
    right = frame.right - PANEL_MM * m.mm - m.theme.rail_gap
    if right - m.text_left - m.theme.box_width < LEAST_BESIDE_BANK_MM * m.mm:
        return None
    bank = set_bank_beside(matching, m, frame.right, outer)
    if bank is None:
        return None
    block = _set_premises(frame, numbered, matching, listing, right)
    block.add(bank, 0.0)
    block.cuts = []
    return block


def _set_premises(
    frame: ItemFrame,
    numbered: NumberedItem,
    matching: Matching,
    listing: Element,
    right: float,
) -> Block:
    """Set premises below each other, each with its number and box."""
    m, style = frame.m, frame.m.styles.number
    block = Block()
    top = 0.0
    for number, premise in enumerate(matching.premises, start=numbered.number):
        item = listing.add("LI")
        y = top + (m.theme.box_height + style.cap_height) / 2
        block.inks += set_line(str(number), style, item.add("Lbl")).at(m.left, y)
        body = item.add("LBody")
        box = letter_to_write(frame, number, len(matching.responses), premise.text, body)
        row = _set_boxed(frame, premise.text, premise.detail, right, body, box)
        block.add(row, top)
        if number == numbered.number:
            draw_mark_box(frame, block, numbered.points, body, m.theme.box_height / 2)
        top += row.height
        block.cuts.append(top + 0.1 * m.mm)
        top += (PREMISE_GAP_MM if is_text(premise.text) else PICTURE_GAP_MM) * m.mm
    return block


def set_ordering(
    frame: ItemFrame, numbered: NumberedItem, ordering: Ordering, listing: Element
) -> Block:
    """Set events with their boxes under one number."""
    m, style = frame.m, frame.m.styles.number
    is_asked = has_stem(numbered.prompt)
    if is_asked:
        block, body, y = start_item(m, numbered, numbered.prompt, listing, frame.right)
        draw_mark_box(frame, block, numbered.points, body, first_centre(m))
        top = y + m.descent(m.styles.body) + STEM_GAP_MM * m.mm
    else:
        item = listing.add("LI")
        number = set_line(numbered.sign, style, item.add("Lbl"))
        y = (m.theme.box_height + style.cap_height) / 2
        block, body, top = Block(inks=list(number.at(m.left, y))), item.add("LBody"), 0.0
    events = body.add("L")
    for place, event in enumerate(ordering.events):
        entry = events.add("LI").add("LBody")
        count = len(ordering.events)
        box = rank_to_write(frame, numbered, place + 1, count, event.text, entry)
        row = _set_boxed(frame, event.text, (), frame.right, entry, box)
        block.add(row, top)
        if not is_asked and not place:
            draw_mark_box(frame, block, numbered.points, entry, m.theme.box_height / 2)
        block.cuts.append(top + row.height + 0.1 * m.mm)
        top += row.height + EVENT_GAP_MM * m.mm
    return block


def _set_boxed(
    frame: ItemFrame, content: Content, detail: Text, right: float, body: Element, box: Element
) -> Block:
    """Draw a box to write in, and words beside it whose first line shares its centre.

    Detail is small print, kept whole: behind the words if it fits there, else on its own line.
    """
    m, style, small = frame.m, frame.m.styles.body, frame.m.styles.label
    width, height = m.theme.box_width, m.theme.box_height
    block = Block(inks=[Box(m.text_left, 0.0, width, height, m.theme.stroke_line, element=box)])
    x = m.text_left + width + 2.6 * m.mm
    if not is_text(content):
        return _with_picture(
            block, (*content, *detail), column_of(m, x, right, PREMISE_PICTURE), body
        )
    lines = set_lines(content, style, right - x, body)
    if lines and detail:
        lines[-1] = lines[-1].with_space()
    first = (height + style.cap_height) / 2
    glyphs, y = place_lines(lines, x, first, style.leading)
    block.inks += glyphs
    used = lines[-1].width + style.plain.space * style.size if lines else 0.0
    behind = set_line(detail, small, body)
    if behind.width <= right - x - used:
        block.inks += behind.at(x + used, max(y, first))
    else:
        step = (style.leading + small.leading) / 2
        below = set_lines(detail, small, right - x, body)
        glyphs, y = place_lines(below, x, y + step, small.leading)
        block.inks += glyphs
    block.height = max(height, y + m.descent(style))
    return block


def _with_picture(box: Block, content: Content, column: Column, body: Element) -> Block:
    """Set a content with pictures beside a box to write in, its upper edge level with the box's."""
    m = column.m
    above = m.ascent(m.styles.body) - m.styles.body.cap_height
    flow = set_content(content, column, body, with_credits=False)
    starts_with_words = isinstance(content[0], Run)
    shift = (m.theme.box_height - m.styles.body.cap_height) / 2 if starts_with_words else 0.0
    box.add(flow.block, shift - above)
    box.cuts = []
    box.height = max(m.theme.box_height, shift - above + flow.block.height)
    return box
