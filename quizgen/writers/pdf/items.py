"""One block for each item of a sheet. The shape says how to answer, and numbers hang."""

from typing import assert_never

from quizgen.model import Choice, Matching, NumberedItem, Ordering, ShortAnswer, TrueFalse
from quizgen.writers.pdf.boxes import set_matching, set_ordering
from quizgen.writers.pdf.choices import set_choice, set_true_false
from quizgen.writers.pdf.ink import Block, Rule
from quizgen.writers.pdf.shapes import ItemFrame, draw_mark_box, start_item
from quizgen.writers.pdf.tagging import Element


def set_item(frame: ItemFrame, numbered: NumberedItem, listing: Element, outer: Element) -> Block:
    """Set an item into the list of its section; a bank of answers goes into `outer`."""
    interaction = numbered.item.interaction
    match interaction:
        case Choice():
            block = set_choice(frame, numbered, interaction, listing)
        case TrueFalse():
            block = set_true_false(frame, numbered, listing)
        case Matching():
            block = set_matching(frame, numbered, interaction, listing, outer)
        case Ordering():
            block = set_ordering(frame, numbered, interaction, listing)
        case ShortAnswer():
            block = set_short_answer(frame, numbered, interaction, listing)
        case _:
            assert_never(interaction)
    block.above = block.below = frame.m.item_gap
    block.is_item = True
    return block


def set_short_answer(
    frame: ItemFrame, numbered: NumberedItem, answer: ShortAnswer, listing: Element
) -> Block:
    """Set a stem and lines to write on."""
    m = frame.m
    block, body, y = start_item(m, numbered.number, numbered.item.stem, listing, frame.right)
    draw_mark_box(frame, block, numbered.points, body)
    blank = body.spoken(frame.labels.blank)
    for _ in range(answer.lines):
        y += m.theme.line_pitch
        block.inks.append(Rule(m.text_left, y, frame.right, y, m.theme.stroke_hair, blank))
        block.cuts.append(y - m.theme.line_pitch / 2)
    block.height = max(block.height, y)
    return block
