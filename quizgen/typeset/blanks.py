"""Items that are answered on lines: numbers, sentences with blanks, words, opinions."""

from collections.abc import Iterable, Iterator

from quizgen.content import Paragraph, Run, Table, plain, spoken
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.item import Cloze, Discussion, Imported, Item, Numeric, Written
from quizgen.typeset.fields import answer_to_write, working_to_write
from quizgen.typeset.ink import Block, Box, Glyphs, Ink, Rule
from quizgen.typeset.lines import InlineBlank, place_lines, set_line, set_lines
from quizgen.typeset.measures import MM, Measures
from quizgen.typeset.shapes import (
    STEM_GAP_MM,
    ItemFrame,
    column_of,
    draw_blank,
    draw_mark_box,
    first_centre,
    has_stem,
    start_item,
)
from quizgen.typeset.table import ToWrite, head_below, set_table
from quizgen.typeset.tagging import Element

RAIL_MM = 37
"""Room for a number and its unit at the right edge."""
LEAST_BESIDE_RAIL_MM = 75
"""Stems narrower than this are not set beside the rail but above it."""
UNIT_GAP_MM = 1.7
"""Between a blank and its unit."""
BLANK_PITCH_MM = 8.6
"""From one blank for a number to the next, at least."""
A_LETTER_MM = 2.5
"""The width of a letter that a pupil writes by hand. Ours."""
LONG_BLANK_MM = 50.0
"""How wide blanks in sentences are where an answer is too long for the usual ones."""
SENTENCE_PITCH_MM = 8.5
"""From line to line of a sentence with blanks."""
WORKING_MM = 10
"""Room for working a number out."""
WORKING_GAP_MM = 1.4
"""Between its name and the frame that it has where it is typed."""
LINES_A_FRAME = 12
"""So many lines are typed into one frame at most, which then fits a page."""
FRAME_GAP_MM = 1.5
"""Between two such frames."""


def set_on_lines(frame: ItemFrame, numbered: NumberedItem, count: int, listing: Element) -> Block:
    """Set a stem and lines to write on."""
    m = frame.m
    block, body, y = start_item(m, numbered, numbered.prompt, listing, frame.right)
    draw_mark_box(frame, block, numbered.points, body, first_centre(m))
    if m.fields and count > 1:
        return _with_frames(frame, numbered, count, block, y, body)
    blank = answer_to_write(frame, numbered, body)
    for _ in range(count):
        y += m.theme.line_pitch
        block.inks.append(Rule(m.text_left, y, frame.right, y, m.theme.stroke_line, blank))
        block.cuts.append(y - m.theme.line_pitch / 2)
    block.height = max(block.height, y)
    if isinstance(numbered.item.interaction, Discussion):
        block.more_lines = m.theme.line_pitch
    return block


def _with_frames(
    frame: ItemFrame, numbered: NumberedItem, count: int, block: Block, y: float, body: Element
) -> Block:
    """Add, in the place of lines below a baseline, frames for what is typed and breaks by itself.

    Typed lines stand closer than written ones, and would run across printed ones.
    """
    m, pitch = frame.m, frame.m.theme.line_pitch
    x, width = m.text_left, frame.right - m.text_left
    top = y + m.descent(m.styles.body) + STEM_GAP_MM * m.mm
    frames = -(-count // LINES_A_FRAME)
    for place in range(1, frames + 1):
        field = answer_to_write(frame, numbered, body, place, frames, is_multiline=True)
        low = y + place * count // frames * pitch
        block.inks.append(Box(x, top, width, low - top, m.theme.stroke_rule, field))
        top = low + FRAME_GAP_MM * m.mm
        block.cuts.append(low + FRAME_GAP_MM * m.mm / 2)
    block.height = max(block.height, low)
    return block


def number_rail(items: Iterable[NumberedItem], m: Measures) -> float:
    """Return the room for numbers and units that lets all blanks of a sheet share their edges.

    A unit that would take half of the page is left out of account.
    """
    units = (
        numbered.item.interaction.unit
        for numbered in items
        if isinstance(numbered.item.interaction, Numeric)
    )
    rails = (_rail(unit, m) for unit in units)
    most = (m.right - m.text_left) / 2
    return max((rail for rail in rails if rail <= most), default=RAIL_MM * m.mm)


def cloze_blank(items: Iterable[NumberedItem], m: Measures) -> float:
    """Return the width of all blanks in the sentences of a sheet: enough for its longest answer.

    One width for all tells of no answer how long it is.
    """
    answers = (
        plain(answer)
        for numbered in items
        if isinstance(numbered.item.interaction, Cloze)
        for answer in numbered.item.interaction.answers
    )
    longest = max((len(words) for words in answers), default=0)
    usual = m.theme.blank_cloze
    is_long = longest * A_LETTER_MM * MM > usual
    return max(usual, LONG_BLANK_MM * MM) if is_long else usual


def _rail(unit: str, m: Measures) -> float:
    needed = m.theme.blank_number + UNIT_GAP_MM * m.mm + set_line(unit, m.styles.body).width
    return max(needed, RAIL_MM * m.mm)


def set_number(
    frame: ItemFrame, numbered: NumberedItem, number: Numeric, listing: Element
) -> Block:
    """Set a stem, and on the baseline of its last line a blank with its unit in the rail.

    With a unit too wide for the rail, a stem too narrow beside it, or one that is more than
    paragraphs, both stand below the stem.
    """
    m, style, rail = frame.m, frame.m.styles.body, frame.rail
    x, right = frame.right - rail, frame.right - rail - m.theme.rail_gap
    is_wide = right - m.text_left >= LEAST_BESIDE_RAIL_MM * m.mm
    is_prose = all(isinstance(part, Run | Paragraph) for part in numbered.prompt)
    is_beside = is_prose and is_wide and _rail(number.unit, m) <= rail
    if not is_beside:
        x, right = m.text_left, frame.right
    block, body, y = start_item(m, numbered, numbered.prompt, listing, right)
    if not is_beside:
        y += m.theme.line_pitch
        block.cuts.append(y - m.ascent(style))
    width = m.theme.blank_number
    element = answer_to_write(frame, numbered, body, unit=number.unit)
    blank = set_line((InlineBlank(width, element),), style, body)
    block.inks += _ruled(blank.with_space().at(x, y), width, m)
    x += width + UNIT_GAP_MM * m.mm
    room = float("inf") if is_beside else frame.right - x
    lines = set_lines(number.unit, style, room, body)
    glyphs, last = place_lines(lines, x, y, style.leading)
    block.inks += glyphs
    y = max(y, last)
    if m.theme.show_points == "item" and _is_computed(numbered.item):
        y += m.descent(style) + 2.3 * m.mm + m.styles.label.cap_height
        paragraph = body.add("P")
        block.inks += set_line(frame.labels.working, m.styles.label, paragraph).at(m.text_left, y)
        if m.fields:
            top = y + WORKING_GAP_MM * m.mm
            width, height = frame.right - m.text_left, (WORKING_MM - WORKING_GAP_MM) * m.mm
            field = working_to_write(frame, numbered, paragraph)
            block.inks.append(Box(m.text_left, top, width, height, m.theme.stroke_rule, field))
        y += WORKING_MM * m.mm
    block.height = y + m.descent(style)
    draw_mark_box(frame, block, numbered.points, body, first_centre(m))
    return block.with_firm_gaps(m.theme.item_gap, BLANK_PITCH_MM * m.mm)


def _is_computed(item: Item) -> bool:
    """Tell whether a number has to be worked out: one that is known or read off needs no room.

    What a bank tells is asked for as it stands there, unless its wording says that it is more than
    recall. A question that somebody wrote gives the numbers to start from.
    """
    if item.figure:
        return False
    is_written = isinstance(item.origin, Written | Imported)
    return item.level > 1 or (is_written and any(map(str.isdigit, spoken(item.prompt))))


def set_cloze(frame: ItemFrame, numbered: NumberedItem, cloze: Cloze, listing: Element) -> Block:
    """Set a sentence with its blanks, all of one width; below the stem if there is one."""
    m, style = frame.m, frame.m.styles.body
    table = cloze.table_in(numbered.prompt)
    if table:
        return _set_table(frame, numbered, table, listing)
    stem, pitch = numbered.prompt, min(SENTENCE_PITCH_MM * m.mm, m.theme.line_pitch)
    block, whole, y = start_item(m, numbered, stem, listing, frame.right)
    body = whole
    if has_stem(stem):
        body = whole.add("P")
        y += pitch
    width = min(frame.blank or m.theme.blank_cloze, frame.right - m.text_left)
    first, *rest = cloze.parts
    text: list[Run | InlineBlank] = [*first]
    for place, part in enumerate(rest, start=1):
        blank = answer_to_write(frame, numbered, body, place, len(rest))
        text += (InlineBlank(width, blank), *part)
    lines = set_lines(text, style, frame.right - m.text_left, body)
    glyphs, last = place_lines(lines, m.text_left, y, pitch)
    block.inks += _ruled(glyphs, width, m)
    block.cuts += (y + row * pitch + m.descent(style) for row in range(len(lines)))
    block.height = max(block.height, last + m.descent(style))
    draw_mark_box(frame, block, numbered.points, whole, first_centre(m))
    return block


def _set_table(frame: ItemFrame, numbered: NumberedItem, table: Table, listing: Element) -> Block:
    """Set a table to complete below what is asked of it, or beside its number where nothing is."""
    m = frame.m
    stem = tuple(part for part in numbered.prompt if part is not table)
    started, body, _ = start_item(m, numbered, stem, listing, frame.right)
    draw_mark_box(frame, started, numbered.points, body, first_centre(m))
    block = Block()
    block.add(started, 0.0 if has_stem(stem) else head_below(m))  # level with the head's words
    to_write = ToWrite(frame, numbered, frame.blank or m.theme.blank_cloze)
    flow = set_table(table, column_of(m, m.text_left, frame.right), body, to_write)
    block.add(flow.block, block.height + STEM_GAP_MM * m.mm if has_stem(stem) else 0.0)
    return block


def _ruled(glyphs: Iterable[Glyphs], width: float, m: Measures) -> Iterator[Ink]:
    """Yield glyphs, with a line in the place of each blank."""
    for piece in glyphs:
        yield piece if piece.text else draw_blank(m, piece.x, piece.y, width, piece.element)
